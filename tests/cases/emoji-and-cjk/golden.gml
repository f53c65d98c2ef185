Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "&#20013;&#22269;&#30340; K &#31614;&#35777; &#128706;"
  comment "&#20013;&#22269;&#30340; K &#31614;&#35777; &#128706;"
  node [
    id 0
    label "&#29579;&#23567;&#26126;"
    kg_id "&#29579;&#23567;&#26126;"
    entity_type "&#20154;"
    aliases "&#12527;&#12531;; &#50773;"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 1
    label "party &#127881; family &#128104;&#8205;&#128105;&#8205;&#128103;&#8205;&#128102; flag &#127464;&#127475; skin &#128077;&#127997;"
    kg_id "&#127881;"
    entity_type "&#127970;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 2
    label "&#21271;&#32004;&#65288;NATO&#65289;"
    kg_id "&#21271;&#32004;"
    entity_type "&#127970;"
    k___ "&#65418;&#65437;&#65398;&#65400;"
    k__ 1949
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 3
    label "Gr&#252;&#223;e, &#198;r&#248;, na&#239;ve, &#304;stanbul, &#7838;, &#64257;"
    kg_id "Gr&#252;&#223;e"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 4
    label "precomposed &#233;"
    kg_id "&#233;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 5
    label "decomposed e&#769;"
    kg_id "e&#769;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  node [
    id 6
    label "&#120130;&#120100;&#120111;&#120094;&#120109;&#120101; beyond the basic plane &#131072;"
    kg_id "&#120130;"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 2
    key "&#29579;&#23567;&#26126;--&#25903;&#25345;--&#21271;&#32004;"
    label "&#25903;&#25345;"
    relation "&#25903;&#25345;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 1
    key "&#29579;&#23567;&#26126;--&#25903;&#25345;--&#127881;"
    label "&#10084;&#65039;"
    relation "&#25903;&#25345;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 5
    key "&#233;--&#25903;&#25345;--e&#769;"
    label "&#25903;&#25345;"
    relation "&#25903;&#25345;"
    weight 1.0
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 3
    key "&#120130;--&#25903;&#25345;--Gr&#252;&#223;e"
    label "&#25903;&#25345;"
    relation "&#25903;&#25345;"
    weight 1.0
    k__moji "&#128512;"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "\u4e2d\u56fd\u7684 K \u7b7e\u8bc1 \ud83d\udec2", "types": [{"id": "\u4eba", "label": "\u4eba", "plural": "\u4eba\u4eec"}, {"id": "\ud83c\udfe2", "label": "Firma \ud83c\udfe2"}], "relations": [{"id": "\u652f\u6301", "label": "\u652f\u6301", "from": ["\u4eba"]}]}, "columns": {"nodes": {"k___": {"key": "\u540d\u524d"}, "k__": {"key": "\u5e74"}}, "edges": {"k__moji": {"key": "\u00e9moji"}}}}
