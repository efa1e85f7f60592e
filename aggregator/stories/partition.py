"""Which reports are one story: a pure function of the reports, their links and the rulings.

Reports are placed one after another, in the order of their own times. What one is placed with
depends on earlier ones alone, so that a later report never needs those before it placed again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

JOIN = 0.5  # the mean probability that a story's reports and a new one tell of one event
VETO = 0.02  # so little with one report of a story, and the others don't matter
HEARD = 40  # units of a story that a new one is held against: the first ones
SPAN = timedelta(hours=48)  # between the first report of a story and what joins it by itself


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A report; in order of time, and of `name` (its url_key) within a moment."""

    at: datetime
    name: str
    pk: int


@dataclass(slots=True)
class Group:
    """A story in the making: its units in the order they were placed, and how well each fits.

    `anchors` are the reports that say when the event was: the first, and those editors put there.
    """

    units: list[tuple[Node, ...]] = field(default_factory=list)
    members: list[Node] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    anchors: list[Node] = field(default_factory=list)

    def add(self, unit: tuple[Node, ...], score: float) -> None:
        """Place a unit here."""
        if not self.units or len(unit) > 1:
            self.anchors.extend(unit)
        self.units.append(unit)
        self.members.extend(unit)
        self.scores.update((node.pk, score) for node in unit)


Judge = Callable[[Node, Node], float]
Pair = tuple[int, int]


def pair(a: int, b: int) -> Pair:
    """Two reports in the order in which links and rulings name them."""
    return (a, b) if a < b else (b, a)


def units(nodes: Iterable[Node], must: Iterable[Pair]) -> list[tuple[Node, ...]]:
    """Reports that editors said belong together, as one each; in the order of placing."""
    by_pk = {node.pk: node for node in nodes}
    root = {pk: pk for pk in by_pk}

    def find(pk: int) -> int:
        while root[pk] != pk:
            root[pk] = root[root[pk]]
            pk = root[pk]
        return pk

    for a, b in must:
        if a in root and b in root:
            root[find(a)] = find(b)
    found: dict[int, list[Node]] = {}
    for node in sorted(by_pk.values()):
        found.setdefault(find(node.pk), []).append(node)
    return sorted(tuple(members) for members in found.values())


def partition(
    order: Sequence[tuple[Node, ...]],
    links: Mapping[int, Collection[int]],
    cannot: Mapping[int, Collection[int]],
    judge: Judge,
    kept: Iterable[Group] = (),
) -> list[Group]:
    """Place units (see `units`) into stories: those in `kept`, and new ones. Changes `kept`.

    A unit may join a story that a link leads to. It joins the one where the mean of its
    probabilities with the story's units is highest and at least JOIN, the earliest of equals.
    None may be under VETO or ruled apart, and no story grows longer than SPAN by itself. What
    editors tied speaks with one voice, that of the pair that fits best.
    """
    groups = list(kept)
    at = {node.pk: group for group in groups for node in group.members}
    for unit in order:
        linked = [at[pk] for one in unit for pk in links.get(one.pk, ()) if pk in at]
        near = {id(group): group for group in linked}
        best: tuple[float, Group] | None = None
        for group in sorted(near.values(), key=lambda group: group.members[0]):
            score = _fit(unit, group, cannot, judge)
            if score >= JOIN and (best is None or score > best[0]):
                best = score, group
        if best is None:
            best = 1.0, Group()
            groups.append(best[1])
        best[1].add(unit, best[0])
        at.update((node.pk, best[1]) for node in unit)
    return groups


def _fit(
    unit: tuple[Node, ...], group: Group, cannot: Mapping[int, Collection[int]], judge: Judge
) -> float:
    """The mean probability; 0.0 when something bars the unit from the story."""
    if min(abs(unit[0].at - anchor.at) for anchor in group.anchors) > SPAN:
        return 0.0
    apart = {other for one in unit for other in cannot.get(one.pk, ())}
    if any(member.pk in apart for member in group.members):
        return 0.0
    heard = [_voice(unit, other, judge) for other in group.units[:HEARD]]
    told = [probability for probability in heard if probability is not None]
    if not told or min(told) < VETO:
        return 0.0
    return sum(told) / len(told)


def _voice(unit: tuple[Node, ...], other: tuple[Node, ...], judge: Judge) -> float | None:
    """The probability that two units tell of one event; None when too long lies between them."""
    return max(
        (
            judge(member, one)
            for member in other[:HEARD]
            for one in unit[:HEARD]
            if abs(member.at - one.at) <= SPAN
        ),
        default=None,
    )
