"""Texts as sets: neighbouring pairs of Han characters, and Latin words."""

import re

WORD = re.compile(r"[a-z][a-z0-9]*(?:[.\-_][a-z0-9]+)*|0x[0-9a-f]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def grams(folded: str) -> frozenset[str]:
    """Neighbouring pairs of Han characters, and Latin words; digits are compared as amounts."""
    found: set[str] = set(WORD.findall(folded))
    for run in _HAN.findall(folded):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return frozenset(found)
