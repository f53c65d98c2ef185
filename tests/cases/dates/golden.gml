Creator "kgraph"
graph [
  directed 1
  multigraph 1
  comment "Sources: D (2025-09)"
  node [
    id 0
    label "a"
    kg_id "a"
    founded "1949-10-01"
    year 1949
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    founded "2001"
    year 2001
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--holds--b"
    label "holds"
    relation "holds"
    weight 1.0
    since "2025"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--holds--b--2"
    label "holds"
    relation "holds"
    weight 1.0
    until "2025-09"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--holds--b--3"
    label "holds"
    relation "holds"
    weight 1.0
    since "2024-02-29"
    until "2025-09-19T10:00:00Z"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 0
    key "b--holds--a"
    label "holds"
    relation "holds"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"documents": [{"id": "d", "title": "D", "date": "2025-09"}]}}
