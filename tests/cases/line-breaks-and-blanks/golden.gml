Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "Line breaks&#10;and&#9;tabs"
  comment "Line breaks and tabs"
  node [
    id 0
    label "two&#10;lines"
    kg_id "line"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "a&#9;tab"
    kg_id "tab"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "Windows&#13;&#10;lines"
    kg_id "crlf"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "old Mac&#13;lines"
    kg_id "cr"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "  blanks around  "
    kg_id "outer"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "a &amp; &amp; b < < c > > d"
    kg_id "between"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "   "
    kg_id "blank"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "&#10;&#10;"
    kg_id "breaks"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 8
    label "next&#133;line, line&#8232;separator, paragraph&#8233;separator, no&#160;break"
    kg_id "unicode"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 9
    label "an id of two lines"
    kg_id "id with&#10;a line break"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 10
    label "an id with a tab"
    kg_id "id&#9;with a tab"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "line--is&#10;above--tab"
    label "is above"
    relation "is&#10;above"
    weight 1.0
    note "first&#10;second&#10;"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "crlf--is above--cr"
    label "&#9;above&#10;"
    relation "is above"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 6
    key "outer--is above--blank"
    label "is above"
    relation "is above"
    weight 1.0
    note " "
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 9
    target 10
    key "id with&#10;a line break--is above--id&#9;with a tab"
    label "is above"
    relation "is above"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "Line breaks\nand\ttabs"}}
