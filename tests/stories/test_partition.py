"""The partition alone: plain values in, stories out."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.partition import SPAN, Group, Node, pair, partition, units

START = datetime(2026, 1, 1, tzinfo=UTC)
Chances = dict[tuple[int, int], float]


def node(pk: int, hours: float = 0) -> Node:
    return Node(START + timedelta(hours=hours), f"{pk:04}", pk)


def links_of(chances: Chances) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for (a, b), chance in chances.items():
        if chance >= 0.5:
            found[a].add(b)
            found[b].add(a)
    return found


def judge_of(chances: Chances) -> Callable[[Node, Node], float]:
    return lambda one, other: chances.get(pair(one.pk, other.pk), 0.1)


def run(
    nodes: list[Node], chances: Chances, must: set = frozenset(), cannot: dict | None = None
) -> set[frozenset[int]]:
    order = units(nodes, must)
    groups = partition(order, links_of(chances), cannot or {}, judge_of(chances))
    return {frozenset(one.pk for one in group.members) for group in groups}


def sets(*members: tuple[int, ...]) -> set[frozenset[int]]:
    return {frozenset(one) for one in members}


def test_linked_reports_are_one_story() -> None:
    assert run([node(1), node(2, 1), node(3, 2)], {(1, 2): 0.9}) == sets((1, 2), (3,))


def test_a_report_joins_the_story_it_fits_best() -> None:
    nodes = [node(1), node(2, 1), node(3, 2)]
    assert run(nodes, {(1, 2): 0.1, (1, 3): 0.6, (2, 3): 0.9}) == sets((1,), (2, 3))


def test_a_chain_is_not_one_story() -> None:
    nodes = [node(1), node(2, 1), node(3, 2)]
    chances = {(1, 2): 0.9, (2, 3): 0.7, (1, 3): 0.1}
    assert run(nodes, chances) == sets((1, 2), (3,))


def test_one_report_that_speaks_against_it_bars_another() -> None:
    nodes = [node(1), node(2, 1), node(3, 2)]
    chances = {(1, 2): 0.9, (2, 3): 1.0, (1, 3): 0.01}
    assert run(nodes, chances) == sets((1, 2), (3,))


def test_no_story_is_longer_than_the_span_by_itself() -> None:
    hours = SPAN / timedelta(hours=1)
    nodes = [node(1), node(2, hours), node(3, hours + 1)]
    assert run(nodes, {(1, 2): 0.9, (2, 3): 0.9, (1, 3): 0.9}) == sets((1, 2), (3,))


def test_what_editors_tied_stays_together_however_unlike_and_far_apart() -> None:
    nodes = [node(1), node(2, 100), node(3, 101)]
    assert run(nodes, {(2, 3): 0.9}, must={(1, 2)}) == sets((1, 2, 3))


def test_reports_tied_to_a_story_do_not_turn_others_away() -> None:
    nodes = [node(1), node(2, 1), node(3, 2)]
    chances = {(1, 2): 0.0, (1, 3): 0.9, (2, 3): 0.0}
    assert run(nodes, chances, must={(1, 2)}) == sets((1, 2, 3))


def test_what_editors_parted_stays_apart() -> None:
    nodes = [node(1), node(2, 1)]
    assert run(nodes, {(1, 2): 0.99}, cannot={1: {2}, 2: {1}}) == sets((1,), (2,))


def test_a_story_out_of_reach_is_not_joined_over_an_editors_tie() -> None:
    """Reports too far apart say nothing of each other; with nothing said nobody joins."""
    group = Group()
    group.add((node(1),), 1.0)
    late = node(2, 30)
    group.anchors.append(node(3, 60))
    far = node(4, 90)
    groups = partition([(late,), (far,)], {4: {1}}, {}, judge_of({}), [group])
    assert {frozenset(one.pk for one in g.members) for g in groups} == sets((1,), (2,), (4,))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Node], Chances, set, dict]:
    size = draw(st.integers(2, 9))
    hours = draw(st.lists(st.integers(0, 70), min_size=size, max_size=size))
    nodes = [node(pk, at) for pk, at in enumerate(hours, 1)]
    pairs = [(a, b) for a in range(1, size + 1) for b in range(a + 1, size + 1)]
    chances = {one: draw(st.sampled_from([0.0, 0.1, 0.45, 0.6, 0.9, 1.0])) for one in pairs}
    must = set(draw(st.lists(st.sampled_from(pairs), max_size=2)))
    apart = set(draw(st.lists(st.sampled_from(pairs), max_size=2))) - must
    cannot: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        cannot[a].add(b)
        cannot[b].add(a)
    return nodes, chances, must, cannot


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_reports_are_given_does_not_matter(world, random: Random) -> None:
    nodes, chances, must, cannot = world
    shuffled = nodes[:]
    random.shuffle(shuffled)
    assert run(nodes, chances, must, cannot) == run(shuffled, chances, must, cannot)


@given(worlds())
def test_rulings_are_obeyed(world) -> None:
    nodes, chances, must, cannot = world
    story = {pk: members for members in run(nodes, chances, must, cannot) for pk in members}
    tied = {one.pk: unit for unit in units(nodes, must) for one in unit}
    assert all(b in story[a] for a, b in must)
    for a, others in cannot.items():
        for b in others - {one.pk for one in tied[a]}:
            assert b not in story[a]


@given(worlds(), st.integers(0, 9))
def test_a_later_stretch_can_be_placed_alone(world, cut: int) -> None:
    """What came before stays; placing the rest after it gives the whole."""
    nodes, chances, must, cannot = world
    order, links, judge = units(nodes, must), links_of(chances), judge_of(chances)
    whole = partition(order, links, cannot, judge)
    kept = partition(order[:cut], links, cannot, judge)
    rest = partition(order[cut:], links, cannot, judge, kept)
    assert [group.members for group in rest] == [group.members for group in whole]
