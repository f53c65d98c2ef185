Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "<title>Tom &amp; Jerry</title> ]]>"
  comment "<title>Tom &amp; Jerry</title> ]]>. Sources: <b>Bold</b> &amp; co (http://example.org/?a=1&amp;b=2)"
  node [
    id 0
    label "<script>alert(&quot;x&quot;)</script>"
    kg_id "script"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 1
    label "&amp;amp; &amp;lt; &amp;#65; &amp;eacute; &amp;nonsense; &amp; &amp;"
    kg_id "entity"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 2
    label "<![CDATA[x]]>"
    kg_id "cdata"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 3
    label "]]>"
    kg_id "end"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "a]]>b]]]>c]] >d"
    kg_id "ends"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "<!-- no comment -->"
    kg_id "comment"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "<?xml version=&quot;1.0&quot;?><!DOCTYPE x>"
    kg_id "instruction"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 7
    label "<b>not bold</b><br/>"
    kg_id "html"
    html_key___ "<td>1</td>"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 8
    label "<<>>&amp;&amp;"
    kg_id "only"
    graphics [ w 10.0 h 10.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "script--<r>--entity"
    label "<i>&amp;amp;</i>"
    relation "<r>"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 3
    key "cdata--a&amp;b--end"
    label "a&amp;b"
    relation "a&amp;b"
    weight 1.0
    evidence "<b>Bold</b> &amp; co, <p>: a ]]> b &#8220;&quot;<q>&quot; &amp; 'q'&#8221;"
    sources "d&amp;d"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;d&amp;d&quot;, &quot;locator&quot;: &quot;<p>&quot;, &quot;note&quot;: &quot;a ]]> b&quot;, &quot;quote&quot;: &quot;\&quot;<q>\&quot; &amp; 'q'&quot;}]"
    note "1 < 2 &amp;&amp; 3 > 2"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "<title>Tom & Jerry</title> ]]>", "documents": [{"id": "d&d", "title": "<b>Bold</b> & co", "url": "http://example.org/?a=1&b=2"}]}, "columns": {"nodes": {"html_key___": {"key": "html<key>&\""}}}}
