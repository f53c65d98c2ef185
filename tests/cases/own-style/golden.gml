Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "Own colours"
  comment "Own colours"
  node [
    id 0
    label "Ann"
    kg_id "ann"
    entity_type "person"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#0b6e4f" ]
  ]
  node [
    id 1
    label "Law"
    kg_id "law"
    entity_type "policy"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#6f0c45" ]
  ]
  edge [
    source 0
    target 1
    key "ann--opposes--law"
    label "opposes"
    relation "opposes"
    weight 1.0
    polarity "negative"
    graphics [ targetArrow "standard" fill "#8a1c7c" ]
  ]
  edge [
    source 0
    target 1
    key "ann--backs--law"
    label "backs"
    relation "backs"
    weight 1.0
    polarity "positive"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 0
    target 1
    key "ann--drafts--law"
    label "drafts"
    relation "drafts"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "Own colours", "types": [{"id": "person", "label": "Person"}, {"id": "policy", "label": "Policy"}], "relations": [{"id": "opposes", "polarity": "negative"}, {"id": "backs", "polarity": "positive"}, {"id": "drafts"}], "style": {"types": {"person": {"color": "#0b6e4f", "dark": "#5fd3a5", "icon": "star"}}, "relations": {"opposes": {"color": "#8a1c7c", "dash": false}, "drafts": {"dash": true}}}}}
