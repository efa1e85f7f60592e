"""Two reports held against each other: a row of named numbers, the same in either order."""

import math

from aggregator.stories.acts import opposed
from aggregator.stories.amounts import Amount, best
from aggregator.stories.commons import weight
from aggregator.stories.features import Features

_AHEAD = {"will", "plan"}
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
    return {
        "title_overlap": 2 * shared / (mine + other),
        "title_within": shared / min(mine, other),
        "cover_low": covers[0],
        "cover_high": covers[1],
        "lead_overlap": weight(a.lead & b.lead) / (min(weight(a.lead), weight(b.lead)) or 1.0),
    }


def _names(a: Features, b: Features) -> Row:
    shared = len(a.names & b.names)
    met = shared + 0.5 * (len(a.names & b.known - b.names) + len(b.names & a.known - a.names))
    mine, other = len(a.names - b.known), len(b.names - a.known)
    coins = bool(a.coins and b.coins and not a.coins & b.coins)
    return {
        "names_shared": min(met, 3.0) / 3.0,
        "names_apart": min(mine, other, 2) / 2.0,
        "names_alone": min(mine + other, 4) / 4.0,
        "names_none": float(bool(a.names and b.names) and not shared),
        "coins_apart": float(coins),
        "venues_apart": float(bool(a.venues and b.venues) and not a.venues & b.venues),
    }


def _figures(a: Features, b: Features) -> Row:
    mine = [(one, best(one, b.amounts)) for one in a.figures]
    other = [(one, best(one, a.amounts)) for one in b.figures]
    told = max((_told(one) * fit for one, fit in mine + other), default=0.0)
    lost = [one for one, fit in mine if not fit], [one for one, fit in other if not fit]
    clash = any(x.unit == y.unit for x in lost[0] for y in lost[1])
    plain = [one for one in a.figures if not best(one, b.figures)], [
        one for one in b.figures if not best(one, a.figures)
    ]
    both = bool(a.figures and b.figures)
    fits = [fit for _, fit in mine + other]
    return {
        "figure_shared": told,
        "figure_cover": sum(fits) / len(fits) if fits else 0.0,
        "figure_clash": float(clash),
        "figure_other": float(any(x.unit == y.unit for x in plain[0] for y in plain[1])),
        "figure_none": float(both and not told),
        "figure_lost": min(len(lost[0]), len(lost[1]), 2) / 2.0,
        "days_clash": float(bool(a.days and b.days) and not a.days & b.days),
    }


def _told(one: Amount) -> float:
    """How sure a shared amount makes: 14,745 枚 cannot be chance, 10% can."""
    return min(one.places, 4) / 4.0


def _manner(a: Features, b: Features) -> Row:
    hours = abs((a.at - b.at).total_seconds()) / 3600.0
    acts = a.acts & b.acts
    return {
        "hours": math.log1p(hours),
        "acts_shared": float(bool(acts)),
        "acts_apart": float(bool(a.acts and b.acts) and not acts),
        "acts_opposed": float(opposed(a.acts, b.acts)),
        "stage_apart": float(a.stage != b.stage and bool(a.stage and b.stage)),
        "stage_done": float({a.stage, b.stage} & _AHEAD != set() and "done" in {a.stage, b.stage}),
        "opinion_one": float(a.is_opinion != b.is_opinion),
        "speaker_apart": float(_speakers_apart(a, b)),
        "speaker_same": float(bool(a.speaker) and a.speaker == b.speaker),
        "same_source": float(a.source == b.source),
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
