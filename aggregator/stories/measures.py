"""Two reports held against each other: a row of named numbers, the same in either order."""

import math
from datetime import timedelta

from aggregator.stories.acts import opposed
from aggregator.stories.amounts import Amount, best
from aggregator.stories.commons import rarity, weight, whole
from aggregator.stories.features import Features
from aggregator.stories.grams import grams

_PLAIN = {"", "%", "points"}
_MOVES = {"rise", "fall"}
_AT_ONCE = timedelta(minutes=5)
_AHEAD = {"will", "plan"}
LIKENESSES = frozenset(
    [
        "rest_low",
        "rest_high",
        "lead_overlap",
        "names_shared",
        "figure_shared",
        "figure_cover",
        "figure_heads",
        "acts_shared",
        "series_same",
        "twin",
    ]
)
Row = dict[str, float]


def measure(a: Features, b: Features) -> Row:
    """All that `score` weighs. Every value lies in 0..1 but `hours`.

    Rounded: sums over sets differ in the last bit with the order, and so would the verdicts.
    """
    parts = (_words(a, b), _names(a, b), _figures(a, b), _manner(a, b), _outlet(a, b))
    row = {"bias": 1.0}
    for part in parts:
        row.update((name, round(value, 9)) for name, value in part.items())
    return row


def _words(a: Features, b: Features) -> Row:
    """How much of each headline, its names aside, the other report has too."""
    shares = sorted((_share(a.rest, b.lead), _share(b.rest, a.lead)))
    least = min(whole(a.lead), whole(b.lead))
    return {
        "rest_low": shares[0],
        "rest_high": shares[1],
        "lead_overlap": weight(a.lead & b.lead) / least if least else 0.0,
    }


def _share(part: frozenset[str], report: frozenset[str]) -> float:
    all_of_it = whole(part)
    return weight(part & report) / all_of_it if all_of_it else 0.0


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
        "coins_apart": float(bool(a.coins and b.coins) and not a.coins & b.coins),
        "venues_apart": float(bool(a.venues and b.venues) and not a.venues & b.venues),
    }


def _figures(a: Features, b: Features) -> Row:
    mine = [(one, best(one, b.amounts)) for one in a.figures]
    other = [(one, best(one, a.amounts)) for one in b.figures]
    told = max((_told(one) * fit for one, fit in mine + other), default=0.0)
    lost = [one for one, fit in mine if not fit], [one for one, fit in other if not fit]
    heads = max(_heads(a, b), _heads(b, a))
    clash = any(x.unit == y.unit for x in lost[0] for y in lost[1])
    both = bool(a.figures and b.figures)
    total = sum(_told(one) for one, _ in mine + other)
    cover = sum(_told(one) * fit for one, fit in mine + other) / (total or 1.0)
    return {
        "figure_shared": told,
        "figure_cover": cover,
        "figure_clash": float(clash),
        "figure_heads": heads,
        "figure_heads_none": float(both and not heads),
        "days_clash": float(bool(a.days and b.days) and not a.days & b.days),
    }


def _heads(a: Features, b: Features) -> float:
    """The most telling amount of one headline that stands in the other."""
    return max((_told(one) * best(one, b.figures) for one in a.figures), default=0.0)


def _told(one: Amount) -> float:
    """How sure a shared amount makes: 14,745 枚 cannot be chance, 10% and 20 倍 can."""
    if one.unit == "x":
        return 0.1
    return min(one.places + (one.unit not in _PLAIN), 4) / 4.0


def _manner(a: Features, b: Features) -> Row:
    hours = abs((a.at - b.at).total_seconds()) / 3600.0
    acts = a.acts & b.acts
    return {
        "hours": math.log1p(hours),
        "acts_shared": len(acts) / (len(a.acts | b.acts) or 1),
        "acts_opposed": float(opposed(a.acts, b.acts)),
        "stage_done": float({a.stage, b.stage} & _AHEAD != set() and "done" in {a.stage, b.stage}),
        "speaker_other": _other_words(a, b),
        "products_apart": float(bool(a.products and b.products) and not a.products & b.products),
        "reaction_one": float(a.is_reaction != b.is_reaction),
        "price_one": float(bool(a.acts & _MOVES) != bool(b.acts & _MOVES)),
        "deny_one": float(("deny" in a.acts) != ("deny" in b.acts)),
        "aftermath_one": float(("aftermath" in a.acts) != ("aftermath" in b.acts)),
        "series_same": float(bool(a.series and b.series and a.series.slug == b.series.slug)),
        "series_other": float(bool(a.series and b.series and a.series.slug != b.series.slug)),
        "series_one": float((a.series is None) != (b.series is None)),
        "digest_one": float(a.is_digest != b.is_digest),
    }


def _outlet(a: Features, b: Features) -> Row:
    """One outlet tells an event once; its next headline with another name is another event."""
    again = a.source == b.source and not (a.is_sentence or b.is_sentence)
    alone = min(rarity(a.names - b.known), rarity(b.names - a.known), 1.0)
    return {
        "same_source": float(again),
        "same_source_apart": alone if again else 0.0,
        "twin": _twin(a, b),
    }


def _twin(a: Features, b: Features) -> float:
    """How much of a headline stands in the text that its outlet prints at once in place of one."""
    if a.source != b.source or abs(a.at - b.at) > _AT_ONCE or a.is_sentence == b.is_sentence:
        return 0.0
    text, head = (a, b) if a.is_sentence else (b, a)
    return min(1.0, 2 * _share(head.rest, text.lead)) if head.names & text.known else 0.0


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
