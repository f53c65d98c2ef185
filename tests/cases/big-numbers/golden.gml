Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "exact"
    kg_id "exact"
    int 2147483647
    long 9007199254740992
    beyond "9007199254740992"
    huge "1"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "inexact"
    kg_id "inexact"
    int -2147483648
    long -9007199254740992
    beyond "9007199254740993"
    huge "123456789012345678901234567890"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "unsigned"
    kg_id "unsigned"
    beyond "18446744073709551615"
    digits 0.1234567890123456789
    exponent "1E+5"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "double"
    kg_id "double"
    digits 1.7976931348623157e308
    exponent "5e-324"
    huge "-1"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "exact--r--inexact"
    label "r"
    relation "r"
    weight 1.0
    population 1400000000
    debt 34000000000000
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "unsigned--r--double"
    label "r"
    relation "r"
    weight 1.0e308
    population 8000000000
    debt 0.5
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 0
    key "double--r--exact"
    label "r"
    relation "r"
    weight 0.30000000000000004
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"beyond": {"holds": "numbers"}, "huge": {"holds": "numbers"}, "exponent": {"holds": "numbers"}}}}
