"""Neighbouring characters: what finds any exact wording, however the text was cut into words.

A text is a row of atoms: each Chinese character is one, each run of letters or of digits is one.
At the place of every atom stands one gram: a Chinese character with the one behind it, else the
atom itself. So two characters are found by one look-up, and longer wordings as a phrase; both are
exact, in any engine that splits at white space and counts positions.
"""

import re
from itertools import pairwise

from aggregator.language import fold
from aggregator.language.scripts import HAN, has_han

BREAK = "¶"  # stands between headline and body: no wording goes across
_ATOM = re.compile(rf"[{HAN}]|\d+|[^\W\d_{HAN}]+")


def grams(text: str) -> list[str]:
    """The gram at the place of every atom of a text, folded. Linear time."""
    atoms = _ATOM.findall(fold(text))
    return [*(_gram(one, after) for one, after in pairwise(atoms)), *atoms[-1:]]


def phrase(wording: str) -> tuple[str, ...]:
    """The grams that stand in a row in every text with this wording.

    What stands behind the last Chinese character in a text is not known, so it has no gram of
    its own: the one before covers it. Empty for a lone Chinese character, which only words find.
    """
    found = grams(wording)
    return tuple(found[:-1] if found and has_han(found[-1]) else found)


def _gram(atom: str, after: str) -> str:
    return atom + after if has_han(atom) and has_han(after) else atom
