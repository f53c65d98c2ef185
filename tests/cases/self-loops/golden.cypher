// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a'}},
  {id: 'b', props: {label: 'b'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--cites--a', source: 'a', target: 'a', props: {position: 0, relation: 'cites', label: 'cites'}},
  {id: 'a--cites--a--2', source: 'a', target: 'a', props: {position: 1, relation: 'cites', label: 'cites'}},
  {id: 'a--cites--b', source: 'a', target: 'b', props: {position: 3, relation: 'cites', label: 'cites'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`CITES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--talks-to--a', source: 'a', target: 'a', props: {position: 2, relation: 'talks-to', label: 'talks to', symmetric: true}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`TALKS_TO` {id: row.id}]->(b)
SET r += row.props;
