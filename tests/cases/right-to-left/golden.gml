Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "&#1513;&#1500;&#1493;&#1501; &#1506;&#1493;&#1500;&#1501;"
  comment "&#1513;&#1500;&#1493;&#1501; &#1506;&#1493;&#1500;&#1501;"
  node [
    id 0
    label "&#1605;&#1581;&#1605;&#1583; &#1593;&#1604;&#1610; (Ali)"
    kg_id "&#1605;&#1581;&#1605;&#1583;"
    entity_type "person"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 1
    label "&#1497;&#1513;&#1512;&#1488;&#1500; 1948!"
    kg_id "&#1497;&#1513;&#1512;&#1488;&#1500;"
    entity_type "country"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 2
    label "&#8238;gnp.exe&#8236;"
    kg_id "override"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "&#8207;right&#8206; left &#8294;isolate&#8297; zero&#8203;width&#8205;joiner &#65279;BOM inside"
    kg_id "marks"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "abc &#1488;&#1489;&#1490; 123 &#1575;&#1604;&#1593;&#1585;&#1576;&#1610;&#1577; (xyz)"
    kg_id "mixed"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "&#1605;&#1581;&#1605;&#1583;--&#1610;&#1583;&#1593;&#1605;--&#1497;&#1513;&#1512;&#1488;&#1500;"
    label "&#1610;&#1583;&#1593;&#1605;"
    relation "&#1610;&#1583;&#1593;&#1605;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 2
    key "mixed--&#1497;&#1495;&#1505;--override"
    label "&#1497;&#1495;&#1505;"
    relation "&#1497;&#1495;&#1505;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 4
    key "marks--&#1610;&#1583;&#1593;&#1605;--mixed"
    label "&#1610;&#1583;&#1593;&#1605;"
    relation "&#1610;&#1583;&#1593;&#1605;"
    weight 1.0
    k_______ "&#1606;&#1589;"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"}, "columns": {"edges": {"k_______": {"key": "\u0645\u0644\u0627\u062d\u0638\u0629"}}}}
