Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "fr"
    kg_id "fr"
    entity_type "country"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 1
    label "de"
    kg_id "de"
    entity_type "country"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 2
    label "pl"
    kg_id "pl"
    entity_type "country"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#52a08b" ]
  ]
  edge [
    source 0
    target 1
    key "fr--borders--de"
    label "borders"
    relation "borders"
    directed 0
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "de--borders--pl"
    label "borders"
    relation "borders"
    directed 0
    weight 1.0
    graphics [ fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "fr--allied-with--pl"
    label "allied with"
    relation "allied-with"
    directed 0
    weight 1.0
    polarity "positive"
    graphics [ fill "#0a6c74" ]
  ]
  edge [
    source 1
    target 2
    key "de--invades--pl"
    label "invades"
    relation "invades"
    weight 1.0
    polarity "negative"
    since "1939-09-01"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 0
    target 2
    key "fr--aids--pl"
    label "aids"
    relation "aids"
    weight 1.0
    polarity "positive"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
]
# kgraph {"graph": {"relations": [{"id": "borders", "label": "borders", "symmetric": true}, {"id": "invades", "label": "invades", "inverse": "is invaded by", "polarity": "negative"}, {"id": "aids", "label": "aids", "polarity": "positive"}, {"id": "allied-with", "symmetric": true, "polarity": "positive"}]}}
