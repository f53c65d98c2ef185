"""An independent JSON Schema validator judges `kgraph schema`.

usage: contract.py KGRAPH

- The schema of the file format and the checker give the same verdict on tests/contract, tests/cases, tests/bad, and
  on good files in which one value was changed at random (the same changes every time).
- The strict schema takes the example of the prompt and refuses it once it is changed.

What the schema cannot see (ids used twice, ends that are no node, …) does not count; nor do files that are no JSON.
"""

import copy
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
CHANGES = 500
# Problems that a schema can see. Files of other programs, read with a warning, are not in our format.
VISIBLE = {"wrong-type", "missing-key", "empty-id", "bad-value", "bad-weight", "bad-date", "no-relation", "no-id"}
JUNK = [
    None, True, False, 0, 1, -1, 7, 2.5, "", "x", "2025", "2025-13", "supports", "positive", "who",
    [], [1], ["x"], [None], [["x"]], {}, {"id": "x"}, {"id": ""}, {"document": 5}, [{"id": "x"}], [{}],
]


def run(kgraph, *args):
    return subprocess.run([kgraph, *args], cwd=ROOT, capture_output=True, text=True)


def is_visible(problem):
    if problem["code"] == "duplicate-key":
        return problem["message"].startswith("the file has both")
    return problem["code"] in VISIBLE and not problem["message"].startswith("`since` is after")


def check(kgraph, path):
    """Returns the problems that the checker finds in a file."""
    return json.loads(run(kgraph, "check", "--format", "json", path).stdout)["problems"]


def places(value, path=()):
    """Lists the path of every value inside a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in members:
        yield (*path, key)
        yield from places(part, (*path, key))


def changed(value, rng):
    value = copy.deepcopy(value)
    paths = list(places(value))
    *way, last = rng.choice(paths)
    around = value
    for key in way:
        around = around[key]
    if rng.random() < 0.15 and isinstance(around, dict):
        del around[last]
    else:
        around[last] = copy.deepcopy(rng.choice(JUNK))
    return value


def file_format(kgraph, complaints):
    schema = json.loads(run(kgraph, "schema").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    judged = 0

    def lines(name):
        return [json.loads(line) for line in (ROOT / "tests/contract" / name).read_text("utf-8").splitlines()]

    for name, wanted in [("good.jsonl", True), ("bad.jsonl", False), ("beyond.jsonl", True)]:
        for case in lines(name):
            judged += 1
            if validator.is_valid(case["file"]) != wanted:
                complaints.append(f"{name}: {case['about']}: the schema says {not wanted}")

    def compare(about, value, path):
        problems = [problem for problem in check(kgraph, path) if is_visible(problem)]
        found = next(iter(validator.iter_errors(value)), None)
        if (found is None) != (not problems):
            verdict = found.message if found else "good"
            said = problems[0]["message"] if problems else "good"
            complaints.append(f"{about}: the schema says: {verdict}; the checker says: {said}\n{json.dumps(value)[:600]}")

    paths = [*sorted((ROOT / "tests/cases").glob("*/graph.json")), *sorted((ROOT / "tests/bad").glob("*.json"))]
    for path in paths:
        try:
            value = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=lambda word: 1 / 0)
        except (ValueError, ZeroDivisionError, RecursionError):
            continue
        judged += 1
        compare(path.relative_to(ROOT), value, path)

    rng = random.Random(2025)
    good = [case["file"] for case in lines("good.jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.json")
        for number in range(CHANGES):
            # Half of the changes go to the file that has every key.
            value = changed(good[2] if number % 2 else rng.choice(good[1:]), rng)
            path.write_text(json.dumps(value), "utf-8")
            compare(f"change {number}", value, path)
    return judged + CHANGES


def strict(kgraph, complaints):
    judged = 0
    for graph in ["graph/k-visa.json", "tests/questions/family.json", "tests/questions/supply-chain.json"]:
        schema = json.loads(run(kgraph, "schema", "--strict", "-g", graph).stdout)
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        prompt = run(kgraph, "schema", "--prompt", "-g", graph).stdout
        example = json.loads(prompt.split("```json\n")[1].split("```")[0])
        judged += 1
        for error in validator.iter_errors(example):
            complaints.append(f"{graph}: the prompt's example does not fit the strict schema: {error.message}")

        def refuses(about, change):
            value = copy.deepcopy(example)
            change(value)
            if validator.is_valid(value):
                complaints.append(f"{graph}: the strict schema takes {about}")

        def set_in(part, key, junk):
            return lambda value: value[part][0].__setitem__(key, junk)

        refuses("an edge of an unknown relation", set_in("edges", "relation", "no-such-relation"))
        refuses("a node of an unknown type", set_in("nodes", "type", "no-such-type"))
        refuses("a key of its own", set_in("nodes", "mood", "good"))
        refuses("an edge without a key", lambda value: value["edges"][0].pop("since"))
        declared = json.loads((ROOT / graph).read_text("utf-8")).get("graph")
        if not declared:
            continue
        types = {entity["id"] for entity in declared["types"]}
        edge = example["edges"][0]
        relation = next(known for known in declared["relations"] if known["id"] == edge["relation"])
        for key, end in [("source_type", "from"), ("target_type", "to")]:
            others = types - set(relation.get(end) or types)
            if others and not relation.get("symmetric"):
                judged += 1
                refuses(f"an end that {relation['id']} does not join", set_in("edges", key, sorted(others)[0]))
    return judged


def main():
    kgraph = str(Path(sys.argv[1]).resolve())
    complaints = []
    for name, judge in [("file format", file_format), ("strict", strict)]:
        before = len(complaints)
        judged = judge(kgraph, complaints)
        print(f"jsonschema, {name}: {judged} judged, {len(complaints) - before} objections")
    for complaint in complaints[:20]:
        print(f"  {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
