// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', `founded`: '1949-10-01', `year`: 1949}},
  {id: 'b', props: {label: 'b', `founded`: '2001', `year`: 2001}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--holds--b', source: 'a', target: 'b', props: {position: 0, relation: 'holds', label: 'holds', since: '2025'}},
  {id: 'a--holds--b--2', source: 'a', target: 'b', props: {position: 1, relation: 'holds', label: 'holds', until: '2025-09'}},
  {id: 'a--holds--b--3', source: 'a', target: 'b', props: {position: 2, relation: 'holds', label: 'holds', since: '2024-02-29', until: '2025-09-19T10:00:00Z'}},
  {id: 'b--holds--a', source: 'b', target: 'a', props: {position: 3, relation: 'holds', label: 'holds'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`HOLDS` {id: row.id}]->(b)
SET r += row.props;
