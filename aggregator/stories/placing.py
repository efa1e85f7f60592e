"""From links and rulings to stories, each of which keeps its number as long as it can."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Value, When

from aggregator.stories import scene as scenes
from aggregator.stories.features import Features
from aggregator.stories.models import Report, Story
from aggregator.stories.partition import Group, Judge, Node, partition, units
from aggregator.stories.scene import Scene
from aggregator.stories.score import compare
from aggregator.stories.traces import recall

CAME = "事件的第一篇报道"
RULED = "编辑归入"


@dataclass(frozen=True, slots=True)
class Placed:
    """Stories that gained, kept or lost what was placed; how many reports changed their story."""

    stories: frozenset[int]
    moved: int


def place(
    changed: Iterable[int], partners: Iterable[int] = (), until: datetime | None = None
) -> Placed:
    """Give every changed article a story, and those that follow from it theirs.

    `partners` and `until`: see `scene.load`. Within a transaction, one worker at a time.
    """
    scene = scenes.load(changed, partners, until)
    if not scene.nodes:
        return Placed(frozenset(), 0)
    kept = _kept(scene, until)
    order = units((scene.nodes[pk] for pk in scene.moving), scene.must)
    links = {pk: ends.keys() for pk, ends in scene.links.items()}
    groups = partition(order, links, scene.cannot, _judge(scene), kept)
    numbers = _numbers(groups, scene)
    return _keep(scene, groups, numbers)


def _kept(scene: Scene, until: datetime | None) -> list[Group]:
    """The stories without what is placed anew, now or, being later than `until`, next."""
    members: dict[int, list[Node]] = defaultdict(list)
    for pk, report in scene.before.items():
        if pk not in scene.moving:
            members[report.story_id].append(scene.nodes[pk])
    groups = []
    for nodes in members.values():
        group = Group()
        for unit in units(nodes, scene.must):
            if until is None or unit[0].at < until:
                group.add(unit, scene.before[unit[0].pk].score)
        if group.units:
            groups.append(group)
    return groups


def _judge(scene: Scene) -> Judge:
    """How probable it is that two reports tell of one event: from their link, or worked out."""
    known: Mapping[int, Features] = recall(_heard(scene))

    def judge(one: Node, other: Node) -> float:
        link = scene.links.get(one.pk, {}).get(other.pk)
        if link is not None:
            return link.probability
        if one.pk not in known or other.pk not in known:
            return 0.0
        return compare(known[one.pk], known[other.pk]).probability

    return judge


def _heard(scene: Scene) -> set[int]:
    """Reports that may be held against another one."""
    moving = {pk for pk in scene.moving if pk in scene.links}
    tied = {pk for ends in scene.must for pk in ends}
    return moving | (scene.nodes.keys() & tied) | (scene.nodes.keys() - scene.moving)


def _numbers(groups: Sequence[Group], scene: Scene) -> dict[int, int]:
    """Which story each group is (by its place in `groups`): the one it shares most reports with."""
    shared = Counter(
        (place, scene.before[node.pk].story_id)
        for place, group in enumerate(groups)
        for node in group.members
        if node.pk in scene.before
    )
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for (place, story), _ in sorted(shared.items(), key=lambda row: (-row[1], row[0][1], row[0])):
        if place not in numbers and story not in taken:
            numbers[place] = story
            taken.add(story)
    fresh = [place for place in range(len(groups)) if place not in numbers]
    made = Story.objects.bulk_create(
        [Story(started_at=groups[place].members[0].at) for place in fresh]
    )
    numbers.update((place, story.pk) for place, story in zip(fresh, made, strict=True))
    return numbers


def _keep(scene: Scene, groups: Sequence[Group], numbers: Mapping[int, int]) -> Placed:
    """Write the reports that differ, and lead emptied stories to where their reports went."""
    rows: list[Report] = []
    went: dict[int, Counter[int]] = defaultdict(Counter)
    moved = 0
    stories = {report.story_id for pk, report in scene.before.items() if pk in scene.moving}
    for place, group in enumerate(groups):
        story = numbers[place]
        for node in group.members:
            was = scene.before.get(node.pk)
            if was is not None:
                went[was.story_id][story] += 1
            moved += was is None or was.story_id != story
            row = _report(scene, group, node, story)
            if was is None or _said(row) != _said(was):
                rows.append(row)
                stories.add(story)
    Report.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["story", "component", "at", "score", "reasons"],
    )
    if scene.merged:
        steps = [When(component=old, then=Value(new)) for old, new in scene.merged.items()]
        Report.objects.filter(component__in=scene.merged).update(component=Case(*steps))
    for story in went.keys() - set(numbers.values()):
        Story.objects.filter(pk=story).update(merged_into=went[story].most_common(1)[0][0])
        stories.add(story)
    return Placed(frozenset(stories), moved)


def _said(report: Report) -> tuple[object, ...]:
    return report.story_id, report.component, report.at, report.score, report.reasons


def _report(scene: Scene, group: Group, node: Node, story: int) -> Report:
    was = scene.before.get(node.pk)
    if was is not None and node.pk not in scene.moving:
        component = scene.merged.get(was.component, was.component)
        score, reasons = was.score, was.reasons
    else:
        component = scene.labels[node.pk]
        score, reasons = round(group.scores[node.pk], 4), _why(scene, group, node)
    return Report(
        story_id=story,
        article_id=node.pk,
        component=component,
        at=node.at,
        score=score,
        reasons=reasons,
    )


def _why(scene: Scene, group: Group, node: Node) -> list[str]:
    """Why the report stands in its story: the words of its strongest link to an earlier one."""
    if node.pk == group.members[0].pk:
        return [CAME]
    mates = {member.pk for member in group.members}
    if any(node.pk in ends and mates.issuperset(ends) for ends in scene.must):
        return [RULED]
    links = [link for pk, link in scene.links.get(node.pk, {}).items() if pk in mates]
    best = max(links, key=lambda link: (link.probability, -link.a_id, -link.b_id), default=None)
    return list(best.reasons) if best else []
