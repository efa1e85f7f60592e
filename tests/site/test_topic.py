"""The pages of topics."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from aggregator.articles.models import Article, Tag
from aggregator.stories.models import Story
from aggregator.topics import entries as reading
from aggregator.topics.models import Topic
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import more, text


@pytest.fixture
def topic(bitcoin: Tag) -> Topic:
    made = Topic.objects.create(
        slug="bridge",
        title="桥的事",
        lede="一句导语。",
        intro="**前情**在此",
        state=Topic.State.OPEN,
        started_at=NOON - timedelta(days=1),
        least=0,
    )
    made.tags.add(bitcoin)
    return made


@pytest.fixture
def happened(make: Make, tell: Tell, bitcoin: Tag, topic: Topic) -> list[Story]:
    """One story of two outlets and one of one, both fed by the tag."""
    one = make("两家都报", source="one", tags=[bitcoin])
    other = make("两家都报了", source="two")
    alone = make("一家报道", source="one", tags=[bitcoin], excerpt="一段摘录")
    one.tagged.update(about=True)
    alone.tagged.update(about=True)
    return [tell(one, other), tell(alone)]


def steps(body: str) -> list[str]:
    found = re.findall(r'step__title">\s*<a href="([^"]+)"', body)
    return list(found)


def test_the_page_tells_what_happened(client: Client, topic: Topic, happened: list[Story]) -> None:
    shared, alone = happened
    topic.entries.create(story=shared, note=f"按语 {EVIL}", pinned=True)
    body = text(client, "/topic/bridge/")
    assert "<strong>前情</strong>在此" in body
    assert "一句导语。" in body
    assert steps(body) == [f"/a/{alone.lead_id}/", f"/story/{shared.pk}/"]
    assert "2 家媒体" in body
    assert "一段摘录" in body
    assert "关键节点" in body
    assert "<script>alert" not in body
    assert "按语 &lt;script&gt;" in body


def test_an_event_without_a_known_first_names_none(
    client: Client, topic: Topic, happened: list[Story]
) -> None:
    Story.objects.filter(pk=happened[0].pk).update(first=None)
    body = text(client, "/topic/bridge/")
    assert "2 家媒体" in body
    assert "首发 one" not in body


def test_who_sees_which_state(client: Client, topic: Topic) -> None:
    wanted = {"draft": 404, "open": 200, "closed": 200, "withdrawn": 410}
    for state, status in wanted.items():
        Topic.objects.update(state=state, closed_at=NOON if state == "closed" else None)
        answer = client.get("/topic/bridge/")
        assert answer.status_code == status, state
        if status >= 400:
            assert "桥的事" not in answer.content.decode()
            assert "桥的事" not in text(client, "/topic/")
    assert client.get("/topic/nothing/").status_code == 404


def test_the_list(client: Client, topic: Topic, happened: list[Story]) -> None:
    assert "还没有专题" not in text(client, "/topic/")
    Topic.objects.update(latest=happened[1], latest_at=NOON)
    body = text(client, "/topic/")
    assert "进行中" in body
    assert "已结束" not in body
    assert 'href="/topic/bridge/"' in body
    assert "一家" in body
    Topic.objects.update(state="closed")
    assert "已结束" in text(client, "/topic/")
    Topic.objects.all().delete()
    assert "还没有专题" in text(client, "/topic/")


def test_a_topic_without_events(client: Client, topic: Topic) -> None:
    Topic.objects.update(lede="", intro="", intro_html="")
    topic.tags.clear()
    assert "还没有收录事件" in text(client, "/topic/bridge/")


def test_pages(
    client: Client, topic: Topic, happened: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.entries, "__defaults__", (None, 1))
    first = text(client, "/topic/bridge/")
    second = text(client, more(first))
    assert steps(first) + steps(second) == [
        f"/a/{happened[1].lead_id}/",
        f"/story/{happened[0].pk}/",
    ]
    assert "<strong>前情</strong>" not in second
    assert "noindex" in second
    Article.objects.update(is_hidden=True)
    assert "后面没有了" in text(client, more(first))


@pytest.mark.parametrize("cursor", ["x", "x" * 9999, "%00", "a:b:c", "😀"])
def test_a_tampered_cursor_is_told_so(client: Client, topic: Topic, cursor: str) -> None:
    answer = client.get(f"/topic/bridge/?after={cursor}")
    assert answer.status_code == 400
    assert "回到第一页" in answer.content.decode()


def test_a_cursor_of_another_topic_is_refused(
    client: Client, topic: Topic, happened: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.entries, "__defaults__", (None, 1))
    Topic.objects.create(slug="other", title="别的", state="open")
    foreign = more(text(client, "/topic/bridge/")).replace("bridge", "other")
    assert client.get(foreign).status_code == 400


def test_few_queries(
    client: Client,
    topic: Topic,
    happened: list[Story],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    topic.entries.create(story=happened[0], note="按")
    for path in ("/topic/bridge/", "/topic/"):
        with django_assert_max_num_queries(12):
            text(client, path)


def test_the_preview_is_for_the_desk_alone(client: Client, topic: Topic) -> None:
    Topic.objects.update(state="draft")
    path = f"/admin/preview/topic/{topic.pk}/"
    assert client.get(path).status_code == 302, "to the login"
    user = User.objects.create_user("kan", is_staff=True)
    client.force_login(user)
    assert client.get(path).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_topic"))
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.get(path)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "桥的事" in body
    assert "预览" in body
    assert "草稿" in body
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/topic/bridge/").status_code == 404, "logged in or not"
    assert client.get("/admin/preview/topic/999/").status_code == 404
