"""How much a gram says: those that half the reports share say little."""

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("commons.tsv")


@lru_cache(maxsize=1)
def commons() -> dict[str, float]:
    """Weights (0-1) of common grams, and of common names behind an @; what is not listed: 1."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if line)
    return {gram: float(weight) for gram, weight in rows}


@lru_cache(maxsize=8192)
def whole(grams: frozenset[str]) -> float:
    """As `weight`, of sets that are weighed again and again."""
    return weight(grams)


def weight(grams: frozenset[str]) -> float:
    """What a set of grams says together."""
    look_up = commons().get
    return sum([look_up(gram, 1.0) for gram in grams])


def rarity(names: frozenset[str]) -> float:
    """What a set of names says together."""
    look_up = commons().get
    return sum([look_up(f"@{name}", 1.0) for name in names])
