"""Outside judges of the Parquet data set: the engines that people load it into.

usage: judge_tables.py KGRAPH

Asks DuckDB, pyarrow, pandas and Polars. Prints a line for each; the exit code is 1 if any objects.
"""

import sys
import tempfile
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet

from judge_text import CASES, Judge, expected, export, name


def read_duckdb(folder):
    def table(which):
        cursor = duckdb.execute(f"SELECT * FROM read_parquet('{folder}/{which}/**/*.parquet')")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    return table("nodes"), table("edges"), table("evidence")


def read_pyarrow(folder):
    return tuple(pyarrow.parquet.read_table(folder / which).to_pylist() for which in ("nodes", "edges", "evidence"))


def read_pandas(folder):
    def table(which):
        frame = pandas.read_parquet(folder / which)
        return [{key: None if value is pandas.NA else value for key, value in row.items()} for row in frame.to_dict("records")]

    return tuple(table(which) for which in ("nodes", "edges", "evidence"))


def read_polars(folder):
    return tuple(polars.read_parquet(folder / which / "*.parquet").to_dicts() for which in ("nodes", "edges", "evidence"))


READERS = {"DuckDB": read_duckdb, "pyarrow": read_pyarrow, "pandas": read_pandas, "Polars": read_polars}


def text(value):
    return value if isinstance(value, str) else str(value)


def pieces(edges):
    # A single text or object may stand for a list of one.
    def listed(value):
        return value if isinstance(value, list) else [value]

    return [piece for edge in edges for piece in listed(edge.get("evidence") or [])]


def judge(judge, place, read, nodes, edges):
    judge.seen += 1
    found_nodes, found_edges, found_evidence = read
    judge.check(place, [row["id"] for row in found_nodes] == [text(node["id"]) for node in nodes], "other nodes")
    wanted = [(text(edge["source"]), edge.get("relation"), text(edge["target"])) for edge in edges]
    found = sorted(found_edges, key=lambda row: row["position"])
    ends = [(row["src"], row["relationship"], row["dst"]) for row in found]
    judge.check(place, [(a, c) for a, _, c in ends] == [(a, c) for a, _, c in wanted], "other edges")
    judge.check(place, all(b is None or b == d for (_, b, _), (_, d, _) in zip(wanted, ends)), "other relations")
    judge.check(place, len({row["id"] for row in found}) == len(found), "edge ids twice")
    judge.check(place, len(found_evidence) == len(pieces(edges)), f"{len(found_evidence)} pieces of evidence")
    known = {row["id"] for row in found}
    judge.check(place, all(row["edge"] in known for row in found_evidence), "evidence of no edge")
    notes = [piece.get("note") if isinstance(piece, dict) else piece for piece in pieces(edges)]
    judge.check(place, [row["note"] if isinstance(row["note"], str) else None for row in found_evidence] == notes, "other notes")


def main(kgraph):
    judges = {title: Judge(title) for title in READERS}
    with tempfile.TemporaryDirectory() as folder:
        for path in CASES:
            nodes, edges = expected(path)
            out = Path(folder) / name(path)
            export(kgraph, path, "parquet", out)
            for title, read in READERS.items():
                try:
                    found = read(out)
                except Exception as error:
                    judges[title].check(name(path), False, error)
                    continue
                judge(judges[title], name(path), found, nodes, edges)
    return 0 if all([found.report() for found in judges.values()]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
