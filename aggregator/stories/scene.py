"""What a change of some articles can touch: loaded once, before anything is placed.

Only reports as late as the earliest changed one, and that links lead to from it over any number of
others, can change their story; all others are taken as they stand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from aggregator.articles.models import Article
from aggregator.stories.models import Link, Report, Ruling
from aggregator.stories.partition import Node, Pair, units

Links = dict[int, dict[int, Link]]


@dataclass(slots=True)
class Scene:
    """`nodes` are all reports that matter, `moving` those that are placed anew.

    `before` are the reports as they stand in the database, `labels` the component of each moving
    report, `merged` components that have become part of another one.
    """

    nodes: dict[int, Node] = field(default_factory=dict)
    moving: set[int] = field(default_factory=set)
    before: dict[int, Report] = field(default_factory=dict)
    links: Links = field(default_factory=dict)
    must: set[Pair] = field(default_factory=set)
    cannot: dict[int, set[int]] = field(default_factory=dict)
    labels: dict[int, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)


def load(ids: Iterable[int], partners: Iterable[int], until: datetime | None) -> Scene:
    """The scene of changed articles; `partners` are what they were linked to before.

    With `until`, reports later than that stay as they are although they might follow: the caller
    comes to them next. Six queries or so, whatever the number of articles.
    """
    changed = _with_their_units(set(ids))
    times = dict(Article.objects.filter(pk__in=changed).values_list("pk", "sorted_at"))
    changed &= times.keys()
    links = _links(changed)
    near = changed.union(partners, *links.values())
    stood = list(Report.objects.filter(article__in=near).values_list("article", "component", "at"))
    for pk, _, at in stood:
        if pk in times:
            times[pk] = min(times[pk], at)
    must, _ = _rulings(changed)
    labels = _Labels({pk: component for pk, component, _ in stood})
    for a, b in [*must, *((pk, other) for pk, ends in links.items() for other in ends)]:
        labels.join(a, b)
    scene = Scene(merged=labels.merged())
    scene.labels = {pk: labels.of(pk) for pk in changed}
    _add_later(scene, labels, times, until)
    if until is not None:
        _add_rest_of_units(scene)
    scene.moving = set(scene.labels)
    _add_what_stands(scene, links, changed)
    return scene


def _with_their_units(ids: set[int]) -> set[int]:
    """The articles, and all that editors tied to them, directly or over others."""
    frontier = ids
    while frontier:
        ends = {pk for link in _rulings(frontier)[0] for pk in link}
        frontier = ends - ids
        ids = ids | frontier
    return ids


def _add_later(
    scene: Scene, labels: "_Labels", times: Mapping[int, datetime], until: datetime | None
) -> None:
    """Take in the later reports of each component that a changed report stands in."""
    since: dict[int, datetime] = {}
    for pk, at in times.items():
        label = labels.of(pk)
        since[label] = min(at, since.get(label, at))
    if not since:
        return
    later = Report.objects.filter(component__in=labels.known(), at__gte=min(since.values()))
    if until is not None:
        later = later.filter(at__lt=until)
    for pk, component, at in later.values_list("article", "component", "at").iterator():
        label = labels.now(component)
        if label in since and at >= since[label]:
            scene.labels.setdefault(pk, label)


def _add_rest_of_units(scene: Scene) -> None:
    """A unit is placed where its first report stands: with that, those after `until` move too."""
    whole = _with_their_units(set(scene.labels))
    if whole == scene.labels.keys():
        return
    rows = Article.objects.filter(pk__in=whole).values_list("pk", "sorted_at", "url_key")
    for unit in units((Node(at, name, pk) for pk, at, name in rows), _rulings(whole)[0]):
        if unit[0].pk in scene.labels:
            scene.labels.update((one.pk, scene.labels[unit[0].pk]) for one in unit)


def _add_what_stands(scene: Scene, links: Links, changed: set[int]) -> None:
    """Take in links, rulings and the stories that moving reports stand in or are linked to."""
    rest = scene.moving - changed
    scene.links = _merged(links, _links(rest)) if rest else links
    scene.must, scene.cannot = _rulings(scene.moving)
    near = scene.moving.union(*(scene.links.get(pk, ()) for pk in scene.moving))
    stories = Report.objects.filter(article__in=near).values("story")
    reports = Report.objects.filter(story__in=stories)
    scene.before = {report.article_id: report for report in reports}
    rows = Article.objects.filter(pk__in=scene.moving | scene.before.keys())
    found = rows.values_list("pk", "sorted_at", "url_key").iterator()
    scene.nodes = {pk: Node(at, name, pk) for pk, at, name in found}
    scene.must |= _rulings(scene.before)[0]
    # A unit that began before the stretch stays where it was placed, its later reports too.
    for unit in units(scene.nodes.values(), scene.must):
        if len(unit) > 1 and any(one.pk not in scene.moving for one in unit):
            scene.moving -= {one.pk for one in unit}


def _merged(one: Links, other: Links) -> Links:
    return {pk: {**one.get(pk, {}), **other.get(pk, {})} for pk in one.keys() | other.keys()}


def _links(ids: Collection[int]) -> Links:
    found: Links = defaultdict(dict)
    for link in Link.objects.filter(Q(a__in=ids) | Q(b__in=ids)):
        found[link.a_id][link.b_id] = link
        found[link.b_id][link.a_id] = link
    return dict(found)


def _rulings(ids: Collection[int]) -> tuple[set[Pair], dict[int, set[int]]]:
    """Pairs that editors tied, and for each article those it was ruled apart from."""
    must: set[Pair] = set()
    cannot: dict[int, set[int]] = defaultdict(set)
    rows: QuerySet[Ruling] = Ruling.objects.filter(Q(a__in=ids) | Q(b__in=ids))
    for a, b, same in rows.values_list("a", "b", "same"):
        if same:
            must.add((a, b))
        else:
            cannot[a].add(b)
            cannot[b].add(a)
    return must, dict(cannot)


class _Labels:
    """Components, and which of them have become one (union-find; the lowest label stays)."""

    def __init__(self, components: Mapping[int, int]) -> None:
        self._component = dict(components)
        self._root: dict[int, int] = {}
        self._old = frozenset(components.values())

    def now(self, label: int) -> int:
        """The label that a component has now."""
        while label in self._root:
            label = self._root[label]
        return label

    def of(self, pk: int) -> int:
        """The label of an article; one that stands nowhere yet is a component of its own."""
        return self.now(self._component.setdefault(pk, pk))

    def join(self, a: int, b: int) -> None:
        """Let the components of two articles be one."""
        low, high = sorted((self.of(a), self.of(b)))
        if low != high:
            self._root[high] = low

    def known(self) -> list[int]:
        """The components that there were."""
        return sorted(self._old)

    def merged(self) -> dict[int, int]:
        """The components that there were and that have another label now."""
        return {label: self.now(label) for label in self._old if self.now(label) != label}
