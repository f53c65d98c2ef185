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
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 0
    key "a--cites--a"
    label "cites"
    relation "cites"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 0
    key "a--cites--a--2"
    label "cites"
    relation "cites"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 0
    key "a--talks-to--a"
    label "talks to"
    relation "talks-to"
    directed 0
    weight 1.0
    graphics [ fill "#5b6472" ]
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
]
# kgraph {"graph": {"relations": [{"id": "cites"}, {"id": "talks-to", "symmetric": true}]}}
