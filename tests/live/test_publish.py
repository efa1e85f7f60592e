"""What open pages are told when stories change."""

import json
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.live import publish, stream
from aggregator.live.event import BURST, FRESH, MOST_REPORTS, MOST_TAGS, SPAN
from aggregator.live.tasks import publish_pending
from aggregator.stories.models import Report, Story
from aggregator.stories.settle import settle
from tests.live.conftest import events
from tests.site.conftest import EVIL, Make, Tell

pytestmark = pytest.mark.django_db


def told() -> list[dict[str, Any]]:
    found = [json.loads(one) for one in events()]
    stream.client().delete(stream.STREAM)
    return found


def types() -> list[tuple[str, int]]:
    return [(one["type"], one["id"]) for one in told()]


@pytest.fixture
def settled(django_capture_on_commit_callbacks: Any) -> Any:
    """Work stories out again, as every change of their reports does, and let the news out."""

    def run(*stories: Story) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            settle([story.pk for story in stories], timezone.now())

    return run


def add(story: Story, *articles: Article) -> None:
    for one in articles:
        Report.objects.create(story=story, article=one, component=story.pk, at=one.sorted_at)


def now_ish(**more: Any) -> dict[str, Any]:
    now = timezone.now().replace(microsecond=0)
    return {"published_at": now, "sorted_at": now, **more}


def test_a_new_report_is_told_with_what_lists_choose_by(
    make: Make, tell: Tell, settled: Any, bitcoin: Tag
) -> None:
    article = make("比特币突破新高", source="jia", tags=[bitcoin], **now_ish())
    story = tell(article)
    settled(story)
    at = article.sorted_at.isoformat()
    assert told() == [
        {
            "type": "new", "id": article.pk, "story": story.pk, "kind": "flash",
            "important": False, "at": at, "tags": ["bitcoin"],
            "reports": [{"source": "jia", "id": article.pk, "at": at}],
        }
    ]  # fmt: skip


def test_nothing_is_told_twice(make: Make, tell: Tell, settled: Any) -> None:
    story = tell(make(**now_ish()))
    settled(story)
    assert len(told()) == 1
    settled(story)
    publish_pending()
    assert told() == []


def test_old_reports_are_no_news(make: Make, tell: Tell, settled: Any) -> None:
    then = timezone.now() - FRESH - timedelta(minutes=1)
    week = timezone.now() - timedelta(days=7)
    settled(tell(make(published_at=then)), tell(make("旧闻", published_at=week)))
    assert told() == []


def test_a_further_outlet_is_an_update(make: Make, tell: Tell, settled: Any) -> None:
    first = make(**now_ish())
    story = tell(first)
    settled(story)
    told()
    add(story, make(source="yi", **now_ish()))
    settled(story)
    [event] = told()
    assert (event["type"], event["id"]) == ("update", first.pk)
    assert {one["source"] for one in event["reports"]} == {"outlet", "yi"}


def test_an_earlier_report_takes_the_lead(make: Make, tell: Tell, settled: Any) -> None:
    first = make(**now_ish())
    story = tell(first)
    settled(story)
    told()
    before = timezone.now() - timedelta(minutes=5)
    earlier = make(source="yi", published_at=before)
    add(story, earlier)
    settled(story)
    assert types() == [("update", earlier.pk)]


def test_what_another_process_told_meanwhile_is_not_told_twice(
    make: Make, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell(make("两个进程同时说", **now_ish()))
    shown_of, asked = publish.shown_of, []

    def meanwhile(stories: Any, now: Any) -> Any:
        asked.append(stories)
        if len(asked) == 1:
            assert publish.publish([story.pk]) == 1, "the other one was quicker"
        return shown_of(stories, now)

    monkeypatch.setattr(publish, "shown_of", meanwhile)
    assert publish.publish([story.pk]) == 0
    assert len(asked) == 3, "looked, was overtaken, looked again"
    assert len(told()) == 1


def test_turning_important_is_told(make: Make, tell: Tell, settled: Any) -> None:
    article = make(**now_ish())
    story = tell(article)
    settled(story)
    told()
    Article.objects.filter(pk=article.pk).update(is_important=True, locked_fields=["is_important"])
    settled(story)
    assert types() == [("important", article.pk)]
    Article.objects.filter(pk=article.pk).update(is_important=False)
    settled(story)
    assert types() == [("update", article.pk)]


def test_a_correction_and_a_tag_are_updates(
    make: Make, tell: Tell, settled: Any, bitcoin: Tag
) -> None:
    article = make(**now_ish())
    story = tell(article)
    settled(story)
    told()
    Article.objects.filter(pk=article.pk).update(title="更正", revised=1)
    settled(story)
    assert types() == [("update", article.pk)]
    ArticleTag.objects.create(article=article, tag=bitcoin, sorted_at=article.sorted_at)
    settled(story)
    assert types() == [("update", article.pk)]


def test_what_is_hidden_is_gone_and_never_told_of(make: Make, tell: Tell, settled: Any) -> None:
    article = make(**now_ish())
    story = tell(article)
    settled(story)
    told()
    Article.objects.filter(pk=article.pk).update(is_hidden=True)
    settled(story)
    assert told() == [{"type": "gone", "id": article.pk, "story": story.pk, "into": None}]
    settled(story, tell(make("隐藏", is_hidden=True, **now_ish())))
    publish_pending()
    assert told() == []


def test_what_grew_old_is_not_gone(make: Make, tell: Tell, settled: Any) -> None:
    article = make(**now_ish())
    story = tell(article)
    settled(story)
    told()
    aged = timezone.now() - SPAN - timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(published_at=aged, sorted_at=aged)
    add(story, make(source="yi", **now_ish()))
    settled(story)
    assert told() == []
    Article.objects.filter(report__story=story).update(is_hidden=True)
    settled(story)
    assert types() == [("gone", article.pk)]


def test_a_hidden_report_is_not_named(make: Make, tell: Tell, settled: Any) -> None:
    shown = make(**now_ish())
    story = tell(shown, make("秘", source="yi", is_hidden=True, **now_ish()))
    settled(story)
    [event] = told()
    assert [one["id"] for one in event["reports"]] == [shown.pk]


def test_what_became_part_of_another_story_says_which(make: Make, tell: Tell, settled: Any) -> None:
    one, other = tell(make(**now_ish())), tell(make(source="yi", **now_ish()))
    settled(one, other)
    told()
    gone = other.lead_id
    Report.objects.filter(story=other).update(story=one)
    Story.objects.filter(pk=other.pk).update(merged_into=one)
    settled(one, other)
    assert [(e["type"], e["id"], e.get("into")) for e in told()] == [
        ("gone", gone, one.pk),
        ("update", one.lead_id, None),
    ]


def test_a_deleted_article_is_gone(make: Make, django_capture_on_commit_callbacks: Any) -> None:
    article, old = make(**now_ish()), make("旧", published_at=timezone.now() - timedelta(days=9))
    pk = article.pk
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
        old.delete()
    assert told() == [{"type": "gone", "id": pk, "story": None, "into": None}]


def test_a_burst_is_one_word(make: Make, tell: Tell, settled: Any) -> None:
    stories = [tell(make(f"第 {n} 条", **now_ish())) for n in range(BURST + 1)]
    settled(*stories)
    assert told() == [{"type": "many", "count": BURST + 1}]
    settled(*stories)
    assert told() == []


def test_no_headline_stays_in_the_stream_to_be_asked_for_when_it_is_taken_down(
    client: Client, make: Make, tell: Tell, settled: Any
) -> None:
    article = make("后来下线的标题", **now_ish())
    story = tell(article)
    settled(story)
    Article.objects.filter(pk=article.pk).update(is_hidden=True)
    settled(story)
    answer = client.get("/live/poll/", {"after": "0-0"})
    assert [one["event"]["type"] for one in answer.json()["events"]] == ["new", "gone"]
    assert "后来下线" not in answer.content.decode()


def test_events_stay_small(make: Make, tell: Tell, settled: Any) -> None:
    tags = [Tag.objects.create(slug=f"t{n}", name=f"名{n}", kind="topic") for n in range(60)]
    lead = make(EVIL + "长" * 400, tags=tags, **now_ish())
    reports = [make(source=f"outlet{n}", **now_ish()) for n in range(60)]
    settled(tell(lead, *reports))
    [event] = told()
    assert len(event["tags"]) == MOST_TAGS
    assert len(event["reports"]) == MOST_REPORTS


def test_what_a_killed_worker_left_is_swept_up(make: Make, tell: Tell) -> None:
    article = make(**now_ish())
    tell(article)
    make("没有事件", **now_ish())
    assert told() == []
    publish_pending()
    assert types() == [("new", article.pk)]


def test_redis_away_breaks_nothing_and_is_made_up_for(
    make: Make, tell: Tell, settled: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    article = make(**now_ish())
    story = tell(article)
    with monkeypatch.context() as away:
        nobody = redis.Redis.from_url("unix:///nowhere.sock")
        away.setattr(stream, "client", lambda: nobody)
        settled(story)
        publish.publish_deleted(article.pk, article.sorted_at)
    assert "Redis is away" in caplog.text
    assert told() == []
    publish_pending()
    assert types() == [("new", article.pk)]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"article": null}', "\x00"])
def test_what_is_unreadable_is_told_anew(make: Make, tell: Tell, settled: Any, kept: str) -> None:
    article = make(**now_ish())
    story = tell(article)
    stream.client().set(f"{stream.TOLD}{story.pk}", kept)
    settled(story)
    assert types() == [("new", article.pk)]


def test_the_number_of_queries_does_not_grow(
    make: Make, tell: Tell, django_assert_num_queries: Any
) -> None:
    one = tell(make(**now_ish()))
    many = [tell(make(f"第 {n} 条", **now_ish())) for n in range(30)]
    with django_assert_num_queries(3):
        publish.publish([one.pk])
    with django_assert_num_queries(3):
        publish.publish([story.pk for story in many])
    assert publish.publish([]) == 0
