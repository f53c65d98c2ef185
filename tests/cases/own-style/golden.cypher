// Own colours
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'ann', props: {label: 'Ann', entity_type: 'person'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'law', props: {label: 'Law', entity_type: 'policy'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Policy`, n += row.props;
UNWIND [
  {id: 'ann--opposes--law', source: 'ann', target: 'law', props: {position: 0, relation: 'opposes', label: 'opposes'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`OPPOSES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'ann--backs--law', source: 'ann', target: 'law', props: {position: 1, relation: 'backs', label: 'backs'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BACKS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'ann--drafts--law', source: 'ann', target: 'law', props: {position: 2, relation: 'drafts', label: 'drafts'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`DRAFTS` {id: row.id}]->(b)
SET r += row.props;
