// Line breaks and tabs
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'line', props: {label: 'two\nlines'}},
  {id: 'tab', props: {label: 'a\ttab'}},
  {id: 'crlf', props: {label: 'Windows\r\nlines'}},
  {id: 'cr', props: {label: 'old Mac\rlines'}},
  {id: 'outer', props: {label: '  blanks around  '}},
  {id: 'between', props: {label: 'a & & b < < c > > d'}},
  {id: 'blank', props: {label: '   '}},
  {id: 'breaks', props: {label: '\n\n'}},
  {id: 'unicode', props: {label: 'next\u0085line, line separator, paragraph separator, no break'}},
  {id: 'id with\na line break', props: {label: 'an id of two lines'}},
  {id: 'id\twith a tab', props: {label: 'an id with a tab'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'line--is\nabove--tab', source: 'line', target: 'tab', props: {position: 0, relation: 'is\nabove', label: 'is above', `note`: 'first\nsecond\n'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`IS_ABOVE` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'crlf--is above--cr', source: 'crlf', target: 'cr', props: {position: 1, relation: 'is above', label: '\tabove\n'}},
  {id: 'outer--is above--blank', source: 'outer', target: 'blank', props: {position: 2, relation: 'is above', label: 'is above', `note`: ' '}},
  {id: 'id with\na line break--is above--id\twith a tab', source: 'id with\na line break', target: 'id\twith a tab', props: {position: 3, relation: 'is above', label: 'is above'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`IS_ABOVE_2` {id: row.id}]->(b)
SET r += row.props;
