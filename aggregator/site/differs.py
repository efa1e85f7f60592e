"""How one headline differs from another: the words of its own, marked. Pure."""

from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import fingerprint, words
from aggregator.site.snippet import glued

_ALIKE = 0.3  # below, everything is different, and marking it would say nothing
_LONGEST = 200  # words that are compared


def same_words(title: str, other: str) -> bool:
    """Whether two headlines say the same, but for outlet openings, spaces and punctuation."""
    return fingerprint(title) == fingerprint(other) and bool(fingerprint(title))


def marked_difference(title: str, other: str) -> SafeString:
    """The headline, escaped, with <em> around the words that `other` has not.

    Lines may break between words. Nothing is marked when the two have too little in common.
    """
    mine, theirs = words(title)[:_LONGEST], words(other)[:_LONGEST]
    match = SequenceMatcher(None, [_bare(w) for w in mine], [_bare(w) for w in theirs], False)
    shared: set[int] = set()
    for block in match.get_matching_blocks():
        shared |= set(range(block.a, block.a + block.size))
    marks = match.ratio() >= _ALIKE
    parts = [
        f"<em>{escape(glued(word))}</em>"
        if marks and place not in shared and any(map(str.isalnum, word))
        else escape(glued(word))
        for place, word in enumerate(words(title))
    ]
    return mark_safe("<wbr>".join(parts))  # noqa: S308 - every part is escaped above


def _bare(word: str) -> str:
    return word.replace(" ", "").casefold()
