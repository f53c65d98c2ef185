Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "The whole title"
  comment "The whole title"
  node [
    id 0
    label "a"
    kg_id "a"
    entity_type "t"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 1
    label "likes"
    kg_id "b"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label ""
    kg_id "a--likes--b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--likes--b"
    label "likes"
    relation "likes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--likes--b--2"
    label "likes"
    relation "likes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "b"
    label ""
    relation "likes"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"top": {"kgraph": "a key of the user's at the top", "made by": ["hand"]}, "graph": {"title": "The whole title", "name": "short", "kgraph": 1, "meta_name": 2, "SUID": 3, "label": "l"}}
