"""The same answers from kgraph in process and from a database that speaks Bolt, by kgraph's Cypher.

usage: bolt.py KGRAPH

Starts ArcadeDB (the Python package arcadedb-embedded, with its own Java) with its Bolt listener on the loopback interface,
loads the article's graph, a sample of examples/ and the graphs of tests/questions as `kgraph export --cypher` writes them,
asks the questions of tests/questions and the patterns of patterns.txt in the words of `kgraph query --emit cypher --dialect neo4j`, through Neo4j's own Python
driver, and compares rows. What kgraph refuses by name, and what the database does not know, is counted. Then the same graphs
are asked by `kgraph query --on bolt://…` (bolt_on.py). The exit code is 1 if anything differs.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import arcadedb_embedded
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError
from neo4j.graph import Node, Path as GraphPath, Relationship

import bolt_on
from compare import lines, plain, rows

# ArcadeDB looks at conditions on a shortest path only once it has one, where openCypher's own database searches on; and it
# gives a path of no steps from a node to itself.
OTHERWISE = ("WHERE none(", "(a {id: 'china'})-[*]-(a {id: 'china'})")

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "only-for-this-test"


def kgraph(binary, *args):
    made = subprocess.run([binary, *map(str, args)], capture_output=True, text=True, encoding="utf-8")
    return made.returncode, made.stdout, made.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def value(found):
    """A value of the database as kgraph's JSON, made plain, has it: ids for nodes and edges, lists of ids for paths."""
    if isinstance(found, (Node, Relationship)):
        return found["id"]
    if isinstance(found, GraphPath):
        ids = [found.nodes[0]["id"]]
        for edge, node in zip(found.relationships, found.nodes[1:]):
            ids += [edge["id"], node["id"]]
        return ids
    if isinstance(found, list):
        return [value(item) for item in found]
    return found


def asked():
    """Each graph, with the patterns about it."""
    article = ROOT / "graph/k-visa.json"
    patterns = {article: lines("patterns.txt") + [line for line in lines("searches.txt") if "shortestPath(" in line.replace("allShortest", "")]}
    patterns[ROOT / "examples/articles/two-doors.json"] = lines("patterns.txt")
    for path in sorted((ROOT / "tests/questions").glob("*.jsonl")):
        graph = path.with_suffix(".json")
        of_graph = patterns.setdefault(graph if graph.exists() else article, [])
        found = {line["pattern"] for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if "pattern" in line}
        of_graph.extend(sorted(found - set(of_graph)))
    return patterns


def statements(script):
    """The statements of a script: a semicolon ends one only at the end of its line, outside of a row."""
    statement = []
    for line in script.splitlines():
        if not statement and (line.startswith("//") or line.startswith("CREATE CONSTRAINT")):
            # The constraint is Neo4j's own.
            continue
        statement.append(line)
        if line.endswith(";") and not line.startswith("  {"):
            yield "\n".join(statement).rstrip(";")
            statement = []


def main(binary):
    same, refused, otherwise, unknown, wrong = 0, 0, 0, [], []
    counts = bolt_on.Counts()
    binary = Path(binary).resolve()
    with tempfile.TemporaryDirectory() as folder:
        # The database writes its log where it is started.
        os.chdir(folder)
        port = free_port()
        config = {
            "http_port": free_port(),
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": port,
        }
        server = arcadedb_embedded.create_server(root_path=folder, root_password=PASSWORD, config=config)
        server.start()
        driver = GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("root", PASSWORD))
        try:
            for number, (graph, patterns) in enumerate(asked().items()):
                name = f"graph{number}"
                server.create_database(name)
                code, script, error = kgraph(binary, "export", "--quiet", "--cypher", graph, "-o", "-")
                assert code == 0, error
                with driver.session(database=name) as session:
                    for statement in statements(script):
                        session.run(statement).consume()
                    nodes = session.run("MATCH (n) RETURN count(*)").single()[0]
                    edges = session.run("MATCH ()-[r]->() RETURN count(*)").single()[0]
                    whole = json.loads(graph.read_text(encoding="utf-8"))
                    assert (nodes, edges) == (len(whole["nodes"]), len(whole["edges"])), f"{graph}: {nodes} nodes, {edges} edges loaded"
                    for pattern in patterns:
                        code, text, error = kgraph(binary, "query", "-g", graph, pattern, "--emit", "cypher", "--dialect", "neo4j")
                        if code != 0:
                            refused += 1
                            if "no exact counterpart" not in error:
                                wrong.append(f"{pattern}\n    {error}")
                            continue
                        code, answer, error = kgraph(binary, "query", "--quiet", "-g", graph, pattern, "--format", "json", "--limit", 100000)
                        assert code in (0, 1), error
                        answer = json.loads(answer)
                        columns = answer["columns"]
                        try:
                            result = session.run(text.rstrip().rstrip(";"))
                            if "RETURN *" in pattern:
                                # The order of the columns is then the database's own.
                                columns = result.keys()
                            found = sorted(rows([[value(item) for item in record.values()] for record in result]))
                        except Neo4jError as failure:
                            unknown.append(f"{pattern}\n    {str(failure.message).splitlines()[0][:200]}")
                            continue
                        wanted = sorted(rows([[plain(row["values"][column]) for column in columns] for row in answer["rows"]]))
                        if "shortestPath(" in pattern and any(what in pattern for what in OTHERWISE):
                            otherwise += found != wanted
                            same += found == wanted
                            continue
                        if " LIMIT " in pattern and [row[-1] for row in found] != [row[0] for row in found]:
                            # Which of equals are cut off is open; the numbers are not.
                            found, wanted = sorted(row[1:] for row in found), sorted(row[1:] for row in wanted)
                        one_of_many = "shortestPath(" in pattern and "RETURN p" in pattern
                        if one_of_many and [len(row[0]) for row in found] and len(found) == len(wanted):
                            # Which of equally short ones is open; the number of steps is not.
                            steps = lambda found: [row[0].count(",") for row in found]
                            found, wanted = steps(found), steps(wanted)
                        if found == wanted:
                            same += 1
                        else:
                            wrong.append(f"{graph.name}: {pattern}\n    {text.strip()}\n    wanted {wanted[:4]} ({len(wanted)})\n    found  {found[:4]} ({len(found)})")
                bolt_on.questions(binary, f"bolt://127.0.0.1:{port}/{name}", graph, patterns, PASSWORD, counts)
            server.create_database("other")
            wrong += bolt_on.troubles(binary, port, driver, PASSWORD)
        finally:
            driver.close()
            server.stop()
    print(f"\nArcadeDB {arcadedb_embedded.__version__} over Bolt: {same} with the same rows, {refused} refused by name, {otherwise} that ArcadeDB is known to answer otherwise, {len(unknown)} unknown to the database, {len(wrong)} wrong")
    for line in unknown:
        print(f"  unknown there: {line}")
    for line in wrong:
        print(f"  wrong: {line}")
    code = counts.report("kgraph query --on bolt://")
    return 1 if wrong else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
