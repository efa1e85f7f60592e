"""A reader of its own: `python -m bench.search.reader FILE SECONDS`, queries as JSON in FILE.

Says "ready" once every query was asked; begins at a line from outside, and then prints its
milliseconds by kind and its memory as JSON.
"""

import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

import django

from bench.search.memory import own_memory


def main(path: Path, seconds: float) -> None:
    """Warm up, wait, ask for so long, tell."""
    django.setup()
    from bench.search.kinds import Asked
    from bench.search.latency import ask
    from newsroom.service import die_with_parent

    die_with_parent(9)
    queries = [Asked(**values) for values in json.loads(path.read_text())]
    random.Random(time.time_ns()).shuffle(queries)
    for one in queries:
        ask(one)
    print("ready", flush=True)
    sys.stdin.readline()
    spent: dict[str, list[float]] = defaultdict(list)
    end = time.perf_counter() + seconds
    place = 0
    while (started := time.perf_counter()) < end:
        one = queries[place % len(queries)]
        ask(one)
        spent[one.kind].append((time.perf_counter() - started) * 1000)
        place += 1
    print(json.dumps({"ms": spent, **own_memory()}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
