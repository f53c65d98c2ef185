// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'A'}},
  {id: 'b', props: {label: 'B'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--supports--b', source: 'a', target: 'b', props: {position: 0, relation: 'supports', label: 'supports', weight: 2}},
  {id: 'b--supports--a', source: 'b', target: 'a', props: {position: 2, relation: 'supports', label: 'supports'}},
  {id: 'a--supports--b--3', source: 'a', target: 'b', props: {position: 3, relation: 'supports', label: 'supports', since: '2024'}},
  {id: 'a--supports--b--4', source: 'a', target: 'b', props: {position: 4, relation: 'supports', label: 'supports', weight: 2}},
  {id: 'a--supports--b--2', source: 'a', target: 'b', props: {position: 6, relation: 'supports', label: 'supports'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SUPPORTS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--quoted-by--b', source: 'a', target: 'b', props: {position: 1, relation: 'quoted-by', label: 'quoted by', weight: 3}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`QUOTED_BY` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--opposes--b', source: 'a', target: 'b', props: {position: 5, relation: 'opposes', label: 'opposes'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`OPPOSES` {id: row.id}]->(b)
SET r += row.props;
