//! The verbs that answer: query, path and show, and selections, from outside.

use crate::harness::kgraph;

#[test]
fn a_question_is_answered_with_its_reading_and_its_evidence() {
    let ran = kgraph(["query", "who works for The Asia Group"]).run().code(0);
    let ran =
        ran.says("pattern: MATCH (x)-[:`works-for`]->(y {id: 'the-asia-group'}) RETURN DISTINCT x").says("reading:");
    assert!(ran.stdout.starts_with("George Chen (Person)\n"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("George Chen —works for→ The Asia Group\n") && ran.stdout.contains("¶7"),
        "{}",
        ran.stdout
    );
}

#[test]
fn exit_codes_tell_yes_no_and_not_understood() {
    kgraph(["query", "does Alibaba benefit from the K visa"]).run().code(0).prints("Yes.");
    kgraph(["query", "does Dan Wang comment on the H-1B"]).run().code(1).prints("No.");
    kgraph(["query", "who opposes the H-1B fee"]).run().code(1).prints("Nothing in this graph.");
    kgraph(["query", "who hates the H-1B"]).run().code(2).says("“hates”").says("comments on");
    kgraph(["query", "what does Mr. Chen comment on"]).run().code(2).says("George Chen").says("Angus Chen");
    kgraph(["query", "MATCH (n RETURN n"]).run().code(2).says("^");
    kgraph(["query", "CREATE (n)"]).run().code(2).says("would change the graph");
}

#[test]
fn answers_come_in_the_formats_that_programs_read() {
    let ask =
        |format: &str| kgraph(["query", "who comments on the H-1B", "-q", "--format", format]).run().code(0).stdout;
    assert_eq!(ask("csv").lines().next(), Some("x,edges"));
    assert!(ask("table").contains("Santosh Pai"));
    assert!(ask("dot").starts_with("digraph"));
    assert!(ask("graphml").contains("<edge id=\"santosh-pai--comments-on--h-1b\""));
    let json: serde_json::Value = serde_json::from_str(&ask("json")).unwrap();
    assert_eq!(json["rows"][0]["values"]["x"]["id"], "santosh-pai");
    assert_eq!(json["rows"][0]["edges"][0]["evidence"][0]["locator"], "¶20");
    kgraph(["query", "who leads China", "--format", "tabel"]).run().code(2).says("did you mean `table`?");
}

#[test]
fn patterns_take_parameters_and_limits_and_explain_themselves() {
    let args = ["query", "MATCH (n {id: $id}) RETURN n.label", "--param", "id=\"h-1b\"", "--format", "table"];
    kgraph(args).run().code(0).prints("H-1B");
    kgraph(["query", "MATCH (n) RETURN n", "--limit", "2", "--format", "csv"])
        .run()
        .code(0)
        .says("only the first 2 rows");
    kgraph(["query", "MATCH (a), (b), (c), (d) RETURN count(*)", "--max-steps", "1000"])
        .run()
        .code(2)
        .says("1000 steps");
    kgraph(["query", "--explain", "who leads China"]).run().code(0).says("by the index on id").says("steps");
    kgraph(["query", "MATCH (p:persn) RETURN p"]).run().code(1).says("did you mean `person`?");
    kgraph(["query", "MATCH (p)-[:comments_on]->() RETURN p"]).run().code(1).says("did you mean `comments-on`?");
}

#[test]
fn questions_are_read_line_by_line_from_a_pipe() {
    let ran = kgraph(["query", "-q"]).stdin("who leads China\n\nis China a country\n").run().code(0);
    assert!(ran.stdout.contains("Xi Jinping") && ran.stdout.contains("Yes."), "{}", ran.stdout);
    kgraph(["query", "-q"])
        .stdin("who hates China\nwho leads China\n")
        .run()
        .code(2)
        .prints("Xi Jinping")
        .says("“hates”");
}

#[test]
fn paths_have_evidence_for_each_hop() {
    let ran = kgraph(["path", "Santosh Pai", "China"]).run().code(0).prints("(2 hops)").prints("¶");
    assert_eq!(ran.stdout.matches("hops)").count(), 1);
    let all = kgraph(["path", "Santosh Pai", "China", "--all", "--max-hops", "2", "--format", "json"]).run().code(0);
    let all: serde_json::Value = serde_json::from_str(&all.stdout).unwrap();
    assert!(all["paths"].as_array().unwrap().len() > 1);
    kgraph(["path", "Santosh Pai", "China", "--via", "H-1B", "--without", "K visa"]).run().code(0).prints("H-1B");
    kgraph(["path", "Shenzhen", "China", "--directed"]).run().code(1).says("no path of at most 6 hops");
    kgraph(["path", "Santosh Pai", "China", "--by", "weight"]).run().code(0);
    kgraph(["path", "Santosh Pai", "Brazil"]).run().code(2).says("Brazil");
}

#[test]
fn a_dossier_tells_everything_about_one_node() {
    let ran = kgraph(["show", "The", "Asia", "Group"]).run().code(0).prints("id: the-asia-group");
    assert!(ran.stdout.contains("George Chen —works for→ The Asia Group"), "{}", ran.stdout);
    let json = kgraph(["show", "h1b", "--format", "json"]).run().code(0);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["id"], "h-1b");
    assert!(json["edges"].as_array().unwrap().iter().any(|edge| edge["id"] == "santosh-pai--comments-on--h-1b"));
    kgraph(["show", "Chen"]).run().code(2).says("Angus Chen");
}

#[test]
fn selections_narrow_the_graph_for_every_verb() {
    let count = |args: &[&str]| -> (u64, u64) {
        let args: Vec<&str> = ["stats", "--format", "json"].iter().chain(args).copied().collect();
        let stats: serde_json::Value = serde_json::from_str(&kgraph(args).run().code(0).stdout).unwrap();
        (stats["nodes"].as_u64().unwrap(), stats["edges"].as_u64().unwrap())
    };
    assert_eq!(count(&["--relation", "works for"]), (4, 2));
    assert_eq!(count(&["--type", "people"]), (6, 0));
    assert_eq!(count(&["--where", "(p:person)-[r:leads]->(c:country)"]), (4, 2));
    assert_eq!(count(&["--around", "Shenzhen", "--depth", "1"]), (2, 1));
    let (nodes, edges) = count(&["--between", "Dan Wang", "India", "--within", "2"]);
    assert!(nodes >= 3 && edges >= 2);
    kgraph(["stats", "--relation", "wroks-for"]).run().code(2).says("did you mean `works-for`?");
    kgraph(["stats", "--where", "(p:persn)"])
        .run()
        .code(0)
        .says("did you mean `person`?")
        .says("the selection is empty");
    kgraph(["export", "--dot", "--type", "person", "--where", "(p)-[r:leads]->(c)"]).run().code(0).prints("Xi Jinping");
}
