Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a->b"
    kg_id "a->b"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "a--b"
    kg_id "a--b"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "a:f0"
    kg_id "a:f0"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "a:f0:ne"
    kg_id "a:f0:ne"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "two words"
    kg_id "two words"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label " outer blanks "
    kg_id " outer blanks "
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "-"
    kg_id "-"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "--"
    kg_id "--"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 8
    label "a;b"
    kg_id "a;b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 9
    label "a,b"
    kg_id "a,b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 10
    label "{a}"
    kg_id "{a}"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 11
    label "[a]"
    kg_id "[a]"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 12
    label "<a>"
    kg_id "<a>"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 13
    label "a=b"
    kg_id "a=b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 14
    label "#a"
    kg_id "#a"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 15
    label "//a"
    kg_id "//a"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 16
    label "/*a*/"
    kg_id "/*a*/"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 17
    label "a|b"
    kg_id "a|b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 18
    label "http://example.org/a?b=c&amp;d=e#f"
    kg_id "http://example.org/a?b=c&amp;d=e#f"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 19
    label "&amp;amp;"
    kg_id "&amp;amp;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 20
    label "-1.5"
    kg_id "-1.5"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 21
    label "1"
    kg_id "1"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 22
    label "1e3"
    kg_id "1e3"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 23
    label "true"
    kg_id "true"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 24
    label "null"
    kg_id "null"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 25
    label "NaN"
    kg_id "NaN"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 26
    label "INF"
    kg_id "INF"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 27
    label "%s%n"
    kg_id "%s%n"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 28
    label "$(x)`y`"
    kg_id "$(x)`y`"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 29
    label "."
    kg_id "."
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a->b--->--a--b"
    label ">"
    relation "->"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 0
    key "a--b------a->b"
    label ""
    relation "--"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "a:f0--a:b--a:f0:ne"
    label "a:b"
    relation "a:b"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 5
    key "two words--is next to-- outer blanks "
    label "is next to"
    relation "is next to"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 6
    key "-------"
    label ""
    relation "-"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 7
    key "--------"
    label ""
    relation "-"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 7
    target 6
    key "----------2"
    label ""
    relation "-"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 12
    target 19
    key "<a>--&amp;--&amp;amp;"
    label "&amp;"
    relation "&amp;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 18
    target 21
    key "http://example.org/a?b=c&amp;d=e#f--http://example.org/#links--1"
    label "http://example.org/#links"
    relation "http://example.org/#links"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 24
    target 25
    key "null--null--NaN"
    label "INF"
    relation "null"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {}
