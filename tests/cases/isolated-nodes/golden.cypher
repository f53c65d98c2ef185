// A graph
CREATE CONSTRAINT kgraph_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
UNWIND [
  {id: 'alone', props: {label: 'alone', entity_type: 'person'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n:`Person`, n += row.props;
UNWIND [
  {id: 'untyped', props: {label: 'untyped'}}
] AS row
MERGE (n:Entity {id: row.id})
SET n += row.props;
