Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "Who said what"
  comment "Who said what. Sources: First report (The Paper, 2024-05-01, https://example.org/1); Second report; revised (2025); no; title"
  node [
    id 0
    label "a"
    kg_id "a"
    entity_type "organisation"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 1
    label "b"
    kg_id "b"
    entity_type "person"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#976dd4" ]
  ]
  edge [
    source 0
    target 1
    key "a--funds--b"
    label "funds"
    relation "funds"
    weight 1.0
    polarity "positive"
    evidence "First report, &#182;14 (supports): says it pays &#8220;We pay; always | ever.&#8221; | Second report; revised, p. 3 (denies): denies it | First report, 7 (mentions)"
    sources "one"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;one&quot;, &quot;locator&quot;: &quot;&#182;14&quot;, &quot;note&quot;: &quot;says it pays&quot;, &quot;quote&quot;: &quot;We pay; always | ever.&quot;, &quot;stance&quot;: &quot;supports&quot;}, {&quot;document&quot;: &quot;two&quot;, &quot;locator&quot;: &quot;p. 3&quot;, &quot;note&quot;: &quot;denies it&quot;, &quot;stance&quot;: &quot;denies&quot;}, {&quot;document&quot;: &quot;one&quot;, &quot;locator&quot;: 7, &quot;quote&quot;: null, &quot;stance&quot;: &quot;mentions&quot;, &quot;confidence&quot;: 0.8}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 0
    target 1
    key "a--funds--b--2"
    label "funds"
    relation "funds"
    weight 1.0
    polarity "positive"
    evidence "Second report; revised | no; title"
    sources "[&quot;two&quot;, &quot;no; title&quot;]"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;two&quot;}, {&quot;document&quot;: &quot;no; title&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 0
    target 1
    key "a--funds--b--3"
    label "funds"
    relation "funds"
    weight 1.0
    polarity "positive"
    evidence "hearsay | {&quot;by&quot;: &quot;me&quot;} | {}"
    evidence_count 3
    evidence_json "[{&quot;note&quot;: &quot;hearsay&quot;}, {&quot;by&quot;: &quot;me&quot;}, {}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 0
    target 1
    key "a--funds--b--4"
    label "funds"
    relation "funds"
    weight 1.0
    polarity "positive"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
]
# kgraph {"graph": {"title": "Who said what", "documents": [{"id": "one", "title": "First report", "publisher": "The Paper", "date": "2024-05-01", "url": "https://example.org/1", "text": "one.txt", "language": "en"}, {"id": "two", "title": "Second report; revised", "date": "2025"}, {"id": "no; title"}], "relations": [{"id": "funds", "polarity": "positive"}]}}
