"""`python -m bench.language --gold DIR --items FILE [--json FILE]`: figures on labelled news.

DIR holds `same_event_pairs_*.jsonl`, `entities_*.jsonl`, `segmentation_*.tsv`; FILE is the items
they name (JSON lines, may be gzipped).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.__main__ import machine
from bench.environment import ROOT
from bench.figure import table

NEWS = ROOT.parent / "shared" / "data" / "news"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 when the labels or items are not there."""
    parser = argparse.ArgumentParser(prog="python -m bench.language", description=__doc__)
    parser.add_argument("--gold", type=Path, default=NEWS / "gold", help="folder of the labels")
    parser.add_argument("--items", type=Path, default=NEWS / "items.jsonl.gz")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    given = parser.parse_args(arguments)
    for path in (given.gold, given.items):
        if not path.exists():
            print(f"bench: {path} is not there; name the labels by --gold and the items by "
                  "--items", file=sys.stderr)  # fmt: skip
            return 1
    from bench.language import cost, cutting, events, names, tagging
    from bench.language.rows import read_rows

    rows = read_rows(given.items)
    before = machine()
    figures = [
        *events.measure(given.gold, rows),
        *names.measure(given.gold, rows),
        *cutting.measure(given.gold, rows),
        *tagging.measure(rows),
        *cost.measure(rows),
    ]
    print(f"{before}\n\n{table(figures)}")
    if given.json:
        values = [figure.as_json() for figure in figures]
        given.json.write_text(json.dumps({"machine": before, "figures": values}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
