"""Runs kgraph's SQL on an engine: driver.py ENGINE DATA PORT.

kgraph starts it and listens on PORT of the loopback interface. It sends requests, a JSON object a line, and gets an
answer to each; when it hangs up, the driver ends. KGRAPH_KEY is a word that proves to kgraph who calls.

Nothing runs on the workers but the engine's own code: they need no Python.
"""

import decimal
import json
import math
import os
import socket
import sys

TABLES = ("nodes", "edges", "evidence")
# A part of the graph that comes back is held in memory, here and in kgraph.
MOST_EDGES = 200_000
# What Spark says where a worker was lost with what a search had kept on it; the search is then done again.
LOST = ("Checkpoint block", "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND", "checkpoint block")


class Refusal(Exception):
    """Something that the user can mend: a stable code, and what it is."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class DuckDb:
    def __init__(self, data):
        try:
            import duckdb
        except ImportError as error:
            raise Refusal("duckdb-missing", f"this Python ({sys.executable}) has no package duckdb") from error
        self.version = duckdb.__version__
        self.failures = (duckdb.Error,)
        self.connection = duckdb.connect()
        for name in TABLES:
            path = f"{data}/{name}/**/*.parquet".replace("'", "''")
            try:
                self.connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}', hive_partitioning = false)")
            except duckdb.Error as error:
                raise Refusal("table-missing", f"the table `{name}` cannot be read: {error}") from error

    def rows(self, sql, most=None):
        cursor = self.connection.execute(sql)
        return [list(row) for row in (cursor.fetchall() if most is None else cursor.fetchmany(most))]

    def records(self, sql):
        cursor = self.connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    def keep(self, name, sql):
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def hold(self, name, ids):
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT unnest(?::VARCHAR[]) AS id", [list(ids)])

    def stop(self):
        self.connection.close()


class Spark:
    def __init__(self, data):
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self.session = SparkSession.builder.appName("kgraph").getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.version = self.session.version
        numbers = self.version.split(".")
        if (int(numbers[0]), int(numbers[1])) < (3, 4):
            raise Refusal("spark-version", f"Spark {self.version} is too old; 3.4 is the oldest that kgraph runs on")
        from py4j.protocol import Py4JError

        self.failures = (PySparkException, Py4JError)
        for name in TABLES:
            try:
                table = self.session.read.option("recursiveFileLookup", "true").parquet(f"{data}/{name}")
            except self.failures as error:
                raise Refusal("table-missing", f"the table `{name}` cannot be read: {short(error)}") from error
            table.createOrReplaceTempView(name)

    def rows(self, sql, most=None):
        frame = self.session.sql(sql)
        return [list(row) for row in (frame if most is None else frame.limit(most)).collect()]

    def records(self, sql):
        return [row.asDict() for row in self.session.sql(sql).collect()]

    def keep(self, name, sql):
        # A checkpoint cuts off how the table came about, which would grow with every round of a search.
        self.session.sql(sql).localCheckpoint().createOrReplaceTempView(name)

    def hold(self, name, ids):
        self.session.createDataFrame([(id,) for id in ids], "id string").createOrReplaceTempView(name)

    def stop(self):
        self.session.stop()


def short(error):
    """The first line of what an engine says; a Java error goes on for pages."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0].strip() if lines else type(error).__name__


def steps(engine, relations, way, without=()):
    """Makes the view `steps(here, there, id)` of how a search may go on."""
    conditions = ["TRUE"]
    if relations is not None:
        engine.hold("followed", relations)
        conditions.append("relationship IN (SELECT id FROM followed)")
    if without:
        engine.hold("avoided", without)
        conditions.append("src NOT IN (SELECT id FROM avoided) AND dst NOT IN (SELECT id FROM avoided)")
    allowed = " AND ".join(conditions)
    forward = f"SELECT src AS here, dst AS there, id FROM edges WHERE {allowed}"
    backward = f"SELECT dst AS here, src AS there, id FROM edges WHERE {allowed}"
    both = f"{forward} UNION ALL {backward} AND src <> dst"
    return {"forward": forward, "backward": backward, "both": both}[way]


def reach(engine, table, start, way, relations, holds_start, most):
    """Makes a table of the nodes within reach of one: `node`.

    Each node of `found` has the edge that it was first reached by, and the first edge of that way, its branch; they tell
    whether an edge closes a cycle through the start.
    """
    step = steps(engine, relations, way)
    engine.hold("start", [start])
    engine.keep("found", "SELECT id AS node, CAST(NULL AS STRING) AS edge, CAST(NULL AS STRING) AS branch, 0 AS distance FROM nodes WHERE id IN (SELECT id FROM start)")
    engine.keep("front", "SELECT * FROM found")
    distance = 0
    while most is None or distance < most:
        distance += 1
        engine.keep(
            "next",
            f"SELECT there AS node, min(s.id) AS edge, min_by(coalesce(f.branch, s.id), s.id) AS branch, {distance} AS distance "
            f"FROM front f JOIN ({step}) s ON s.here = f.node "
            "WHERE NOT EXISTS (SELECT 1 FROM found k WHERE k.node = s.there) GROUP BY there",
        )
        if not engine.rows("SELECT node FROM next LIMIT 1"):
            break
        engine.keep("found", "SELECT * FROM found UNION ALL SELECT * FROM next")
        engine.keep("front", "SELECT * FROM next")
    if way == "both":
        # Another edge back to the start, or between two branches.
        closing = (
            "s.here = s.there AND a.distance = 0 "
            "OR s.id <> coalesce(a.edge, '') AND s.id <> coalesce(b.edge, '') AND (a.distance = 0 OR b.distance = 0 OR a.branch <> b.branch)"
        )
        length = "CASE WHEN s.here = s.there THEN 1 ELSE a.distance + b.distance + 1 END"
    else:
        closing, length = "b.distance = 0", "a.distance + 1"
    cycle = f"SELECT min({length}) FROM ({step}) s JOIN found a ON a.node = s.here JOIN found b ON b.node = s.there WHERE {closing}"
    if not holds_start:
        least = engine.rows(cycle)[0][0]
        holds_start = least is not None and (most is None or least <= most)
    engine.keep(table, "SELECT node FROM found" + ("" if holds_start else " WHERE distance > 0"))


def corridor(engine, source, target, way, relations, without, most):
    """The ids of all edges on the shortest paths between two nodes, found from both ends."""
    if source == target or source in without or target in without:
        return []
    sides = ({"way": way, "start": source}, {"way": {"forward": "backward", "backward": "forward"}.get(way, way), "start": target})
    for number, side in enumerate(sides):
        side["step"] = steps(engine, relations, side["way"], without)
        side.update(levels=0, size=1, seen=f"seen{number}")
        engine.hold("start", [side["start"]])
        engine.keep(side["seen"], "SELECT id AS node FROM start")
        engine.keep(f"front{number}", "SELECT id AS node FROM start")
    meeting = []
    while not meeting:
        number = 1 if sides[1]["size"] < sides[0]["size"] else 0
        side, other = sides[number], sides[1 - number]
        if side["size"] == 0 or most is not None and side["levels"] + other["levels"] >= most:
            return []
        side["levels"] += 1
        level = f"level{number}_{side['levels']}"
        # All ways to the new nodes, for the way back.
        engine.keep(
            level,
            f"SELECT s.there AS node, s.here AS back, s.id AS edge FROM front{number} f JOIN ({side['step']}) s ON s.here = f.node "
            f"WHERE NOT EXISTS (SELECT 1 FROM {side['seen']} k WHERE k.node = s.there)",
        )
        engine.keep(f"front{number}", f"SELECT DISTINCT node FROM {level}")
        side["size"] = engine.rows(f"SELECT count(*) FROM front{number}")[0][0]
        engine.keep(side["seen"], f"SELECT node FROM {side['seen']} UNION ALL SELECT node FROM front{number}")
        meeting = engine.rows(f"SELECT node FROM front{number} WHERE node IN (SELECT node FROM {other['seen']})")
    edges = set()
    for number, side in enumerate(sides):
        nodes = {row[0] for row in meeting}
        for level in range(side["levels"], 0, -1):
            engine.hold("behind", sorted(nodes))
            ways = engine.rows(f"SELECT back, edge FROM level{number}_{level} WHERE node IN (SELECT id FROM behind)")
            nodes = {back for back, _ in ways}
            edges.update(edge for _, edge in ways)
            if len(edges) > MOST_EDGES:
                raise Refusal("part-too-large", f"more than {MOST_EDGES} edges lie on shortest paths between `{source}` and `{target}`")
    return sorted(edges)


def again(search, *args):
    """Runs a search, and once more if what it had kept was lost with a worker."""
    for attempt in range(3):
        try:
            return search(*args)
        except Exception as error:
            if attempt == 2 or not any(word in str(error) for word in LOST):
                raise


def answer(engine, request):
    what = request["what"]
    if what == "rows":
        for search in request["reaches"]:
            again(reach, engine, *(search[key] for key in ("table", "start", "way", "relations", "holds_start", "most")))
        sql, most = request["sql"], request["most"]
        if request["only"] is not None:
            # Only what supports the rows that are given.
            engine.hold("wanted", request["only"])
            sql = f"SELECT * FROM (\n{sql}\n) AS answer WHERE x IN (SELECT id FROM wanted)"
        if request["order"]:
            # Rows in no order would be others each time where not all are given.
            keys = ", ".join(str(number + 1) for number in range(request["order"]))
            sql = f"SELECT * FROM (\n{sql}\n) AS answer ORDER BY {keys} LIMIT {most}"
        return {"rows": engine.rows(sql, most)}
    if what == "shortest":
        keys = ("from", "to", "way", "relations", "without", "most")
        return {"edges": again(corridor, engine, *(request[key] for key in keys))}
    if what == "around":
        # The edges of some nodes.
        engine.hold("wanted", request["nodes"])
        sql = f"SELECT id FROM edges WHERE src IN (SELECT id FROM wanted) OR dst IN (SELECT id FROM wanted) LIMIT {MOST_EDGES + 1}"
        edges = [row[0] for row in engine.rows(sql)]
        if len(edges) > MOST_EDGES:
            raise Refusal("part-too-large", f"the nodes that the question may name have more than {MOST_EDGES} edges")
        return {"edges": edges}
    if what == "part":
        # The rows of nodes and edges, with the ends and the evidence of the edges.
        engine.hold("wanted", request["edges"])
        edges = engine.records("SELECT * FROM edges WHERE id IN (SELECT id FROM wanted)") if request["edges"] else []
        evidence = engine.records("SELECT * FROM evidence WHERE edge IN (SELECT id FROM wanted)") if request["edges"] else []
        nodes = set(request["nodes"])
        for edge in edges:
            nodes.update((edge["src"], edge["dst"]))
        engine.hold("wanted", sorted(nodes))
        nodes = engine.records("SELECT * FROM nodes WHERE id IN (SELECT id FROM wanted)") if nodes else []
        return {"nodes": nodes, "edges": edges, "evidence": evidence}
    raise Refusal("driver", f"no such request: {what}")


def plain(value):
    """A value as JSON has it; numbers that JSON has not are texts in an object."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"double": str(value)}
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def main(name, data, port):
    call = socket.create_connection(("127.0.0.1", int(port)))
    lines = call.makefile("rw", encoding="utf-8", newline="\n")

    def say(value):
        lines.write(json.dumps(plain(value), ensure_ascii=False, allow_nan=False) + "\n")
        lines.flush()

    say({"key": os.environ.get("KGRAPH_KEY", "")})
    try:
        engine = {"spark": Spark, "duckdb": DuckDb}[name](data)
    except Refusal as refusal:
        say({"error": {"code": refusal.code, "message": str(refusal)}})
        return
    except Exception as error:
        say({"error": {"code": f"{name}-start", "message": short(error)}})
        return
    say({"version": engine.version})
    for line in lines:
        try:
            say(answer(engine, json.loads(line)))
        except Refusal as refusal:
            say({"error": {"code": refusal.code, "message": str(refusal)}})
        except engine.failures as error:
            say({"error": {"code": f"{name}-failed", "message": short(error)}})
    engine.stop()


if __name__ == "__main__":
    main(*sys.argv[1:4])
