// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'exact', props: {label: 'exact', `int`: 2147483647, `long`: 9007199254740992, `beyond`: 9007199254740992, `huge`: 1}},
  {id: 'inexact', props: {label: 'inexact', `int`: -2147483648, `long`: -9007199254740992, `beyond`: 9007199254740993, `huge`: '123456789012345678901234567890'}},
  {id: 'unsigned', props: {label: 'unsigned', `beyond`: '18446744073709551615', `digits`: 0.1234567890123456789, `exponent`: 1E+5}},
  {id: 'double', props: {label: 'double', `digits`: 1.7976931348623157e308, `exponent`: 5e-324, `huge`: -1}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'exact--r--inexact', source: 'exact', target: 'inexact', props: {position: 0, relation: 'r', label: 'r', `population`: 1400000000, `debt`: 34000000000000}},
  {id: 'unsigned--r--double', source: 'unsigned', target: 'double', props: {position: 1, relation: 'r', label: 'r', weight: 1e308, `population`: 8000000000, `debt`: 0.5}},
  {id: 'double--r--exact', source: 'double', target: 'exact', props: {position: 2, relation: 'r', label: 'r', weight: 0.30000000000000004}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
