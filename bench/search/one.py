"""One measurement of search in this process; its environment is already that of `environment`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from bench.figure import Figure


def main(arguments: Sequence[str]) -> int:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.one")
    parser.add_argument("name")
    for name in ("--out", "--gold", "--items"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args(arguments)
    django.setup()
    figures = measure(given)
    given.out.write_text(json.dumps([figure.as_json() for figure in figures]))
    return 0


def measure(given: argparse.Namespace) -> list[Figure]:
    """The figures of the measurement that is named."""
    if given.name == "percolate":
        from bench.search import percolate

        return percolate.measure()
    return _quality(given.gold, given.items)


def _quality(gold: Path, path: Path) -> list[Figure]:
    from bench.items import real_items
    from bench.search import baseline, corpus, known, quality

    items = real_items(path)
    built = corpus.build(items)
    base = baseline.build(items)
    judged = quality.read_judged(gold)
    return [*quality.measure(judged, built, base), *known.measure(built, judged, base)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
