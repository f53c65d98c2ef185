Creator "kgraph"
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "a"
    kg_id "a"
    tags "x; y"
    where "{&quot;city&quot;: &quot;Beijing&quot;, &quot;at&quot;: [39.9, 116.4]}"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    tags "[&quot;semi; colon&quot;, &quot;z&quot;]"
    where "{}"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "c"
    kg_id "c"
    tags "[&quot;[bracket&quot;, &quot;]]>&quot;]"
    where "{&quot;\u0001&quot;: &quot;&#65534;&quot;}"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "d"
    kg_id "d"
    tags "[]"
    where "{&quot;nested&quot;: {&quot;deep&quot;: {&quot;deeper&quot;: [null, true, &quot;]]>&quot;]}}}"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "e"
    kg_id "e"
    tags "[&quot;&quot;]"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "f"
    kg_id "f"
    tags "[1, 2.5, true, null]"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "g"
    kg_id "g"
    tags "x; y"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "h"
    kg_id "h"
    aliases "[&quot;H; h&quot;, &quot;eitch&quot;]"
    tags "only one"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "a--r--b"
    label "r"
    relation "r"
    weight 1.0
    roles "chair; member"
    meta "{&quot;by&quot;: &quot;<me> &amp; you&quot;}"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"columns": {"nodes": {"where": {"holds": "objects"}}, "edges": {"roles": {"holds": "lists"}, "meta": {"holds": "objects"}}}}
