"""Entities: are the names in a text found, and as what?

A gold name and one of ours are the same when the lexicon knows either spelling of it as our
entry, or when both are the same words of the text. Labels marked optional count neither way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jieba

from aggregator.language import find_addresses, find_mentions, fold, lexicon
from bench.figure import Figure
from bench.language.rows import Row, Score, labels

# What the labels call it, and what we do.
KINDS = {"org": "company", "place": "region", "product": "topic"}
LEFT_OUT = frozenset({"topic", "term"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its kind, and every key it is known by."""

    kind: str
    keys: frozenset[str]


@cache
def owners() -> dict[str, frozenset[str]]:
    """The slugs that a folded spelling may stand for."""
    found: dict[str, set[str]] = {}
    for term in lexicon().terms:
        for surface in term.surfaces:
            found.setdefault(key_of(surface.text), set()).add(f"slug:{term.slug}")
    return {key: frozenset(slugs) for key, slugs in found.items()}


def key_of(text: str) -> str:
    return "".join(fold(text).split()).lstrip("$")


def named(row: Row) -> list[Name]:
    """What we find in an item, each name once."""
    found: dict[tuple[str, str], set[str]] = {}
    for text in (row.title, row.body):
        for one in find_mentions(text):
            if one.kind not in LEFT_OUT:
                keys = {f"slug:{one.slug}", f"text:{key_of(one.surface)}"}
                found.setdefault((one.kind, one.slug), set()).update(keys)
        for address in find_addresses(text):
            key = f"text:{key_of(address.text)}"
            found.setdefault(("address", key), {key})
    return [Name(kind, frozenset(keys)) for (kind, _), keys in found.items()]


def wanted(entities: Iterable[dict[str, Any]], optional: bool) -> list[Name]:
    """The labels of an item, each name once."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in entities:
        if bool(one.get("optional")) == optional:
            kind = KINDS.get(one["type"], one["type"])
            keys = {f"text:{key_of(one['surface'])}", f"text:{key_of(one['name'])}"}
            for spelling in (one["name"], one["surface"]):
                keys |= owners().get(key_of(spelling), frozenset())
            found.setdefault((kind, one["name"]), set()).update(keys)
    return [Name(kind, frozenset(keys)) for (kind, _), keys in found.items()]


def measure(gold: Path, rows: dict[str, Row]) -> list[Figure]:
    """F1 by name, with kind, and of each kind; jieba's baseline is whole words, not names."""
    labelled = [(rows[one["id"]], one["entities"]) for one in labels(gold, "entities_*.jsonl")
                if one["id"] in rows]  # fmt: skip
    if not labelled:
        return []
    items = [(named(r), wanted(e, False), wanted(e, True)) for r, e in labelled]
    by_name, strict = score(items, strict=False), score(items, strict=True)
    coins = score([_only(item, {"coin", "exchange"}) for item in items], strict=False)
    note = f"{len(items)} items; P {by_name.precision:.3f} R {by_name.recall:.3f}"
    figures = [
        Figure("entities", "F1 by name", by_name.f1, "", _whole(labelled),
               "surfaces plain jieba cuts whole", note),
        Figure("entities", "F1 with kind", strict.f1, "", note=_pr(strict)),
        Figure("entities", "F1 of coins and exchanges", coins.f1, "", note=_pr(coins)),
    ]  # fmt: skip
    kinds = sorted({one.kind for _, names, _ in items for one in names})
    for kind in kinds:
        own = score([_only(item, {kind}) for item in items], strict=True)
        figures.append(Figure("entities", f"F1 of {kind}", own.f1, "", note=_pr(own)))
    return figures


Labelled = tuple[list[Name], list[Name], list[Name]]


def score(items: Sequence[Labelled], strict: bool) -> Score:
    """Count; with `strict` the kind must be right too."""
    right = given = found = asked = 0
    for ours, gold, optional in items:
        for one in ours:
            if _in(one, gold, strict):
                right += 1
                given += 1
            elif not _in(one, optional, strict=False):
                given += 1
        found += sum(_in(one, ours, strict) for one in gold)
        asked += len(gold)
    return Score(right, given, found, asked)


def _in(one: Name, others: Sequence[Name], strict: bool) -> bool:
    return any(one.keys & o.keys and (not strict or one.kind == o.kind) for o in others)


def _only(item: Labelled, kinds: set[str]) -> Labelled:
    """The item as far as it is about these kinds; a name of ours counts by its own kind."""
    ours, gold, optional = item
    others = [name for name in gold if name.kind not in kinds]
    return (
        [name for name in ours if name.kind in kinds],
        [name for name in gold if name.kind in kinds],
        [*optional, *others],
    )


def _pr(score: Score) -> str:
    return f"P {score.precision:.3f} R {score.recall:.3f}, {score.wanted} labels"


def _whole(labelled: Sequence[tuple[Row, list[dict[str, Any]]]]) -> float:
    hits = total = 0
    for row, entities in labelled:
        words = set(jieba.cut(row.title)) | set(jieba.cut(row.body))
        surfaces = {one["surface"] for one in entities}
        hits += len(surfaces & words)
        total += len(surfaces)
    return hits / total
