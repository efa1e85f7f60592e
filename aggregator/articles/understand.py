"""What the language room makes of a text: everything about an article that hangs on words. Pure.

Kept apart from the rest of an article, because a new dictionary works all of it out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aggregator import language
from aggregator.language import TagMatch

# What an article is about, it says in its first 20,000 characters; the time of a poll is bounded.
TAGGED_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Understanding:
    """`columns` are those of `Article` with the same names; `tags` become rows."""

    tags: tuple[TagMatch, ...]
    columns: dict[str, Any]


def understand(title: str, text: str, openings: Sequence[str]) -> Understanding:
    """Read a headline and its plain text; `openings` are what the outlet puts before reports.

    All offsets in the columns count from the start of `title` or of `text` (code points).
    """
    body = language.strip_boilerplate(text, openings)
    return Understanding(
        tags=tuple(language.tags_of(title, body[:TAGGED_LIMIT])),
        columns={
            "has_figures": bool(language.figures(f"{title}\n{body[:2000]}")),
            "fingerprint": language.fingerprint(title),
            "dictionary": language.dictionary_version(),
            "keywords": language.keywords(title, body),
            "summary": "\n".join(language.summary(title, body)),
        },
    )
