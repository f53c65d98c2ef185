"""Runs kgraph's SQL on Spark: spark-submit driver.py JOB RESULT.

JOB is JSON: the folder of the data set, queries, and shortest paths to follow step by step. RESULT gets the rows, and
the nodes, edges and evidence that they name. Nothing else is written.
"""

import json
import sys


def plain(value):
    """A value as JSON has it."""
    if hasattr(value, "asDict"):
        return {key: plain(item) for key, item in value.asDict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def chunks(items, size=500):
    for start in range(0, len(items), size):
        yield items[start : start + size]


def fetch(frame, column, ids):
    """The rows of a table whose column is one of some ids."""
    return [plain(row) for part in chunks(sorted(ids)) for row in frame.where(frame[column].isin(part)).collect()]


def shortest(spark, edges, job):
    """The ids of a shortest path, followed step by step from its start: node, edge, node … Empty if there is none."""
    from pyspark.sql import functions

    start, end = job["start"], job["end"]
    steps = edges.where(edges.relationship.isin(job["relations"])) if job["relations"] else edges
    steps = steps.select("id", "src", "dst", "position")
    backwards = steps.where("src <> dst").select("id", functions.col("dst").alias("src"), functions.col("src").alias("dst"), "position")
    if job["direction"] == "both":
        steps = steps.unionByName(backwards)
    elif job["direction"] == "in":
        steps = steps.select("id", functions.col("dst").alias("src"), functions.col("src").alias("dst"), "position")
    steps = steps.persist()
    # Each round joins what was reached last to the edges, and keeps what was not reached before.
    seen = spark.createDataFrame([(start,)], "node string").localCheckpoint()
    frontier, rounds = seen, []
    for _ in range(job["most"] if job["most"] is not None else sys.maxsize):
        found = (
            frontier.join(steps, frontier.node == steps.src)
            .select(steps.dst.alias("node"), steps.src.alias("before"), "id", "position")
            .join(seen, "node", "left_anti")
            .groupBy("node")
            .agg(functions.min(functions.struct("position", "before", "id")).alias("way"))
            .localCheckpoint()
        )
        rounds.append(found)
        if not found.take(1):
            return []
        if found.where(found.node == end).take(1):
            break
        frontier = found.select("node")
        seen = seen.union(frontier).localCheckpoint()
    else:
        return []
    path, node = [end], end
    for found in reversed(rounds):
        way = found.where(found.node == node).collect()[0].way
        path = [way.before, way.id] + path
        node = way.before
    return path


def main(job_path, result_path):
    with open(job_path, encoding="utf-8") as file:
        job = json.load(file)
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("kgraph").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    version = tuple(int(part) for part in spark.version.split(".")[:2])
    if version < (3, 4):
        raise SystemExit(f"kgraph: Spark {spark.version} is too old; 3.4 or later is needed")
    tables = {}
    for name in ("nodes", "edges", "evidence"):
        tables[name] = spark.read.option("recursiveFileLookup", "true").parquet(f"{job['data']}/{name}")
        tables[name].createOrReplaceTempView(name)
    answers, ids = [], {"nodes": set(), "edges": set()}
    for query in job["queries"]:
        if "path" in query:
            path = shortest(spark, tables["edges"], query["path"])
            rows = [[path]] if path else []
        else:
            frame = spark.sql(query["sql"])
            rows = [[plain(value) for value in row] for row in frame.limit(query["most"] + 1).collect()]
        answers.append(rows)
        for row in rows:
            for value, holds in zip(row, query["holds"]):
                if holds == "paths" and value:
                    ids["nodes"].update(value[::2])
                    ids["edges"].update(value[1::2])
                elif holds in ids and value is not None:
                    ids[holds].add(value)
    edges = fetch(tables["edges"], "id", ids["edges"])
    for edge in edges:
        ids["nodes"].update((edge["src"], edge["dst"]))
    result = {
        "answers": answers,
        "nodes": fetch(tables["nodes"], "id", ids["nodes"]),
        "edges": edges,
        "evidence": fetch(tables["evidence"], "edge", ids["edges"]),
    }
    with open(result_path, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
