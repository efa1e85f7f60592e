"""What editors do to stories."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.articles.signals import articles_changed
from aggregator.desk import article_search, story_admin, story_panel
from aggregator.feeds.models import Source
from aggregator.search.errors import IndexUnavailable
from aggregator.stories.assign import assign
from aggregator.stories.models import Report, Ruling, Story
from aggregator.votes.casting import cast
from aggregator.votes.models import Way
from tests.desk.conftest import make_article

LIST = reverse("admin:stories_story_changelist")
TITLES = (
    "Drift Protocol 遭黑客攻击，损失约 2.85 亿美元",
    "Drift Protocol 被黑客攻击，约 2.85 亿美元被盗",
    "韩国央行维持基准利率不变",
    "贝莱德比特币 ETF 昨日净流入 3.1 亿美元",
)
Capture = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def told(source: Source) -> list[Article]:
    """Two outlets on one hack, and two other events."""
    other = Source.objects.create(slug="other", name="另一社")
    articles = [
        make_article(source, 1, title=TITLES[0], excerpt="摘录一段"),
        make_article(other, 2, title=TITLES[1], url=""),
        make_article(source, 3, title=TITLES[2]),
        make_article(other, 4, title=TITLES[3]),
    ]
    assign([article.pk for article in articles])
    return articles


@pytest.fixture
def announced() -> list[int]:
    heard: list[int] = []

    def hear(sender, ids, **_) -> None:
        heard.extend(ids)

    articles_changed.connect(hear)
    yield heard
    articles_changed.disconnect(hear)


def story_of(article: Article) -> Story:
    return Report.objects.select_related("story").get(article=article).story


def page(story: Story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def act(client: Client, name: str, at: Story, *articles: Article, **more: object) -> str:
    url = reverse(f"admin:stories_story_{name}", args=[at.pk])
    answer = client.post(url, {"article": [a.pk for a in articles], **more}, follow=True)
    return answer.content.decode()


def merge(client: Client, *stories: Story) -> str:
    posted = {"action": "merge_selected", "_selected_action": [story.pk for story in stories]}
    return client.post(LIST, posted, follow=True).content.decode()


def test_the_list_says_what_each_story_is(editor: Client, told: list[Article]) -> None:
    text = editor.get(LIST).content.decode()
    assert TITLES[0] in text
    assert TITLES[1] not in text
    assert "2 篇 · 2 家" in text
    assert "2 家媒体" in text  # a reason, on hover


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("shared=outlets", {0}),
        ("shared=reports", {0}),
        ("shared=one", {2, 3}),
        ("important=1", {2}),
        ("important=0", {0, 3}),
        ("by_editor__exact=1", set()),
        ("shared=odd", {0, 2, 3}),
        ("important=odd", {0, 2, 3}),
    ],
)
def test_filters(editor: Client, told: list[Article], query: str, seen: set[int]) -> None:
    Story.objects.filter(lead=told[2]).update(importance=80)
    text = editor.get(f"{LIST}?{query}").content.decode()
    assert {n for n in (0, 2, 3) if TITLES[n] in text} == seen


def test_search_finds_the_stories_of_reports(
    editor: Client, told: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexUnavailable("没有索引")

    monkeypatch.setattr(article_search, "search", broken)
    text = editor.get(LIST, {"q": "被盗"}).content.decode()
    assert TITLES[0] in text
    assert TITLES[2] not in text
    assert "搜索索引暂时不可用" in text
    assert TITLES[2] in editor.get(LIST, {"q": f"#{told[2].pk}"}).content.decode()
    assert TITLES[2] in editor.get(LIST, {"q": " "}).content.decode()


def test_the_page_shows_reports_side_by_side_with_reasons(
    editor: Client, told: list[Article]
) -> None:
    text = editor.get(page(story_of(told[0]))).content.decode()
    for words in (TITLES[0], TITLES[1], "示例社", "另一社", "摘录一段", "吻合度", "首发", "主报道"):
        assert words in text
    assert "从本事件拆出" in text
    assert "拆出的报道另成事件，或归入更吻合的事件" in text
    assert 'name="_save"' not in text


def test_the_page_has_no_boxes_for_what_the_newsroom_works_out(
    editor: Client, told: list[Article], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(12) as asked:
        answer = editor.get(page(story_of(told[0])))
    assert list(answer.context["adminform"].form.fields) == []
    text = answer.content.decode()
    assert text.count("<select") == 1, "the public reason of a ruling"
    assert TITLES[2] not in text  # of another story
    assert not any("ORDER BY" in one["sql"] and "WHERE" not in one["sql"] for one in asked)


def test_the_page_itself_takes_no_post(editor: Client, told: list[Article]) -> None:
    story = story_of(told[0])
    assert editor.post(page(story), {"importance": "99"}).status_code == 405
    assert not LogEntry.objects.exists()


def test_a_page_without_times_says_that_nobody_was_first(
    editor: Client, told: list[Article]
) -> None:
    Article.objects.filter(pk=told[2].pk).update(published_at=None, is_hidden=True)
    text = editor.get(page(story_of(told[2]))).content.decode()
    for words in ("没有发布时间", "已隐藏", "不计首发"):
        assert words in text


def test_the_page_counts_what_readers_voted(editor: Client, told: list[Article]) -> None:
    story = story_of(told[0])
    assert "读者投票" not in editor.get(page(story)).content.decode()
    cast(story.pk, Way.UP, "someone", "somewhere", timezone.now())
    assert "利好 1，利空 0" in editor.get(page(story)).content.decode()


def test_a_tie_is_said(editor: Client, told: list[Article]) -> None:
    story = story_of(told[0])
    Story.objects.filter(pk=story.pk).update(first_tied=True)
    assert "并列" in editor.get(page(story)).content.decode()


def test_a_long_story_says_how_many_are_left_out(
    editor: Client, told: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_panel, "SHOWN", 1)
    assert "另有 1 篇" in editor.get(page(story_of(told[0]))).content.decode()


def test_merging(
    editor: Client,
    told: list[Article],
    announced: list[int],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    one, other = story_of(told[0]), story_of(told[2])
    Article.objects.update(index_pending=False)
    with django_capture_on_commit_callbacks(execute=True):
        text = merge(editor, one, other)
    assert "归入事件" in text
    kept, gone = story_of(told[2]), Story.objects.get(pk=other.pk)
    assert kept == story_of(told[0]) == story_of(told[1]) == one
    assert gone.merged_into == one
    assert one.reports.count() == 3
    assert Story.objects.get(pk=one.pk).by_editor
    assert {told[0].pk, told[1].pk, told[2].pk} <= set(announced)
    assert Article.objects.get(pk=told[2].pk).index_pending
    assert set(LogEntry.objects.values_list("object_id", flat=True)) == {
        str(one.pk),
        str(other.pk),
    }
    assert Ruling.objects.filter(same=True).count() == 2
    assert Ruling.objects.first().by.get_username() == "bianji"
    answer = editor.get(page(gone), follow=True)
    assert answer.redirect_chain[-1][0] == page(one)
    assert "已并入本事件" in answer.content.decode()


def test_one_story_alone_cannot_be_merged(editor: Client, told: list[Article]) -> None:
    assert "至少要选两个" in merge(editor, story_of(told[0]))
    assert not Ruling.objects.exists()
    assert not LogEntry.objects.exists()


def test_splitting(editor: Client, told: list[Article]) -> None:
    story = story_of(told[0])
    text = act(editor, "split", story, told[1])
    assert f"从事件 {story.pk} 拆出稿件 {told[1].pk}，归入事件 {story_of(told[1]).pk}" in text
    assert story_of(told[0]) == story
    assert story_of(told[1]) != story
    assert TITLES[1] in text  # the page of the new story
    assert Article.objects.get(pk=told[1].pk).is_lead
    assert LogEntry.objects.count() == 2
    assign([article.pk for article in told])
    assert story_of(told[1]) != story


@pytest.mark.parametrize(("chosen", "words"), [((0, 1), "全部报道"), ((), "须同属一个事件")])
def test_splits_that_make_no_sense_are_refused(
    editor: Client, told: list[Article], chosen: tuple[int, ...], words: str
) -> None:
    story = story_of(told[0])
    assert words in act(editor, "split", story, *(told[n] for n in chosen))
    assert story.reports.count() == 2
    assert not LogEntry.objects.exists()


def test_moving(editor: Client, told: list[Article]) -> None:
    story, target = story_of(told[0]), story_of(told[2])
    act(editor, "move", story, told[1], story=target.pk)
    assert story_of(told[1]) == target
    assert story_of(told[0]) == story


@pytest.mark.parametrize(
    ("target", "words"),
    [("", "请填写"), ("404", "找不到编号为 404"), ("x", "请填写"), ("9" * 30, "请填写")],
)
def test_moving_nowhere_is_refused(
    editor: Client, told: list[Article], target: str, words: str
) -> None:
    story = story_of(told[0])
    assert words in act(editor, "move", story, told[1], story=target)
    assert story_of(told[1]) == story


def test_only_post_and_only_who_may(editor: Client, stranger: Client, told: list[Article]) -> None:
    story = story_of(told[0])
    for name in ("split", "move"):
        url = reverse(f"admin:stories_story_{name}", args=[story.pk])
        assert editor.get(url).status_code == 405
        assert stranger.post(url, {"article": [told[1].pk]}).status_code == 403
        assert Client().post(url).status_code == 302
        assert Client(enforce_csrf_checks=True).post(url).status_code in {302, 403}
        gone = reverse(f"admin:stories_story_{name}", args=[404])
        assert editor.post(gone).status_code == 404
    assert stranger.get(LIST).status_code == 403
    assert story.reports.count() == 2


def test_csrf_is_asked_for(editor: Client, told: list[Article]) -> None:
    editor.handler.enforce_csrf_checks = True
    url = reverse("admin:stories_story_split", args=[story_of(told[0]).pk])
    assert editor.post(url, {"article": [told[1].pk]}).status_code == 403


def test_stories_are_neither_added_nor_deleted(chief: Client, told: list[Article]) -> None:
    assert chief.get(reverse("admin:stories_story_add")).status_code == 403
    story = story_of(told[0])
    assert chief.post(reverse("admin:stories_story_delete", args=[story.pk])).status_code == 403


def test_an_unknown_story_is_not_there(editor: Client, told: list[Article]) -> None:
    answer = editor.get(reverse("admin:stories_story_change", args=[404]))
    assert answer.status_code == 302


def test_the_list_does_not_ask_more_for_more(
    editor: Client, told: list[Article], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(12):
        editor.get(LIST)


def test_merging_more_than_an_editor_can_mean_is_refused(
    editor: Client, told: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_admin, "MOST", 2)
    posted = {"action": "merge_selected", "_selected_action": [1], "select_across": "1"}
    answer = editor.post(LIST, posted, follow=True).content.decode()
    assert "一次最多合并 2 个事件" in answer
    assert not Ruling.objects.exists()
