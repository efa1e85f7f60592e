"""How one wording differs from another, word by word. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import fingerprint, words
from aggregator.site.search.snippet import glued

_ALIKE = 0.3  # below, everything is different, and marking it would say nothing
_LONGEST = 200  # words that are compared
_COMPARED = 600
_LINES = 500
PARAGRAPHS = 20


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


def changed_words(old: str, new: str) -> SafeString:
    """Both wordings in one line, escaped: <del> around what went, <ins> around what came.

    Two that have too little in common, or are very long, stand one after the other.
    """
    before, after = words(old), words(new)
    long = len(before) > _COMPARED or len(after) > _COMPARED
    match = SequenceMatcher(None, [] if long else before, [] if long else after, autojunk=False)
    if long or match.ratio() < _ALIKE:
        return mark_safe("<wbr>".join(filter(None, (_put("del", before), _put("ins", after)))))  # noqa: S308
    parts: list[str] = []
    for what, a, b, c, d in match.get_opcodes():
        if what == "equal":
            parts.append("<wbr>".join(escape(glued(word)) for word in after[c:d]))
        else:
            parts += filter(None, (_put("del", before[a:b]), _put("ins", after[c:d])))
    return mark_safe("<wbr>".join(parts))  # noqa: S308 - every part is escaped


def changed_lines(old: str, new: str) -> tuple[SafeString, ...]:
    """The paragraphs of two texts that differ, `PARAGRAPHS` at most, as `changed_words`."""
    before, after = old.splitlines()[:_LINES], new.splitlines()[:_LINES]
    found: list[SafeString] = []
    match = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        if what != "equal":
            pairs = zip_longest(before[a:b], after[c:d], fillvalue="")
            found += (changed_words(was, now) for was, now in pairs)
        if len(found) >= PARAGRAPHS:
            break
    return tuple(found[:PARAGRAPHS])


def _put(tag: str, some: Sequence[str]) -> str:
    inside = "<wbr>".join(escape(glued(word)) for word in some)
    return f"<{tag}>{inside}</{tag}>" if inside.strip() else inside


def _bare(word: str) -> str:
    return word.replace(" ", "").casefold()
