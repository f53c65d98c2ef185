Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "1"
    kg_id "1"
    group 1
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "2"
    kg_id "2"
    group 1
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "-3"
    kg_id "-3"
    group 2
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "12345678901234567890"
    kg_id "12345678901234567890"
    group 2
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "1--precedes--2"
    label "precedes"
    relation "precedes"
    weight 1.0
    meta_value 3
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "2--precedes---3"
    label "precedes"
    relation "precedes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "-3--precedes--12345678901234567890"
    label "precedes"
    relation "precedes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"edges": {"meta_value": {"key": "value"}}}}
