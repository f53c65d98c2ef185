// Quotes "double" and 'single', backslash  
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'double', props: {label: 'She said "no"', entity_type: 'a "type"'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`AType`, n += row.props;
UNWIND [
  {id: 'single', props: {label: 'It\'s \'fine\'', aliases: ['O\'Neil', '"Q"']}},
  {id: 'curly', props: {label: '“curly” ‘quotes’ «guillemets»'}},
  {id: 'back\\slash', props: {label: 'C:\\temp\\new'}},
  {id: 'trailing\\', props: {label: 'ends with a backslash \\'}},
  {id: 'two\\\\', props: {label: 'ends with two \\\\'}},
  {id: '"', props: {label: '"'}},
  {id: '\\"', props: {label: '\\"', `note`: '\\N \\G \\E \\T \\H \\L \\l \\r \\n'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'double--says "so"--trailing\\', source: 'double', target: 'trailing\\', props: {position: 0, relation: 'says "so"', label: 'says "so" \\'}},
  {id: 'trailing\\--says "so"--two\\\\', source: 'trailing\\', target: 'two\\\\', props: {position: 1, relation: 'says "so"', label: '\\'}},
  {id: '"--says "so"--\\"', source: '"', target: '\\"', props: {position: 2, relation: 'says "so"', label: '\\"\\'}},
  {id: 'back\\slash--says "so"--single', source: 'back\\slash', target: 'single', props: {position: 3, relation: 'says "so"', label: 'says "so" \\'}},
  {id: 'curly--says "so"--curly', source: 'curly', target: 'curly', props: {position: 4, relation: 'says "so"', label: 'says "so" \\', `path`: 'C:\\'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SAYS_SO` {id: row.id}]->(b)
SET r += row.props;
