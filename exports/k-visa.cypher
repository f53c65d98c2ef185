// China's K visa and the contest for talent
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'donald-trump', props: {label: 'Donald Trump', entity_type: 'person', description: 'President of the United States, who wants a high fee on H-1B visas', aliases: ['Trump', 'Mr. Trump', 'President Trump'], `role`: 'President'}},
  {id: 'xi-jinping', props: {label: 'Xi Jinping', entity_type: 'person', description: 'China\'s leader, who insists that the country rely on itself', aliases: ['Xi'], `role`: 'leader'}},
  {id: 'george-chen', props: {label: 'George Chen', entity_type: 'person', description: 'Partner at The Asia Group in Washington; not a relative of Angus Chen, the headhunter in Shenzhen', aliases: ['Mr. Chen of The Asia Group', 'Chen of The Asia Group'], `role`: 'partner'}},
  {id: 'angus-chen', props: {label: 'Angus Chen', entity_type: 'person', description: 'Headhunter in Shenzhen; not a relative of George Chen, the partner at The Asia Group', `role`: 'headhunter for tech companies'}},
  {id: 'dan-wang', props: {label: 'Dan Wang', entity_type: 'person', description: 'Technology analyst, research fellow at Stanford', `role`: 'technology analyst', `position`: 'research fellow'}},
  {id: 'santosh-pai', props: {label: 'Santosh Pai', entity_type: 'person', description: 'Lawyer in New Delhi who counsels firms from both China and India', `role`: 'lawyer'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'the-asia-group', props: {label: 'The Asia Group', entity_type: 'organisation', description: 'Consultancy for technology policy', `sector`: 'technology policy consulting'}},
  {id: 'stanford-university', props: {label: 'Stanford University', entity_type: 'organisation', description: 'University that has Dan Wang as a research fellow', aliases: ['Stanford']}},
  {id: 'trump-administration', props: {label: 'Trump administration', entity_type: 'organisation', description: 'The United States government under Donald Trump', aliases: ['US government', 'American government', 'US administration']}},
  {id: 'chinese-government', props: {label: 'Chinese government', entity_type: 'organisation', description: 'The state authorities of China, called Beijing for short', aliases: ['Beijing', 'government of China', 'Chinese state']}},
  {id: 'alibaba', props: {label: 'Alibaba', entity_type: 'organisation', description: 'Big technology company that could use the K visa'}},
  {id: 'huawei', props: {label: 'Huawei', entity_type: 'organisation', description: 'Big technology company that could use the K visa'}},
  {id: 'startups', props: {label: 'Startups', entity_type: 'organisation', description: 'Young companies, among them those without the means for the usual work visas', aliases: ['start-up companies', 'startup']}},
  {id: 'chinese-tech-firms', props: {label: 'Chinese tech firms', entity_type: 'organisation', description: 'China\'s technology companies, growing in strength and drawing interest from abroad', aliases: ['Chinese tech companies', 'Chinese technology companies', 'China\'s tech sector']}},
  {id: 'american-companies', props: {label: 'American companies', entity_type: 'organisation', description: 'Employers in the United States who sponsor workers from abroad', aliases: ['US companies', 'American employers']}},
  {id: 'american-academic-institutions', props: {label: 'American academic institutions', entity_type: 'organisation', description: 'Places of learning in the United States, challenged by the Trump administration', aliases: ['US academic institutions']}},
  {id: 'chinese-academic-institutions', props: {label: 'Chinese academic institutions', entity_type: 'organisation', description: 'Places of learning in China, which long drew on talent at home', aliases: ['Chinese universities']}},
  {id: 'chinese-businesses', props: {label: 'Chinese businesses', entity_type: 'organisation', description: 'Firms in China, among the clients of Santosh Pai'}},
  {id: 'indian-businesses', props: {label: 'Indian businesses', entity_type: 'organisation', description: 'Firms in India, among the clients of Santosh Pai'}},
  {id: 'chinese-state-media', props: {label: 'Chinese state media', entity_type: 'organisation', description: 'Media run by the Chinese state', aliases: ['state media']}},
  {id: 'indian-news-outlets', props: {label: 'Indian news outlets', entity_type: 'organisation', description: 'News media in India that wrote about the K visa', aliases: ['Indian media', 'Indian news media']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Organisation`, n += row.props;
UNWIND [
  {id: 'china', props: {label: 'China', entity_type: 'country', description: 'Country that opens the K visa and wants talent from abroad', aliases: ['PRC', 'People\'s Republic of China', 'Chinese']}},
  {id: 'united-states', props: {label: 'United States', entity_type: 'country', description: 'Country of the H-1B and China\'s rival for talent', aliases: ['U.S.', 'US', 'USA', 'United States of America', 'America', 'American']}},
  {id: 'india', props: {label: 'India', entity_type: 'country', description: 'Country that most holders of an H-1B come from', aliases: ['Indian']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Country`, n += row.props;
UNWIND [
  {id: 'washington', props: {label: 'Washington', entity_type: 'place', description: 'Capital of the United States, home of The Asia Group', aliases: ['Washington, D.C.']}},
  {id: 'silicon-valley', props: {label: 'Silicon Valley', entity_type: 'place', description: 'Centre of the American technology industry'}},
  {id: 'shenzhen', props: {label: 'Shenzhen', entity_type: 'place', description: 'City where Angus Chen works'}},
  {id: 'new-delhi', props: {label: 'New Delhi', entity_type: 'place', description: 'City where Santosh Pai practises law'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Place`, n += row.props;
UNWIND [
  {id: 'skilled-foreign-workers', props: {label: 'Skilled foreign workers', entity_type: 'group', description: 'Experts, scientists and tech professionals from abroad whom both countries can use', aliases: ['foreign talent', 'foreign experts', 'skilled workers', 'international talent', 'international tech professionals']}},
  {id: 'stem-graduates', props: {label: 'STEM graduates', entity_type: 'group', description: 'Graduates of leading universities in science and technology subjects, for whom the K visa is made', aliases: ['STEM graduates from leading universities']}},
  {id: 'domestic-talent', props: {label: 'China\'s domestic talent', entity_type: 'group', description: 'Home-grown specialists, among them more STEM graduates than any other country has', aliases: ['domestic talent', 'China\'s STEM graduates', 'Chinese STEM graduates']}},
  {id: 'foreign-students-in-china', props: {label: 'Foreign students in China', entity_type: 'group', description: 'Students from abroad in China who look for a job there', aliases: ['foreign students']}},
  {id: 'foreign-consultants', props: {label: 'Foreign consultants', entity_type: 'group', description: 'Advisers from abroad whom large companies may need at short notice'}},
  {id: 'foreign-scientists-in-china', props: {label: 'Foreign scientists in China', entity_type: 'group', description: 'Scientists from other countries who moved to China, most of them born there'}},
  {id: 'leading-us-scientists', props: {label: 'Leading US scientists', entity_type: 'group', description: 'Prominent scientists from the United States, some of whom took posts in China', aliases: ['leading American scientists', 'top US scientists']}},
  {id: 'indians', props: {label: 'Indians', entity_type: 'group', description: 'People from India, the largest group with an H-1B', aliases: ['Indian H-1B holders', 'Indian workers']}},
  {id: 'indian-analysts', props: {label: 'Indian analysts', entity_type: 'group', description: 'Observers from India, some of whom doubt the pull of the K visa'}},
  {id: 'chinese-social-media-users', props: {label: 'Chinese social media users', entity_type: 'group', description: 'Users of social media in China, who often met news of the Indian coverage with hostile remarks', aliases: ['Chinese users']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Group`, n += row.props;
UNWIND [
  {id: 'k-visa', props: {label: 'K visa', entity_type: 'policy', description: 'New Chinese visa for graduates in science and technology, with longer stays and no company letter', aliases: ['K-visa', 'China\'s K visa', 'Chinese K visa', 'new Chinese visa'], `starts`: '1 October', `purposes`: ['study', 'business'], `entries`: 'multiple', `eligibility`: 'not yet disclosed', `employment`: 'not yet disclosed'}},
  {id: 'h-1b', props: {label: 'H-1B', entity_type: 'policy', description: 'American visa for skilled workers', aliases: ['H1B', 'H-1B visa', 'H-1B visas']}},
  {id: 'h-1b-fee', props: {label: '$100,000 H-1B fee', entity_type: 'policy', description: 'Charge on H-1B visas that President Trump wants', aliases: ['H-1B fee', '$100,000 fee', '$100k fee', 'visa fee'], `amount_usd`: 100000, `status`: 'proposed'}},
  {id: 'existing-chinese-visas', props: {label: 'Existing Chinese visas', entity_type: 'policy', description: 'The older visas for foreigners who come to China for work or business, complicated and often full of paperwork', aliases: ['existing visa types', 'traditional Chinese visas', 'traditional employment visas', 'Chinese employment visas']}},
  {id: 'high-level-talent-certification', props: {label: 'High-level talent certification', entity_type: 'policy', description: 'Official recognition of a foreigner as top talent, which some applicants needed', aliases: ['certification as high-level talent']}},
  {id: 'company-invitation-letter', props: {label: 'Company invitation letter', entity_type: 'policy', description: 'Backing by a company, as sponsor or by letter, that the older visas call for', aliases: ['invitation letter', 'corporate sponsorship', 'company sponsorship']}},
  {id: 'residency-limits', props: {label: 'Limits on residency in China', entity_type: 'policy', description: 'The narrow ways to stay in China for good, and the difficulty of remaining after the age of 60', aliases: ['limits on permanent residency', 'permanent residency in China', 'permanent residency']}},
  {id: 'federal-research-funding', props: {label: 'Federal research funding', entity_type: 'policy', description: 'Government money for research in the United States'}},
  {id: 'r-and-d-investment', props: {label: 'China\'s R&D investment', entity_type: 'policy', description: 'Large Chinese spending on research and development', aliases: ['R&D investment', 'China\'s research and development']}},
  {id: 'talent-strategy', props: {label: 'China\'s talent strategy', entity_type: 'policy', description: 'China\'s wider plan to win the best scientists', aliases: ['talent strategy']}},
  {id: 'self-reliance-agenda', props: {label: 'China\'s self-reliance agenda', entity_type: 'policy', description: 'The aim that China depend on itself, as a shield from uncertainty and hostile powers', aliases: ['self-reliance agenda', 'self-reliance']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Policy`, n += row.props;
UNWIND [
  {id: 'stem-education', props: {label: 'STEM education', entity_type: 'field', description: 'Teaching in the sciences, technology and mathematics, much stressed in China'}},
  {id: 'semiconductors', props: {label: 'Semiconductors', entity_type: 'field', description: 'Critical technology in which China has yet to catch up'}},
  {id: 'biotechnology', props: {label: 'Biotechnology', entity_type: 'field', description: 'Critical technology in which China has yet to catch up', aliases: ['biotech']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Field`, n += row.props;
UNWIND [
  {id: 'openness', props: {label: 'China\'s openness', entity_type: 'theme', description: 'The picture of a China that opens up to the world', aliases: ['openness']}},
  {id: 'america-first', props: {label: 'America first mindset', entity_type: 'theme', description: 'The attitude of putting America first', aliases: ['America first']}},
  {id: 'insularity', props: {label: 'American insularity', entity_type: 'theme', description: 'The picture of a United States that turns inward', aliases: ['insularity']}},
  {id: 'scientific-authority', props: {label: 'Scientific authority', entity_type: 'theme', description: 'The standing of science as a guide'}},
  {id: 'language-and-culture-barriers', props: {label: 'Language and culture barriers', entity_type: 'theme', description: 'Differences of language, politics and culture that make China hard for people from abroad', aliases: ['language barriers', 'cultural differences', 'political differences']}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Theme`, n += row.props;
UNWIND [
  {id: 'k-visa-article-text', props: {label: 'K visa article', entity_type: 'article', description: 'The article that this graph describes'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Article`, n += row.props;
UNWIND [
  {id: 'george-chen--comments-on--k-visa', source: 'george-chen', target: 'k-visa', props: {position: 14, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: a possible alternative for tech people who feel less welcome in America | China\'s K visa and the contest for talent, ¶14: a way to try China out | China\'s K visa and the contest for talent, ¶22: made to draw experts, but in the end for China\'s own ends', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "a possible alternative for tech people who feel less welcome in America"}, {"document": "k-visa-article", "locator": "¶14", "note": "a way to try China out"}, {"document": "k-visa-article", "locator": "¶22", "note": "made to draw experts, but in the end for China\'s own ends"}]'}},
  {id: 'george-chen--comments-on--silicon-valley', source: 'george-chen', target: 'silicon-valley', props: {position: 15, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: sees it put America first', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "sees it put America first"}]'}},
  {id: 'george-chen--comments-on--united-states', source: 'george-chen', target: 'united-states', props: {position: 16, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: thinks that tech people from abroad feel less welcome there', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "thinks that tech people from abroad feel less welcome there"}]'}},
  {id: 'george-chen--comments-on--china', source: 'george-chen', target: 'china', props: {position: 17, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶15: it draws many who are still unsure, and interest will increase', evidence_json: '[{"document": "k-visa-article", "locator": "¶15", "note": "it draws many who are still unsure, and interest will increase"}]'}},
  {id: 'george-chen--comments-on--chinese-tech-firms', source: 'george-chen', target: 'chinese-tech-firms', props: {position: 18, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶14: they make outsiders curious | China\'s K visa and the contest for talent, ¶15: their growing power and money will raise interest', evidence_json: '[{"document": "k-visa-article", "locator": "¶14", "note": "they make outsiders curious"}, {"document": "k-visa-article", "locator": "¶15", "note": "their growing power and money will raise interest"}]'}},
  {id: 'george-chen--comments-on--self-reliance-agenda', source: 'george-chen', target: 'self-reliance-agenda', props: {position: 19, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶22: takes it for the real purpose of the K visa', evidence_json: '[{"document": "k-visa-article", "locator": "¶22", "note": "takes it for the real purpose of the K visa"}]'}},
  {id: 'angus-chen--comments-on--k-visa', source: 'angus-chen', target: 'k-visa', props: {position: 21, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: sees most advantage for startups and for foreign students | China\'s K visa and the contest for talent, ¶12: staying on to find a job will get easier', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "sees most advantage for startups and for foreign students"}, {"document": "k-visa-article", "locator": "¶12", "note": "staying on to find a job will get easier"}]'}},
  {id: 'angus-chen--comments-on--startups', source: 'angus-chen', target: 'startups', props: {position: 22, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: they gain most where the money for the usual work visas is missing', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "they gain most where the money for the usual work visas is missing"}]'}},
  {id: 'dan-wang--comments-on--china', source: 'dan-wang', target: 'china', props: {position: 23, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶17: takes foreign experts, but picks them by its own rules', evidence_json: '[{"document": "k-visa-article", "locator": "¶17", "note": "takes foreign experts, but picks them by its own rules"}]'}},
  {id: 'dan-wang--comments-on--residency-limits', source: 'dan-wang', target: 'residency-limits', props: {position: 24, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶17: the state lets those over 60 know that they will hardly be able to stay', evidence_json: '[{"document": "k-visa-article", "locator": "¶17", "note": "the state lets those over 60 know that they will hardly be able to stay"}]'}},
  {id: 'santosh-pai--comments-on--h-1b', source: 'santosh-pai', target: 'h-1b', props: {position: 25, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: the visa alone is not what takes Indians to America; said of those who hold most H-1B visas (¶18)', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "the visa alone is not what takes Indians to America; said of those who hold most H-1B visas (¶18)"}]'}},
  {id: 'santosh-pai--comments-on--united-states', source: 'santosh-pai', target: 'united-states', props: {position: 26, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: Indians want its way of life and its citizenship', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "Indians want its way of life and its citizenship"}]'}},
  {id: 'santosh-pai--comments-on--k-visa', source: 'santosh-pai', target: 'k-visa', props: {position: 27, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: does not name it, but answers whether an easier visa can win Indians over (¶19)', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "does not name it, but answers whether an easier visa can win Indians over (¶19)"}]'}},
  {id: 'indian-analysts--comments-on--k-visa', source: 'indian-analysts', target: 'k-visa', props: {position: 29, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19: easier paperwork will not win Indians over', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "easier paperwork will not win Indians over"}]'}},
  {id: 'indian-analysts--comments-on--h-1b', source: 'indian-analysts', target: 'h-1b', props: {position: 30, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19 (mentions): do not name it, but speak to whether an easier Chinese visa can draw Indians away from it (¶18)', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "do not name it, but speak to whether an easier Chinese visa can draw Indians away from it (¶18)", "stance": "mentions"}]'}},
  {id: 'indian-analysts--comments-on--united-states', source: 'indian-analysts', target: 'united-states', props: {position: 31, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19: weighed against China as the choice of Indians', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "weighed against China as the choice of Indians"}]'}},
  {id: 'indian-analysts--comments-on--china', source: 'indian-analysts', target: 'china', props: {position: 32, relation: 'comments-on', label: 'comments on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19: weighed against the United States as the choice of Indians', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "weighed against the United States as the choice of Indians"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`COMMENTS_ON` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--supports--stem-education', source: 'china', target: 'stem-education', props: {position: 59, relation: 'supports', label: 'supports', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: has stressed it strongly in recent years', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "has stressed it strongly in recent years"}]'}},
  {id: 'xi-jinping--supports--self-reliance-agenda', source: 'xi-jinping', target: 'self-reliance-agenda', props: {position: 68, relation: 'supports', label: 'supports', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶21: stresses it again and again, with hostile powers and uncertain times in mind', evidence_json: '[{"document": "k-visa-article", "locator": "¶21", "note": "stresses it again and again, with hostile powers and uncertain times in mind"}]'}},
  {id: 'chinese-state-media--supports--k-visa', source: 'chinese-state-media', target: 'k-visa', props: {position: 80, relation: 'supports', label: 'supports', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶21: promote it as proof of openness', evidence_json: '[{"document": "k-visa-article", "locator": "¶21", "note": "promote it as proof of openness"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SUPPORTS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'trump-administration--opposes--american-academic-institutions', source: 'trump-administration', target: 'american-academic-institutions', props: {position: 45, relation: 'opposes', label: 'opposes', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: has challenged them', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "has challenged them"}]'}},
  {id: 'chinese-social-media-users--opposes--indians', source: 'chinese-social-media-users', target: 'indians', props: {position: 111, relation: 'opposes', label: 'opposes', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: racist and unwelcoming remarks under reports on the Indian coverage', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "racist and unwelcoming remarks under reports on the Indian coverage"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`OPPOSES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'santosh-pai--doubts--k-visa', source: 'santosh-pai', target: 'k-visa', props: {position: 28, relation: 'doubts', label: 'doubts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: his remark backs the doubts of ¶19: a visa is not what decides', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "his remark backs the doubts of ¶19: a visa is not what decides"}]'}},
  {id: 'indian-analysts--doubts--k-visa', source: 'indian-analysts', target: 'k-visa', props: {position: 33, relation: 'doubts', label: 'doubts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19: some do not believe that a simpler visa is enough for Indians', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "some do not believe that a simpler visa is enough for Indians"}]'}},
  {id: 'trump-administration--doubts--scientific-authority', source: 'trump-administration', target: 'scientific-authority', props: {position: 48, relation: 'doubts', label: 'doubts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: has questioned what science says', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "has questioned what science says"}]'}},
  {id: 'k-visa-article-text--doubts--k-visa', source: 'k-visa-article-text', target: 'k-visa', props: {position: 91, relation: 'doubts', label: 'doubts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶5: its effect on the race for talent is still unknown | China\'s K visa and the contest for talent, ¶18: not likely to supplant the H-1B wholly', evidence_json: '[{"document": "k-visa-article", "locator": "¶5", "note": "its effect on the race for talent is still unknown"}, {"document": "k-visa-article", "locator": "¶18", "note": "not likely to supplant the H-1B wholly"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`DOUBTS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'george-chen--warns-about--k-visa', source: 'george-chen', target: 'k-visa', props: {position: 20, relation: 'warns-about', label: 'warns about', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶22: nobody should be deceived by it', evidence_json: '[{"document": "k-visa-article", "locator": "¶22", "note": "nobody should be deceived by it"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WARNS_ABOUT` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'george-chen--quoted-by--k-visa-article-text', source: 'george-chen', target: 'k-visa-article-text', props: {position: 10, relation: 'quoted-by', label: 'quoted by', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: on the mood in Silicon Valley | China\'s K visa and the contest for talent, ¶15: on the attraction of China | China\'s K visa and the contest for talent, ¶22: on the true purpose of the K visa', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "on the mood in Silicon Valley"}, {"document": "k-visa-article", "locator": "¶15", "note": "on the attraction of China"}, {"document": "k-visa-article", "locator": "¶22", "note": "on the true purpose of the K visa"}]'}},
  {id: 'angus-chen--quoted-by--k-visa-article-text', source: 'angus-chen', target: 'k-visa-article-text', props: {position: 11, relation: 'quoted-by', label: 'quoted by', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶12: on looking for work in China', evidence_json: '[{"document": "k-visa-article", "locator": "¶12", "note": "on looking for work in China"}]'}},
  {id: 'dan-wang--quoted-by--k-visa-article-text', source: 'dan-wang', target: 'k-visa-article-text', props: {position: 12, relation: 'quoted-by', label: 'quoted by', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶17: on the terms on which China takes foreigners', evidence_json: '[{"document": "k-visa-article", "locator": "¶17", "note": "on the terms on which China takes foreigners"}]'}},
  {id: 'santosh-pai--quoted-by--k-visa-article-text', source: 'santosh-pai', target: 'k-visa-article-text', props: {position: 13, relation: 'quoted-by', label: 'quoted by', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: on why Indians go to the United States', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "on why Indians go to the United States"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`QUOTED_BY` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'indian-news-outlets--covers--k-visa', source: 'indian-news-outlets', target: 'k-visa', props: {position: 109, relation: 'covers', label: 'covers', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: reported on it, which became a subject on social media in China', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "reported on it, which became a subject on social media in China"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`COVERS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'donald-trump--leads--united-states', source: 'donald-trump', target: 'united-states', props: {position: 35, relation: 'leads', label: 'leads', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: named as President', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "named as President"}]'}},
  {id: 'donald-trump--leads--trump-administration', source: 'donald-trump', target: 'trump-administration', props: {position: 36, relation: 'leads', label: 'leads', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: it bears his name', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "it bears his name"}]'}},
  {id: 'xi-jinping--leads--china', source: 'xi-jinping', target: 'china', props: {position: 67, relation: 'leads', label: 'leads', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶21: called its leader', evidence_json: '[{"document": "k-visa-article", "locator": "¶21", "note": "called its leader"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`LEADS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'george-chen--works-for--the-asia-group', source: 'george-chen', target: 'the-asia-group', props: {position: 0, relation: 'works-for', label: 'works for', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: a partner there | China\'s K visa and the contest for talent, ¶14: named again with the firm | China\'s K visa and the contest for talent, ¶22: named again with the firm', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "a partner there"}, {"document": "k-visa-article", "locator": "¶14", "note": "named again with the firm"}, {"document": "k-visa-article", "locator": "¶22", "note": "named again with the firm"}]'}},
  {id: 'dan-wang--works-for--stanford-university', source: 'dan-wang', target: 'stanford-university', props: {position: 4, relation: 'works-for', label: 'works for', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶17: a research fellow there', evidence_json: '[{"document": "k-visa-article", "locator": "¶17", "note": "a research fellow there"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WORKS_FOR` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'santosh-pai--advises--chinese-businesses', source: 'santosh-pai', target: 'chinese-businesses', props: {position: 6, relation: 'advises', label: 'advises', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: among his clients are Chinese firms', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "among his clients are Chinese firms"}]'}},
  {id: 'santosh-pai--advises--indian-businesses', source: 'santosh-pai', target: 'indian-businesses', props: {position: 7, relation: 'advises', label: 'advises', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: among his clients are Indian firms', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "among his clients are Indian firms"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`ADVISES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'the-asia-group--based-in--washington', source: 'the-asia-group', target: 'washington', props: {position: 1, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: a consulting firm in Washington', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "a consulting firm in Washington"}]'}},
  {id: 'angus-chen--based-in--shenzhen', source: 'angus-chen', target: 'shenzhen', props: {position: 3, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: finds staff for tech companies from Shenzhen', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "finds staff for tech companies from Shenzhen"}]'}},
  {id: 'santosh-pai--based-in--new-delhi', source: 'santosh-pai', target: 'new-delhi', props: {position: 5, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: practises law in New Delhi', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "practises law in New Delhi"}]'}},
  {id: 'chinese-businesses--based-in--china', source: 'chinese-businesses', target: 'china', props: {position: 8, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: they are Chinese', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "they are Chinese"}]'}},
  {id: 'indian-businesses--based-in--india', source: 'indian-businesses', target: 'india', props: {position: 9, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶20: they are Indian', evidence_json: '[{"document": "k-visa-article", "locator": "¶20", "note": "they are Indian"}]'}},
  {id: 'american-companies--based-in--united-states', source: 'american-companies', target: 'united-states', props: {position: 42, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: they are American', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "they are American"}]'}},
  {id: 'american-academic-institutions--based-in--united-states', source: 'american-academic-institutions', target: 'united-states', props: {position: 46, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: meant are those of America', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "meant are those of America"}]'}},
  {id: 'chinese-academic-institutions--based-in--china', source: 'chinese-academic-institutions', target: 'china', props: {position: 63, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: they are Chinese', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "they are Chinese"}]'}},
  {id: 'chinese-tech-firms--based-in--china', source: 'chinese-tech-firms', target: 'china', props: {position: 64, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: they are Chinese', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "they are Chinese"}]'}},
  {id: 'foreign-students-in-china--based-in--china', source: 'foreign-students-in-china', target: 'china', props: {position: 90, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: they are in China already', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "they are in China already"}]'}},
  {id: 'indian-news-outlets--based-in--india', source: 'indian-news-outlets', target: 'india', props: {position: 110, relation: 'based-in', label: 'based in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: they are Indian', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "they are Indian"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BASED_IN` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'indian-analysts--comes-from--india', source: 'indian-analysts', target: 'india', props: {position: 34, relation: 'comes-from', label: 'comes from', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶19: they are Indian', evidence_json: '[{"document": "k-visa-article", "locator": "¶19", "note": "they are Indian"}]'}},
  {id: 'leading-us-scientists--comes-from--united-states', source: 'leading-us-scientists', target: 'united-states', props: {position: 58, relation: 'comes-from', label: 'comes from', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: they are from America', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "they are from America"}]'}},
  {id: 'foreign-scientists-in-china--comes-from--china', source: 'foreign-scientists-in-china', target: 'china', props: {position: 104, relation: 'comes-from', label: 'comes from', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶16: most were born there and then left', evidence_json: '[{"document": "k-visa-article", "locator": "¶16", "note": "most were born there and then left"}]'}},
  {id: 'indians--comes-from--india', source: 'indians', target: 'india', props: {position: 105, relation: 'comes-from', label: 'comes from', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: most H-1B holders are from there', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "most H-1B holders are from there"}]'}},
  {id: 'chinese-social-media-users--comes-from--china', source: 'chinese-social-media-users', target: 'china', props: {position: 112, relation: 'comes-from', label: 'comes from', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: they are Chinese', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "they are Chinese"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`COMES_FROM` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'leading-us-scientists--moves-to--china', source: 'leading-us-scientists', target: 'china', props: {position: 57, relation: 'moves-to', label: 'moves to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: to take up posts', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "to take up posts"}]'}},
  {id: 'foreign-scientists-in-china--moves-to--china', source: 'foreign-scientists-in-china', target: 'china', props: {position: 103, relation: 'moves-to', label: 'moves to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶16: those who came from abroad', evidence_json: '[{"document": "k-visa-article", "locator": "¶16", "note": "those who came from abroad"}]'}},
  {id: 'indians--moves-to--united-states', source: 'indians', target: 'united-states', props: {position: 107, relation: 'moves-to', label: 'moves to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: as holders of H-1B visas | China\'s K visa and the contest for talent, ¶20: for work, a home and citizenship, says Santosh Pai', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "as holders of H-1B visas"}, {"document": "k-visa-article", "locator": "¶20", "note": "for work, a home and citizenship, says Santosh Pai"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`MOVES_TO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'washington--part-of--united-states', source: 'washington', target: 'united-states', props: {position: 2, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: meant as the American capital', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "meant as the American capital"}]'}},
  {id: 'trump-administration--part-of--united-states', source: 'trump-administration', target: 'united-states', props: {position: 37, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: the American government of the day', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "the American government of the day"}]'}},
  {id: 'silicon-valley--part-of--united-states', source: 'silicon-valley', target: 'united-states', props: {position: 49, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: stands for the American tech world', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "stands for the American tech world"}]'}},
  {id: 'chinese-government--part-of--china', source: 'chinese-government', target: 'china', props: {position: 70, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶10: the government of China', evidence_json: '[{"document": "k-visa-article", "locator": "¶10", "note": "the government of China"}]'}},
  {id: 'chinese-state-media--part-of--chinese-government', source: 'chinese-state-media', target: 'chinese-government', props: {position: 71, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶21: media of the state', evidence_json: '[{"document": "k-visa-article", "locator": "¶21", "note": "media of the state"}]'}},
  {id: 'k-visa--part-of--talent-strategy', source: 'k-visa', target: 'talent-strategy', props: {position: 77, relation: 'part-of', label: 'part of', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: an important piece of it', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "an important piece of it"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`PART_OF` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--introduces--k-visa', source: 'china', target: 'k-visa', props: {position: 72, relation: 'introduces', label: 'introduces', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶2: from 1 October | China\'s K visa and the contest for talent, ¶3: announced a few weeks before the fee was proposed | China\'s K visa and the contest for talent, ¶6: the step alone may change its image', evidence_json: '[{"document": "k-visa-article", "locator": "¶2", "note": "from 1 October"}, {"document": "k-visa-article", "locator": "¶3", "note": "announced a few weeks before the fee was proposed"}, {"document": "k-visa-article", "locator": "¶6", "note": "the step alone may change its image"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`INTRODUCES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'donald-trump--proposes--h-1b-fee', source: 'donald-trump', target: 'h-1b-fee', props: {position: 38, relation: 'proposes', label: 'proposes', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: is making it dearer to sponsor workers from abroad | China\'s K visa and the contest for talent, ¶3: weeks after the K visa was announced', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "is making it dearer to sponsor workers from abroad"}, {"document": "k-visa-article", "locator": "¶3", "note": "weeks after the K visa was announced"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`PROPOSES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'silicon-valley--pursues--america-first', source: 'silicon-valley', target: 'america-first', props: {position: 50, relation: 'pursues', label: 'pursues', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶7: as George Chen sees it', evidence_json: '[{"document": "k-visa-article", "locator": "¶7", "note": "as George Chen sees it"}]'}},
  {id: 'china--pursues--talent-strategy', source: 'china', target: 'talent-strategy', props: {position: 54, relation: 'pursues', label: 'pursues', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: to recruit the best scientists', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "to recruit the best scientists"}]'}},
  {id: 'china--pursues--r-and-d-investment', source: 'china', target: 'r-and-d-investment', props: {position: 55, relation: 'pursues', label: 'pursues', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: has spent very large sums', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "has spent very large sums"}]'}},
  {id: 'china--pursues--self-reliance-agenda', source: 'china', target: 'self-reliance-agenda', props: {position: 69, relation: 'pursues', label: 'pursues', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶22: the agenda is China\'s own', evidence_json: '[{"document": "k-visa-article", "locator": "¶22", "note": "the agenda is China\'s own"}]'}},
  {id: 'chinese-government--pursues--residency-limits', source: 'chinese-government', target: 'residency-limits', props: {position: 99, relation: 'pursues', label: 'pursues', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶17: the state lets foreigners over 60 know that staying will be hard, says Dan Wang', evidence_json: '[{"document": "k-visa-article", "locator": "¶17", "note": "the state lets foreigners over 60 know that staying will be hard, says Dan Wang"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`PURSUES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'united-states--drifts-towards--insularity', source: 'united-states', target: 'insularity', props: {position: 51, relation: 'drifts-towards', label: 'drifts towards', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶6: seems to close itself off, in contrast to China', evidence_json: '[{"document": "k-visa-article", "locator": "¶6", "note": "seems to close itself off, in contrast to China"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`DRIFTS_TOWARDS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'trump-administration--cuts--federal-research-funding', source: 'trump-administration', target: 'federal-research-funding', props: {position: 47, relation: 'cuts', label: 'cuts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: has given less to research', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "has given less to research"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`CUTS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'chinese-government--simplifies--existing-chinese-visas', source: 'chinese-government', target: 'existing-chinese-visas', props: {position: 97, relation: 'simplifies', label: 'simplifies', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶10: has worked on easier procedures and promised less bureaucracy', evidence_json: '[{"document": "k-visa-article", "locator": "¶10", "note": "has worked on easier procedures and promised less bureaucracy"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SIMPLIFIES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'chinese-government--owes-details-on--k-visa', source: 'chinese-government', target: 'k-visa', props: {position: 73, relation: 'owes-details-on', label: 'owes details on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶5: who qualifies and whether a job is allowed is still open', evidence_json: '[{"document": "k-visa-article", "locator": "¶5", "note": "who qualifies and whether a job is allowed is still open"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`OWES_DETAILS_ON` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--seeks--skilled-foreign-workers', source: 'china', target: 'skilled-foreign-workers', props: {position: 53, relation: 'seeks', label: 'seeks', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: new initiatives are to draw them | China\'s K visa and the contest for talent, ¶3: wants the best minds in science | China\'s K visa and the contest for talent, ¶9: keen on foreigners so as to catch up | China\'s K visa and the contest for talent, ¶17: mainly those who add to the economy, says Dan Wang', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "new initiatives are to draw them"}, {"document": "k-visa-article", "locator": "¶3", "note": "wants the best minds in science"}, {"document": "k-visa-article", "locator": "¶9", "note": "keen on foreigners so as to catch up"}, {"document": "k-visa-article", "locator": "¶17", "note": "mainly those who add to the economy, says Dan Wang"}]'}},
  {id: 'chinese-government--seeks--skilled-foreign-workers', source: 'chinese-government', target: 'skilled-foreign-workers', props: {position: 98, relation: 'seeks', label: 'seeks', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶10: tempts scientists with generous packages', evidence_json: '[{"document": "k-visa-article", "locator": "¶10", "note": "tempts scientists with generous packages"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SEEKS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'american-companies--sponsors--skilled-foreign-workers', source: 'american-companies', target: 'skilled-foreign-workers', props: {position: 41, relation: 'sponsors', label: 'sponsors', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: bring them in as sponsors', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "bring them in as sponsors"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SPONSORS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'alibaba--brings-in--foreign-consultants', source: 'alibaba', target: 'foreign-consultants', props: {position: 88, relation: 'brings-in', label: 'brings in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶13: could do so at short notice with the K visa', evidence_json: '[{"document": "k-visa-article", "locator": "¶13", "note": "could do so at short notice with the K visa"}]'}},
  {id: 'huawei--brings-in--foreign-consultants', source: 'huawei', target: 'foreign-consultants', props: {position: 89, relation: 'brings-in', label: 'brings in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶13: could do so at short notice with the K visa', evidence_json: '[{"document": "k-visa-article", "locator": "¶13", "note": "could do so at short notice with the K visa"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BRINGS_IN` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'chinese-tech-firms--relies-on--domestic-talent', source: 'chinese-tech-firms', target: 'domestic-talent', props: {position: 61, relation: 'relies-on', label: 'relies on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: mostly so in the past', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "mostly so in the past"}]'}},
  {id: 'chinese-academic-institutions--relies-on--domestic-talent', source: 'chinese-academic-institutions', target: 'domestic-talent', props: {position: 62, relation: 'relies-on', label: 'relies on', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: mostly so in the past, like the tech firms', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "mostly so in the past, like the tech firms"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`RELIES_ON` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'h-1b-fee--applies-to--h-1b', source: 'h-1b-fee', target: 'h-1b', props: {position: 39, relation: 'applies-to', label: 'applies to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: due for H-1B visas', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "due for H-1B visas"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`APPLIES_TO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'h-1b--admits-to--united-states', source: 'h-1b', target: 'united-states', props: {position: 43, relation: 'admits-to', label: 'admits to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: for skilled workers there | China\'s K visa and the contest for talent, ¶18: its holders are in the United States', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "for skilled workers there"}, {"document": "k-visa-article", "locator": "¶18", "note": "its holders are in the United States"}]'}},
  {id: 'k-visa--admits-to--china', source: 'k-visa', target: 'china', props: {position: 74, relation: 'admits-to', label: 'admits to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶2: for study or business | China\'s K visa and the contest for talent, ¶10: longer, and more than once', evidence_json: '[{"document": "k-visa-article", "locator": "¶2", "note": "for study or business"}, {"document": "k-visa-article", "locator": "¶10", "note": "longer, and more than once"}]'}},
  {id: 'existing-chinese-visas--admits-to--china', source: 'existing-chinese-visas', target: 'china', props: {position: 92, relation: 'admits-to', label: 'admits to', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶5: for foreigners with special knowledge | China\'s K visa and the contest for talent, ¶9: for work or business', evidence_json: '[{"document": "k-visa-article", "locator": "¶5", "note": "for foreigners with special knowledge"}, {"document": "k-visa-article", "locator": "¶9", "note": "for work or business"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`ADMITS_TO` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'k-visa--targets--stem-graduates', source: 'k-visa', target: 'stem-graduates', props: {position: 75, relation: 'targets', label: 'targets', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶2: those of leading universities', evidence_json: '[{"document": "k-visa-article", "locator": "¶2", "note": "those of leading universities"}]'}},
  {id: 'k-visa--targets--skilled-foreign-workers', source: 'k-visa', target: 'skilled-foreign-workers', props: {position: 76, relation: 'targets', label: 'targets', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶22: foreign experts are to be drawn in', evidence_json: '[{"document": "k-visa-article", "locator": "¶22", "note": "foreign experts are to be drawn in"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`TARGETS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'h-1b--benefits--skilled-foreign-workers', source: 'h-1b', target: 'skilled-foreign-workers', props: {position: 44, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: those in the United States depend on it', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "those in the United States depend on it"}]'}},
  {id: 'k-visa--benefits--skilled-foreign-workers', source: 'k-visa', target: 'skilled-foreign-workers', props: {position: 83, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶10: longer stays, several entries, easier to get', evidence_json: '[{"document": "k-visa-article", "locator": "¶10", "note": "longer stays, several entries, easier to get"}]'}},
  {id: 'k-visa--benefits--startups', source: 'k-visa', target: 'startups', props: {position: 84, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: above all those who cannot afford the usual work visas, thinks Angus Chen', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "above all those who cannot afford the usual work visas, thinks Angus Chen"}]'}},
  {id: 'k-visa--benefits--foreign-students-in-china', source: 'k-visa', target: 'foreign-students-in-china', props: {position: 85, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: those who want a job there, thinks Angus Chen | China\'s K visa and the contest for talent, ¶12: easier to stay and look for one', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "those who want a job there, thinks Angus Chen"}, {"document": "k-visa-article", "locator": "¶12", "note": "easier to stay and look for one"}]'}},
  {id: 'k-visa--benefits--alibaba', source: 'k-visa', target: 'alibaba', props: {position: 86, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶13: could use it to get consultants quickly', evidence_json: '[{"document": "k-visa-article", "locator": "¶13", "note": "could use it to get consultants quickly"}]'}},
  {id: 'k-visa--benefits--huawei', source: 'k-visa', target: 'huawei', props: {position: 87, relation: 'benefits', label: 'benefits', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶13: could use it to get consultants quickly', evidence_json: '[{"document": "k-visa-article", "locator": "¶13", "note": "could use it to get consultants quickly"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`BENEFITS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'h-1b-fee--hinders--american-companies', source: 'h-1b-fee', target: 'american-companies', props: {position: 40, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶1: sponsoring becomes much more costly for them | China\'s K visa and the contest for talent, ¶3: the sum is $100,000', evidence_json: '[{"document": "k-visa-article", "locator": "¶1", "note": "sponsoring becomes much more costly for them"}, {"document": "k-visa-article", "locator": "¶3", "note": "the sum is $100,000"}]'}},
  {id: 'existing-chinese-visas--hinders--skilled-foreign-workers', source: 'existing-chinese-visas', target: 'skilled-foreign-workers', props: {position: 93, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶5: much paperwork | China\'s K visa and the contest for talent, ¶9: a complicated procedure', evidence_json: '[{"document": "k-visa-article", "locator": "¶5", "note": "much paperwork"}, {"document": "k-visa-article", "locator": "¶9", "note": "a complicated procedure"}]'}},
  {id: 'existing-chinese-visas--hinders--startups', source: 'existing-chinese-visas', target: 'startups', props: {position: 94, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶11: they lack the means for the usual work visas', evidence_json: '[{"document": "k-visa-article", "locator": "¶11", "note": "they lack the means for the usual work visas"}]'}},
  {id: 'residency-limits--hinders--china', source: 'residency-limits', target: 'china', props: {position: 100, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶16: one of the hurdles in winning talent', evidence_json: '[{"document": "k-visa-article", "locator": "¶16", "note": "one of the hurdles in winning talent"}]'}},
  {id: 'residency-limits--hinders--skilled-foreign-workers', source: 'residency-limits', target: 'skilled-foreign-workers', props: {position: 101, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶5: settling there for good is known to be very hard | China\'s K visa and the contest for talent, ¶16: few ways to stay for ever | China\'s K visa and the contest for talent, ¶17: staying on is hard after the age of 60, says Dan Wang', evidence_json: '[{"document": "k-visa-article", "locator": "¶5", "note": "settling there for good is known to be very hard"}, {"document": "k-visa-article", "locator": "¶16", "note": "few ways to stay for ever"}, {"document": "k-visa-article", "locator": "¶17", "note": "staying on is hard after the age of 60, says Dan Wang"}]'}},
  {id: 'language-and-culture-barriers--hinders--china', source: 'language-and-culture-barriers', target: 'china', props: {position: 102, relation: 'hinders', label: 'hinders', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶16: further hurdles in winning talent', evidence_json: '[{"document": "k-visa-article", "locator": "¶16", "note": "further hurdles in winning talent"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`HINDERS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'r-and-d-investment--attracts--leading-us-scientists', source: 'r-and-d-investment', target: 'leading-us-scientists', props: {position: 56, relation: 'attracts', label: 'attracts', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶4: some accepted jobs in China', evidence_json: '[{"document": "k-visa-article", "locator": "¶4", "note": "some accepted jobs in China"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`ATTRACTS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'stem-education--produces--domestic-talent', source: 'stem-education', target: 'domestic-talent', props: {position: 60, relation: 'produces', label: 'produces', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶8: together with a huge population it yields more graduates than anywhere else', evidence_json: '[{"document": "k-visa-article", "locator": "¶8", "note": "together with a huge population it yields more graduates than anywhere else"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`PRODUCES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'existing-chinese-visas--requires--company-invitation-letter', source: 'existing-chinese-visas', target: 'company-invitation-letter', props: {position: 95, relation: 'requires', label: 'requires', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶9: a company had to act as sponsor | China\'s K visa and the contest for talent, ¶10: the K visa ends the need for a letter', evidence_json: '[{"document": "k-visa-article", "locator": "¶9", "note": "a company had to act as sponsor"}, {"document": "k-visa-article", "locator": "¶10", "note": "the K visa ends the need for a letter"}]'}},
  {id: 'existing-chinese-visas--requires--high-level-talent-certification', source: 'existing-chinese-visas', target: 'high-level-talent-certification', props: {position: 96, relation: 'requires', label: 'requires', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶9: sometimes, from the government', evidence_json: '[{"document": "k-visa-article", "locator": "¶9", "note": "sometimes, from the government"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`REQUIRES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'k-visa--waives--company-invitation-letter', source: 'k-visa', target: 'company-invitation-letter', props: {position: 82, relation: 'waives', label: 'waives', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶10: no letter from a company is needed any more', evidence_json: '[{"document": "k-visa-article", "locator": "¶10", "note": "no letter from a company is needed any more"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`WAIVES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'k-visa--serves--self-reliance-agenda', source: 'k-visa', target: 'self-reliance-agenda', props: {position: 81, relation: 'serves', label: 'serves', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶22: its final purpose, says George Chen', evidence_json: '[{"document": "k-visa-article", "locator": "¶22", "note": "its final purpose, says George Chen"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SERVES` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'k-visa--signals--openness', source: 'k-visa', target: 'openness', props: {position: 79, relation: 'signals', label: 'signals', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶6: could make China look more open | China\'s K visa and the contest for talent, ¶21: state media present it so', evidence_json: '[{"document": "k-visa-article", "locator": "¶6", "note": "could make China look more open"}, {"document": "k-visa-article", "locator": "¶21", "note": "state media present it so"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`SIGNALS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'indians--holds--h-1b', source: 'indians', target: 'h-1b', props: {position: 106, relation: 'holds', label: 'holds', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: more than half of the holders', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "more than half of the holders"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`HOLDS` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--lags-in--semiconductors', source: 'china', target: 'semiconductors', props: {position: 65, relation: 'lags-in', label: 'lags in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶9: behind the United States', evidence_json: '[{"document": "k-visa-article", "locator": "¶9", "note": "behind the United States"}]'}},
  {id: 'china--lags-in--biotechnology', source: 'china', target: 'biotechnology', props: {position: 66, relation: 'lags-in', label: 'lags in', sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶9: behind the United States', evidence_json: '[{"document": "k-visa-article", "locator": "¶9", "note": "behind the United States"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`LAGS_IN` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--competes-with--united-states', source: 'china', target: 'united-states', props: {position: 52, relation: 'competes-with', label: 'competes with', symmetric: true, sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: for the lead in technology and world politics | China\'s K visa and the contest for talent, ¶6: set against each other: one seems to open up, the other to turn inward | China\'s K visa and the contest for talent, ¶9: China wants to close the gap in key technologies', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "for the lead in technology and world politics"}, {"document": "k-visa-article", "locator": "¶6", "note": "set against each other: one seems to open up, the other to turn inward"}, {"document": "k-visa-article", "locator": "¶9", "note": "China wants to close the gap in key technologies"}]'}},
  {id: 'k-visa--competes-with--h-1b', source: 'k-visa', target: 'h-1b', props: {position: 78, relation: 'competes-with', label: 'competes with', symmetric: true, sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶3: came out shortly before the fee on the H-1B | China\'s K visa and the contest for talent, ¶7: may be an alternative for those who feel unwelcome in America | China\'s K visa and the contest for talent, ¶18: will hardly take its place altogether', evidence_json: '[{"document": "k-visa-article", "locator": "¶3", "note": "came out shortly before the fee on the H-1B"}, {"document": "k-visa-article", "locator": "¶7", "note": "may be an alternative for those who feel unwelcome in America"}, {"document": "k-visa-article", "locator": "¶18", "note": "will hardly take its place altogether"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`COMPETES_WITH` {id: row.id}]->(b)
SET r += row.props;
UNWIND [
  {id: 'china--has-tense-relations-with--india', source: 'china', target: 'india', props: {position: 108, relation: 'has-tense-relations-with', label: 'has tense relations with', symmetric: true, sources: ['k-visa-article'], evidence: 'China\'s K visa and the contest for talent, ¶18: often strained', evidence_json: '[{"document": "k-visa-article", "locator": "¶18", "note": "often strained"}]'}}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`HAS_TENSE_RELATIONS_WITH` {id: row.id}]->(b)
SET r += row.props;
