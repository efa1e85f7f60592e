"""A query as it was understood."""

from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal[
    "words", "phrase", "tag", "source", "kind", "important", "since", "until", "address", "link"
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition, and where it stands in the text: `query.text[start:end]`.

    `value` by kind: words, phrase: the wording; tag, source: the slug; kind: an `Article.Kind`;
    important: ""; since, until: a day, 2026-03-01, in the site's zone, both included; address: as
    written; link: the address of a page. `label` is what its chip says.
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
        left, right = self.text[: clause.start].rstrip(), self.text[clause.end :].lstrip()
        return f"{left} {right}".strip()
