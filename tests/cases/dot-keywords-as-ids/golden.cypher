// graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'rankdir', props: {label: 'rankdir', entity_type: 'graph'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Graph`, n += row.props;
UNWIND [
  {id: 'node', props: {label: 'node'}},
  {id: 'edge', props: {label: 'edge'}},
  {id: 'graph', props: {label: 'graph'}},
  {id: 'digraph', props: {label: 'digraph'}},
  {id: 'subgraph', props: {label: 'subgraph'}},
  {id: 'strict', props: {label: 'strict'}},
  {id: 'Node', props: {label: 'Node'}},
  {id: 'EDGE', props: {label: 'EDGE'}},
  {id: 'Graph', props: {label: 'Graph'}},
  {id: 'DiGraph', props: {label: 'DiGraph'}},
  {id: 'SubGraph', props: {label: 'SubGraph'}},
  {id: 'STRICT', props: {label: 'STRICT'}},
  {id: 'node_', props: {label: 'what `node` might be renamed to'}},
  {id: 'cluster_a', props: {label: 'cluster_a'}},
  {id: 'label', props: {label: 'node [shape=box]'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
UNWIND [
  {id: 'node--edge--edge', source: 'node', target: 'edge', props: {position: 0, relation: 'edge', label: 'edge'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`EDGE` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'graph--node--subgraph', source: 'graph', target: 'subgraph', props: {position: 1, relation: 'node', label: 'node'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`NODE` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'digraph--graph--strict', source: 'digraph', target: 'strict', props: {position: 2, relation: 'graph', label: 'graph'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`GRAPH` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'Node--strict--EDGE', source: 'Node', target: 'EDGE', props: {position: 3, relation: 'strict', label: 'strict'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`STRICT` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'Graph--subgraph--node_', source: 'Graph', target: 'node_', props: {position: 4, relation: 'subgraph', label: 'subgraph'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SUBGRAPH` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'SubGraph--digraph--cluster_a', source: 'SubGraph', target: 'cluster_a', props: {position: 5, relation: 'digraph', label: 'digraph', `key`: 'k'}},
  {id: 'SubGraph--digraph--cluster_a--2', source: 'SubGraph', target: 'cluster_a', props: {position: 6, relation: 'digraph', label: 'digraph', `key`: 'k'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`DIGRAPH` {id: row.id}]->(b)
SET r += row.props;
