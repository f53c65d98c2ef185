Creator "kgraph"
graph [
  directed 1
  multigraph 1
  label "China's K visa and the contest for talent"
  comment "China's K visa and the contest for talent. Sources: China's K visa and the contest for talent (2025-09)"
  node [
    id 0
    label "Donald Trump"
    kg_id "donald-trump"
    entity_type "person"
    aliases "Trump; Mr. Trump; President Trump"
    description "President of the United States, who wants a high fee on H-1B visas"
    role "President"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 1
    label "Xi Jinping"
    kg_id "xi-jinping"
    entity_type "person"
    aliases "Xi"
    description "China's leader, who insists that the country rely on itself"
    role "leader"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 2
    label "George Chen"
    kg_id "george-chen"
    entity_type "person"
    aliases "Mr. Chen of The Asia Group; Chen of The Asia Group"
    description "Partner at The Asia Group in Washington; not a relative of Angus Chen, the headhunter in Shenzhen"
    role "partner"
    graphics [ w 28.0 h 28.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 3
    label "Angus Chen"
    kg_id "angus-chen"
    entity_type "person"
    description "Headhunter in Shenzhen; not a relative of George Chen, the partner at The Asia Group"
    role "headhunter for tech companies"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 4
    label "Dan Wang"
    kg_id "dan-wang"
    entity_type "person"
    description "Technology analyst, research fellow at Stanford"
    role "technology analyst"
    position "research fellow"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 5
    label "Santosh Pai"
    kg_id "santosh-pai"
    entity_type "person"
    description "Lawyer in New Delhi who counsels firms from both China and India"
    role "lawyer"
    graphics [ w 27.0 h 27.0 type "ellipse" fill "#976dd4" ]
  ]
  node [
    id 6
    label "The Asia Group"
    kg_id "the-asia-group"
    entity_type "organisation"
    description "Consultancy for technology policy"
    sector "technology policy consulting"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 7
    label "Stanford University"
    kg_id "stanford-university"
    entity_type "organisation"
    aliases "Stanford"
    description "University that has Dan Wang as a research fellow"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 8
    label "Trump administration"
    kg_id "trump-administration"
    entity_type "organisation"
    aliases "US government; American government; US administration"
    description "The United States government under Donald Trump"
    graphics [ w 23.4 h 23.4 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 9
    label "Chinese government"
    kg_id "chinese-government"
    entity_type "organisation"
    aliases "Beijing; government of China; Chinese state"
    description "The state authorities of China, called Beijing for short"
    graphics [ w 24.7 h 24.7 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 10
    label "Alibaba"
    kg_id "alibaba"
    entity_type "organisation"
    description "Big technology company that could use the K visa"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 11
    label "Huawei"
    kg_id "huawei"
    entity_type "organisation"
    description "Big technology company that could use the K visa"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 12
    label "Startups"
    kg_id "startups"
    entity_type "organisation"
    aliases "start-up companies; startup"
    description "Young companies, among them those without the means for the usual work visas"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 13
    label "Chinese tech firms"
    kg_id "chinese-tech-firms"
    entity_type "organisation"
    aliases "Chinese tech companies; Chinese technology companies; China's tech sector"
    description "China's technology companies, growing in strength and drawing interest from abroad"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 14
    label "American companies"
    kg_id "american-companies"
    entity_type "organisation"
    aliases "US companies; American employers"
    description "Employers in the United States who sponsor workers from abroad"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 15
    label "American academic institutions"
    kg_id "american-academic-institutions"
    entity_type "organisation"
    aliases "US academic institutions"
    description "Places of learning in the United States, challenged by the Trump administration"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 16
    label "Chinese academic institutions"
    kg_id "chinese-academic-institutions"
    entity_type "organisation"
    aliases "Chinese universities"
    description "Places of learning in China, which long drew on talent at home"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 17
    label "Chinese businesses"
    kg_id "chinese-businesses"
    entity_type "organisation"
    description "Firms in China, among the clients of Santosh Pai"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 18
    label "Indian businesses"
    kg_id "indian-businesses"
    entity_type "organisation"
    description "Firms in India, among the clients of Santosh Pai"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 19
    label "Chinese state media"
    kg_id "chinese-state-media"
    entity_type "organisation"
    aliases "state media"
    description "Media run by the Chinese state"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 20
    label "Indian news outlets"
    kg_id "indian-news-outlets"
    entity_type "organisation"
    aliases "Indian media; Indian news media"
    description "News media in India that wrote about the K visa"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#0d42a4" ]
  ]
  node [
    id 21
    label "China"
    kg_id "china"
    entity_type "country"
    aliases "PRC; People's Republic of China; Chinese"
    description "Country that opens the K visa and wants talent from abroad"
    graphics [ w 41.2 h 41.2 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 22
    label "United States"
    kg_id "united-states"
    entity_type "country"
    aliases "U.S.; US; USA; United States of America; America; American"
    description "Country of the H-1B and China's rival for talent"
    graphics [ w 32.4 h 32.4 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 23
    label "India"
    kg_id "india"
    entity_type "country"
    aliases "Indian"
    description "Country that most holders of an H-1B come from"
    graphics [ w 23.4 h 23.4 type "ellipse" fill "#52a08b" ]
  ]
  node [
    id 24
    label "Washington"
    kg_id "washington"
    entity_type "place"
    aliases "Washington, D.C."
    description "Capital of the United States, home of The Asia Group"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#655d00" ]
  ]
  node [
    id 25
    label "Silicon Valley"
    kg_id "silicon-valley"
    entity_type "place"
    description "Centre of the American technology industry"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#655d00" ]
  ]
  node [
    id 26
    label "Shenzhen"
    kg_id "shenzhen"
    entity_type "place"
    description "City where Angus Chen works"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#655d00" ]
  ]
  node [
    id 27
    label "New Delhi"
    kg_id "new-delhi"
    entity_type "place"
    description "City where Santosh Pai practises law"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#655d00" ]
  ]
  node [
    id 28
    label "Skilled foreign workers"
    kg_id "skilled-foreign-workers"
    entity_type "group"
    aliases "foreign talent; foreign experts; skilled workers; international talent; international tech professionals"
    description "Experts, scientists and tech professionals from abroad whom both countries can use"
    graphics [ w 27.0 h 27.0 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 29
    label "STEM graduates"
    kg_id "stem-graduates"
    entity_type "group"
    aliases "STEM graduates from leading universities"
    description "Graduates of leading universities in science and technology subjects, for whom the K visa is made"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 30
    label "China's domestic talent"
    kg_id "domestic-talent"
    entity_type "group"
    aliases "domestic talent; China's STEM graduates; Chinese STEM graduates"
    description "Home-grown specialists, among them more STEM graduates than any other country has"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 31
    label "Foreign students in China"
    kg_id "foreign-students-in-china"
    entity_type "group"
    aliases "foreign students"
    description "Students from abroad in China who look for a job there"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 32
    label "Foreign consultants"
    kg_id "foreign-consultants"
    entity_type "group"
    description "Advisers from abroad whom large companies may need at short notice"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 33
    label "Foreign scientists in China"
    kg_id "foreign-scientists-in-china"
    entity_type "group"
    description "Scientists from other countries who moved to China, most of them born there"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 34
    label "Leading US scientists"
    kg_id "leading-us-scientists"
    entity_type "group"
    aliases "leading American scientists; top US scientists"
    description "Prominent scientists from the United States, some of whom took posts in China"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 35
    label "Indians"
    kg_id "indians"
    entity_type "group"
    aliases "Indian H-1B holders; Indian workers"
    description "People from India, the largest group with an H-1B"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 36
    label "Indian analysts"
    kg_id "indian-analysts"
    entity_type "group"
    description "Observers from India, some of whom doubt the pull of the K visa"
    graphics [ w 24.7 h 24.7 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 37
    label "Chinese social media users"
    kg_id "chinese-social-media-users"
    entity_type "group"
    aliases "Chinese users"
    description "Users of social media in China, who often met news of the Indian coverage with hostile remarks"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#1b7780" ]
  ]
  node [
    id 38
    label "K visa"
    kg_id "k-visa"
    entity_type "policy"
    aliases "K-visa; China's K visa; Chinese K visa; new Chinese visa"
    description "New Chinese visa for graduates in science and technology, with longer stays and no company letter"
    starts "1 October"
    purposes "study; business"
    entries "multiple"
    eligibility "not yet disclosed"
    employment "not yet disclosed"
    graphics [ w 40.0 h 40.0 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 39
    label "H-1B"
    kg_id "h-1b"
    entity_type "policy"
    aliases "H1B; H-1B visa; H-1B visas"
    description "American visa for skilled workers"
    graphics [ w 25.9 h 25.9 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 40
    label "$100,000 H-1B fee"
    kg_id "h-1b-fee"
    entity_type "policy"
    aliases "H-1B fee; $100,000 fee; $100k fee; visa fee"
    description "Charge on H-1B visas that President Trump wants"
    amount_usd 100000
    status "proposed"
    graphics [ w 20.4 h 20.4 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 41
    label "Existing Chinese visas"
    kg_id "existing-chinese-visas"
    entity_type "policy"
    aliases "existing visa types; traditional Chinese visas; traditional employment visas; Chinese employment visas"
    description "The older visas for foreigners who come to China for work or business, complicated and often full of paperwork"
    graphics [ w 24.7 h 24.7 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 42
    label "High-level talent certification"
    kg_id "high-level-talent-certification"
    entity_type "policy"
    aliases "certification as high-level talent"
    description "Official recognition of a foreigner as top talent, which some applicants needed"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 43
    label "Company invitation letter"
    kg_id "company-invitation-letter"
    entity_type "policy"
    aliases "invitation letter; corporate sponsorship; company sponsorship"
    description "Backing by a company, as sponsor or by letter, that the older visas call for"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 44
    label "Limits on residency in China"
    kg_id "residency-limits"
    entity_type "policy"
    aliases "limits on permanent residency; permanent residency in China; permanent residency"
    description "The narrow ways to stay in China for good, and the difficulty of remaining after the age of 60"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 45
    label "Federal research funding"
    kg_id "federal-research-funding"
    entity_type "policy"
    description "Government money for research in the United States"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 46
    label "China's R&amp;D investment"
    kg_id "r-and-d-investment"
    entity_type "policy"
    aliases "R&amp;D investment; China's research and development"
    description "Large Chinese spending on research and development"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 47
    label "China's talent strategy"
    kg_id "talent-strategy"
    entity_type "policy"
    aliases "talent strategy"
    description "China's wider plan to win the best scientists"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 48
    label "China's self-reliance agenda"
    kg_id "self-reliance-agenda"
    entity_type "policy"
    aliases "self-reliance agenda; self-reliance"
    description "The aim that China depend on itself, as a shield from uncertainty and hostile powers"
    graphics [ w 22.0 h 22.0 type "ellipse" fill "#6f0c45" ]
  ]
  node [
    id 49
    label "STEM education"
    kg_id "stem-education"
    entity_type "field"
    description "Teaching in the sciences, technology and mathematics, much stressed in China"
    graphics [ w 18.5 h 18.5 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 50
    label "Semiconductors"
    kg_id "semiconductors"
    entity_type "field"
    description "Critical technology in which China has yet to catch up"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 51
    label "Biotechnology"
    kg_id "biotechnology"
    entity_type "field"
    aliases "biotech"
    description "Critical technology in which China has yet to catch up"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#8a4b2f" ]
  ]
  node [
    id 52
    label "China's openness"
    kg_id "openness"
    entity_type "theme"
    aliases "openness"
    description "The picture of a China that opens up to the world"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 53
    label "America first mindset"
    kg_id "america-first"
    entity_type "theme"
    aliases "America first"
    description "The attitude of putting America first"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 54
    label "American insularity"
    kg_id "insularity"
    entity_type "theme"
    aliases "insularity"
    description "The picture of a United States that turns inward"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 55
    label "Scientific authority"
    kg_id "scientific-authority"
    entity_type "theme"
    description "The standing of science as a guide"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 56
    label "Language and culture barriers"
    kg_id "language-and-culture-barriers"
    entity_type "theme"
    aliases "language barriers; cultural differences; political differences"
    description "Differences of language, politics and culture that make China hard for people from abroad"
    graphics [ w 16.0 h 16.0 type "ellipse" fill "#4a7a1e" ]
  ]
  node [
    id 57
    label "K visa article"
    kg_id "k-visa-article-text"
    entity_type "article"
    description "The article that this graph describes"
    graphics [ w 23.4 h 23.4 type "ellipse" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 6
    key "george-chen--works-for--the-asia-group"
    label "works for"
    relation "works-for"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: a partner there | China's K visa and the contest for talent, &#182;14: named again with the firm | China's K visa and the contest for talent, &#182;22: named again with the firm"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;a partner there&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;14&quot;, &quot;note&quot;: &quot;named again with the firm&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;named again with the firm&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 6
    target 24
    key "the-asia-group--based-in--washington"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: a consulting firm in Washington"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;a consulting firm in Washington&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 24
    target 22
    key "washington--part-of--united-states"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: meant as the American capital"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;meant as the American capital&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 26
    key "angus-chen--based-in--shenzhen"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;11: finds staff for tech companies from Shenzhen"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;finds staff for tech companies from Shenzhen&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 7
    key "dan-wang--works-for--stanford-university"
    label "works for"
    relation "works-for"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;17: a research fellow there"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;a research fellow there&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 27
    key "santosh-pai--based-in--new-delhi"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: practises law in New Delhi"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;practises law in New Delhi&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 17
    key "santosh-pai--advises--chinese-businesses"
    label "advises"
    relation "advises"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: among his clients are Chinese firms"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;among his clients are Chinese firms&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 18
    key "santosh-pai--advises--indian-businesses"
    label "advises"
    relation "advises"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: among his clients are Indian firms"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;among his clients are Indian firms&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 17
    target 21
    key "chinese-businesses--based-in--china"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: they are Chinese"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;they are Chinese&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 18
    target 23
    key "indian-businesses--based-in--india"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: they are Indian"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;they are Indian&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 57
    key "george-chen--quoted-by--k-visa-article-text"
    label "quoted by"
    relation "quoted-by"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: on the mood in Silicon Valley | China's K visa and the contest for talent, &#182;15: on the attraction of China | China's K visa and the contest for talent, &#182;22: on the true purpose of the K visa"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;on the mood in Silicon Valley&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;15&quot;, &quot;note&quot;: &quot;on the attraction of China&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;on the true purpose of the K visa&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 57
    key "angus-chen--quoted-by--k-visa-article-text"
    label "quoted by"
    relation "quoted-by"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;12: on looking for work in China"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;12&quot;, &quot;note&quot;: &quot;on looking for work in China&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 57
    key "dan-wang--quoted-by--k-visa-article-text"
    label "quoted by"
    relation "quoted-by"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;17: on the terms on which China takes foreigners"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;on the terms on which China takes foreigners&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 57
    key "santosh-pai--quoted-by--k-visa-article-text"
    label "quoted by"
    relation "quoted-by"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: on why Indians go to the United States"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;on why Indians go to the United States&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 38
    key "george-chen--comments-on--k-visa"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: a possible alternative for tech people who feel less welcome in America | China's K visa and the contest for talent, &#182;14: a way to try China out | China's K visa and the contest for talent, &#182;22: made to draw experts, but in the end for China's own ends"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;a possible alternative for tech people who feel less welcome in America&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;14&quot;, &quot;note&quot;: &quot;a way to try China out&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;made to draw experts, but in the end for China's own ends&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 25
    key "george-chen--comments-on--silicon-valley"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: sees it put America first"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;sees it put America first&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 22
    key "george-chen--comments-on--united-states"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: thinks that tech people from abroad feel less welcome there"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;thinks that tech people from abroad feel less welcome there&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 21
    key "george-chen--comments-on--china"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;15: it draws many who are still unsure, and interest will increase"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;15&quot;, &quot;note&quot;: &quot;it draws many who are still unsure, and interest will increase&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 13
    key "george-chen--comments-on--chinese-tech-firms"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;14: they make outsiders curious | China's K visa and the contest for talent, &#182;15: their growing power and money will raise interest"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;14&quot;, &quot;note&quot;: &quot;they make outsiders curious&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;15&quot;, &quot;note&quot;: &quot;their growing power and money will raise interest&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 48
    key "george-chen--comments-on--self-reliance-agenda"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;22: takes it for the real purpose of the K visa"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;takes it for the real purpose of the K visa&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 2
    target 38
    key "george-chen--warns-about--k-visa"
    label "warns about"
    relation "warns-about"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;22: nobody should be deceived by it"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;nobody should be deceived by it&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 3
    target 38
    key "angus-chen--comments-on--k-visa"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;11: sees most advantage for startups and for foreign students | China's K visa and the contest for talent, &#182;12: staying on to find a job will get easier"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;sees most advantage for startups and for foreign students&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;12&quot;, &quot;note&quot;: &quot;staying on to find a job will get easier&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 3
    target 12
    key "angus-chen--comments-on--startups"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;11: they gain most where the money for the usual work visas is missing"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;they gain most where the money for the usual work visas is missing&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 21
    key "dan-wang--comments-on--china"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;17: takes foreign experts, but picks them by its own rules"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;takes foreign experts, but picks them by its own rules&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 4
    target 44
    key "dan-wang--comments-on--residency-limits"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;17: the state lets those over 60 know that they will hardly be able to stay"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;the state lets those over 60 know that they will hardly be able to stay&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 39
    key "santosh-pai--comments-on--h-1b"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: the visa alone is not what takes Indians to America; said of those who hold most H-1B visas (&#182;18)"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;the visa alone is not what takes Indians to America; said of those who hold most H-1B visas (&#182;18)&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 22
    key "santosh-pai--comments-on--united-states"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: Indians want its way of life and its citizenship"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;Indians want its way of life and its citizenship&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 38
    key "santosh-pai--comments-on--k-visa"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;20: does not name it, but answers whether an easier visa can win Indians over (&#182;19)"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;does not name it, but answers whether an easier visa can win Indians over (&#182;19)&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 5
    target 38
    key "santosh-pai--doubts--k-visa"
    label "doubts"
    relation "doubts"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;20: his remark backs the doubts of &#182;19: a visa is not what decides"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;his remark backs the doubts of &#182;19: a visa is not what decides&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 36
    target 38
    key "indian-analysts--comments-on--k-visa"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;19: easier paperwork will not win Indians over"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;easier paperwork will not win Indians over&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 36
    target 39
    key "indian-analysts--comments-on--h-1b"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;19 (mentions): do not name it, but speak to whether an easier Chinese visa can draw Indians away from it (&#182;18)"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;do not name it, but speak to whether an easier Chinese visa can draw Indians away from it (&#182;18)&quot;, &quot;stance&quot;: &quot;mentions&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 36
    target 22
    key "indian-analysts--comments-on--united-states"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;19: weighed against China as the choice of Indians"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;weighed against China as the choice of Indians&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 36
    target 21
    key "indian-analysts--comments-on--china"
    label "comments on"
    relation "comments-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;19: weighed against the United States as the choice of Indians"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;weighed against the United States as the choice of Indians&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 36
    target 38
    key "indian-analysts--doubts--k-visa"
    label "doubts"
    relation "doubts"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;19: some do not believe that a simpler visa is enough for Indians"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;some do not believe that a simpler visa is enough for Indians&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 36
    target 23
    key "indian-analysts--comes-from--india"
    label "comes from"
    relation "comes-from"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;19: they are Indian"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;19&quot;, &quot;note&quot;: &quot;they are Indian&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 22
    key "donald-trump--leads--united-states"
    label "leads"
    relation "leads"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;1: named as President"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;named as President&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 8
    key "donald-trump--leads--trump-administration"
    label "leads"
    relation "leads"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: it bears his name"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;it bears his name&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 8
    target 22
    key "trump-administration--part-of--united-states"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: the American government of the day"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;the American government of the day&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 0
    target 40
    key "donald-trump--proposes--h-1b-fee"
    label "proposes"
    relation "proposes"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;1: is making it dearer to sponsor workers from abroad | China's K visa and the contest for talent, &#182;3: weeks after the K visa was announced"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;is making it dearer to sponsor workers from abroad&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;weeks after the K visa was announced&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 40
    target 39
    key "h-1b-fee--applies-to--h-1b"
    label "applies to"
    relation "applies-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;3: due for H-1B visas"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;due for H-1B visas&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 40
    target 14
    key "h-1b-fee--hinders--american-companies"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;1: sponsoring becomes much more costly for them | China's K visa and the contest for talent, &#182;3: the sum is $100,000"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;sponsoring becomes much more costly for them&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;the sum is $100,000&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 14
    target 28
    key "american-companies--sponsors--skilled-foreign-workers"
    label "sponsors"
    relation "sponsors"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;1: bring them in as sponsors"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;bring them in as sponsors&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 14
    target 22
    key "american-companies--based-in--united-states"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;1: they are American"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;they are American&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 39
    target 22
    key "h-1b--admits-to--united-states"
    label "admits to"
    relation "admits-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;3: for skilled workers there | China's K visa and the contest for talent, &#182;18: its holders are in the United States"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;for skilled workers there&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;its holders are in the United States&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 39
    target 28
    key "h-1b--benefits--skilled-foreign-workers"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;3: those in the United States depend on it"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;those in the United States depend on it&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 8
    target 15
    key "trump-administration--opposes--american-academic-institutions"
    label "opposes"
    relation "opposes"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;4: has challenged them"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;has challenged them&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 15
    target 22
    key "american-academic-institutions--based-in--united-states"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: meant are those of America"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;meant are those of America&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 8
    target 45
    key "trump-administration--cuts--federal-research-funding"
    label "cuts"
    relation "cuts"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;4: has given less to research"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;has given less to research&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 8
    target 55
    key "trump-administration--doubts--scientific-authority"
    label "doubts"
    relation "doubts"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;4: has questioned what science says"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;has questioned what science says&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 25
    target 22
    key "silicon-valley--part-of--united-states"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: stands for the American tech world"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;stands for the American tech world&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 25
    target 53
    key "silicon-valley--pursues--america-first"
    label "pursues"
    relation "pursues"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;7: as George Chen sees it"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;as George Chen sees it&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 22
    target 54
    key "united-states--drifts-towards--insularity"
    label "drifts towards"
    relation "drifts-towards"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;6: seems to close itself off, in contrast to China"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;6&quot;, &quot;note&quot;: &quot;seems to close itself off, in contrast to China&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 21
    target 22
    key "china--competes-with--united-states"
    label "competes with"
    relation "competes-with"
    directed 0
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;3: for the lead in technology and world politics | China's K visa and the contest for talent, &#182;6: set against each other: one seems to open up, the other to turn inward | China's K visa and the contest for talent, &#182;9: China wants to close the gap in key technologies"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;for the lead in technology and world politics&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;6&quot;, &quot;note&quot;: &quot;set against each other: one seems to open up, the other to turn inward&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;China wants to close the gap in key technologies&quot;}]"
    graphics [ fill "#c8400b" ]
  ]
  edge [
    source 21
    target 28
    key "china--seeks--skilled-foreign-workers"
    label "seeks"
    relation "seeks"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;1: new initiatives are to draw them | China's K visa and the contest for talent, &#182;3: wants the best minds in science | China's K visa and the contest for talent, &#182;9: keen on foreigners so as to catch up | China's K visa and the contest for talent, &#182;17: mainly those who add to the economy, says Dan Wang"
    sources "k-visa-article"
    evidence_count 4
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;1&quot;, &quot;note&quot;: &quot;new initiatives are to draw them&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;wants the best minds in science&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;keen on foreigners so as to catch up&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;mainly those who add to the economy, says Dan Wang&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 21
    target 47
    key "china--pursues--talent-strategy"
    label "pursues"
    relation "pursues"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;3: to recruit the best scientists"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;to recruit the best scientists&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 21
    target 46
    key "china--pursues--r-and-d-investment"
    label "pursues"
    relation "pursues"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: has spent very large sums"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;has spent very large sums&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 46
    target 34
    key "r-and-d-investment--attracts--leading-us-scientists"
    label "attracts"
    relation "attracts"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;4: some accepted jobs in China"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;some accepted jobs in China&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 34
    target 21
    key "leading-us-scientists--moves-to--china"
    label "moves to"
    relation "moves-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: to take up posts"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;to take up posts&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 34
    target 22
    key "leading-us-scientists--comes-from--united-states"
    label "comes from"
    relation "comes-from"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;4: they are from America"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;4&quot;, &quot;note&quot;: &quot;they are from America&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 21
    target 49
    key "china--supports--stem-education"
    label "supports"
    relation "supports"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;8: has stressed it strongly in recent years"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;has stressed it strongly in recent years&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 49
    target 30
    key "stem-education--produces--domestic-talent"
    label "produces"
    relation "produces"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;8: together with a huge population it yields more graduates than anywhere else"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;together with a huge population it yields more graduates than anywhere else&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 13
    target 30
    key "chinese-tech-firms--relies-on--domestic-talent"
    label "relies on"
    relation "relies-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;8: mostly so in the past"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;mostly so in the past&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 16
    target 30
    key "chinese-academic-institutions--relies-on--domestic-talent"
    label "relies on"
    relation "relies-on"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;8: mostly so in the past, like the tech firms"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;mostly so in the past, like the tech firms&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 16
    target 21
    key "chinese-academic-institutions--based-in--china"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;8: they are Chinese"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;they are Chinese&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 13
    target 21
    key "chinese-tech-firms--based-in--china"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;8: they are Chinese"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;8&quot;, &quot;note&quot;: &quot;they are Chinese&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 21
    target 50
    key "china--lags-in--semiconductors"
    label "lags in"
    relation "lags-in"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;9: behind the United States"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;behind the United States&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 21
    target 51
    key "china--lags-in--biotechnology"
    label "lags in"
    relation "lags-in"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;9: behind the United States"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;behind the United States&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 1
    target 21
    key "xi-jinping--leads--china"
    label "leads"
    relation "leads"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;21: called its leader"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;21&quot;, &quot;note&quot;: &quot;called its leader&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 1
    target 48
    key "xi-jinping--supports--self-reliance-agenda"
    label "supports"
    relation "supports"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;21: stresses it again and again, with hostile powers and uncertain times in mind"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;21&quot;, &quot;note&quot;: &quot;stresses it again and again, with hostile powers and uncertain times in mind&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 21
    target 48
    key "china--pursues--self-reliance-agenda"
    label "pursues"
    relation "pursues"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;22: the agenda is China's own"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;the agenda is China's own&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 9
    target 21
    key "chinese-government--part-of--china"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;10: the government of China"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;the government of China&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 19
    target 9
    key "chinese-state-media--part-of--chinese-government"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;21: media of the state"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;21&quot;, &quot;note&quot;: &quot;media of the state&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 21
    target 38
    key "china--introduces--k-visa"
    label "introduces"
    relation "introduces"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;2: from 1 October | China's K visa and the contest for talent, &#182;3: announced a few weeks before the fee was proposed | China's K visa and the contest for talent, &#182;6: the step alone may change its image"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;2&quot;, &quot;note&quot;: &quot;from 1 October&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;announced a few weeks before the fee was proposed&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;6&quot;, &quot;note&quot;: &quot;the step alone may change its image&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 9
    target 38
    key "chinese-government--owes-details-on--k-visa"
    label "owes details on"
    relation "owes-details-on"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;5: who qualifies and whether a job is allowed is still open"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;5&quot;, &quot;note&quot;: &quot;who qualifies and whether a job is allowed is still open&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 38
    target 21
    key "k-visa--admits-to--china"
    label "admits to"
    relation "admits-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;2: for study or business | China's K visa and the contest for talent, &#182;10: longer, and more than once"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;2&quot;, &quot;note&quot;: &quot;for study or business&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;longer, and more than once&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 38
    target 29
    key "k-visa--targets--stem-graduates"
    label "targets"
    relation "targets"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;2: those of leading universities"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;2&quot;, &quot;note&quot;: &quot;those of leading universities&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 38
    target 28
    key "k-visa--targets--skilled-foreign-workers"
    label "targets"
    relation "targets"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;22: foreign experts are to be drawn in"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;foreign experts are to be drawn in&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 38
    target 47
    key "k-visa--part-of--talent-strategy"
    label "part of"
    relation "part-of"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;3: an important piece of it"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;an important piece of it&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 38
    target 39
    key "k-visa--competes-with--h-1b"
    label "competes with"
    relation "competes-with"
    directed 0
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;3: came out shortly before the fee on the H-1B | China's K visa and the contest for talent, &#182;7: may be an alternative for those who feel unwelcome in America | China's K visa and the contest for talent, &#182;18: will hardly take its place altogether"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;3&quot;, &quot;note&quot;: &quot;came out shortly before the fee on the H-1B&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;7&quot;, &quot;note&quot;: &quot;may be an alternative for those who feel unwelcome in America&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;will hardly take its place altogether&quot;}]"
    graphics [ fill "#c8400b" ]
  ]
  edge [
    source 38
    target 52
    key "k-visa--signals--openness"
    label "signals"
    relation "signals"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;6: could make China look more open | China's K visa and the contest for talent, &#182;21: state media present it so"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;6&quot;, &quot;note&quot;: &quot;could make China look more open&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;21&quot;, &quot;note&quot;: &quot;state media present it so&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 19
    target 38
    key "chinese-state-media--supports--k-visa"
    label "supports"
    relation "supports"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;21: promote it as proof of openness"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;21&quot;, &quot;note&quot;: &quot;promote it as proof of openness&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 48
    key "k-visa--serves--self-reliance-agenda"
    label "serves"
    relation "serves"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;22: its final purpose, says George Chen"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;22&quot;, &quot;note&quot;: &quot;its final purpose, says George Chen&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 43
    key "k-visa--waives--company-invitation-letter"
    label "waives"
    relation "waives"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;10: no letter from a company is needed any more"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;no letter from a company is needed any more&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 28
    key "k-visa--benefits--skilled-foreign-workers"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;10: longer stays, several entries, easier to get"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;longer stays, several entries, easier to get&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 12
    key "k-visa--benefits--startups"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;11: above all those who cannot afford the usual work visas, thinks Angus Chen"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;above all those who cannot afford the usual work visas, thinks Angus Chen&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 31
    key "k-visa--benefits--foreign-students-in-china"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;11: those who want a job there, thinks Angus Chen | China's K visa and the contest for talent, &#182;12: easier to stay and look for one"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;those who want a job there, thinks Angus Chen&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;12&quot;, &quot;note&quot;: &quot;easier to stay and look for one&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 10
    key "k-visa--benefits--alibaba"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;13: could use it to get consultants quickly"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;13&quot;, &quot;note&quot;: &quot;could use it to get consultants quickly&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 38
    target 11
    key "k-visa--benefits--huawei"
    label "benefits"
    relation "benefits"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;13: could use it to get consultants quickly"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;13&quot;, &quot;note&quot;: &quot;could use it to get consultants quickly&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 10
    target 32
    key "alibaba--brings-in--foreign-consultants"
    label "brings in"
    relation "brings-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;13: could do so at short notice with the K visa"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;13&quot;, &quot;note&quot;: &quot;could do so at short notice with the K visa&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 11
    target 32
    key "huawei--brings-in--foreign-consultants"
    label "brings in"
    relation "brings-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;13: could do so at short notice with the K visa"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;13&quot;, &quot;note&quot;: &quot;could do so at short notice with the K visa&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 31
    target 21
    key "foreign-students-in-china--based-in--china"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;11: they are in China already"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;they are in China already&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 57
    target 38
    key "k-visa-article-text--doubts--k-visa"
    label "doubts"
    relation "doubts"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;5: its effect on the race for talent is still unknown | China's K visa and the contest for talent, &#182;18: not likely to supplant the H-1B wholly"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;5&quot;, &quot;note&quot;: &quot;its effect on the race for talent is still unknown&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;not likely to supplant the H-1B wholly&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 41
    target 21
    key "existing-chinese-visas--admits-to--china"
    label "admits to"
    relation "admits-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;5: for foreigners with special knowledge | China's K visa and the contest for talent, &#182;9: for work or business"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;5&quot;, &quot;note&quot;: &quot;for foreigners with special knowledge&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;for work or business&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 41
    target 28
    key "existing-chinese-visas--hinders--skilled-foreign-workers"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;5: much paperwork | China's K visa and the contest for talent, &#182;9: a complicated procedure"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;5&quot;, &quot;note&quot;: &quot;much paperwork&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;a complicated procedure&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 41
    target 12
    key "existing-chinese-visas--hinders--startups"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;11: they lack the means for the usual work visas"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;11&quot;, &quot;note&quot;: &quot;they lack the means for the usual work visas&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 41
    target 43
    key "existing-chinese-visas--requires--company-invitation-letter"
    label "requires"
    relation "requires"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;9: a company had to act as sponsor | China's K visa and the contest for talent, &#182;10: the K visa ends the need for a letter"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;a company had to act as sponsor&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;the K visa ends the need for a letter&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 41
    target 42
    key "existing-chinese-visas--requires--high-level-talent-certification"
    label "requires"
    relation "requires"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;9: sometimes, from the government"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;9&quot;, &quot;note&quot;: &quot;sometimes, from the government&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 9
    target 41
    key "chinese-government--simplifies--existing-chinese-visas"
    label "simplifies"
    relation "simplifies"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;10: has worked on easier procedures and promised less bureaucracy"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;has worked on easier procedures and promised less bureaucracy&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 9
    target 28
    key "chinese-government--seeks--skilled-foreign-workers"
    label "seeks"
    relation "seeks"
    weight 1.0
    polarity "positive"
    evidence "China's K visa and the contest for talent, &#182;10: tempts scientists with generous packages"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;10&quot;, &quot;note&quot;: &quot;tempts scientists with generous packages&quot;}]"
    graphics [ targetArrow "standard" fill "#0a6c74" ]
  ]
  edge [
    source 9
    target 44
    key "chinese-government--pursues--residency-limits"
    label "pursues"
    relation "pursues"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;17: the state lets foreigners over 60 know that staying will be hard, says Dan Wang"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;the state lets foreigners over 60 know that staying will be hard, says Dan Wang&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 44
    target 21
    key "residency-limits--hinders--china"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;16: one of the hurdles in winning talent"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;16&quot;, &quot;note&quot;: &quot;one of the hurdles in winning talent&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 44
    target 28
    key "residency-limits--hinders--skilled-foreign-workers"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;5: settling there for good is known to be very hard | China's K visa and the contest for talent, &#182;16: few ways to stay for ever | China's K visa and the contest for talent, &#182;17: staying on is hard after the age of 60, says Dan Wang"
    sources "k-visa-article"
    evidence_count 3
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;5&quot;, &quot;note&quot;: &quot;settling there for good is known to be very hard&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;16&quot;, &quot;note&quot;: &quot;few ways to stay for ever&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;17&quot;, &quot;note&quot;: &quot;staying on is hard after the age of 60, says Dan Wang&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 56
    target 21
    key "language-and-culture-barriers--hinders--china"
    label "hinders"
    relation "hinders"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;16: further hurdles in winning talent"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;16&quot;, &quot;note&quot;: &quot;further hurdles in winning talent&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 33
    target 21
    key "foreign-scientists-in-china--moves-to--china"
    label "moves to"
    relation "moves-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;16: those who came from abroad"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;16&quot;, &quot;note&quot;: &quot;those who came from abroad&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 33
    target 21
    key "foreign-scientists-in-china--comes-from--china"
    label "comes from"
    relation "comes-from"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;16: most were born there and then left"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;16&quot;, &quot;note&quot;: &quot;most were born there and then left&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 35
    target 23
    key "indians--comes-from--india"
    label "comes from"
    relation "comes-from"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: most H-1B holders are from there"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;most H-1B holders are from there&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 35
    target 39
    key "indians--holds--h-1b"
    label "holds"
    relation "holds"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: more than half of the holders"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;more than half of the holders&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 35
    target 22
    key "indians--moves-to--united-states"
    label "moves to"
    relation "moves-to"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: as holders of H-1B visas | China's K visa and the contest for talent, &#182;20: for work, a home and citizenship, says Santosh Pai"
    sources "k-visa-article"
    evidence_count 2
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;as holders of H-1B visas&quot;}, {&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;20&quot;, &quot;note&quot;: &quot;for work, a home and citizenship, says Santosh Pai&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 21
    target 23
    key "china--has-tense-relations-with--india"
    label "has tense relations with"
    relation "has-tense-relations-with"
    directed 0
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;18: often strained"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;often strained&quot;}]"
    graphics [ fill "#c8400b" ]
  ]
  edge [
    source 20
    target 38
    key "indian-news-outlets--covers--k-visa"
    label "covers"
    relation "covers"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: reported on it, which became a subject on social media in China"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;reported on it, which became a subject on social media in China&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 20
    target 23
    key "indian-news-outlets--based-in--india"
    label "based in"
    relation "based-in"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: they are Indian"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;they are Indian&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
  edge [
    source 37
    target 35
    key "chinese-social-media-users--opposes--indians"
    label "opposes"
    relation "opposes"
    weight 1.0
    polarity "negative"
    evidence "China's K visa and the contest for talent, &#182;18: racist and unwelcoming remarks under reports on the Indian coverage"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;racist and unwelcoming remarks under reports on the Indian coverage&quot;}]"
    graphics [ targetArrow "standard" fill "#c8400b" ]
  ]
  edge [
    source 37
    target 21
    key "chinese-social-media-users--comes-from--china"
    label "comes from"
    relation "comes-from"
    weight 1.0
    evidence "China's K visa and the contest for talent, &#182;18: they are Chinese"
    sources "k-visa-article"
    evidence_count 1
    evidence_json "[{&quot;document&quot;: &quot;k-visa-article&quot;, &quot;locator&quot;: &quot;&#182;18&quot;, &quot;note&quot;: &quot;they are Chinese&quot;}]"
    graphics [ targetArrow "standard" fill "#5b6472" ]
  ]
]
# kgraph {"graph": {"title": "China's K visa and the contest for talent", "documents": [{"id": "k-visa-article", "title": "China's K visa and the contest for talent", "publisher": null, "date": "2025-09", "url": null}], "types": [{"id": "person", "label": "Person", "plural": "People", "synonyms": ["individual"], "who": true}, {"id": "organisation", "label": "Organisation", "plural": "Organisations", "synonyms": ["organization", "company", "firm", "business", "institution"]}, {"id": "country", "label": "Country", "plural": "Countries", "synonyms": ["nation", "state"]}, {"id": "place", "label": "Place", "plural": "Places", "synonyms": ["location"]}, {"id": "group", "label": "Group", "plural": "Groups", "synonyms": ["community"]}, {"id": "policy", "label": "Policy", "plural": "Policies", "synonyms": ["measure", "programme", "program", "rule", "scheme"]}, {"id": "field", "label": "Field", "plural": "Fields", "synonyms": ["sector", "discipline"]}, {"id": "theme", "label": "Theme", "plural": "Themes", "synonyms": ["idea", "issue", "topic"]}, {"id": "article", "label": "Article", "plural": "Articles", "synonyms": ["news story"]}], "relations": [{"id": "comments-on", "label": "comments on", "inverse": "is commented on by", "phrases": ["speaks about", "talks about", "discusses", "has a view on"], "nouns": ["commentator"], "from": ["person", "group"], "to": ["policy", "country", "organisation", "place"], "polarity": "neutral"}, {"id": "supports", "label": "supports", "inverse": "is supported by", "phrases": ["backs", "promotes", "advocates", "is in favour of"], "nouns": ["supporter", "advocate"], "from": ["person", "organisation", "country"], "to": ["policy", "field"], "polarity": "positive"}, {"id": "opposes", "label": "opposes", "inverse": "is opposed by", "phrases": ["challenges", "criticises", "is against", "is hostile to"], "nouns": ["opponent", "critic"], "from": ["person", "organisation", "group"], "to": ["organisation", "group", "policy"], "polarity": "negative"}, {"id": "doubts", "label": "doubts", "inverse": "is doubted by", "phrases": ["casts doubt on", "is sceptical of", "is skeptical of", "is sceptical about", "is skeptical about"], "nouns": ["doubter", "sceptic", "skeptic"], "from": ["person", "organisation", "group", "article"], "to": ["policy", "theme"], "polarity": "negative"}, {"id": "warns-about", "label": "warns about", "inverse": "is warned about by", "phrases": ["warns of", "warns against", "cautions about"], "from": ["person"], "to": ["policy"], "polarity": "negative"}, {"id": "quoted-by", "label": "quoted by", "inverse": "quotes", "phrases": ["cited by"], "inverse_phrases": ["cites"], "from": ["person"], "to": ["article"], "polarity": "neutral"}, {"id": "covers", "label": "covers", "inverse": "is covered by", "phrases": ["reports on"], "from": ["organisation", "article"], "to": ["policy"], "polarity": "neutral"}, {"id": "leads", "label": "leads", "inverse": "is led by", "phrases": ["heads", "is the leader of", "is the head of"], "nouns": ["leader", "head"], "from": ["person"], "to": ["country", "organisation"], "polarity": "neutral"}, {"id": "works-for", "label": "works for", "inverse": "employs", "phrases": ["works at"], "nouns": ["employee"], "object_nouns": ["employer"], "from": ["person"], "to": ["organisation"], "polarity": "neutral"}, {"id": "advises", "label": "advises", "inverse": "is advised by", "phrases": ["counsels"], "nouns": ["adviser", "advisor"], "object_nouns": ["client"], "from": ["person"], "to": ["organisation"], "polarity": "neutral"}, {"id": "based-in", "label": "based in", "inverse": "is home to", "phrases": ["located in"], "object_nouns": ["base", "headquarters"], "from": ["person", "organisation", "group"], "to": ["place", "country"], "polarity": "neutral"}, {"id": "comes-from", "label": "comes from", "inverse": "is the origin of", "phrases": ["is from", "hails from", "originates in"], "object_nouns": ["origin", "country of origin"], "from": ["group"], "to": ["country"], "polarity": "neutral"}, {"id": "moves-to", "label": "moves to", "inverse": "receives", "phrases": ["goes to", "relocates to", "emigrates to"], "object_nouns": ["destination"], "from": ["group"], "to": ["country"], "polarity": "neutral"}, {"id": "part-of", "label": "part of", "inverse": "includes", "phrases": ["belongs to", "is a component of"], "nouns": ["part", "component"], "from": ["policy", "organisation", "place"], "to": ["policy", "organisation", "country"], "polarity": "neutral"}, {"id": "introduces", "label": "introduces", "inverse": "is introduced by", "phrases": ["launches", "rolls out"], "from": ["country", "organisation", "person"], "to": ["policy"], "polarity": "neutral"}, {"id": "proposes", "label": "proposes", "inverse": "is proposed by", "phrases": ["puts forward"], "nouns": ["proposer"], "from": ["person", "organisation"], "to": ["policy"], "polarity": "neutral"}, {"id": "pursues", "label": "pursues", "inverse": "is pursued by", "phrases": ["adopts", "carries out"], "from": ["country", "organisation", "place"], "to": ["policy", "theme"], "polarity": "neutral"}, {"id": "drifts-towards", "label": "drifts towards", "inverse": "is the drift of", "phrases": ["moves towards"], "from": ["country"], "to": ["theme"], "polarity": "negative"}, {"id": "cuts", "label": "cuts", "inverse": "is cut by", "phrases": ["reduces", "slashes"], "from": ["organisation", "person"], "to": ["policy"], "polarity": "negative"}, {"id": "simplifies", "label": "simplifies", "inverse": "is simplified by", "phrases": ["eases", "streamlines"], "from": ["organisation", "country"], "to": ["policy"], "polarity": "positive"}, {"id": "owes-details-on", "label": "owes details on", "inverse": "awaits details from", "phrases": ["has not explained", "has yet to explain"], "from": ["organisation"], "to": ["policy"], "polarity": "negative"}, {"id": "seeks", "label": "seeks", "inverse": "is sought by", "phrases": ["wants to attract", "tries to attract", "wants to recruit"], "from": ["country", "organisation"], "to": ["group"], "polarity": "positive"}, {"id": "sponsors", "label": "sponsors", "inverse": "is sponsored by", "nouns": ["sponsor"], "from": ["organisation"], "to": ["group"], "polarity": "positive"}, {"id": "brings-in", "label": "brings in", "inverse": "is brought in by", "phrases": ["brings over"], "from": ["organisation"], "to": ["group"], "polarity": "neutral"}, {"id": "relies-on", "label": "relies on", "inverse": "is relied on by", "phrases": ["depends on"], "from": ["organisation"], "to": ["group"], "polarity": "neutral"}, {"id": "applies-to", "label": "applies to", "inverse": "is subject to", "phrases": ["is charged on", "is levied on"], "from": ["policy"], "to": ["policy"], "polarity": "neutral"}, {"id": "admits-to", "label": "admits to", "inverse": "is entered with", "phrases": ["gives entry to", "lets people into"], "from": ["policy"], "to": ["country"], "polarity": "neutral"}, {"id": "targets", "label": "targets", "inverse": "is targeted by", "phrases": ["is aimed at", "is designed for", "is meant for"], "object_nouns": ["target", "target group"], "from": ["policy"], "to": ["group"], "polarity": "neutral"}, {"id": "benefits", "label": "benefits", "inverse": "benefits from", "phrases": ["helps", "is good for"], "inverse_phrases": ["profits from", "gains from"], "object_nouns": ["beneficiary"], "from": ["policy"], "to": ["organisation", "group", "country"], "polarity": "positive"}, {"id": "hinders", "label": "hinders", "inverse": "is hindered by", "phrases": ["hampers", "impedes", "is an obstacle to", "is a hurdle for"], "nouns": ["obstacle", "hurdle"], "from": ["policy", "theme"], "to": ["organisation", "group", "country"], "polarity": "negative"}, {"id": "attracts", "label": "attracts", "inverse": "is attracted by", "phrases": ["draws", "lures"], "from": ["policy", "country"], "to": ["group"], "polarity": "positive"}, {"id": "produces", "label": "produces", "inverse": "is produced by", "phrases": ["yields", "results in"], "from": ["field", "policy"], "to": ["group"], "polarity": "positive"}, {"id": "requires", "label": "requires", "inverse": "is required by", "phrases": ["needs", "demands"], "object_nouns": ["requirement"], "from": ["policy"], "to": ["policy"], "polarity": "neutral"}, {"id": "waives", "label": "waives", "inverse": "is waived by", "phrases": ["drops", "removes", "does away with"], "from": ["policy"], "to": ["policy"], "polarity": "positive"}, {"id": "serves", "label": "serves", "inverse": "is served by", "phrases": ["furthers", "advances"], "from": ["policy"], "to": ["policy"], "polarity": "positive"}, {"id": "signals", "label": "signals", "inverse": "is signalled by", "phrases": ["projects", "conveys", "is a sign of"], "from": ["policy"], "to": ["theme"], "polarity": "positive"}, {"id": "holds", "label": "holds", "inverse": "is held by", "nouns": ["holder"], "from": ["group"], "to": ["policy"], "polarity": "neutral"}, {"id": "lags-in", "label": "lags in", "inverse": "is a weak point of", "phrases": ["trails in", "is behind in"], "from": ["country"], "to": ["field"], "polarity": "negative"}, {"id": "competes-with", "label": "competes with", "phrases": ["rivals", "vies with"], "nouns": ["competitor", "rival"], "from": ["country", "policy"], "to": ["country", "policy"], "symmetric": true, "polarity": "negative"}, {"id": "has-tense-relations-with", "label": "has tense relations with", "phrases": ["is at odds with"], "from": ["country"], "to": ["country"], "symmetric": true, "polarity": "negative"}]}, "columns": {"nodes": {"purposes": {"holds": "lists"}}}}
