Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    large "1e400"
    small "1e-400"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    large "1"
    small "0.5"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    large "-1e999"
    small "0e-999"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b"
    label "r"
    relation "r"
    weight 1.0
    raw_weight "1e400"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--r--c"
    label "r"
    relation "r"
    weight 1.0
    raw_weight "1e-400"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"large": {"holds": "numbers"}, "small": {"holds": "numbers"}}}}
