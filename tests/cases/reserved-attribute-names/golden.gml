Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "A"
    kg_id "a"
    entity_type "t"
    meta_name "also a name"
    meta_entity_type "also a type"
    meta_size_2 3
    meta_Size_3 4
    meta_color "red"
    meta_b "true"
    meta_R 1
    meta_x 0.5
    meta_size 5
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    meta_key "k"
    meta_source "s"
    meta_target "t"
    meta_Id 7
    meta_ID_2 8
    meta_SUID 9
    meta_selected "false"
    shared_name "n"
    meta_kg_id "x"
    shape "box"
    pos "1,2!"
    style "invis"
    meta_timeset "<[2000, 2001]>"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    n_b 1
    meta_nodelabel "l"
    meta_interaction "i"
    URL "http://example.org/"
    tooltip "t"
    class "c"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b"
    label "r"
    relation "r"
    weight 2
    meta_key "k1"
    meta_type "Undirected"
    meta_name "n"
    meta_color "#ff0000"
    meta_b 1
    meta_Weight 5
    Edge_Weight 6
    meta_edgelabel "l"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b--2"
    label "r"
    relation "r"
    weight 1.0
    meta_key "k1"
    meta_directed "false"
    meta_symmetric "maybe"
    meta_raw_weight 1
    meta_evidence_json "{}"
    meta_sources "s"
    meta_polarity 0
    meta_kg_id 4
    meta_interaction "pp"
    dir "none"
    headport "n"
    style "invis"
    constraint "false"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"meta_name": {"key": "name"}, "meta_entity_type": {"key": "entity_type"}, "meta_size_2": {"key": "size"}, "meta_Size_3": {"key": "Size"}, "meta_color": {"key": "color"}, "meta_b": {"key": "b", "holds": "booleans"}, "meta_R": {"key": "R"}, "meta_x": {"key": "x"}, "meta_key": {"key": "key"}, "meta_source": {"key": "source"}, "meta_target": {"key": "target"}, "meta_Id": {"key": "Id"}, "meta_ID_2": {"key": "ID"}, "meta_SUID": {"key": "SUID"}, "meta_selected": {"key": "selected", "holds": "booleans"}, "shared_name": {"key": "shared name"}, "meta_kg_id": {"key": "kg_id"}, "meta_timeset": {"key": "timeset"}, "meta_nodelabel": {"key": "nodelabel"}, "meta_interaction": {"key": "interaction"}}, "edges": {"meta_key": {"key": "key"}, "meta_type": {"key": "type"}, "meta_name": {"key": "name"}, "meta_color": {"key": "color"}, "meta_b": {"key": "b"}, "meta_Weight": {"key": "Weight"}, "Edge_Weight": {"key": "Edge Weight"}, "meta_edgelabel": {"key": "edgelabel"}, "meta_directed": {"key": "directed", "holds": "booleans"}, "meta_symmetric": {"key": "symmetric"}, "meta_raw_weight": {"key": "raw_weight"}, "meta_evidence_json": {"key": "evidence_json"}, "meta_sources": {"key": "sources", "holds": "lists"}, "meta_polarity": {"key": "polarity"}, "meta_kg_id": {"key": "kg_id"}, "meta_interaction": {"key": "interaction"}, "constraint": {"holds": "booleans"}}}}
