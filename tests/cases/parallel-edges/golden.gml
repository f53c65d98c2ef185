Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "A"
    kg_id "a"
    graphics [ w 25.9 h 25.9 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "B"
    kg_id "b"
    graphics [ w 25.9 h 25.9 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--supports--b"
    label "supports"
    relation "supports"
    weight 2
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--quoted-by--b"
    label "quoted by"
    relation "quoted-by"
    weight 3
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 0
    key "b--supports--a"
    label "supports"
    relation "supports"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--supports--b--3"
    label "supports"
    relation "supports"
    weight 1.0
    since "2024"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--supports--b--4"
    label "supports"
    relation "supports"
    weight 2
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--opposes--b"
    label "opposes"
    relation "opposes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--supports--b--2"
    label "supports"
    relation "supports"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
