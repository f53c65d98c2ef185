// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'Ann', entity_type: 'person', `height`: 1.7}},
  {id: 'b', props: {label: 'Ben', entity_type: 'person'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'acme', props: {label: 'acme'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--worksFor--acme', source: 'a', target: 'acme', props: {position: 0, relation: 'worksFor', label: 'works for', sources: [], evidence: 'one piece, not in a list', evidence_json: '[{"note": "one piece, not in a list"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WORKS_FOR` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'b--works_for--acme', source: 'b', target: 'acme', props: {position: 1, relation: 'works_for', label: 'works for'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WORKS_FOR_2` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--MARRIED_TO--b', source: 'a', target: 'b', props: {position: 2, relation: 'MARRIED_TO', label: 'married to'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`MARRIED_TO` {id: row.id}]->(b)
SET r += row.props;
