"""The passage of a text that answers a query, with the words of the query marked."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import segment

BEFORE = 24
LENGTH = 110


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


def _hits(text: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Spans of wanted words, in order, that don't touch each other's characters."""
    place = 0
    for token in sorted(segment(text), key=lambda one: (one.start, -one.end)):
        if token.text in wanted and token.start >= place:
            yield token.start, token.end
            place = token.end
