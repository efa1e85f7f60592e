"""What stands on the time line of a topic, and where."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.stories.models import Story
from aggregator.topics.entries import Page, entries, waiting
from aggregator.topics.models import Topic
from tests.topics.conftest import NOON, Gather, Happen


def titles(page: Page) -> list[str]:
    return [str(one.story) for one in page.entries]


def test_tags_bring_in_what_matters(gather: Gather, happen: Happen, etf: Tag, bitcoin: Tag) -> None:
    topic = gather(etf, least=40)
    happen("早", 1, etf)
    happen("晚", 2, etf, bitcoin)
    happen("轻", 3, etf, importance=39)
    happen("别的", 3, bitcoin)
    happen("从前", -48, etf)
    named = happen("提到", 4, etf)
    ArticleTag.objects.filter(article=named.lead).update(about=False)
    taken = happen("去掉", 4, etf)
    ArticleTag.objects.filter(article=taken.lead).update(removed=True)
    assert titles(entries(topic)) == ["晚", "早"]
    topic.all_tags = True
    topic.tags.add(bitcoin)
    assert titles(entries(topic)) == ["晚"]


def test_without_tags_there_is_only_what_editors_put_in(gather: Gather, happen: Happen) -> None:
    topic = gather()
    assert entries(topic) == Page((), None)
    topic.entries.create(story=happen("选", 0, importance=0), note="按")
    (one,) = entries(topic).entries
    assert (str(one.story), one.note, one.picked, one.pinned) == ("选", "按", True, False)


def test_editors_move_annotate_pin_and_keep_out(gather: Gather, happen: Happen, etf: Tag) -> None:
    topic = gather(etf)
    first, second, third = happen("一", 1, etf), happen("二", 2, etf), happen("三", 3, etf)
    topic.entries.create(story=first, at=NOON + timedelta(hours=9), pinned=True)
    topic.entries.create(story=second, removed=True)
    topic.entries.create(story=happen("旧", -90), pinned=True)
    page = entries(topic)
    assert titles(page) == ["一", "三", "旧"]
    assert [str(one.story) for one in page.pinned] == ["旧", "一"], "the oldest first"
    assert waiting(topic, 9) == [third]


def test_hidden_events_are_left_out(gather: Gather, happen: Happen, etf: Tag) -> None:
    topic = gather(etf)
    for story in (happen("甲", 1, etf), happen("乙", 2)):
        topic.entries.create(story=story)
        Article.objects.filter(pk=story.lead_id).update(is_hidden=True)
    gone = happen("丙", 3)
    topic.entries.create(story=gone)
    Story.objects.filter(pk=gone.pk).update(report_count=0, lead=None)
    hidden = happen("丁", 3, etf)
    Article.objects.filter(pk=hidden.lead_id).update(is_hidden=True)
    assert titles(entries(topic)) == []


def test_a_merged_event_stands_as_the_other_one_once(
    gather: Gather, happen: Happen, etf: Tag
) -> None:
    topic = gather(etf)
    kept, between, away = happen("留", 1, etf), happen("中", 2), happen("并", 3)
    topic.entries.create(story=kept, note="旧按")
    topic.entries.create(story=away, note="新按")
    Story.objects.filter(pk=away.pk).update(merged_into=between, report_count=0, lead=None)
    Story.objects.filter(pk=between.pk).update(merged_into=kept, report_count=0, lead=None)
    (one,) = entries(topic).entries
    assert (one.story, one.note) == (kept, "新按")


def test_events_merged_in_a_circle_are_left_out(gather: Gather, happen: Happen) -> None:
    topic = gather()
    one, other = happen("一", 1), happen("二", 2)
    Story.objects.filter(pk=one.pk).update(merged_into=other, report_count=0, lead=None)
    Story.objects.filter(pk=other.pk).update(merged_into=one, report_count=0, lead=None)
    topic.entries.create(story=one)
    assert titles(entries(topic)) == []


def test_a_closed_topic_takes_no_more(gather: Gather, happen: Happen, etf: Tag) -> None:
    closed = NOON + timedelta(hours=2)
    topic = gather(etf, state=Topic.State.CLOSED, closed_at=closed)
    happen("前", 1, etf)
    happen("后", 3, etf)
    assert titles(entries(topic)) == ["前"]


def test_pages_follow_one_another_without_gap_or_repeat(
    gather: Gather, happen: Happen, etf: Tag
) -> None:
    topic = gather(etf)
    for n in range(7):
        story = happen(f"{n}", n // 2, etf)  # two at a time of one moment
        if n % 3 == 0:
            topic.entries.create(story=story)
    told, after = [], None
    while True:
        page = entries(topic, after, most=2)
        told += titles(page)
        assert not (after and page.pinned)
        after = page.more
        if after is None:
            break
    assert told == [str(n) for n in (6, 5, 4, 3, 2, 1, 0)]


def test_the_number_of_queries_does_not_grow(gather: Gather, happen: Happen, etf: Tag) -> None:
    topic = gather(etf)
    for n in range(12):
        story = happen(f"{n}", n, etf)
        if n % 2:
            topic.entries.create(story=story)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown: list[Any] = [
                (one.story.lead.title, one.story.lead.source.name)
                for one in entries(topic).entries
                if one.story.lead
            ]
        assert len(shown) == 12
        return len(queries)

    assert asked() <= 3
