Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "Ann"
    kg_id "a"
    entity_type "person"
    height 1.7
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 1
    label "Ben"
    kg_id "b"
    entity_type "person"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 2
    label "acme"
    kg_id "acme"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "a--worksFor--acme"
    label "works for"
    relation "worksFor"
    weight 1.0
    evidence "one piece, not in a list"
    evidence_count 1
    evidence_json "[{&quot;note&quot;: &quot;one piece, not in a list&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--works_for--acme"
    label "works for"
    relation "works_for"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--MARRIED_TO--b"
    label "married to"
    relation "MARRIED_TO"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
