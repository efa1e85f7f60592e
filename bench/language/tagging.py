"""Tags: how many of the names that ChainCatcher files its own reports under we find too.

Its tags are names and generic words in one list. One counts as a name when the lexicon knows it
as one, or when it is unknown and written with a Latin capital; what the lexicon knows as a topic
or a term, and unknown Chinese words, are left out and counted apart.
"""

from aggregator.language import lexicon
from bench.figure import Figure
from bench.language.names import LEFT_OUT, key_of, named, owners
from bench.language.rows import Row


def measure(rows: dict[str, Row]) -> list[Figure]:
    """The share found, and how many tags were counted."""
    tagged = [row for row in rows.values() if row.tags]
    if not tagged:
        return []
    found = wanted = unknown = left = 0
    for row in tagged:
        keys = {key for name in named(row) for key in name.keys}
        for tag in row.tags:
            kind = _kind(tag)
            if kind == "left":
                left += 1
                continue
            unknown += kind == "unknown"
            wanted += 1
            found += bool(keys & (owners().get(key_of(tag), frozenset()) | {f"text:{key_of(tag)}"}))
    note = (
        f"{wanted:,} name tags on {len(tagged):,} items, {unknown:,} of them unknown to the "
        f"lexicon; {left:,} generic tags left out"
    )
    return [Figure("tags", "ChainCatcher's own found", found / wanted, "", note=note)]


def _kind(tag: str) -> str:
    slugs = owners().get(key_of(tag), frozenset())
    if slugs:
        kinds = {lexicon().by_slug[slug.removeprefix("slug:")].kind for slug in slugs}
        return "left" if kinds <= LEFT_OUT else "known"
    return "unknown" if any("A" <= char <= "Z" for char in tag) else "left"
