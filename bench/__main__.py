"""`python -m bench [start ingest pages live index memory] [--json FILE]`: measure, and print a table.

Each measurement runs in a process of its own, with a folder of its own that is removed after.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.environment import ROOT, environment
from bench.figure import Figure, from_json, table
from bench.stopping import stop_on_sigterm

NAMES = ("start", "ingest", "pages", "live", "index", "memory")
ASKED_FOR = ("lighthouse",)  # needs a browser: measured when named, not with the rest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for; `articles` is how many the pages are measured over."""

    names: tuple[str, ...]
    json: Path | None
    articles: int


def wanted(arguments: Sequence[str]) -> Wanted:
    """Read the command line; exits with a sentence when it makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the newsroom.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of: {', '.join(NAMES + ASKED_FOR)}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--articles", type=int, default=100_000, help="articles behind the pages")
    given = parser.parse_args(arguments)
    every = NAMES + ASKED_FOR
    unknown = sorted(set(given.names) - set(every))
    if unknown:
        parser.error(f"no measurement {unknown[0]!r}; there are {', '.join(every)}")
    if given.articles < 1:
        parser.error("--articles: at least 1")
    names = tuple(name for name in every if name in (given.names or NAMES))
    return Wanted(names, given.json, given.articles)


def machine() -> str:
    """The machine in one line; the load says how far to trust the figures."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, load average {load}"
    )


def run(name: str, articles: int) -> list[Figure] | None:
    """The figures of one measurement; None when it failed, which it has said."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-", ignore_cleanup_errors=True) as var:
        out = Path(var) / "figures.json"
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.one", name, "--articles", str(articles), "--out", out],
            cwd=ROOT,
            env=environment(Path(var), "none"),
            start_new_session=True,  # a Ctrl-C reaches it once, through us
        )
        try:
            failed = process.wait()
        finally:
            process.terminate()  # it ends its newsroom before the folder goes
            process.wait()
        if failed:
            return None
        return [from_json(values) for values in json.loads(out.read_text())]


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; 1 when any of it failed."""
    asked = wanted(arguments)
    stop_on_sigterm()
    before = machine()
    figures: list[Figure] = []
    failed = []
    for name in asked.names:
        print(f"bench: measuring {name}", file=sys.stderr, flush=True)
        found = run(name, asked.articles)
        figures += found or []
        failed += [name] if found is None else []
    after = machine()
    print(f"before: {before}\nafter:  {after}\n\n{table(figures)}")
    if asked.json:
        values = [figure.as_json() for figure in figures]
        asked.json.write_text(
            json.dumps({"before": before, "after": after, "figures": values}, indent=1) + "\n"
        )
    if failed:
        print(f"bench: without figures, see above: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
