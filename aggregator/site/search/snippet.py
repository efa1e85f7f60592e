"""Headlines and passages as they answer a query, with what it means in <mark>."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.language import phrases
from aggregator.search.marking import Marking
from aggregator.site.search.passages import best_passage

_TIGHT = 6  # characters: no line breaks inside a name as short as this
_INNER_SPACE = re.compile(r"(?<=\S) (?=\S)")


def headline(marking: Marking, title: str) -> SafeString:
    """The whole headline, escaped and marked, with <wbr> where a line may break."""
    breaks = frozenset(list(accumulate(map(len, phrases(title))))[:-1])
    return _marked(title, marking.spans(title), breaks)


def passage(marking: Marking, text: str) -> SafeString:
    """The best passage of a text, escaped and marked, with … where it is cut.

    `text` may be of any length and is what the outlet lets us show, without its opening
    (`language.strip_boilerplate`; `permitted.excerpt` has none).
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
    text: str, spans: Sequence[tuple[int, int]], breaks: frozenset[int] | None = None
) -> SafeString:
    """The text, escaped, each span in one <mark>; with `breaks` a line breaks there only.

    A short span stays in one piece.
    """
    opens, closes = dict(spans), {end for _, end in spans}
    tight = {n for start, end in spans if end - start <= _TIGHT for n in range(start + 1, end)}
    free = (breaks or frozenset()) - tight
    parts: list[str] = []
    for start, end in pairwise(sorted({0, len(text), *free, *opens, *closes})):
        piece = text[start:end] if breaks is None else glued(text[start:end])
        parts += ["</mark>"] if start in closes else []
        parts += ["<wbr>"] if start in free else []
        parts += ["<mark>"] if start in opens else []
        parts.append(escape(piece))
    parts += ["</mark>"] if len(text) in closes else []
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped above
