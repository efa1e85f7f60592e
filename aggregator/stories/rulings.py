"""What editors say belongs together: kept for good, obeyed by every later placing.

A merge ties reports in pairs, a split parts them in pairs. The latest word on a pair stands, and
what contradicts it goes, so that rulings never disagree among themselves.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from aggregator.articles.models import Article
from aggregator.stories.models import Report, Ruling, Story
from aggregator.stories.partition import Node, Pair, pair, units
from aggregator.stories.placing import place
from aggregator.stories.settle import settle
from aggregator.stories.turn import turn

MOST = 300  # reports that one ruling may touch


class RulingRefusedError(ValueError):
    """The ruling can't be made; the message says why, and what to do."""


def merge(
    stories: Iterable[int], by: AbstractBaseUser | None, now: datetime
) -> tuple[int, set[int]]:
    """Make one story of several; give its number and the articles that it touches.

    Raises RulingRefusedError.
    """
    wanted = sorted(set(stories))
    with turn():
        told = _reports(wanted)
        if len({report.story_id for report in told}) < 2:
            raise RulingRefusedError("合并至少要选两个有报道的事件，请刷新页面重选。")
        _tie([report.article_id for report in told], by, now)
        return _obey({report.article_id for report in told}, told[0].article_id, now)


def split(
    articles: Iterable[int], by: AbstractBaseUser | None, now: datetime
) -> tuple[int, set[int]]:
    """Make a story of its own of some reports of one story; give its number and what it touches.

    Raises RulingRefusedError.
    """
    wanted = set(articles)
    with turn():
        story = _common_story(wanted)
        told = [report.article_id for report in _reports([story])]
        rest = [pk for pk in told if pk not in wanted]
        if not rest:
            raise RulingRefusedError("不能拆出全部报道，请至少给原事件留一篇。")
        _part(wanted, rest, by, now)
        _tie(sorted(wanted), by, now)
        return _obey(set(told), min(wanted), now)


def move(
    articles: Iterable[int], target: int, by: AbstractBaseUser | None, now: datetime
) -> tuple[int, set[int]]:
    """Put some reports of one story into another one; give its number and what it touches.

    Raises RulingRefusedError.
    """
    wanted = set(articles)
    with turn():
        story = _common_story(wanted)
        there = [report.article_id for report in _reports([target])]
        if target < 1:
            raise RulingRefusedError("请填写要移到的事件编号（列表和事件页上都有）。")
        if not there:
            raise RulingRefusedError(f"找不到编号为 {target} 的事件，它可能已并入其他事件。")
        if target == story:
            raise RulingRefusedError("这些报道已经在这个事件里了。")
        told = [report.article_id for report in _reports([story])]
        _part(wanted, [pk for pk in told if pk not in wanted], by, now)
        _tie([*there, *sorted(wanted)], by, now)
        return _obey({*told, *there}, there[0], now)


def _reports(stories: Sequence[int]) -> list[Report]:
    rows = Report.objects.filter(story__in=stories).order_by("at", "article__url_key")
    told = list(rows[: MOST + 1])
    if len(told) > MOST:
        raise RulingRefusedError(f"一次最多处理 {MOST} 篇报道，本次未作改动，请缩小范围再试。")
    return told


def _common_story(articles: set[int]) -> int:
    rows = Report.objects.filter(article__in=articles).values_list("story", flat=True)
    stories = set(rows)
    if len(stories) != 1:
        raise RulingRefusedError("所选报道须同属一个事件，请刷新页面重选。")
    return stories.pop()


def _tie(articles: Sequence[int], by: AbstractBaseUser | None, now: datetime) -> None:
    """All of these tell of one event: each is tied to the first; what parted any of them goes."""
    Ruling.objects.filter(same=False, a__in=articles, b__in=articles).delete()
    _rule({pair(articles[0], other) for other in articles[1:]}, True, by, now)


def _part(
    some: Collection[int], rest: Sequence[int], by: AbstractBaseUser | None, now: datetime
) -> None:
    """None of these tells of the event of the others; what tied the others together stays.

    Two of them may have been tied over one that goes now.
    """
    both = [*some, *rest]
    ties = Ruling.objects.filter(same=True, a__in=both, b__in=both).values_list("a", "b")
    for unit in units((Node(now, "", pk) for pk in both), list(ties)):
        left = [node.pk for node in unit if node.pk not in some]
        if 1 < len(left) < len(unit):
            _tie(left, by, now)
    _rule({pair(one, other) for one in some for other in rest}, False, by, now)


def _rule(pairs: Iterable[Pair], same: bool, by: AbstractBaseUser | None, now: datetime) -> None:
    Ruling.objects.bulk_create(
        [
            Ruling(a_id=a, b_id=b, same=same, by_id=by.pk if by else None, at=now)
            for a, b in sorted(pairs)
        ],
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["same", "by", "at"],
    )


def _obey(articles: set[int], chief: int, now: datetime) -> tuple[int, set[int]]:
    """Place the articles again; give the story of `chief` and all articles of touched stories."""
    before = set(Report.objects.filter(article__in=articles).values_list("story", flat=True))
    placed = place(articles)
    settle(placed.stories | before, now)
    touched = Report.objects.filter(story__in=placed.stories | before)
    story = Report.objects.get(article=chief).story_id
    return story, {*touched.values_list("article", flat=True)}


def followed(story: Story) -> Story:
    """The story that a number stands for now: itself, or the one that it was merged into.

    Of rows that lead in a circle one that was merged itself. A query for each merging.
    """
    seen = {story.pk}
    while story.merged_into is not None and story.merged_into_id not in seen:
        story = story.merged_into
        seen.add(story.pk)
    return story


def pairs_to_learn_from() -> Iterator[dict[str, Any]]:
    """Rulings in the form of the labelled pairs; articles are named by their `url_key`."""
    rows = Ruling.objects.order_by("at", "pk").values_list("a__url_key", "b__url_key", "same")
    for a, b, same in rows.iterator():
        yield {"a": a, "b": b, "same_event": same, "kind": "editor", "sure": True}


def items_to_learn_from() -> Iterator[dict[str, Any]]:
    """The articles that rulings name, in the form of the items that labelled pairs point to."""
    ends = Ruling.objects.values_list("a", flat=True).union(
        Ruling.objects.values_list("b", flat=True)
    )
    rows = Article.objects.filter(pk__in=list(ends)).select_related("source").order_by("pk")
    for article in rows.iterator():
        yield {
            "id": article.url_key,
            "source": article.source.name,
            "url": article.url,
            "title": article.title,
            "body": article.text,
            "published": article.published_at.isoformat() if article.published_at else None,
            "first_seen": article.first_seen_at.isoformat(),
        }
