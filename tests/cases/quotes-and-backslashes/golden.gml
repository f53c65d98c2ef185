Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "Quotes &quot;double&quot; and 'single', backslash \"
  comment "Quotes &quot;double&quot; and 'single', backslash \"
  node [
    id 0
    label "She said &quot;no&quot;"
    kg_id "double"
    entity_type "a &quot;type&quot;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 1
    label "It's 'fine'"
    kg_id "single"
    aliases "O'Neil; &quot;Q&quot;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "&#8220;curly&#8221; &#8216;quotes&#8217; &#171;guillemets&#187;"
    kg_id "curly"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "C:\temp\new"
    kg_id "back\slash"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "ends with a backslash \"
    kg_id "trailing\"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "ends with two \\"
    kg_id "two\\"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "&quot;"
    kg_id "&quot;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "\&quot;"
    kg_id "\&quot;"
    note "\N \G \E \T \H \L \l \r \n"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 4
    key "double--says &quot;so&quot;--trailing\"
    label "says &quot;so&quot; \"
    relation "says &quot;so&quot;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 5
    key "trailing\--says &quot;so&quot;--two\\"
    label "\"
    relation "says &quot;so&quot;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 7
    key "&quot;--says &quot;so&quot;--\&quot;"
    label "\&quot;\"
    relation "says &quot;so&quot;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 1
    key "back\slash--says &quot;so&quot;--single"
    label "says &quot;so&quot; \"
    relation "says &quot;so&quot;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 2
    key "curly--says &quot;so&quot;--curly"
    label "says &quot;so&quot; \"
    relation "says &quot;so&quot;"
    weight 1.0
    path "C:\"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "Quotes \"double\" and 'single', backslash \\", "relations": [{"id": "says \"so\"", "label": "says \"so\" \\", "inverse": "is \"so\" said by"}]}}
