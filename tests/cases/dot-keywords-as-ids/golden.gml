Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "graph"
  comment "graph"
  node [
    id 0
    label "node"
    kg_id "node"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "edge"
    kg_id "edge"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "graph"
    kg_id "graph"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "digraph"
    kg_id "digraph"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "subgraph"
    kg_id "subgraph"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "strict"
    kg_id "strict"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "Node"
    kg_id "Node"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "EDGE"
    kg_id "EDGE"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 8
    label "Graph"
    kg_id "Graph"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 9
    label "DiGraph"
    kg_id "DiGraph"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 10
    label "SubGraph"
    kg_id "SubGraph"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 11
    label "STRICT"
    kg_id "STRICT"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 12
    label "what `node` might be renamed to"
    kg_id "node_"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 13
    label "cluster_a"
    kg_id "cluster_a"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 14
    label "node [shape=box]"
    kg_id "label"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 15
    label "rankdir"
    kg_id "rankdir"
    entity_type "graph"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#8a4b2f" ]
  ]
  edge [
    source 0
    target 1
    key "node--edge--edge"
    label "edge"
    relation "edge"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 4
    key "graph--node--subgraph"
    label "node"
    relation "node"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 5
    key "digraph--graph--strict"
    label "graph"
    relation "graph"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 7
    key "Node--strict--EDGE"
    label "strict"
    relation "strict"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 8
    target 12
    key "Graph--subgraph--node_"
    label "subgraph"
    relation "subgraph"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 10
    target 13
    key "SubGraph--digraph--cluster_a"
    label "digraph"
    relation "digraph"
    weight 1.0
    meta_key "k"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 10
    target 13
    key "SubGraph--digraph--cluster_a--2"
    label "digraph"
    relation "digraph"
    weight 1.0
    meta_key "k"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "graph"}, "columns": {"edges": {"meta_key": {"key": "key"}}}}
