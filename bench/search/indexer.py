"""An indexer of its own: `python -m bench.search.indexer SECONDS`, 50 new articles a second.

Says "ready", begins at a line from outside, and prints how many it indexed, the milliseconds of
each batch from commit to commit, and its memory as JSON.
"""

import json
import sys
import time

import django

from bench.search.memory import own_memory

BATCH = 50


def main(seconds: float) -> None:
    """Write and index so long, a batch each second, then tell."""
    django.setup()
    from aggregator.search.pending import index_pending
    from bench.search.arriving import arrive
    from newsroom.service import die_with_parent

    die_with_parent(9)
    arrive(1)
    index_pending()
    print("ready", flush=True)
    sys.stdin.readline()
    batches: list[float] = []
    done = 0
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        arrive(BATCH)
        started = time.perf_counter()
        done += index_pending()
        batches.append((time.perf_counter() - started) * 1000)
        time.sleep(max(begun + 1 - time.perf_counter(), 0))
    print(json.dumps({"done": done, "ms": batches, **own_memory()}), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
