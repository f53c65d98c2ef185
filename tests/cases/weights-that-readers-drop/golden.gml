Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    graphics [ w 25.9 h 25.9 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    graphics [ w 25.9 h 25.9 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--zero--b"
    label "zero"
    relation "zero"
    weight 1.0
    raw_weight "0"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--minus-zero--b"
    label "minus zero"
    relation "minus-zero"
    weight 1.0
    raw_weight "-0.0"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--negative--b"
    label "negative"
    relation "negative"
    weight 1.0
    raw_weight "-2.5"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--tiny--b"
    label "tiny"
    relation "tiny"
    weight 1.0
    raw_weight "1e-50"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--good--b"
    label "good"
    relation "good"
    weight 2.5
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--whole--b"
    label "whole"
    relation "whole"
    weight 7
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--none--b"
    label "none"
    relation "none"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
