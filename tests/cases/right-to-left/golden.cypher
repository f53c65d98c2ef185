// שלום עולם
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'محمد', props: {label: 'محمد علي (Ali)', entity_type: 'person'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'ישראל', props: {label: 'ישראל 1948!', entity_type: 'country'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Country`, n += row.props;
UNWIND [
  {id: 'override', props: {label: '‮gnp.exe‬'}},
  {id: 'marks', props: {label: '‏right‎ left ⁦isolate⁩ zero​width‍joiner ﻿BOM inside'}},
  {id: 'mixed', props: {label: 'abc אבג 123 العربية (xyz)'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'محمد--يدعم--ישראל', source: 'محمد', target: 'ישראל', props: {position: 0, relation: 'يدعم', label: 'يدعم'}},
  {id: 'marks--يدعم--mixed', source: 'marks', target: 'mixed', props: {position: 2, relation: 'يدعم', label: 'يدعم', `ملاحظة`: 'نص'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'mixed--יחס--override', source: 'mixed', target: 'override', props: {position: 1, relation: 'יחס', label: 'יחס'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION_2` {id: row.id}]->(b)
SET r += row.props;
