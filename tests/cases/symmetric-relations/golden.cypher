// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'fr', props: {label: 'fr', entity_type: 'country'}},
  {id: 'de', props: {label: 'de', entity_type: 'country'}},
  {id: 'pl', props: {label: 'pl', entity_type: 'country'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Country`, n += row.props;
UNWIND [
  {id: 'fr--borders--de', source: 'fr', target: 'de', props: {position: 0, relation: 'borders', label: 'borders', symmetric: true}},
  {id: 'de--borders--pl', source: 'de', target: 'pl', props: {position: 1, relation: 'borders', label: 'borders', symmetric: true}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BORDERS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'de--invades--pl', source: 'de', target: 'pl', props: {position: 3, relation: 'invades', label: 'invades', since: '1939-09-01'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`INVADES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'fr--aids--pl', source: 'fr', target: 'pl', props: {position: 4, relation: 'aids', label: 'aids'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`AIDS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'fr--allied-with--pl', source: 'fr', target: 'pl', props: {position: 2, relation: 'allied-with', label: 'allied with', symmetric: true}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`ALLIED_WITH` {id: row.id}]->(b)
SET r += row.props;
