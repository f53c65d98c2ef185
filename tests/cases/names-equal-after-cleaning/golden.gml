Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a b"
    kg_id "a b"
    the_name_2 1
    the_name 2
    the_name_3 3
    The_Name_4 4
    the_name_4_2 5
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "a_b"
    kg_id "a_b"
    score 1
    Score_2 2.5
    SCORE_3 "three"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "a-b"
    kg_id "a-b"
    n 1
    N_2 2
    k__ 1
    k___2 2
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "A B"
    kg_id "A B"
    k_ 1
    k___3 2
    k___4 3
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a b--r--a_b"
    label "r"
    relation "r"
    weight 1.0
    x_y_2 1
    x_y 2
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "e0"
    label "r s"
    relation "r s"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "e 0"
    label "r s"
    relation "r_s"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"the_name_2": {"key": "the name"}, "the_name_3": {"key": "the-name"}, "The_Name_4": {"key": "The Name"}, "the_name_4_2": {"key": "the/name"}, "Score_2": {"key": "Score"}, "SCORE_3": {"key": "SCORE"}, "N_2": {"key": "N"}, "k__": {"key": "\u00e9"}, "k___2": {"key": "\u00c9"}, "k_": {"key": ""}, "k___3": {"key": "_"}, "k___4": {"key": " "}}, "edges": {"x_y_2": {"key": "x y"}}}}
