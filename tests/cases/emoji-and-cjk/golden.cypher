// 中国的 K 签证 🛂
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: '王小明', props: {label: '王小明', entity_type: '人', aliases: ['ワン', '왕']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Type`, n += row.props;
UNWIND [
  {id: '🎉', props: {label: 'party 🎉 family 👨‍👩‍👧‍👦 flag 🇨🇳 skin 👍🏽', entity_type: '🏢'}},
  {id: '北約', props: {label: '北約（NATO）', entity_type: '🏢', `名前`: 'ﾊﾝｶｸ', `年`: 1949}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Type_2`, n += row.props;
UNWIND [
  {id: 'Grüße', props: {label: 'Grüße, Ærø, naïve, İstanbul, ẞ, ﬁ'}},
  {id: 'é', props: {label: 'precomposed é'}},
  {id: 'é', props: {label: 'decomposed é'}},
  {id: '𝕂', props: {label: '𝕂𝔤𝔯𝔞𝔭𝔥 beyond the basic plane 𠀀'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: '王小明--支持--北約', source: '王小明', target: '北約', props: {position: 0, relation: '支持', label: '支持'}},
  {id: '王小明--支持--🎉', source: '王小明', target: '🎉', props: {position: 1, relation: '支持', label: '❤️'}},
  {id: 'é--支持--é', source: 'é', target: 'é', props: {position: 2, relation: '支持', label: '支持'}},
  {id: '𝕂--支持--Grüße', source: '𝕂', target: 'Grüße', props: {position: 3, relation: '支持', label: '支持', `émoji`: '😀'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELATION` {id: row.id}]->(b)
SET r += row.props;
