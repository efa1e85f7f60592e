"""What tells two lexicons apart, and which texts that touches. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aggregator.language import Lexicon, Term
from aggregator.language.lexicon import Surface

_FEW = 32


@dataclass(frozen=True, slots=True)
class Difference:
    """Ways of writing (folded) that are new, gone, or mean or match something else; and the terms.

    One that changed its owner or its marks stands in `added`.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no article can be read differently."""
        return not (self.added or self.removed or self.terms)


def difference(before: Lexicon, after: Lexicon) -> Difference:
    """Compare. A note alone makes no difference."""
    old, new = before.by_slug, after.by_slug
    terms = {s for s in old.keys() | new.keys() if _bare(old.get(s)) != _bare(new.get(s))}
    was, now = _ways(old[s] for s in terms & old.keys()), _ways(new[s] for s in terms & new.keys())
    added = {text for text, owners in now.items() if was.get(text) != owners}
    return Difference(
        tuple(sorted(added)), tuple(sorted(was.keys() - now.keys())), tuple(sorted(terms))
    )


def _bare(term: Term | None) -> Term | None:
    return replace(term, note="") if term else None


def _ways(terms: Iterable[Term]) -> dict[str, set[tuple[str, str, Surface]]]:
    ways: dict[str, set[tuple[str, str, Surface]]] = {}
    for term in terms:
        for surface in term.surfaces:
            ways.setdefault(surface.folded, set()).add((term.slug, term.kind, surface))
    return ways


class Touch:
    """Finds the texts in which one of the ways of writing stands, in time linear in the text."""

    def __init__(self, ways: Iterable[str]) -> None:
        self._all = tuple(ways)
        self._heads: dict[str, list[str]] = {}
        for way in self._all:
            self._heads.setdefault(way[:2], []).append(way)

    def __call__(self, folded: str) -> bool:
        """Say whether one of them stands in the folded text."""
        if len(self._all) <= _FEW:
            return any(way in folded for way in self._all)
        heads = {folded[i : i + 2] for i in range(len(folded))} | set(folded)
        return any(
            way in folded for head in heads & self._heads.keys() for way in self._heads[head]
        )
