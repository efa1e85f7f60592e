"""How Chinese characters are read, and what readers type for a name on a Latin keyboard."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod

from aggregator.language.scripts import has_han

# A name with many characters of more than one reading (银行行长) stays bounded.
_READINGS = 3
_SPELLINGS = 12
_LONGEST = 16


@lru_cache(maxsize=16_384)
def readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones (行: xing, hang, heng), the usual one first.

    What is no Chinese character stands for itself.
    """
    if not has_han(char):
        return (char,)
    # The dictionary of phrases would take 45 MB; a name has its readings character by character.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def pinyin_of(name: str) -> Iterator[str]:
    """The ways to write a folded name in pinyin, the usual one first; none for a long one."""
    yield from _spelled([readings(char)[:_READINGS] for char in name])


def initials_of(name: str) -> Iterator[str]:
    """The first letters of its syllables: btb for 比特币."""
    firsts = ([reading[:1] for reading in readings(char)[:_READINGS]] for char in name)
    yield from _spelled([tuple(dict.fromkeys(ways)) for ways in firsts])


def _spelled(ways: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every way through, or, where these are many, those with one unusual reading at most."""
    if len(ways) > _LONGEST:
        return
    if prod(map(len, ways)) <= _SPELLINGS:
        yield from dict.fromkeys(map("".join, product(*ways)))
        return
    usual = [way[0] for way in ways]
    yield "".join(usual)
    for place, others in enumerate(ways):
        for other in others[1:]:
            yield "".join([*usual[:place], other, *usual[place + 1 :]])
