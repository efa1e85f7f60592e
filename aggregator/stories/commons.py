"""How much a gram says: those that half the reports share say little."""

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("commons.tsv")


@lru_cache(maxsize=1)
def commons() -> dict[str, float]:
    """Weights (0-1) of the common grams; whatever is not listed weighs 1."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line)
    return {gram: float(weight) for gram, weight in rows}


def weight(grams: frozenset[str]) -> float:
    """What a set of grams says together."""
    table = commons()
    return sum(table.get(gram, 1.0) for gram in grams)
