// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'a->b', props: {label: 'a->b'}},
  {id: 'a--b', props: {label: 'a--b'}},
  {id: 'a:f0', props: {label: 'a:f0'}},
  {id: 'a:f0:ne', props: {label: 'a:f0:ne'}},
  {id: 'two words', props: {label: 'two words'}},
  {id: ' outer blanks ', props: {label: ' outer blanks '}},
  {id: '-', props: {label: '-'}},
  {id: '--', props: {label: '--'}},
  {id: 'a;b', props: {label: 'a;b'}},
  {id: 'a,b', props: {label: 'a,b'}},
  {id: '{a}', props: {label: '{a}'}},
  {id: '[a]', props: {label: '[a]'}},
  {id: '<a>', props: {label: '<a>'}},
  {id: 'a=b', props: {label: 'a=b'}},
  {id: '#a', props: {label: '#a'}},
  {id: '//a', props: {label: '//a'}},
  {id: '/*a*/', props: {label: '/*a*/'}},
  {id: 'a|b', props: {label: 'a|b'}},
  {id: 'http://example.org/a?b=c&d=e#f', props: {label: 'http://example.org/a?b=c&d=e#f'}},
  {id: '&amp;', props: {label: '&amp;'}},
  {id: '-1.5', props: {label: '-1.5'}},
  {id: '1', props: {label: '1'}},
  {id: '1e3', props: {label: '1e3'}},
  {id: 'true', props: {label: 'true'}},
  {id: 'null', props: {label: 'null'}},
  {id: 'NaN', props: {label: 'NaN'}},
  {id: 'INF', props: {label: 'INF'}},
  {id: '%s%n', props: {label: '%s%n'}},
  {id: '$(x)`y`', props: {label: '$(x)`y`'}},
  {id: '.', props: {label: '.'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'a->b--->--a--b', source: 'a->b', target: 'a--b', props: {position: 0, relation: '->', label: '>'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a--b------a->b', source: 'a--b', target: 'a->b', props: {position: 1, relation: '--', label: ''}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION_2` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'a:f0--a:b--a:f0:ne', source: 'a:f0', target: 'a:f0:ne', props: {position: 2, relation: 'a:b', label: 'a:b'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`A_B` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'two words--is next to-- outer blanks ', source: 'two words', target: ' outer blanks ', props: {position: 3, relation: 'is next to', label: 'is next to'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`IS_NEXT_TO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: '-------', source: '-', target: '-', props: {position: 4, relation: '-', label: ''}},
  {id: '--------', source: '-', target: '--', props: {position: 5, relation: '-', label: ''}},
  {id: '----------2', source: '--', target: '-', props: {position: 6, relation: '-', label: ''}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION_3` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: '<a>--&--&amp;', source: '<a>', target: '&amp;', props: {position: 7, relation: '&', label: '&'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION_4` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'http://example.org/a?b=c&d=e#f--http://example.org/#links--1', source: 'http://example.org/a?b=c&d=e#f', target: '1', props: {position: 8, relation: 'http://example.org/#links', label: 'http://example.org/#links'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`HTTP_EXAMPLE_ORG_LINKS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'null--null--NaN', source: 'null', target: 'NaN', props: {position: 9, relation: 'null', label: 'INF'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`NULL` {id: row.id}]->(b)
SET r += row.props;
