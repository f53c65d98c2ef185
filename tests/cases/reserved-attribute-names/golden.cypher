// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'A', entity_type: 't', `name`: 'also a name', `meta_entity_type`: 'also a type', `size`: 3, `Size`: 4, `color`: 'red', `b`: true, `R`: 1, `x`: 0.5, `meta_size`: 5}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`T`, n += row.props;
UNWIND [
  {id: 'b', props: {label: 'b', `key`: 'k', `source`: 's', `target`: 't', `Id`: 7, `ID`: 8, `SUID`: 9, `selected`: false, `shared name`: 'n', `kg_id`: 'x', `shape`: 'box', `pos`: '1,2!', `style`: 'invis', `timeset`: '<[2000, 2001]>'}},
  {id: 'c', props: {label: 'c', `n_b`: 1, `nodelabel`: 'l', `interaction`: 'i', `URL`: 'http://example.org/', `tooltip`: 't', `class`: 'c'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--r--b', source: 'a', target: 'b', props: {position: 0, relation: 'r', label: 'r', weight: 2, `key`: 'k1', `type`: 'Undirected', `name`: 'n', `color`: '#ff0000', `b`: 1, `Weight`: 5, `Edge Weight`: 6, `edgelabel`: 'l'}},
  {id: 'a--r--b--2', source: 'a', target: 'b', props: {position: 1, relation: 'r', label: 'r', `key`: 'k1', `directed`: false, `meta_symmetric`: 'maybe', `raw_weight`: 1, `meta_evidence_json`: '{}', `meta_sources`: ['s'], `polarity`: 0, `kg_id`: 4, `interaction`: 'pp', `dir`: 'none', `headport`: 'n', `style`: 'invis', `constraint`: false}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
