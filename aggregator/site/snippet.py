"""The passage of a text that answers a query, with the words of the query marked."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import segment, words

BEFORE = 24
LENGTH = 110
_INNER_SPACE = re.compile(r"(?<=\S) (?=\S)")


def query_words(query: str) -> frozenset[str]:
    """The folded words that are marked in what was found."""
    return frozenset(token.text for token in segment(query))


def snippet(text: str, wanted: frozenset[str]) -> SafeString:
    """About `LENGTH` characters around the first word that is wanted, or the beginning."""
    first = next((start for start, _ in _hits(text[:4000], wanted)), 0)
    start = max(first - BEFORE, 0) if first > LENGTH - BEFORE else 0
    passage = text[start : start + LENGTH]
    ends = "…" if start + LENGTH < len(text) else ""
    body = marked(passage, wanted)
    return mark_safe(f"{'…' if start else ''}{body}{ends}")  # noqa: S308 - `marked` escapes


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """The whole text, escaped, with the wanted words in <mark>."""
    parts: list[str] = []
    place = 0
    for start, end in _hits(text, wanted):
        parts += (escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>")
        place = end
    parts.append(escape(text[place:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def marked_headline(text: str, wanted: frozenset[str]) -> SafeString:
    """The same for a headline, with <wbr> where a line may break."""
    spans = list(_hits(text, wanted))
    breaks = frozenset(list(accumulate(map(len, words(text))))[:-1])
    edges = sorted({0, len(text), *breaks, *(place for span in spans for place in span)})
    parts: list[str] = []
    for start, end in pairwise(edges):
        inside = any(first <= start and end <= last for first, last in spans)
        piece = escape(glued(text[start:end]))
        parts += ["<wbr>"] if start in breaks else []
        parts.append(f"<mark>{piece}</mark>" if inside else piece)
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped above


def glued(word: str) -> str:
    """The word with a space inside it that no line breaks at: that of 1.99 亿美元."""
    return _INNER_SPACE.sub("\u00a0", word)


def _hits(text: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Spans of wanted words, in order, that don't touch each other's characters."""
    place = 0
    for token in sorted(segment(text), key=lambda one: (one.start, -one.end)):
        if token.text in wanted and token.start >= place:
            yield token.start, token.end
            place = token.end
