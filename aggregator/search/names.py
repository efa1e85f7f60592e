"""Names of people, coins and houses, as readers type them."""

from functools import lru_cache

from aggregator.language import fold, lexicon


def name_key(name: str) -> str:
    """The form in which names are compared: folded, without spaces."""
    return "".join(fold(name).split())


@lru_cache(maxsize=1)
def tags_by_name() -> dict[str, str]:
    """The key of every name in the lexicon, and the slug of the tag that it belongs to.

    Readers type names in any case, and an everyday word (OP, 柚子) may well mean the coin: the
    context rules for texts don't hold for queries.
    """
    return {
        name_key(surface.text): term.slug
        for term in lexicon().terms
        for surface in term.surfaces
        if term.kind != "term"
    }
