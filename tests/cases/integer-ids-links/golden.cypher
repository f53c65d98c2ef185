// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: '1', props: {label: '1', `group`: 1}},
  {id: '2', props: {label: '2', `group`: 1}},
  {id: '-3', props: {label: '-3', `group`: 2}},
  {id: '12345678901234567890', props: {label: '12345678901234567890', `group`: 2}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: '1--precedes--2', source: '1', target: '2', props: {position: 0, relation: 'precedes', label: 'precedes', `value`: 3}},
  {id: '2--precedes---3', source: '2', target: '-3', props: {position: 1, relation: 'precedes', label: 'precedes'}},
  {id: '-3--precedes--12345678901234567890', source: '-3', target: '12345678901234567890', props: {position: 2, relation: 'precedes', label: 'precedes'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`PRECEDES` {id: row.id}]->(b)
SET r += row.props;
