// The whole title
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', entity_type: 't'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`T`, n += row.props;
UNWIND [
  {id: 'b', props: {label: 'likes'}},
  {id: 'a--likes--b', props: {label: ''}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--likes--b', source: 'a', target: 'b', props: {position: 0, relation: 'likes', label: 'likes'}},
  {id: 'a--likes--b--2', source: 'a', target: 'b', props: {position: 1, relation: 'likes', label: 'likes'}},
  {id: 'b', source: 'a', target: 'b', props: {position: 2, relation: 'likes', label: ''}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`LIKES` {id: row.id}]->(b)
SET r += row.props;
