Creator "kgraph"
graph [
  directed 0
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--knows--b"
    label "knows"
    relation "knows"
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--knows--c"
    label "knows"
    relation "knows"
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
  edge [
    source 1
    target 0
    key "b--knows--a"
    label "knows"
    relation "knows"
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
  edge [
    source 2
    target 2
    key "c--knows--c"
    label "knows"
    relation "knows"
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
]
# kgraph {"directed": false}
