Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "Bell &#7;"
  comment "Bell &#7;. Sources: Form feed"
  node [
    id 0
    label "a&#0;b"
    kg_id "nul"
    graphics [ w 24.7 h 24.7 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "&#1;&#2;&#3;&#4;&#5;&#6;&#7;&#8;&#9;&#10;&#11;&#12;&#13;&#14;&#15;&#16;&#17;&#18;&#19;&#20;&#21;&#22;&#23;&#24;&#25;&#26;&#27;&#28;&#29;&#30;&#31;"
    kg_id "all"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "delete &#127;, C1 &#128;&#159;"
    kg_id "del"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "&#65534;&#65535; and the replacement &#65533;"
    kg_id "noncharacters"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "first of three ids that differ in a control character"
    kg_id "same&#1;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "second"
    kg_id "same&#2;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "third"
    kg_id "same&#65533;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "only"
    kg_id "only"
    entity_type "ty&#27;pe"
    ke_y "val&#27;ue"
    list "&#1;; b"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#8a4b2f" ]
  ]
  edge [
    source 4
    target 0
    key "same&#1;--r--nul"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 0
    key "same&#2;--r--nul"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 0
    key "same&#65533;--r--nul"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "nul--bell&#7;--del"
    label "&#27;[31mred&#27;[0m"
    relation "bell&#7;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "e&#3;"
    label "r"
    relation "r"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "e&#4;"
    label "r"
    relation "r"
    weight 1.0
    evidence "Form&#12;feed, &#11;1: no&#0;te"
    sources "doc"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;doc&quot;, &quot;locator&quot;: &quot;\u000b1&quot;, &quot;note&quot;: &quot;no\u0000te&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "Bell \u0007", "documents": [{"id": "doc", "title": "Form\ffeed"}]}, "columns": {"nodes": {"ke_y": {"key": "ke\by"}, "list": {"holds": "lists"}}}}
