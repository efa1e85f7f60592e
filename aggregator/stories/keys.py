"""Blocking keys: reports of one event share at least one, most other reports share none."""

from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from math import floor, log

from aggregator.stories.amounts import Amount
from aggregator.stories.commons import commons, rarity
from aggregator.stories.features import Features

WIDTH = 40
BANDS = 10
ROWS = 2
_NAMES = 6
_RARE = 8
_TELLING = 0.6  # a name in one report of a hundred
_MASK = (1 << 64) - 1
# Odd multipliers and addends, one pair a row: drawn once from blake2b, the same for ever.
_MIX = tuple(
    (
        int.from_bytes(blake2b(b"a%d" % row, digest_size=8).digest(), "big") | 1,
        int.from_bytes(blake2b(b"b%d" % row, digest_size=8).digest(), "big"),
    )
    for row in range(BANDS * ROWS)
)


def keys(f: Features) -> frozenset[str]:
    """At most 40 characters each. The same features give the same keys in every process."""
    found = _series(f) | _names(f) | _numbers(f) | _rare(f) | _bands(f)
    return frozenset(_fit(key) for key in found)


def _fit(key: str) -> str:
    if len(key) <= WIDTH:
        return key
    return key[:2] + blake2b(key.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _series(f: Features) -> set[str]:
    if f.series is None or f.series.day is None:
        return set()
    found = {f"s:{f.series.slug}:{key}:{one.value:.1g}" for key, one in f.series.levels().items()}
    return found or {f"s:{f.series.slug}:{f.series.day:%m%d}"}


def _names(f: Features) -> set[str]:
    """Rare names alone, frequent ones in pairs and with what was done."""
    found = {f"n:{name}" for name in f.names if rarity(frozenset([name])) >= _TELLING}
    ordered = sorted(f.names)[:_NAMES]
    found.update(f"p:{a}+{b}" for a, b in combinations(ordered, 2))
    return found


def _numbers(f: Features) -> set[str]:
    """Telling amounts, in steps so wide that a rounded one lands in the same or the next."""
    found: set[str] = set()
    for one in f.figures:
        if one.places >= 2 and one.value > 0:
            found.update(_steps(one))
    for one in f.amounts[:12]:
        if one.places >= 3 and one.value > 0:
            found.update(_steps(one))
    return found


def _steps(one: Amount) -> set[str]:
    place = log(one.value) / log(1.02)
    unit = one.unit if one.unit in {"%", "x", "points"} else ""
    return {f"v:{floor(place)}{unit}", f"v:{floor(place + 0.5)}.{unit}"}


def _rare(f: Features) -> set[str]:
    """A few pairs of characters that hardly any other report has."""
    table = commons()
    grams = sorted(
        (blake2b(gram.encode("utf-8", "replace"), digest_size=8).digest(), gram)
        for gram in f.grams
        if gram not in table and not gram.isascii()
    )
    return {f"g:{gram}" for _, gram in grams[:_RARE]}


def _bands(f: Features) -> set[str]:
    """MinHash over the title's telling grams (Broder 1997), cut into bands."""
    table = commons()
    grams = [gram for gram in f.grams if table.get(gram, 1.0) >= 0.4]
    if len(grams) < 2:
        return set()
    lows = list(map(min, *map(_mixed, grams)))
    return {
        f"m:{band}:{sum(lows[band * ROWS : band * ROWS + ROWS]) & _MASK:x}" for band in range(BANDS)
    }


@lru_cache(maxsize=4096)
def _mixed(gram: str) -> tuple[int, ...]:
    """The gram's place in each of the orders that MinHash looks for the first in."""
    digest = blake2b(gram.encode("utf-8", "replace"), digest_size=8).digest()
    value = int.from_bytes(digest, "big")
    return tuple((a * value + b) & _MASK for a, b in _MIX)
