// <title>Tom & Jerry</title> ]]>
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'script', props: {label: '<script>alert("x")</script>'}},
  {id: 'entity', props: {label: '&amp; &lt; &#65; &eacute; &nonsense; & &'}},
  {id: 'cdata', props: {label: '<![CDATA[x]]>'}},
  {id: 'end', props: {label: ']]>'}},
  {id: 'ends', props: {label: 'a]]>b]]]>c]] >d'}},
  {id: 'comment', props: {label: '<!-- no comment -->'}},
  {id: 'instruction', props: {label: '<?xml version="1.0"?><!DOCTYPE x>'}},
  {id: 'html', props: {label: '<b>not bold</b><br/>', `html<key>&_`: '<td>1</td>'}},
  {id: 'only', props: {label: '<<>>&&'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'script--<r>--entity', source: 'script', target: 'entity', props: {position: 0, relation: '<r>', label: '<i>&amp;</i>'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`R` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'cdata--a&b--end', source: 'cdata', target: 'end', props: {position: 1, relation: 'a&b', label: 'a&b', sources: ['d&d'], evidence: '<b>Bold</b> & co, <p>: a ]]> b “"<q>" & \'q\'”', evidence_json: '[{"document": "d&d", "locator": "<p>", "note": "a ]]> b", "quote": "\\"<q>\\" & \'q\'"}]', `note`: '1 < 2 && 3 > 2'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`A_B` {id: row.id}]->(b)
SET r += row.props;
