#!/usr/bin/env python3
"""Counts the instructions that kgraph needs, and fails if they have grown.

    python3 benches/work.py KGRAPH [--save]

Time on a shared machine says little; instructions, counted by valgrind's callgrind, are the same in each run. Two
things are held: the count for each format, against benches/work.json (a tenth more fails: find out why, or save
the new counts and say why in the commit), and that four times the edges cost four times the work.
--save writes the counts. Those on record are of `cargo build --release --no-default-features`.
"""
import json, re, subprocess, sys, tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from compare import FORMATS, make_graph

RECORD = Path(__file__).resolve().parent / "work.json"
EDGES = 2_000
TOLERANCE = 1.10
GROWTH = 4.3


def count(kgraph, form, source, folder):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", kgraph, "export", source,
               f"--{form}", "-o", f"{folder}/out", "-q", "--threads", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"callgrind failed:\n{done.stderr}")
    return int(found.group(1))


def main():
    kgraph, save = sys.argv[1], "--save" in sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        counts = {}
        for edges in (EDGES, 4 * EDGES):
            source = f"{folder}/{edges}.json"
            make_graph(source, edges)
            for form in FORMATS:
                counts[form, edges] = count(kgraph, form, source, folder)
    if save:
        known = {form: counts[form, 4 * EDGES] for form in FORMATS}
        RECORD.write_text(json.dumps(known, indent=2) + "\n")
    known = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    bad = False
    for form in FORMATS:
        small, large = counts[form, EDGES], counts[form, 4 * EDGES]
        ratio, growth = large / known.get(form, large), large / small
        record = f"{ratio:.2f} of those on record" if form in known else "none on record"
        print(f"{form}: {large:,} instructions, {large / (4 * EDGES):,.0f} an edge; "
              f"{record}, {growth:.2f} times those for a quarter of the edges")
        bad |= ratio > TOLERANCE or growth > GROWTH
    if bad:
        sys.exit("the work has grown: see benches/work.py")


if __name__ == "__main__":
    main()
