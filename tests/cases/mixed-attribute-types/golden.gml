Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    flag "true"
    count 1
    ratio 1
    far 2147483647
    mixed "1"
    text "1"
    flag_or_text "true"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    flag "false"
    count -2
    ratio 0.5
    far 2147483648
    mixed "one"
    text "true"
    flag_or_text "yes"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    count 3
    ratio 1.0e-3
    mixed "true"
    text ""
    flag_or_text "true"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "d"
    kg_id "d"
    text "null"
    ratio -0.0
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "e"
    kg_id "e"
    mixed "[1, &quot;a&quot;]"
    text "INFLATION NaN"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "f"
    kg_id "f"
    mixed "{&quot;a&quot;: 1.50}"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b"
    label "r"
    relation "r"
    weight 1.0
    n 1
    score "high"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 2
    key "b--r--c"
    label "r"
    relation "r"
    weight 1.0
    n 2.5
    score "0.9"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "c--r--d"
    label "r"
    relation "r"
    weight 1.0
    n 3
    score "false"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"flag": {"holds": "booleans"}, "flag_or_text": {"key": "flag or text"}}}}
