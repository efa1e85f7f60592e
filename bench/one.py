"""One measurement in this process: `python -m bench.one NAME --articles N --out FILE`.

The environment is already that of the measurement (`bench.environment`).
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

from bench.figure import Figure
from bench.stopping import stop_on_sigterm


def main(arguments: list[str]) -> int:
    """Measure and write the figures; 1 with a sentence when it can't be had."""
    parser = argparse.ArgumentParser(prog="python -m bench.one")
    parser.add_argument("name")
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    django.setup()
    from bench.newsroom import BenchError
    from newsroom.service import die_with_parent

    stop_on_sigterm()
    die_with_parent(signal.SIGTERM)

    measure: Callable[[int], list[Figure]] = import_module(f"bench.{given.name}").measure
    try:
        figures = measure(given.articles)
    except BenchError as error:
        print(f"bench: {given.name}: {error}", file=sys.stderr)
        return 1
    given.out.write_text(json.dumps([figure.as_json() for figure in figures]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
