// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a'}},
  {id: 'b', props: {label: 'b'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--zero--b', source: 'a', target: 'b', props: {position: 0, relation: 'zero', label: 'zero', weight: 0}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`ZERO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--minus-zero--b', source: 'a', target: 'b', props: {position: 1, relation: 'minus-zero', label: 'minus zero', weight: -0.0}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`MINUS_ZERO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--negative--b', source: 'a', target: 'b', props: {position: 2, relation: 'negative', label: 'negative', weight: -2.5}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`NEGATIVE` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--tiny--b', source: 'a', target: 'b', props: {position: 3, relation: 'tiny', label: 'tiny', weight: 1e-50}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`TINY` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--good--b', source: 'a', target: 'b', props: {position: 4, relation: 'good', label: 'good', weight: 2.5}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`GOOD` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--whole--b', source: 'a', target: 'b', props: {position: 5, relation: 'whole', label: 'whole', weight: 7}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WHOLE` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--none--b', source: 'a', target: 'b', props: {position: 6, relation: 'none', label: 'none'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`NONE` {id: row.id}]->(b)
SET r += row.props;
