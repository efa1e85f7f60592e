"""The speed of search: `python -m bench.search.speed [--count N] [--json FILE]`.

Measured in a process of its own, with a folder of its own that is removed after.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.__main__ import machine
from bench.environment import ROOT, environment
from bench.figure import Figure, from_json, table
from bench.newsroom import BenchError
from bench.search.texts import folder
from bench.stopping import stop_on_sigterm

EMBEDDED = "embedded"


def measure(count: int, engine: str = EMBEDDED) -> list[Figure]:
    """The figures over `count` articles; `engine` is embedded or the address of an OpenSearch.

    Raises `BenchError` where the texts are not there or the measurement fails.
    """
    folder()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-", ignore_cleanup_errors=True) as var:
        out = Path(var) / "figures.json"
        chosen = {} if engine == EMBEDDED else {"SEARCH_URL": engine}
        words = ["bench.one", "search.measuring", "--articles", str(count), "--out", str(out)]
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={**environment(Path(var), "none"), **chosen},
            start_new_session=True,  # a Ctrl-C reaches it once, through us
        )
        try:
            failed = process.wait()
        finally:
            process.terminate()  # it ends its readers before the folder goes
            process.wait()
        if failed:
            raise BenchError(f"no figures of search over {count:,} articles: see above")
        return [from_json(values) for values in json.loads(out.read_text())]


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 with a sentence when it can't be had."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.speed", description=__doc__)
    parser.add_argument("--count", type=int, default=820_000, help="articles in the index")
    parser.add_argument("--engine", default=EMBEDDED, help="or the address of an OpenSearch")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    given = parser.parse_args(arguments)
    stop_on_sigterm()
    before = machine()
    try:
        figures = measure(given.count, given.engine)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(f"before: {before}\nafter:  {machine()}\n\n{table(figures)}")
    if given.json:
        values = [figure.as_json() for figure in figures]
        told = {"before": before, "cores": os.cpu_count(), "figures": values}
        given.json.write_text(json.dumps(told, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
