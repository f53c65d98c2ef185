// Who said what
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', entity_type: 'organisation'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Organisation`, n += row.props;
UNWIND [
  {id: 'b', props: {label: 'b', entity_type: 'person'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'a--funds--b', source: 'a', target: 'b', props: {position: 0, relation: 'funds', label: 'funds', sources: ['one'], denied_by: ['two'], evidence: 'First report, ¶14 (supports): says it pays “We pay; always | ever.” | Second report; revised, p. 3 (denies): denies it | First report, 7 (mentions)', evidence_json: '[{"document": "one", "locator": "¶14", "note": "says it pays", "quote": "We pay; always | ever.", "stance": "supports"}, {"document": "two", "locator": "p. 3", "note": "denies it", "stance": "denies"}, {"document": "one", "locator": 7, "quote": null, "stance": "mentions", "confidence": 0.8}]'}},
  {id: 'a--funds--b--2', source: 'a', target: 'b', props: {position: 1, relation: 'funds', label: 'funds', sources: ['two', 'no; title'], evidence: 'Second report; revised | no; title', evidence_json: '[{"document": "two"}, {"document": "no; title"}]'}},
  {id: 'a--funds--b--3', source: 'a', target: 'b', props: {position: 2, relation: 'funds', label: 'funds', sources: [], evidence: 'hearsay | {"by": "me"} | {}', evidence_json: '[{"note": "hearsay"}, {"by": "me"}, {}]'}},
  {id: 'a--funds--b--4', source: 'a', target: 'b', props: {position: 3, relation: 'funds', label: 'funds'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`FUNDS` {id: row.id}]->(b)
SET r += row.props;
