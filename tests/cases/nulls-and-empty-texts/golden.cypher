// 
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a'}},
  {id: 'b', props: {label: '', description: '', `sometimes`: 1}},
  {id: 'c', props: {label: 'c', `sometimes`: 2, `meta_`: 'an empty key', `empty`: ''}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--r--b', source: 'a', target: 'b', props: {position: 0, relation: 'r', label: ''}},
  {id: 'b--r--c', source: 'b', target: 'c', props: {position: 1, relation: 'r', label: 'r'}},
  {id: 'b--r--c--2', source: 'b', target: 'c', props: {position: 2, relation: 'r', label: 'r', `note`: ''}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
