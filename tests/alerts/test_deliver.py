"""Messages to a real local server: what they say, and what follows from its answers."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from aggregator.alerts import deliver as room
from aggregator.alerts.deliver import (
    KEPT,
    LEASE,
    deliver,
    prune,
    revive,
    send_trial,
)
from aggregator.alerts.models import Delivery, SavedSearch
from aggregator.alerts.outcome import TRIES, pause, verdict
from aggregator.alerts.signing import key_of
from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.stories.models import Report, Story
from aggregator.web import Failed, Fresh, Moved, Policy, Unchanged
from tests.alerts.conftest import NOON, Make, Receiver, Save, due

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_message_is_signed_and_says_what_was_found(
    make: Make, save: Save, receiver: Receiver, settings: Settings
) -> None:
    settings.SITE_URL = "https://news.example"
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    one = make("黑客得手", excerpt="摘录", tags=[tag], published_at=NOON, is_important=True)
    story = Story.objects.create(started_at=NOON)
    Report.objects.create(story=story, article=one, component=story.pk, at=NOON)
    search = save("黑客 大饼", name="被盗", webhook_url=receiver.url)
    sent = due(search, one)
    assert deliver(NOON) == 1

    [(headers, body)] = receiver.got
    assert headers["X-Newsroom-Delivery"] == str(sent.key)
    timestamp = headers["X-Newsroom-Timestamp"]
    assert int(timestamp) == int(NOON.timestamp())
    signed = f"{timestamp}.".encode() + body
    digest = hmac.new(key_of(search.seed).encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Newsroom-Signature"] == f"v1={digest}"
    assert headers["Content-Type"] == "application/json"
    assert receiver.messages == [
        {
            "delivery": str(sent.key),
            "search": {
                "name": "被盗",
                "query": "黑客 大饼",
                "url": "https://news.example/search/?q=%E9%BB%91%E5%AE%A2+%E5%A4%A7%E9%A5%BC",
                "skipped": 0,
            },
            "article": {
                "id": one.pk,
                "title": "黑客得手",
                "url": one.url,
                "site_url": f"https://news.example/a/{one.pk}/",
                "story_url": f"https://news.example/story/{story.pk}/",
                "source": {"slug": "outlet", "name": "outlet"},
                "published_at": "2026-03-25T04:00:00+00:00",
                "first_seen_at": "2026-03-25T04:00:00+00:00",
                "kind": "flash",
                "important": True,
                "tags": [{"slug": "bitcoin", "name": "比特币", "kind": "coin"}],
                "excerpt": "摘录",
            },
        }
    ]
    sent.refresh_from_db()
    assert (sent.state, sent.status_code, sent.attempts) == (State.SENT, 200, 1)
    assert (sent.next_at, sent.sent_at) == (None, NOON)
    assert deliver(NOON + LEASE) == 0


def test_of_an_outlet_of_headlines_no_text_leaves_the_house(
    make: Make, save: Save, receiver: Receiver
) -> None:
    one = make("题", excerpt="摘录", policy=Source.TextPolicy.HEADLINE)
    due(save("题", webhook_url=receiver.url), one)
    deliver(NOON)
    (said,) = receiver.messages
    assert (said["article"]["excerpt"], said["article"]["published_at"]) == ("", None)
    assert said["article"]["story_url"] is None


def test_keys_differ_and_are_none_of_the_columns(save: Save) -> None:
    one, two = save("甲"), save("乙")
    assert key_of(one.seed) != key_of(two.seed)
    assert len(bytes.fromhex(key_of(one.seed))) == 32
    assert key_of(one.seed) not in map(str, SavedSearch.objects.filter(pk=one.pk).values_list()[0])


@pytest.mark.parametrize(
    ("status", "headers", "words", "wait"),
    [
        (500, {}, "服务器出错（HTTP 500）", 60),
        (500, {"Content-Type": "application/json"}, "服务器出错（HTTP 500）", 60),
        (404, {}, "找不到这个网址（HTTP 404）", 60),
        (401, {}, "拒绝了请求（HTTP 401）", 60),
        (429, {"Retry-After": "3600"}, "稍后再发（HTTP 429）", 3600),
        (503, {"Retry-After": "999999"}, "稍后再发（HTTP 503）", 6 * 3600),
        (302, {"Location": "http://169.254.169.254/"}, "拒绝跳转", 60),
    ],
)
def test_a_failure_is_tried_again_later(
    make: Make, save: Save, receiver: Receiver, status: int, headers: Any, words: str, wait: int
) -> None:
    receiver.status, receiver.headers, receiver.body = status, headers, b'{"a": 1}'
    sent = due(save("黑客", webhook_url=receiver.url), make("黑客"))
    deliver(NOON)
    sent.refresh_from_db()
    assert sent.state == State.FAILING
    assert sent.status_code == (None if status == 302 else status)
    assert words in sent.last_error
    assert sent.next_at is not None
    assert 0.8 * wait <= (sent.next_at - NOON).total_seconds() <= 1.2 * wait
    assert deliver(NOON + timedelta(seconds=30)) == 0
    receiver.status, receiver.headers = 202, {}
    assert deliver(sent.next_at) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.status_code, sent.last_error) == (State.SENT, 202, "")
    one, two = (headers["X-Newsroom-Delivery"] for headers, _ in receiver.got)
    assert one == two, "the receiver can tell that it is the same message"


def test_a_long_answer_is_not_read(make: Make, save: Save, receiver: Receiver) -> None:
    receiver.body, receiver.headers = b"x" * 9_000_000, {"Content-Encoding": "br"}
    sent = due(save("黑客", webhook_url=receiver.url), make("黑客"))
    deliver(NOON)
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_after_the_last_try_it_is_a_dead_letter_that_can_be_revived(
    make: Make, save: Save, receiver: Receiver
) -> None:
    receiver.status = 500
    search = save("黑客", webhook_url=receiver.url)
    sent = due(search, make("黑客"), attempts=TRIES - 1, state=State.FAILING)
    deliver(NOON)
    sent.refresh_from_db()
    assert (sent.state, sent.next_at, sent.attempts) == (State.DEAD, None, TRIES)
    receiver.status = 200
    assert revive(search, NOON, 100) == 1
    deliver(NOON)
    sent.refresh_from_db()
    assert (sent.state, sent.attempts) == (State.SENT, 1)
    assert revive(search, NOON, 100) == 0


def test_pauses_grow_to_six_hours() -> None:
    minutes = [pause(n, 0.5) / timedelta(minutes=1) for n in range(1, TRIES + 1)]
    assert minutes == [1, 3, 9, 27, 81, 243, 360, 360, 360, 360]
    assert pause(1, 0.0) < pause(1, 0.5) < pause(1, 0.99) <= timedelta(minutes=1.2)
    assert pause(300, 0.99) <= timedelta(hours=7.2)


@pytest.mark.parametrize("answer", [Unchanged("", 0, None), Moved("", Unchanged("", 0, None))])
def test_answers_that_a_post_cannot_have(answer: Any) -> None:
    with pytest.raises(AssertionError, match="cannot end"):
        verdict(answer, 1, NOON, 0.5)


def test_410_stops_the_webhook_and_nothing_else(make: Make, save: Save, receiver: Receiver) -> None:
    receiver.status = 410
    search = save("黑客", webhook_url=receiver.url)
    first = due(search, make("黑客"))
    later = due(search, make("黑客"), next_at=NOON + timedelta(hours=1))
    deliver(NOON)
    search.refresh_from_db()
    assert search.stopped_at == NOON
    assert search.why_silent() == "对方已注销推送地址（HTTP 410）"
    deliver(NOON + timedelta(hours=1))
    assert len(receiver.got) == 1
    for one in (first, later):
        one.refresh_from_db()
        assert (one.state, one.next_at) == (State.DEAD, None)
        assert "410" in one.last_error


def test_410_of_an_address_that_was_changed_meanwhile_stops_nothing(
    make: Make, save: Save, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.status = 410
    search = save("黑客", webhook_url=receiver.url)
    due(search, make("黑客"))
    real = room.fetch_all

    def changed_meanwhile(*asked: Any) -> Any:
        SavedSearch.objects.filter(pk=search.pk).update(webhook_url="https://hooks.example/new")
        return real(*asked)

    monkeypatch.setattr(room, "fetch_all", changed_meanwhile)
    deliver(NOON)
    search.refresh_from_db()
    assert (len(receiver.got), search.stopped_at) == (1, None)


@pytest.mark.parametrize(
    ("search_fields", "article_fields", "words"),
    [
        ({"is_active": False}, {}, "订阅已停用"),
        ({"webhook_url": ""}, {}, "没有填写推送地址"),
        ({}, {"is_hidden": True}, "稿件已下线"),
    ],
)
def test_what_must_not_be_sent_any_more(
    make: Make,
    save: Save,
    receiver: Receiver,
    search_fields: Any,
    article_fields: Any,
    words: str,
) -> None:
    search = save("黑客", **({"webhook_url": receiver.url} | search_fields))
    sent = due(search, make("黑客", **article_fields))
    deliver(NOON)
    sent.refresh_from_db()
    assert sent.state == State.DEAD
    assert words in sent.last_error
    assert receiver.got == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/x", "ftp://e.org/"]
)
def test_an_address_inside_the_house_is_refused(
    make: Make, save: Save, settings: Settings, url: str
) -> None:
    settings.WEBHOOK_POLICY = Policy("newsroom-test")
    sent = due(save("黑客", webhook_url=url), make("黑客"))
    deliver(NOON)
    sent.refresh_from_db()
    assert (sent.state, sent.status_code) == (State.FAILING, None)
    assert "拒绝访问" in sent.last_error


def test_old_rows_go_but_not_what_is_still_to_be_sent(make: Make, save: Save) -> None:
    search = save("黑客")
    old = NOON - KEPT - timedelta(seconds=1)
    due(search, make("黑客"), state=State.SENT, next_at=None, created_at=old)
    due(search, make("黑客"), state=State.DEAD, next_at=None, created_at=old)
    waiting = due(search, make("黑客"), created_at=old)
    recent = due(search, make("黑客"), state=State.SENT, next_at=None)
    assert prune(NOON) == 2
    assert set(Delivery.objects.all()) == {waiting, recent}


def test_a_trial_is_about_the_newest_article_and_leaves_no_row(
    make: Make, save: Save, receiver: Receiver
) -> None:
    search = save("巨鲸", webhook_url=receiver.url)
    assert isinstance(send_trial(search, NOON), Fresh)
    make("旧")
    one = make("黑客得手")
    make("藏", is_hidden=True)
    receiver.status = 500
    assert isinstance(send_trial(search, NOON), Failed)
    empty, full = receiver.messages
    assert (empty["test"], empty["article"], empty["search"]["query"]) == (True, None, "巨鲸")
    assert (full["test"], full["article"]["id"]) == (True, one.pk)
    assert receiver.got[1][0]["X-Newsroom-Delivery"] == full["delivery"] != empty["delivery"]
    assert not Delivery.objects.exists()
