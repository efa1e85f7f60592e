"""Which articles may tell of one event: found by shared keys, then judged pair by pair."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from django.db.models import Q

from aggregator.stories.features import Features
from aggregator.stories.models import Key, Link
from aggregator.stories.partition import Pair, pair
from aggregator.stories.score import WINDOW, compare
from aggregator.stories.traces import recall, slots

# Articles under one key that an article is held against: those nearest in time. A key that more
# share within the window tells little, and what they have in common is under other keys too.
CROWD = 60
PARAMETERS = 5000  # in one query: SQLite takes no more than 32,766


def relink(fresh: Mapping[int, Features]) -> set[int]:
    """Judge fresh articles against all that share a key; give those that they are linked to.

    Links that were made with earlier wordings go. Within a transaction.
    """
    ids = list(fresh)
    old = Link.objects.filter(Q(a__in=ids) | Q(b__in=ids))
    partners = {pk for ends in old.values_list("a", "b") for pk in ends}
    old.delete()
    pairs = candidates(fresh)
    known = dict(fresh) | recall({pk for ends in pairs for pk in ends} - fresh.keys())
    links = []
    for a, b in sorted(pairs):
        if a in known and b in known:
            verdict = compare(known[a], known[b])
            if verdict.same:
                words = [reason.text for reason in verdict.reasons if reason.weight > 0]
                links.append(Link(a_id=a, b_id=b, probability=verdict.probability, reasons=words))
    Link.objects.bulk_create(links)
    return {*partners, *(link.a_id for link in links), *(link.b_id for link in links)} - {*ids}


def candidates(fresh: Mapping[int, Features]) -> set[Pair]:
    """Pairs of a fresh article and another one that share a key within the window."""
    wanted = {pk: slots(f, (-1, 0, 1)) for pk, f in fresh.items()}
    under: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for part in _parts(sorted(set().union(*wanted.values()))):
        for slot, at, pk in Key.objects.filter(slot__in=part).values_list("slot", "at", "article"):
            under[slot].append((at, pk))
    found: set[Pair] = set()
    for pk, own in wanted.items():
        at = fresh[pk].at
        for slot in own & under.keys():
            found.update(pair(pk, other) for other in _nearest(under[slot], at, pk))
    return found


def _nearest(rows: Sequence[tuple[datetime, int]], at: datetime, own: int) -> list[int]:
    near = [(abs(then - at), pk) for then, pk in rows if pk != own and abs(then - at) <= WINDOW]
    if len(near) > CROWD:
        near = sorted(near)[:CROWD]
    return [pk for _, pk in near]


def _parts(slots: Sequence[int]) -> Iterator[list[int]]:
    left = iter(slots)
    while part := list(islice(left, PARAMETERS)):
        yield part
