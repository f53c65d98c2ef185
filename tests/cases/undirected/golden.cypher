// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a'}},
  {id: 'b', props: {label: 'b'}},
  {id: 'c', props: {label: 'c'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--knows--b', source: 'a', target: 'b', props: {position: 0, relation: 'knows', label: 'knows', symmetric: true}},
  {id: 'b--knows--c', source: 'b', target: 'c', props: {position: 1, relation: 'knows', label: 'knows', symmetric: true}},
  {id: 'b--knows--a', source: 'b', target: 'a', props: {position: 2, relation: 'knows', label: 'knows', symmetric: true}},
  {id: 'c--knows--c', source: 'c', target: 'c', props: {position: 3, relation: 'knows', label: 'knows', symmetric: true}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`KNOWS` {id: row.id}]->(b)
SET r += row.props;
