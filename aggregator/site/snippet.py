"""Headlines and passages as they answer a query, with what it means in <mark>."""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import words
from aggregator.search.marking import Marking
from aggregator.site.passages import best_passage

_INNER_SPACE = re.compile(r"(?<=\S) (?=\S)")


def headline(marking: Marking, title: str) -> SafeString:
    """The whole headline, escaped and marked, with <wbr> where a line may break."""
    breaks = frozenset(list(accumulate(map(len, words(title))))[:-1])
    return _marked(title, marking.spans(title), breaks)


def passage(marking: Marking, text: str) -> SafeString:
    """The best passage of a text, escaped and marked, with … where it is cut.

    `text` may be of any length and is what the outlet lets us show, without its opening
    (`language.strip_boilerplate`; `policy.excerpt_shown` has none).
    """
    best = best_passage(marking, text)
    spans = [(start - best.start, end - best.start) for start, end in best.spans]
    body = _marked(text[best.start : best.end], spans)
    before, after = "…" if best.start else "", "…" if best.end < len(text) else ""
    return mark_safe(f"{before}{body}{after}")  # noqa: S308 - `_marked` escapes


def glued(word: str) -> str:
    """The word with a space inside it that no line breaks at: that of 1.99 亿美元."""
    return _INNER_SPACE.sub("\u00a0", word)


def _marked(
    text: str, spans: Sequence[tuple[int, int]], breaks: Collection[int] | None = None
) -> SafeString:
    """The text, each piece escaped and each span in <mark>; with `breaks` a line breaks there only."""
    places = {place for span in spans for place in span}
    starts = dict(spans)
    edges = sorted({0, len(text), *(breaks or ()), *places})
    parts: list[str] = []
    within = 0
    for start, end in pairwise(edges):
        within = starts.get(start, within)
        piece = escape(text[start:end] if breaks is None else glued(text[start:end]))
        parts += ["<wbr>"] if start in (breaks or ()) else []
        parts.append(f"<mark>{piece}</mark>" if start < within else piece)
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped above
