"""What editors do with 专题."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Report, Story
from aggregator.topics.models import Topic, TopicEntry
from aggregator.topics.signals import topics_changed
from tests.desk.conftest import NOON, make_article

LIST = reverse("admin:topics_topic_changelist")
ADD = reverse("admin:topics_topic_add")
Capture = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def topic(tag: Tag) -> Topic:
    made = Topic.objects.create(
        slug="bridge", title="桥的事", lede="导语", started_at=NOON - timedelta(days=1), least=0
    )
    made.tags.add(tag)
    return made


@pytest.fixture
def stories(source: Source, tag: Tag) -> list[Story]:
    found = []
    for n in (1, 2):
        article = make_article(source, n, title=f"第 {n} 件事")
        article.tagged.create(tag=tag, about=True, sorted_at=article.sorted_at)
        story = Story.objects.create(
            started_at=article.sorted_at, lead=article, report_count=1, outlet_count=1
        )
        Report.objects.create(story=story, article=article, component=1, at=article.sorted_at)
        found.append(story)
    return found


@pytest.fixture
def heard() -> Iterator[list[int]]:
    told: list[int] = []

    def hear(sender: Any, ids: list[int], **_: Any) -> None:
        told.extend(ids)

    topics_changed.connect(hear)
    yield told
    topics_changed.disconnect(hear)


def page(topic: Topic, name: str = "change") -> str:
    return reverse(f"admin:topics_topic_{name}", args=[topic.pk])


def form(topic: Topic | None = None, **changes: object) -> dict[str, object]:
    posted: dict[str, object] = {
        "title": topic.title if topic else "新专题",
        "slug": topic.slug if topic else "new",
        "state": topic.state if topic else "draft",
        "lede": topic.lede if topic else "",
        "intro": topic.intro if topic else "",
        "least": topic.least if topic else 40,
        "started_at_0": "2026-03-04",
        "started_at_1": "12:00:00",
        "tags": [tag.pk for tag in topic.tags.all()] if topic else [],
        "entries-TOTAL_FORMS": 0,
        "entries-INITIAL_FORMS": 0,
    }
    return {**posted, **changes}


def test_a_topic_is_made_and_told_of(
    editor: Client, heard: list[int], tag: Tag, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(ADD, form(state="open", lede="导语", intro="**一**", tags=[tag.pk]))
    assert answer.status_code == 302, answer.context["errors"]
    made = Topic.objects.get(slug="new")
    assert made.intro_html == "<p><strong>一</strong></p>"
    assert list(made.tags.all()) == [tag]
    assert heard == [made.pk]
    assert LogEntry.objects.get().object_id == str(made.pk)


def test_an_open_topic_needs_a_word_about_it(editor: Client) -> None:
    answer = editor.post(ADD, form(state="open"))
    assert "公开前请写一两句导语" in answer.content.decode()
    assert not Topic.objects.exists()
    assert editor.post(ADD, form()).status_code == 302, "a draft may wait"


def test_a_save_writes_only_what_was_changed(editor: Client, topic: Topic) -> None:
    opened = editor.get(page(topic))
    assert opened.status_code == 200
    posted = form(topic, title="新题")
    Topic.objects.update(lede="另一位编辑的导语", intro="另一位写的")
    posted |= {"lede": "另一位编辑的导语", "intro": "另一位写的"}
    assert editor.post(page(topic), posted).status_code == 302
    topic.refresh_from_db()
    assert (topic.title, topic.lede) == ("新题", "另一位编辑的导语")
    assert topic.updated_at > NOON


def test_closing_and_opening_again(editor: Client, topic: Topic) -> None:
    editor.post(page(topic), form(topic, state="closed"))
    topic.refresh_from_db()
    closed = topic.closed_at
    assert closed is not None
    editor.post(page(topic), form(topic, title="题"))
    topic.refresh_from_db()
    assert topic.closed_at == closed, "only a change of the state says when"
    editor.post(page(topic), form(topic, state="open"))
    topic.refresh_from_db()
    assert topic.closed_at is None


def test_entries_are_added_by_hand_and_follow_a_merge(
    editor: Client, topic: Topic, stories: list[Story]
) -> None:
    one, other = stories
    Story.objects.filter(pk=one.pk).update(merged_into=other)
    row = {
        "entries-TOTAL_FORMS": 1,
        "entries-0-story": one.pk,
        "entries-0-note": "按语",
        "entries-0-at_0": "",
        "entries-0-at_1": "",
        "entries-0-pinned": "on",
    }
    answer = editor.post(page(topic), form(topic, **row))
    assert answer.status_code == 302, answer.context["errors"]
    entry = TopicEntry.objects.get()
    assert (entry.story, entry.note, entry.pinned) == (other, "按语", True)
    row |= {"entries-INITIAL_FORMS": 1, "entries-0-id": entry.pk, "entries-0-topic": topic.pk}
    again = {**row, "entries-0-story": one.pk, "entries-0-note": "新按"}
    assert editor.post(page(topic), form(topic, **again)).status_code == 302
    entry.refresh_from_db()
    assert (entry.story, entry.note) == (other, "新按"), "which event it is does not change"


def test_events_are_found_by_searching(editor: Client, stories: list[Story]) -> None:
    merged = Story.objects.create(started_at=NOON, merged_into=stories[0])
    asked = {"app_label": "topics", "model_name": "topicentry", "field_name": "story"}
    answer = editor.get(reverse("admin:autocomplete"), asked)
    found = {one["id"] for one in answer.json()["results"]}
    assert found == {str(story.pk) for story in stories}
    assert str(merged.pk) not in found


def test_what_the_tags_bring_in_is_taken_up_or_kept_out(
    editor: Client,
    topic: Topic,
    stories: list[Story],
    heard: list[int],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    one, other = stories
    text = editor.get(page(topic)).content.decode()
    assert "第 1 件事" in text
    assert "编入并加注" in text
    with django_capture_on_commit_callbacks(execute=True):
        text = editor.post(page(topic, "take"), {"story": [one.pk]}, follow=True).content.decode()
        assert "编入：1 个事件" in text
        editor.post(page(topic, "drop"), {"story": [other.pk, "x", "9" * 30, "²"]})
    rows = dict(topic.entries.values_list("story", "removed"))
    assert rows == {one.pk: False, other.pk: True}
    assert heard == [topic.pk, topic.pk]
    said = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert said == ["编入：第 1 件事", "移出：第 2 件事"]
    editor.post(page(topic, "take"), {"story": [other.pk]})
    assert topic.entries.get(story=other).removed is False
    text = editor.post(page(topic, "take"), {}, follow=True).content.decode()
    assert "没有勾选事件" in text


def test_a_topic_is_withdrawn_rather_than_deleted(
    editor: Client, chief: Client, topic: Topic
) -> None:
    for client in (editor, chief):
        url = reverse("admin:topics_topic_delete", args=[topic.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
    editor.post(page(topic), form(topic, state="withdrawn"))
    assert "已撤下" in editor.get(page(topic)).content.decode()
    assert Client().get("/topic/bridge/").status_code == 410


def test_the_list(
    editor: Client, topic: Topic, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(12):
        text = editor.get(LIST).content.decode()
    assert "桥的事" in text
    assert "草稿" in text
    assert "比特币（0 分起）" in text
    topic.tags.clear()
    assert editor.get(LIST).status_code == 200


def test_the_page_leads_to_the_preview_and_to_what_readers_see(
    editor: Client, topic: Topic
) -> None:
    text = editor.get(page(topic)).content.decode()
    assert f"/admin/preview/topic/{topic.pk}/" in text
    assert "看公开页面" not in text
    Topic.objects.update(state="open")
    assert "看公开页面" in editor.get(page(topic)).content.decode()
    assert editor.get(page(Topic(pk=99))).status_code == 302


def test_who_may(stranger: Client, topic: Topic, stories: list[Story]) -> None:
    assert stranger.get(LIST).status_code == 403
    assert stranger.post(page(topic, "take"), {"story": [stories[0].pk]}).status_code == 403
    assert Client().post(page(topic, "drop")).status_code == 302
    reader = User.objects.create_user("kan", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_topic"))
    client = Client()
    client.force_login(reader)
    text = client.get(page(topic)).content.decode()
    assert "第 1 件事" in text
    assert "编入并加注" not in text
    assert client.post(page(topic, "take")).status_code == 403
    assert client.get(page(topic, "take")).status_code == 405
