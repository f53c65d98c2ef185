Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--cites--b"
    label "cites"
    relation "cites"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--cites--b--2"
    label "cites"
    relation "cites"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--cites--b--3"
    label "cites"
    relation "cites"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
