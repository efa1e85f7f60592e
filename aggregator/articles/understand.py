"""What the language room makes of a text: everything about an article that hangs on words. Pure.

Kept apart from the rest of an article, because a new dictionary works all of it out again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from aggregator import language
from aggregator.language import AddressMention, Evidence, TagMatch

# What an article is about, it says in its first 20,000 characters; the time of a poll is bounded.
TAGGED_LIMIT = 20_000
# The figures of a report stand in its opening; a page shows so many of them.
FIGURED_LIMIT = 2_000
FACTS = 12
# Flags that hang on the wording (see `Understanding`).
MARKS = frozenset({"bad_address", "homoglyph"})
_CHIPS = frozenset({"money", "price", "coin", "percent"})


@dataclass(frozen=True, slots=True)
class Understanding:
    """`columns` are those of `Article` with the same names; `tags` become rows.

    `flags` are the doubts that the wording earns: `bad_address` (a checksum that is wrong) and
    `homoglyph` (a name in look-alike letters); the article's other flags come from its feed.
    """

    tags: tuple[TagMatch, ...]
    columns: dict[str, Any]
    flags: frozenset[str] = frozenset()


def understand(title: str, text: str, openings: Sequence[str]) -> Understanding:
    """Read a headline and its plain text; `openings` are what the outlet puts before reports.

    All offsets in the columns count from the start of `title` or of `text` (code points).
    """
    body = language.strip_boilerplate(text, openings)
    chips = facts(title, text)
    opening = len(text) - len(body)
    read = text[: opening + TAGGED_LIMIT]
    tags = language.tags_of(title, read[opening:])
    addresses = language.find_addresses(read)
    return Understanding(
        tags=tuple(_shifted(tag, opening) for tag in tags),
        columns={
            "has_figures": bool(chips)
            or bool(language.figures(f"{title}\n{body[:FIGURED_LIMIT]}")),
            "facts": chips,
            "fingerprint": language.fingerprint(title),
            "dictionary": language.dictionary_version(),
            "keywords": language.keywords(title, body),
            "summary": "\n".join(language.summary(title, body)),
            "addresses": [asdict(one) for one in addresses],
        },
        flags=_doubts(title, read, addresses),
    )


def facts(title: str, text: str) -> list[dict[str, Any]]:
    """The amounts and shares worth a chip, each once, those of the title first, `FACTS` at most.

    {kind, value, unit, text, place, start, end}: `value` is a plain decimal number as a string,
    `kind` and `unit` are those of `language.Quantity`, `place` is "title" or "text".
    """
    told: dict[tuple[str, str, str], dict[str, Any]] = {}
    for place, words in (("title", title), ("text", text[:FIGURED_LIMIT])):
        for one in language.quantities(words):
            value = language.plain(one.value)
            if one.kind in _CHIPS and (one.kind, value, one.unit) not in told:
                told[one.kind, value, one.unit] = {
                    "kind": one.kind,
                    "value": value,
                    "unit": one.unit,
                    "text": one.text,
                    "place": place,
                    "start": one.start,
                    "end": one.end,
                }
    return list(told.values())[:FACTS]


def _doubts(title: str, text: str, addresses: Sequence[AddressMention]) -> frozenset[str]:
    flags: set[str] = set()
    if any(one.checksum == "invalid" for one in addresses):
        flags.add("bad_address")
    if language.find_homoglyphs(title) or language.find_homoglyphs(text):
        flags.add("homoglyph")
    return frozenset(flags)


def _shifted(tag: TagMatch, opening: int) -> TagMatch:
    """Evidence counted from the start of the text, with the outlet's opening."""
    return replace(tag, evidence=tuple(_moved(one, opening) for one in tag.evidence))


def _moved(one: Evidence, opening: int) -> Evidence:
    if one.place == "title":
        return one
    return replace(one, start=one.start + opening, end=one.end + opening)
