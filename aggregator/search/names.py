"""Names of people, coins and houses, as readers type them."""

from functools import lru_cache

from aggregator.language import Lexicon, Term, book, fold


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The form in which names are compared: folded, without spaces."""
    return "".join(fold(name).split())


def tags_by_name() -> dict[str, tuple[str, ...]]:
    """The key of every name in the lexicon, and the slugs of the tags that bear it.

    Aave is a project and a coin: a name may have more owners than one.
    Readers type names in any case, and an everyday word (OP, 柚子) may well mean the coin: the
    context rules for texts don't hold for queries.
    """
    return book().part(_owners)


def _owners(source: Lexicon) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for term in source.terms:
        if term.kind == "term":
            continue
        # The other words of a topic are signs of it, not names for it: CLARITY 法案 is not 监管.
        names = [term.name] if term.kind == "topic" else [one.text for one in term.surfaces]
        for key in sorted(set(map(name_key, names))):
            owners[key] = (*owners.get(key, ()), term.slug)
    return owners


def spellings(slug: str) -> tuple[str, ...]:
    """The names that surely mean this tag wherever they stand, as the lexicon writes them.

    None for a topic: its words are signs of it, not names for it.
    """
    return book().part(_spellings)[slug]


def _spellings(source: Lexicon) -> dict[str, tuple[str, ...]]:
    return {term.slug: () if term.kind == "topic" else _sure(term) for term in source.terms}


def _sure(term: Term) -> tuple[str, ...]:
    sure: dict[str, str] = {}
    for one in term.surfaces:
        if not (one.ambiguous or one.exact):
            sure.setdefault(name_key(one.text), one.text)
    return tuple(sure.values())
