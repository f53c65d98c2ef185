// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', `flag`: true, `count`: 1, `ratio`: 1, `far`: 2147483647, `mixed`: 1, `text`: '1', `flag or text`: true}},
  {id: 'b', props: {label: 'b', `flag`: false, `count`: -2, `ratio`: 0.5, `far`: 2147483648, `mixed`: 'one', `text`: 'true', `flag or text`: 'yes'}},
  {id: 'c', props: {label: 'c', `count`: 3, `ratio`: 1e-3, `mixed`: true, `text`: '', `flag or text`: 'true'}},
  {id: 'd', props: {label: 'd', `text`: 'null', `ratio`: -0.0}},
  {id: 'e', props: {label: 'e', `mixed`: '[1, "a"]', `text`: 'INFLATION NaN'}},
  {id: 'f', props: {label: 'f', `mixed`: '{"a": 1.50}'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--r--b', source: 'a', target: 'b', props: {position: 0, relation: 'r', label: 'r', `n`: 1, `score`: 'high'}},
  {id: 'b--r--c', source: 'b', target: 'c', props: {position: 1, relation: 'r', label: 'r', `n`: 2.5, `score`: 0.9}},
  {id: 'c--r--d', source: 'c', target: 'd', props: {position: 2, relation: 'r', label: 'r', `n`: 3, `score`: false}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
