Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "alone"
    kg_id "alone"
    entity_type "person"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 1
    label "untyped"
    kg_id "untyped"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"types": [{"id": "person"}, {"id": "unused"}], "relations": [{"id": "unused", "polarity": "negative", "symmetric": true}]}}
