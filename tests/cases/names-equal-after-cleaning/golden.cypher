// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a b', props: {label: 'a b', `the name`: 1, `the_name`: 2, `the-name`: 3, `The Name`: 4, `the/name`: 5}},
  {id: 'a_b', props: {label: 'a_b', `score`: 1, `Score`: 2.5, `SCORE`: 'three'}},
  {id: 'a-b', props: {label: 'a-b', `n`: 1, `N`: 2, `é`: 1, `É`: 2}},
  {id: 'A B', props: {label: 'A B', `meta_`: 1, `_`: 2, `meta__2`: 3}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a b--r--a_b', source: 'a b', target: 'a_b', props: {position: 0, relation: 'r', label: 'r', `x y`: 1, `x_y`: 2}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'e0', source: 'a-b', target: 'A B', props: {position: 1, relation: 'r s', label: 'r s'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R_S` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'e 0', source: 'a-b', target: 'A B', props: {position: 2, relation: 'r_s', label: 'r s'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R_S_2` {id: row.id}]->(b)
SET r += row.props;
