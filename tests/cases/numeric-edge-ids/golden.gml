Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 1
    label "1"
    graphics [ w 29.9 h 29.9 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "2"
    graphics [ w 28.0 h 28.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "0"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "1"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "01"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "1_0"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "10"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "e1"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "ee10"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "3"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "1--r--2"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 1
    key "1--2--1"
    label "2"
    relation "2"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
