// Bell  
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'only', props: {label: 'only', entity_type: 'ty\u001Bpe', `ke_y`: 'val\u001Bue', `list`: ['\u0001', 'b']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`TyPe`, n += row.props;
UNWIND [
  {id: 'nul', props: {label: 'a\u0000b'}},
  {id: 'all', props: {label: '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\t\n\u000B\u000C\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F'}},
  {id: 'del', props: {label: 'delete \u007F, C1 \u0080\u009F'}},
  {id: 'noncharacters', props: {label: '￾￿ and the replacement �'}},
  {id: 'same\u0001', props: {label: 'first of three ids that differ in a control character'}},
  {id: 'same\u0002', props: {label: 'second'}},
  {id: 'same�', props: {label: 'third'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'same\u0001--r--nul', source: 'same\u0001', target: 'nul', props: {position: 0, relation: 'r', label: 'r'}},
  {id: 'same\u0002--r--nul', source: 'same\u0002', target: 'nul', props: {position: 1, relation: 'r', label: 'r'}},
  {id: 'same�--r--nul', source: 'same�', target: 'nul', props: {position: 2, relation: 'r', label: 'r'}},
  {id: 'e\u0003', source: 'nul', target: 'del', props: {position: 4, relation: 'r', label: 'r'}},
  {id: 'e\u0004', source: 'nul', target: 'del', props: {position: 5, relation: 'r', label: 'r', sources: ['doc'], evidence: 'Form\u000Cfeed, \u000B1: no\u0000te', evidence_json: '[{"document": "doc", "locator": "\\' + 'u000b1", "note": "no\\' + 'u0000te"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'nul--bell\u0007--del', source: 'nul', target: 'del', props: {position: 3, relation: 'bell\u0007', label: '\u001B[31mred\u001B[0m'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BELL` {id: row.id}]->(b)
SET r += row.props;
