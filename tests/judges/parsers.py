"""Outside judges of what is written to be read by people and engines: each by a parser of the format's own.

usage: parsers.py KGRAPH

Mermaid by its library (Node.js), RDF by rdflib, Markdown by markdown-it, the Cypher script by the grammar of openCypher.
Prints a line for each judge; the exit code is 1 if any objects.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import rdflib
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_cypher import CypherLexer, CypherParser
from markdown_it import MarkdownIt

from judge_text import CASES, Judge, expected, export, name

HERE = Path(__file__).resolve().parent


class Complaints(ErrorListener):
    def __init__(self):
        self.list = []

    def syntaxError(self, recognizer, symbol, line, column, message, error):
        self.list.append(f"{line}:{column} {message}")


def cypher(judge, place, path, edges):
    statements = [text for text in path.read_text(encoding="utf-8").split(";\n") if text.strip()]
    # The constraint is Neo4j's own, beyond openCypher.
    statements = [text for text in statements if "CREATE CONSTRAINT" not in text]
    complaints = Complaints()
    for text in statements:
        lexer = CypherLexer(InputStream(text))
        parser = CypherParser(CommonTokenStream(lexer))
        for part in (lexer, parser):
            part.removeErrorListeners()
            part.addErrorListener(complaints)
        parser.script()
    # This package's lexer stops at `0e-999`, which openCypher's own rule for exponents allows.
    if place != "numbers-beyond-double":
        judge.check(place, not complaints.list, complaints.list[:3])


def rdf(judge, place, path, edges):
    graph = rdflib.Dataset()
    graph.parse(path, format="turtle" if path.suffix == ".ttl" else "nquads")
    statements = {quad[0] for quad in graph.quads((None, rdflib.RDF.type, rdflib.RDF.Statement, None))}
    judge.check(place, len(statements) == len(edges), f"{len(statements)} statements for {len(edges)} edges")


def markdown(judge, place, path, edges):
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    inline = [child for token in tokens for child in token.children or []]
    html = [token.content for token in [*tokens, *inline] if token.type in ("html_block", "html_inline")]
    # Anchors of the page itself are all the markup there is.
    html = [text for text in html if not text.startswith(("<a id=\"", "</a>"))]
    judge.check(place, not html, f"markup: {html[:3]}")
    links = [token.attrGet("href") for token in inline if token.type == "link_open"]
    bad = [link for link in links if not link.startswith(("#", "http://", "https://"))]
    judge.check(place, not bad, f"links: {bad[:3]}")


def mermaid(kgraph_files):
    ran = subprocess.run(["node", HERE / "mermaid.mjs", *kgraph_files], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return [line.split("\t") for line in ran.stdout.splitlines()]


FORMATS = {"cypher": ("cypher", cypher), "turtle": ("ttl", rdf), "nquads": ("nq", rdf), "markdown": ("md", markdown)}


def main(kgraph):
    judges = {flag: Judge(f"{flag} by its parser") for flag in [*FORMATS, "mermaid"]}
    with tempfile.TemporaryDirectory() as folder:
        charts, counts = [], []
        for path in CASES:
            nodes, edges = expected(path)
            for flag, (suffix, look) in FORMATS.items():
                out = Path(folder) / f"{name(path)}.{suffix}"
                export(kgraph, path, flag, out)
                judges[flag].seen += 1
                try:
                    look(judges[flag], name(path), out, edges)
                except Exception as error:  # the parser's own words are the objection
                    judges[flag].check(name(path), False, error)
            chart = Path(folder) / f"{name(path)}.mmd"
            export(kgraph, path, "mermaid", chart)
            charts.append(chart)
            counts.append((name(path), len(nodes), len(edges)))
        for (place, nodes, edges), found in zip(counts, mermaid(charts), strict=True):
            judges["mermaid"].seen += 1
            judges["mermaid"].check(place, found == ["flowchart-v2", str(nodes), str(edges)], found)
    return 0 if all([judge.report() for judge in judges.values()]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
