Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label ""
    kg_id "b"
    description ""
    sometimes 1
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    sometimes 2
    k_ "an empty key"
    empty ""
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b"
    label ""
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--r--c"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--r--c--2"
    label "r"
    relation "r"
    weight 1.0
    note ""
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": ""}, "columns": {"nodes": {"k_": {"key": ""}}}}
