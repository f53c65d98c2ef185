// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', `large`: '1e400', `small`: 1e-400}},
  {id: 'b', props: {label: 'b', `large`: 1, `small`: 0.5}},
  {id: 'c', props: {label: 'c', `large`: '-1e999', `small`: 0e-999}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--r--b', source: 'a', target: 'b', props: {position: 0, relation: 'r', label: 'r', weight: '1e400'}},
  {id: 'b--r--c', source: 'b', target: 'c', props: {position: 1, relation: 'r', label: 'r', weight: 1e-400}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
