// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: '1', props: {label: '1'}},
  {id: '2', props: {label: '2'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: '0', source: '1', target: '2', props: {position: 0, relation: 'r', label: 'r'}},
  {id: '1', source: '1', target: '2', props: {position: 1, relation: 'r', label: 'r'}},
  {id: '01', source: '1', target: '2', props: {position: 2, relation: 'r', label: 'r'}},
  {id: '1_0', source: '1', target: '2', props: {position: 3, relation: 'r', label: 'r'}},
  {id: '10', source: '1', target: '2', props: {position: 4, relation: 'r', label: 'r'}},
  {id: 'e1', source: '1', target: '2', props: {position: 5, relation: 'r', label: 'r'}},
  {id: 'ee10', source: '1', target: '2', props: {position: 6, relation: 'r', label: 'r'}},
  {id: '3', source: '1', target: '2', props: {position: 7, relation: 'r', label: 'r'}},
  {id: '1--r--2', source: '1', target: '2', props: {position: 8, relation: 'r', label: 'r'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: '1--2--1', source: '1', target: '1', props: {position: 9, relation: '2', label: '2'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`_2` {id: row.id}]->(b)
SET r += row.props;
