"""Two reports held against each other: a row of named numbers, the same in either order."""

import math

from aggregator.stories.acts import opposed
from aggregator.stories.amounts import Amount, best
from aggregator.stories.commons import rarity, weight
from aggregator.stories.features import Features, grams

_MOVES = {"rise", "fall"}
_AHEAD = {"will", "plan"}
LIKENESSES = frozenset(
    "rest_low rest_high title_overlap title_within cover_low cover_high lead_overlap names_shared figure_shared "
    "figure_cover figure_heads acts_shared speaker_same series_same".split()
)
Row = dict[str, float]


def measure(a: Features, b: Features) -> Row:
    """All that `score` weighs. Every value lies in 0..1 but `hours`."""
    return {
        "bias": 1.0,
        **_words(a, b),
        **_names(a, b),
        **_figures(a, b),
        **_manner(a, b),
    }


def _words(a: Features, b: Features) -> Row:
    shared = weight(a.grams & b.grams)
    mine, other = weight(a.grams) or 1.0, weight(b.grams) or 1.0
    covers = sorted((weight(a.grams & b.lead) / mine, weight(b.grams & a.lead) / other))
    mine, other = weight(a.rest) or 1.0, weight(b.rest) or 1.0
    rests = sorted((weight(a.rest & b.lead) / mine, weight(b.rest & a.lead) / other))
    return {
        "rest_low": rests[0],
        "rest_high": rests[1],
        "title_overlap": 2 * shared / (weight(a.grams) + weight(b.grams) or 1.0),
        "title_within": shared / (min(weight(a.grams), weight(b.grams)) or 1.0),
        "cover_low": covers[0],
        "cover_high": covers[1],
        "lead_overlap": weight(a.lead & b.lead) / (min(weight(a.lead), weight(b.lead)) or 1.0),
    }


def _names(a: Features, b: Features) -> Row:
    """Shared and unshared names by their rarity: all talk of Bitcoin, few of Immunefi."""
    both = a.names & b.names
    once = (a.names & b.known) ^ both, (b.names & a.known) ^ both
    met = rarity(both) + 0.5 * (rarity(once[0]) + rarity(once[1]))
    mine, other = rarity(a.names - b.known), rarity(b.names - a.known)
    return {
        "names_shared": min(met, 2.0) / 2.0,
        "names_apart": min(mine, other, 2.0) / 2.0,
        "names_alone": min(mine + other, 3.0) / 3.0,
        "names_none": float(bool(a.names and b.names) and not both),
        "coins_apart": float(bool(a.coins and b.coins) and not a.coins & b.coins),
        "venues_apart": float(bool(a.venues and b.venues) and not a.venues & b.venues),
    }


def _figures(a: Features, b: Features) -> Row:
    mine = [(one, best(one, b.amounts)) for one in a.figures]
    other = [(one, best(one, a.amounts)) for one in b.figures]
    told = max((_told(one) * fit for one, fit in mine + other), default=0.0)
    lost = [one for one, fit in mine if not fit], [one for one, fit in other if not fit]
    heads = max((_told(one) * best(one, b.figures) for one in a.figures), default=0.0)
    clash = any(x.unit == y.unit for x in lost[0] for y in lost[1])
    plain = [one for one in a.figures if not best(one, b.figures)], [
        one for one in b.figures if not best(one, a.figures)
    ]
    both = bool(a.figures and b.figures)
    total = sum(_told(one) for one, _ in mine + other)
    cover = sum(_told(one) * fit for one, fit in mine + other) / (total or 1.0)
    return {
        "figure_shared": told,
        "figure_cover": cover,
        "figure_clash": float(clash),
        "figure_other": float(any(x.unit == y.unit for x in plain[0] for y in plain[1])),
        "figure_heads": heads,
        "figure_heads_none": float(both and not heads),
        "figure_none": float(both and not told),
        "figure_lost": min(len(lost[0]), len(lost[1]), 2) / 2.0,
        "days_clash": float(bool(a.days and b.days) and not a.days & b.days),
    }


def _told(one: Amount) -> float:
    """How sure a shared amount makes: 14,745 枚 cannot be chance, 10% and 20 倍 can."""
    return 0.1 if one.unit == "x" else min(one.places, 4) / 4.0


def _manner(a: Features, b: Features) -> Row:
    hours = abs((a.at - b.at).total_seconds()) / 3600.0
    acts = a.acts & b.acts
    return {
        "hours": math.log1p(hours),
        "acts_shared": len(acts) / (len(a.acts | b.acts) or 1),
        "acts_apart": float(bool(a.acts and b.acts) and not acts),
        "acts_opposed": float(opposed(a.acts, b.acts)),
        "stage_apart": float(a.stage != b.stage and bool(a.stage and b.stage)),
        "stage_done": float({a.stage, b.stage} & _AHEAD != set() and "done" in {a.stage, b.stage}),
        "opinion_one": float(a.is_opinion != b.is_opinion),
        "speaker_apart": float(_speakers_apart(a, b)),
        "speaker_other": _other_words(a, b),
        "products_apart": float(bool(a.products and b.products) and not a.products & b.products),
        "reaction_one": float(a.is_reaction != b.is_reaction),
        "price_one": float(bool(a.acts & _MOVES) != bool(b.acts & _MOVES)),
        "deny_one": float(("deny" in a.acts) != ("deny" in b.acts)),
        "speaker_same": float(bool(a.speaker) and a.speaker == b.speaker),
        "aftermath_one": float(("aftermath" in a.acts) != ("aftermath" in b.acts)),
        "same_source": float(
            a.source == b.source and not (a.is_sentence or b.is_sentence)
        ),
        "series_same": float(bool(a.series and b.series and a.series.slug == b.series.slug)),
        "series_other": float(
            bool(a.series and b.series and a.series.slug != b.series.slug)
        ),
        "series_one": float((a.series is None) != (b.series is None)),
        "digest_one": float(a.is_digest != b.is_digest),
    }


def _speakers_apart(a: Features, b: Features) -> bool:
    """Both quote somebody, and neither speaker is named in the other report's headline."""
    return bool(
        a.speaker and b.speaker and a.speaker not in b.title and b.speaker not in a.title
        and not a.names & b.names
    )  # fmt: skip


def _other_words(a: Features, b: Features) -> float:
    """How little two statements of one speaker share beside the name; 0 without such a speaker."""
    who = a.speaker or b.speaker
    if not who or a.is_sentence or b.is_sentence or not (who in a.title and who in b.title):
        return 0.0
    name = grams(who)
    mine, other = a.grams - name, b.grams - name
    least = min(weight(mine), weight(other))
    within = max(weight(mine & b.lead), weight(other & a.lead))
    return max(0.0, 1.0 - within / least) if least else 0.0
