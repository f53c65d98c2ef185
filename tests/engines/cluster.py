"""The same answers from kgraph in process, DuckDB and a Spark cluster; and from the cluster when a worker dies.

usage: cluster.py KGRAPH [--edges N …] [--all] [--steps documented worker rows answers]

Starts a Spark master and two workers on the loopback interface, from the Python package pyspark, and needs Java. Asks the
patterns of patterns.txt about the article's graph, and those of made.txt about graphs of so many edges (30000 where nothing
is said), of DuckDB and of the cluster, by kgraph's SQL (compare.py) and through `kgraph query --on` (on.py); --all asks the
questions of tests/questions too. A worker is killed in the middle of a query, and another takes its place. The exit code is 1 if anything differs.
"""

import argparse
import importlib.util
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Walks of three steps: two hundred million rows in 30,000 edges, which kgraph multiplies and SQL has to join.
LONG = "MATCH (a)-->(b)-->(c)-->(d) RETURN count(*)"


def make_graph(path, edges):
    spec = importlib.util.spec_from_file_location("made", ROOT / "benches/compare.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    made.make_graph(path, edges)


class Cluster:
    """A Spark master and workers, each a process group of its own."""

    def __init__(self, folder, workers=2):
        import pyspark

        home = Path(pyspark.__file__).parent
        conf = folder / "conf"
        conf.mkdir()
        # Small data in few pieces; otherwise every join of a few rows is two hundred tasks.
        (conf / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 4\nspark.ui.enabled false\n")
        self.folder = folder
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_CONF_DIR": str(conf),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "300m",
            "PYSPARK_PYTHON": sys.executable,
        }
        self.spark_class = home / "bin/spark-class"
        self.processes = []
        self.master = self.start(["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"], r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            self.add_worker(number)

    def add_worker(self, number):
        work = self.folder / f"work{number}"
        arguments = ["--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g", "--work-dir", work, self.master]
        self.start(["org.apache.spark.deploy.worker.Worker", *arguments], r"Successfully registered with master (\S+)")

    def start(self, command, ready):
        """Starts a process and waits until it says that it is ready."""
        process = subprocess.Popen(
            [self.spark_class, *map(str, command)], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.processes.append(process)
        said = []
        for line in process.stderr:
            said.append(line)
            if found := re.search(ready, line):
                threading.Thread(target=lambda: [None for _ in process.stderr], daemon=True).start()
                return found[1]
        raise SystemExit(f"cluster.py: {command[0]} did not start:\n{''.join(said)}")

    def kill(self, number):
        """Kills a worker and its executors, as if its machine were lost."""
        os.killpg(self.processes[1 + number].pid, signal.SIGKILL)

    def stop(self):
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()

    def is_working(self, number):
        """Whether an executor of a worker has a task."""
        logs = (self.folder / f"work{number}").glob("app-*/*/stderr")
        return any("Running task" in log.read_text(errors="replace") for log in logs)


def documented(kgraph, cluster, folder):
    """Runs the three commands of docs/cluster.md; the answers must be that of kgraph in process."""
    text = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
    commands = text.split("```sh\n", 1)[1].split("```", 1)[0].replace("spark://HOST:7077", cluster.master).splitlines()
    assert len(commands) == 3, commands
    shutil.copytree(ROOT / "graph", folder / "docs/graph")
    answers = []
    for command in [commands[0], commands[1], commands[2], 'kgraph query "who comments on the H-1B"']:
        words = shlex.split(command)
        made = subprocess.run([kgraph, *words[1:]], cwd=folder / "docs", env=cluster.environment, capture_output=True, text=True)
        if made.returncode != 0:
            print(f"{command}: {made.stderr}")
            return 1
        answers.append(made.stdout)
    if not answers[1] == answers[2] == answers[3] or "comments on" not in answers[3]:
        print(f"docs/cluster.md: the answers differ:\n{answers[1:]}")
        return 1
    print("docs/cluster.md: three commands, the same answer")
    return 0


def kill_a_worker(kgraph, cluster, graph, data):
    """Kills a worker while it counts, and expects the count all the same."""
    wanted = subprocess.run([kgraph, "query", "--quiet", "-g", graph, LONG, "--format", "csv"], check=True, capture_output=True, text=True).stdout
    for number in range(2):
        for log in (cluster.folder / f"work{number}").glob("app-*/*/stderr"):
            log.write_text("")
    command = [kgraph, "query", "--quiet", "--on", "spark", "--master", cluster.master, "--data", data, LONG, "--format", "csv"]
    started = time.monotonic()
    asked = subprocess.Popen(command, env=cluster.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not cluster.is_working(1) and asked.poll() is None:
        time.sleep(0.05)
    # In the middle: tasks are running, and those before have left their output on the worker.
    time.sleep(2)
    early = asked.poll() is None
    cluster.kill(1)
    killed = time.monotonic()
    answer, errors = asked.communicate(timeout=300)
    if not early:
        print(f"a worker was to be killed, but the answer was there before: {errors}")
        return 1
    if answer != wanted:
        print(f"with a worker killed: wanted {wanted!r}, found {answer!r}\n{errors}")
        return 1
    print(f"a worker killed {killed - started:.0f} s after the question: the same answer, {time.monotonic() - killed:.0f} s later")
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kgraph")
    parser.add_argument("--edges", nargs="*", type=int, default=[30_000])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--steps", nargs="*", default=["documented", "worker", "rows", "answers"])
    options = parser.parse_args()
    kgraph = str(Path(options.kgraph).resolve())
    few = [] if options.all else ["--few"]
    started = time.monotonic()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        graphs = []
        for edges in options.edges:
            graphs.append(folder / f"made-{edges}.json")
            make_graph(graphs[-1], edges)
        cluster = Cluster(folder)
        try:
            print(f"{cluster.master}: a master and two workers after {time.monotonic() - started:.0f} s", flush=True)
            if "documented" in options.steps:
                failed |= documented(kgraph, cluster, folder)
            if "worker" in options.steps:
                data = folder / "data"
                subprocess.run([kgraph, "export", "--quiet", "--parquet", "-g", graphs[0], "-o", data], check=True)
                failed |= kill_a_worker(kgraph, cluster, graphs[0], data)
                cluster.add_worker(2)
            for step, script in (("rows", "compare.py"), ("answers", "on.py")):
                for engine, where in (("duckdb", []), ("spark", ["--master", cluster.master])):
                    if step in options.steps:
                        command = [sys.executable, HERE / script, kgraph, engine, *where, *few, "--graphs", *graphs]
                        failed |= subprocess.run(list(map(str, command)), env=cluster.environment).returncode
                        print(f"  {script} {engine}: done {time.monotonic() - started:.0f} s after the start", flush=True)
        finally:
            cluster.stop()
    print(f"{time.monotonic() - started:.0f} s in all")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
