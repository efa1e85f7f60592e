"""Which terms a document cannot lack if it is to meet a plan. Pure."""

from collections.abc import Mapping, Sequence

from aggregator.search.plan import AllOf, AnyOf, BestOf, Flat, Phrase, Plan, Term, Weighed

# Terms of which a matching document has at least one; None where there are no such terms.
Needed = frozenset[Term] | None
Frequencies = Mapping[Term, int]
# A term that no sample showed is rare, but what every article has is common in any sample.
_COMMON = {"lead": 900, "important": 800, "kind": 700, "month": 600, "topic": 60, "source": 50}


def needed(plan: Plan, frequencies: Frequencies) -> Needed:
    """The rarest set of alternatives that the plan needs one of.

    `frequencies` says in how many documents of a sample of 1000 a term stands.
    """
    match plan:
        case Term():
            return frozenset((plan,))
        case Phrase(grams):
            return rarest([frozenset((Term("grams", one),)) for one in grams], frequencies)
        case AllOf(parts):
            return rarest([needed(one, frequencies) for one in parts], frequencies)
        case AnyOf(parts, least):
            return _one_of(parts, max(least, 0), frequencies)
        case BestOf(parts):
            return _one_of(parts, 1, frequencies)
        case Weighed(part) | Flat(part):
            return needed(part, frequencies)
    return None


def cost(terms: frozenset[Term], frequencies: Frequencies) -> int:
    """How many of 1000 documents have one of the terms, at most."""
    return sum(frequencies.get(one, 0) or _COMMON.get(one.field, 1) for one in terms)


def rarest(sets: Sequence[Needed], frequencies: Frequencies) -> Needed:
    """Of sets that are needed all of them, the one that fewest documents have a term of."""
    known = [one for one in sets if one is not None]
    return min(known, key=lambda one: cost(one, frequencies), default=None)


def _one_of(parts: Sequence[Plan], least: int, frequencies: Frequencies) -> Needed:
    """Of n parts `least` are met, so of any n - least + 1 of them at least one is."""
    if not 1 <= least <= len(parts):
        return None if least < 1 else frozenset()
    sets = [needed(one, frequencies) for one in parts]
    known = sorted((one for one in sets if one is not None), key=lambda one: cost(one, frequencies))
    few = known[: len(parts) - least + 1]
    return frozenset().union(*few) if len(few) == len(parts) - least + 1 else None
