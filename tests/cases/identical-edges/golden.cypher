// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a'}},
  {id: 'b', props: {label: 'b'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--cites--b', source: 'a', target: 'b', props: {position: 0, relation: 'cites', label: 'cites'}},
  {id: 'a--cites--b--2', source: 'a', target: 'b', props: {position: 1, relation: 'cites', label: 'cites'}},
  {id: 'a--cites--b--3', source: 'a', target: 'b', props: {position: 2, relation: 'cites', label: 'cites'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`CITES` {id: row.id}]->(b)
SET r += row.props;
