"""The same bytes from kgraph in process and from `kgraph query --on bolt://…`; a part of bolt.py, which loads the graphs."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

import on
from on import Counts

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "graph/k-visa.json"
ASKED = {graph: questions for graph, questions in on.asked([], False).items()}
REFUSALS = ("no exact counterpart in the database", "(bolt-refused)")


def who(password):
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = "root", password


def questions(binary, address, graph, patterns, password, counts):
    """Asks about a graph that the database at an address holds."""
    who(password)
    asked = list(dict.fromkeys(ASKED.get(graph, []) + patterns))
    on.compare(binary, graph, ["-g", graph, "--on", address], asked, counts, refusals=REFUSALS)
    if graph == ARTICLE:
        # The vocabulary and the nodes of a data set do as well; its edges are not looked at.
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([binary, "export", "--quiet", "--parquet", "-g", graph, "-o", folder], check=True)
            for name in ("edges", "evidence"):
                shutil.rmtree(Path(folder) / name)
            on.compare(binary, graph, ["--data", folder, "--on", address], asked[::10], counts, few=True, refusals=REFUSALS)


def troubles(binary, port, driver, password):
    """What must be told: each in one line, with exit code 2 and a code, and never with a password."""
    wrong = []

    def expect(place, code, environment={}, graph=ARTICLE, exit_code=2, pattern="MATCH (n:person) RETURN count(*)"):
        who(password)
        args = [binary, "query", "-g", graph, "--on", place, pattern]
        made = subprocess.run(args, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment})
        said = made.stdout + made.stderr
        if made.returncode != exit_code or code not in said or password in said or "wr0ng" in said:
            wrong.append(f"{place}: wanted {code}, exit code {made.returncode}: {said}")

    article = f"bolt://127.0.0.1:{port}/graph0"
    expect(article, "6\n", exit_code=0)
    expect(article, "(bolt-password)", {"NEO4J_PASSWORD": "wr0ng"})
    expect(article.replace("//", "//root:wr0ng@"), "(bolt-password)")
    expect(article.replace("//", f"//root:{password}@"), "6\n", {"NEO4J_USERNAME": "", "NEO4J_PASSWORD": ""}, exit_code=0)
    expect(article, "none was given (bolt-password)", {"NEO4J_PASSWORD": ""})
    expect(f"bolt://127.0.0.1:{port}/nowhere", "(bolt-database)")
    expect(article.replace("bolt:", "bolt+s:"), "(bolt-tls)")
    other = f"bolt://127.0.0.1:{port}/other"
    expect(other, "(bolt-empty)")
    with driver.session(database="other") as session:
        session.run("CREATE (:Person {name: 'Anna'})-[:KNOWS]->(:Person {name: 'Bert'})").consume()
    expect(other, "another tool loaded: ")
    expect(article, "(bolt-differs)", graph=ROOT / "examples/articles/two-doors.json")
    wrong += encrypted(expect, port)
    print(f"kgraph query --on bolt://: {len(wrong)} troubles told otherwise than they should be")
    return wrong


def encrypted(expect, port):
    """TLS, which the database here does not do itself: a server of our own stands before it."""
    if not shutil.which("openssl"):
        print("bolt_on.py: there is no openssl, so TLS is left out")
        return []
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder) / "key.pem", Path(folder) / "certificate.pem"
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, *names],
            check=True,
            capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        listener = socket.create_server(("127.0.0.1", 0))

        def pass_on(source, target):
            try:
                while data := source.recv(65536):
                    target.sendall(data)
            except OSError:
                pass
            finally:
                # Closing would not wake the other way, which waits for this one.
                for one in (source, target):
                    try:
                        one.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass

        def serve():
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                try:
                    client = context.wrap_socket(client, server_side=True)
                except OSError:
                    # The client does not trust us, as it should not.
                    continue
                server = socket.create_connection(("127.0.0.1", port))
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=pass_on, args=pair, daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        place = f"://127.0.0.1:{listener.getsockname()[1]}/graph0"
        expect("bolt+s" + place, "(bolt-tls)")
        expect("bolt+ssc" + place, "6\n", exit_code=0)
        expect("bolt+s" + place, "6\n", {"SSL_CERT_FILE": str(certificate)}, exit_code=0)
        expect("bolt" + place, "(bolt-protocol)")
        listener.close()
    return []
