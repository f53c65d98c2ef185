"""The same answers from kgraph in process and through `kgraph query --on`, in every format.

usage: on.py KGRAPH ENGINE [--master URL] [--few] [--graphs GRAPH …]

ENGINE is duckdb or spark. Asks the patterns of patterns.txt and searches.txt, and the questions of tests/questions, about
the graphs that they are for, and made.txt about further graphs, which benches/compare.py makes. --few asks one question
in a few, and leaves out some formats. All questions about a graph go through one process, as lines of its input. What the
engine cannot do must be refused by name. Answers must be the same bytes; only a pattern without ORDER BY may have its rows
in another order, and is then counted. The exit code is 1 if any answer differs.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFUSALS = ("no exact counterpart in SQL",)


def lines(name):
    return [line for line in (ROOT / "tests/engines" / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def asked(graphs, few):
    """Each graph, with the questions about it."""
    article = ROOT / "graph/k-visa.json"
    questions = {article: lines("searches.txt")[:: 3 if few else 1] + lines("patterns.txt")[:: 15 if few else 1]}
    questions[ROOT / "tests/engines/typed.json"] = lines("typed.txt")[:: 5 if few else 1]
    for path in sorted((ROOT / "tests/questions").glob("*.jsonl")):
        graph = path.with_suffix(".json")
        of_graph = questions.setdefault(graph if graph.exists() else article, [])
        if few and path.stem != article.stem:
            continue
        for line in list(map(json.loads, path.read_text(encoding="utf-8").splitlines()))[:: 30 if few else 1]:
            # What can be read in two ways has no one answer.
            if line.get("pattern") and "readings" not in line and line["question"] not in of_graph:
                of_graph.append(line["question"])
    for graph in graphs:
        questions[Path(graph)] = lines("made.txt")[:: 5 if few else 1]
    return questions


def run(args, questions):
    made = subprocess.run(list(map(str, args)), input="\n".join(questions) + "\n", capture_output=True, text=True, encoding="utf-8")
    assert made.returncode in (0, 1, 2), made.stderr
    return made.stdout, made.stderr


def documents(text):
    """The JSON answers, one after the other."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        found.append(document)
        while at < len(text) and text[at].isspace():
            at += 1
    return found


def unordered(document):
    """An answer without what the question leaves open: the order of rows, and of what is collected."""
    def settle(value):
        if isinstance(value, list):
            return sorted((settle(item) for item in value), key=json.dumps)
        if isinstance(value, dict):
            return {key: settle(item) for key, item in value.items()}
        return float(f"{value:.9g}") if isinstance(value, float) else value

    parts = document.get("readings", [document])
    return [{**part, "rows": sorted((settle(row) for row in part["rows"]), key=json.dumps)} for part in parts]


def order_keys(document, row):
    """What a row is ordered by, as far as it says so itself: columns, and properties of what is in columns."""
    keys = re.search(r" ORDER BY (.*?)(?: SKIP \S+)?(?: LIMIT \S+)?$", document["pattern"].rsplit("RETURN", 1)[-1])
    found = []
    for key in keys[1].split(", ") if keys else []:
        name, _, inner = key.removesuffix(" DESC").removesuffix(" ASC").partition(".")
        value = row["values"][name]
        found.append(json.dumps(value[inner] if inner else value))
    return found


def differs_in_ties(here, there):
    """Whether two answers differ in nothing but the order of rows that ORDER BY leaves equal."""
    try:
        keys = [[order_keys(document, row) for row in document["rows"]] for document in (here, there)]
    except (KeyError, TypeError):
        return False
    return keys[0] == keys[1] and unordered(here) == unordered(there)


class Counts:
    """What came of the comparisons."""

    def __init__(self):
        self.same, self.reordered, self.refused, self.wrong = 0, [], [], []

    def report(self, title):
        print(f"{title}: {self.same} answers the same, {len(self.reordered)} of them in another order of rows; {len(self.refused)} refused by name; {len(self.wrong)} wrong")
        for name in ("refused", "reordered", "wrong"):
            for line in getattr(self, name):
                print(f"  {name}: {line}")
        return 1 if self.wrong else 0


def compare(kgraph, graph, there_args, questions, counts, few=False, refusals=REFUSALS):
    """Asks a graph in process, and elsewhere by these arguments; notes what differs."""
    base = [kgraph, "query", "--quiet", "--limit", "100000"]
    here, _ = run([*base, "-g", graph, "--format", "json"], questions)
    there, errors = run([*base, *there_args, "--format", "json"], questions)
    here, there = documents(here), documents(there)
    assert len(here) == len(questions), f"{graph}: {len(questions)} questions, {len(here)} answers in process"
    exact, missing, wrong = [], 0, counts.wrong
    for question, document in zip(questions, here):
        # An answer that is not there was refused.
        if not there or there[0]["pattern"] != document["pattern"]:
            counts.refused.append(question)
            missing += 1
            continue
        other = there.pop(0)
        if json.dumps(other) == json.dumps(document):
            exact.append(question)
        elif unordered(other) == unordered(document) and " ORDER BY " not in question.rsplit("RETURN", 1)[-1] and question.startswith(("MATCH", "OPTIONAL", "UNWIND")):
            counts.reordered.append(question)
        elif " ORDER BY " in document.get("pattern", "") and differs_in_ties(document, other):
            counts.reordered.append(question)
        else:
            wrong.append(f"{graph.name}: {question}\n    here  {json.dumps(document)[:900]}\n    there {json.dumps(other)[:900]}")
            continue
        counts.same += 1
    wrong += [f"{graph.name}: answered there alone: {document['pattern']}" for document in there]
    named = sum(errors.count(reason) for reason in refusals)
    if named < missing:
        wrong.append(f"{graph.name}: {missing} not answered, and {named} refused by name:\n{errors[-2000:]}")
    # The other formats, of what came in the same order.
    if few:
        exact = exact[::5]
    for style in ("text",) if few else ("text", "table", "csv", "tsv"):
        here, _ = run([*base, "-g", graph, "--format", style], exact)
        there, errors = run([*base, *there_args, "--format", style], exact)
        if here != there:
            at = next((at for at, pair in enumerate(zip(here, there)) if pair[0] != pair[1]), min(len(here), len(there)))
            wrong.append(f"{graph.name}: as {style}, from byte {at}:\n    here  {here[at - 200 : at + 100]!r}\n    there {there[at - 200 : at + 100]!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kgraph")
    parser.add_argument("engine")
    parser.add_argument("--master")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--graphs", nargs="*", default=[])
    options = parser.parse_args()
    on = ["--on", options.engine] + (["--master", options.master] if options.master else [])
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        for number, (graph, questions) in enumerate(asked(options.graphs, options.few).items()):
            data = Path(folder) / str(number)
            subprocess.run([options.kgraph, "export", "--quiet", "--parquet", "-g", graph, "-o", data], check=True)
            compare(options.kgraph, graph, [*on, "--data", data], questions, counts, options.few)
    return counts.report(options.engine)


if __name__ == "__main__":
    sys.exit(main())
