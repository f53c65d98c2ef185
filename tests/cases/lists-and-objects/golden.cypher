// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a', props: {label: 'a', `tags`: ['x', 'y'], `where`: '{"city": "Beijing", "at": [39.9, 116.4]}'}},
  {id: 'b', props: {label: 'b', `tags`: ['semi; colon', 'z'], `where`: '{}'}},
  {id: 'c', props: {label: 'c', `tags`: ['[bracket', ']]>'], `where`: '{"\\' + 'u0001": "￾"}'}},
  {id: 'd', props: {label: 'd', `tags`: '[]', `where`: '{"nested": {"deep": {"deeper": [null, true, "]]>"]}}}'}},
  {id: 'e', props: {label: 'e', `tags`: ['']}},
  {id: 'f', props: {label: 'f', `tags`: '[1, 2.5, true, null]'}},
  {id: 'g', props: {label: 'g', `tags`: 'x; y'}},
  {id: 'h', props: {label: 'h', aliases: ['H; h', 'eitch'], `tags`: ['only one']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a--r--b', source: 'a', target: 'b', props: {position: 0, relation: 'r', label: 'r', `roles`: ['chair', 'member'], `meta`: '{"by": "<me> & you"}'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
