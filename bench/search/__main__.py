"""`python -m bench.search [quality] [speed] [percolate] [--gold DIR --items FILE] [--json FILE]`.

Quality: DIR holds `queries_*.jsonl` and `qrels_*.tsv`, FILE the items that they name (JSON lines,
may be gzipped). Speed is measured over `--articles` documents.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.__main__ import machine
from bench.environment import ROOT, environment
from bench.figure import Figure, from_json, table
from bench.search import speed

NEWS = ROOT.parent / "shared" / "data" / "news"
SILENT = {"LOG_LEVEL": "ERROR"}  # no queue and no cache are there, which is said every time
NAMES = ("quality", "speed", "percolate")


def wanted(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; exits with a sentence when it makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(NAMES)}")
    parser.add_argument("--gold", type=Path, default=NEWS / "gold", help="folder of the judgements")
    parser.add_argument("--items", type=Path, default=NEWS / "items.jsonl.gz")
    parser.add_argument("--articles", type=int, default=2_000_000, help="documents for speed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - set(NAMES))
    if unknown:
        parser.error(f"no measurement {unknown[0]!r}; there are {', '.join(NAMES)}")
    for path in (given.gold, given.items):
        if not path.exists():
            parser.error(
                f"{path} is not there; name the judgements by --gold, the items by --items"
            )
    given.names = given.names or ["quality"]
    return given


def run(name: str, given: argparse.Namespace) -> list[Figure]:
    """The figures of one measurement, from a process and a folder of its own."""
    if name == "speed":
        return speed.measure(given.articles)
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-", ignore_cleanup_errors=True) as var:
        out = Path(var) / "figures.json"
        subprocess.run(
            [sys.executable, "-m", "bench.search.one", name, "--out", out, "--gold", given.gold,
             "--items", given.items],
            cwd=ROOT, env={**environment(Path(var), "none"), **SILENT}, check=True,
        )  # fmt: skip
        return [from_json(values) for values in json.loads(out.read_text())]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    given = wanted(arguments)
    before = machine()
    figures = [figure for name in given.names for figure in run(name, given)]
    print(f"{before}\n\n{table(figures)}")
    if given.json:
        values = [figure.as_json() for figure in figures]
        given.json.write_text(json.dumps({"machine": before, "figures": values}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
