"""A query as it was understood."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal[
    "words",
    "phrase",
    "tag",
    "coin",
    "topic",
    "source",
    "kind",
    "important",
    "since",
    "until",
    "days",
    "day",
    "address",
    "link",
]
Field = Literal["tag", "coin", "topic", "source", "kind", "important", "month", "from", "to"]

# So many characters of a text are looked at (a pasted link may run on); see `parse`.
LONGEST = 300
# What a field takes the place of; a second tag narrows the first, so it takes none.
_REPLACED: dict[str, tuple[ClauseKind, ...]] = {
    "tag": (),
    "month": ("since", "until", "days", "day"),
    "from": ("since", "days", "day"),
    "to": ("until", "days", "day"),
}
_WRITTEN = {"flash": "快讯", "article": "文章"}
_LOOSE = re.compile(r"[\s\"“”＂「」『』|｜,，、;；。()（）]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition, and where it stands in the text: `query.text[start:end]`.

    `value` by kind: words, phrase: the wording; tag, coin, topic, source: the slug; kind: an
    `Article.Kind`; important: ""; since, until: a day, 2026-03-01, in the site's zone, both
    included; days: two of them with a slash between; day: one that was named among the words
    (`label` has it as written), so a text that tells of it will do; address: as written; link:
    the address of a page. `label` is what its chip says.
    `negated`: it must not be met. `either`: it or the clause before it is enough (OR).
    """

    kind: ClauseKind
    value: str
    label: str
    start: int
    end: int
    negated: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All clauses in the order of the text. `ignored` says in words what was not understood."""

    text: str
    clauses: tuple[Clause, ...] = ()
    ignored: tuple[str, ...] = ()

    def without(self, clause: Clause) -> str:
        """The text of the query that lacks a clause: where the cross on its chip leads."""
        return self._written(tuple(one for one in self.clauses if one != clause))

    def choices(self, kinds: Collection[str]) -> tuple[Clause, ...]:
        """The clauses that choose a value of these kinds.

        None that must not be met, and of several joined by OR only where all of them choose.
        """
        return tuple(
            one
            for row in alternatives(self.clauses)
            if all(other.kind in kinds and not other.negated for other in row)
            for one in row
        )

    def having(self, field: Field, value: str) -> str:
        """The text with a condition more: where the link of a facet leads.

        `value` is a slug, flash or article, 1 or 0, a month (2026-03) or a day. It takes the
        place of the condition of that field where only one makes sense; one that is an
        alternative to something else is no choice, so it stays.
        """
        gone = self.choices(_REPLACED.get(field, (field,)))
        kept = self._written(tuple(one for one in self.clauses if one not in gone))
        added = _condition(field, value)
        alone = {
            self._piece(row[0])
            for row in alternatives(self.clauses)
            if len(row) == 1 and row[0] not in gone
        }
        if added in alone:
            return kept
        # What stands behind the last character looked at would be lost.
        ends = (kept, added) if len(kept) + 1 + len(added) <= LONGEST else (added, kept)
        return " ".join(ends).strip()

    def _written(self, clauses: tuple[Clause, ...]) -> str:
        """The text of some of the clauses, without what meant nothing."""
        pieces: list[str] = []
        for clause in self.clauses:
            if clause not in clauses:
                continue
            if pieces and clause.either and self._still_joined(clause, clauses):
                pieces.append("OR")
            pieces.append(self._piece(clause))
        return " ".join(pieces)

    def _piece(self, clause: Clause) -> str:
        """What stands for a clause; the coin NOT so that it negates nothing behind it."""
        piece = self.text[clause.start : clause.end]
        return piece.lower() if piece == "NOT" else piece

    def _still_joined(self, clause: Clause, clauses: tuple[Clause, ...]) -> bool:
        """Whether something before it in its row of alternatives is kept."""
        place = self.clauses.index(clause)
        while self.clauses[place].either:
            place -= 1
            if self.clauses[place] in clauses:
                return True
        return False


def alternatives(clauses: Sequence[Clause]) -> list[tuple[Clause, ...]]:
    """The clauses in their order, those of which one is enough (OR) together."""
    groups: list[tuple[Clause, ...]] = []
    for clause in clauses:
        if clause.either and groups:
            groups[-1] = (*groups[-1], clause)
        else:
            groups.append((clause,))
    return groups


def _condition(field: Field, value: str) -> str:
    if field == "month":
        return f"from:{value} to:{value}"
    value = _WRITTEN.get(value, value) if field == "kind" else value
    return f"{field}:“{value}”" if _LOOSE.search(value) else f"{field}:{value}"
