"""The page of sources, and what editors do there."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.articles.poll import PollReport
from aggregator.desk import feed_admin
from aggregator.feeds.models import Feed

LIST = reverse("admin:feeds_feed_changelist")


def address(name: str, feed: Feed) -> str:
    return reverse(f"admin:feeds_feed_{name}", args=[feed.pk])


def form(feed: Feed, **changes: object) -> dict[str, object]:
    posted: dict[str, object] = {
        "source": feed.source_id,
        "title": feed.title,
        "url": feed.url,
        "alternates": "\r\n".join(feed.alternates),
        "kind": feed.kind,
        "enabled": "on",
        "disabled_reason": feed.disabled_reason,
    }
    posted.update(changes)
    return {name: value for name, value in posted.items() if value is not None}


@pytest.fixture
def polls(monkeypatch) -> list[int]:
    """Polls that were asked for; each ends as `state` and `message` of the fixture say."""
    asked: list[int] = []

    def poll_once(feed_id: int, now) -> PollReport:
        asked.append(feed_id)
        return PollReport(feed_id, "ok", "", 2, 1, 17, 1234)

    monkeypatch.setattr(feed_admin, "poll_once", poll_once)
    return asked


def test_a_failing_feed_says_what_when_and_when_next(editor, feed) -> None:
    now = timezone.now()
    feed.state, feed.message, feed.failures = "failing", "连接超时", 3
    feed.polled_at, feed.due_at = (
        now - timedelta(minutes=5),
        now + timedelta(minutes=20, seconds=30),
    )
    feed.save()
    for page in (LIST, address("change", feed)):
        text = editor.get(page).content.decode()
        assert ">失败</span>" in text
        assert "连接超时" in text
        assert ">5 分钟前</time>" in text
        assert ">20 分钟后</time>" in text
        assert "3 次" in text


@pytest.mark.parametrize("query", ["?state__exact=ok", "?enabled__exact=0", "?q=nowhere"])
def test_filters(editor, feed, query) -> None:
    assert feed.title in editor.get(LIST).content.decode()
    assert feed.title not in editor.get(LIST + query).content.decode()


def test_polling_once_from_the_page(editor, feed, polls) -> None:
    text = editor.post(address("poll", feed), follow=True).content.decode()
    assert polls == [feed.pk]
    assert "新稿 2 篇，更正 1 篇，没有变化 17 篇，用时 1.2 秒" in text
    assert "抓取一次" in LogEntry.objects.get().change_message


def test_a_poll_that_fails_says_why(editor, feed, monkeypatch) -> None:
    report = PollReport(feed.pk, "failing", "连接超时。", 0, 0, 0, 10_000)
    monkeypatch.setattr(feed_admin, "poll_once", lambda *_: report)
    text = editor.post(address("poll", feed), follow=True).content.decode()
    assert "失败。连接超时。" in text


@pytest.mark.parametrize("name", ["poll", "accept-move", "unlock"])
def test_nothing_happens_by_get_or_without_a_token(editor, feed, polls, name) -> None:
    feed.moved_to, feed.locked_fields = "https://example.org/new", ["title"]
    feed.save()
    assert editor.get(address(name, feed)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(address(name, feed), {"field": "title"}).status_code == 403
    feed.refresh_from_db()
    assert (polls, feed.moved_to, feed.locked_fields) == ([], "https://example.org/new", ["title"])


def test_an_action_of_the_list_does_nothing_by_get(editor, feed, polls) -> None:
    editor.get(f"{LIST}?action=poll_selected&_selected_action={feed.pk}")
    assert polls == []


def test_polling_several_takes_a_few_and_queues_the_rest(editor, source, polls) -> None:
    feeds = [
        Feed.objects.create(source=source, title=f"源 {n}", url=f"https://example.org/{n}")
        for n in range(7)
    ]
    posted = {"action": "poll_selected", "_selected_action": [feed.pk for feed in feeds]}
    text = editor.post(LIST, posted, follow=True).content.decode()
    assert len(polls) == 5
    assert "其余 2 个已排到队首" in text
    queued = Feed.objects.exclude(pk__in=polls)
    assert [feed.due_at is not None for feed in queued] == [True, True]


def test_accepting_a_move(editor, feed) -> None:
    feed.moved_to, feed.etag, feed.failures = "https://example.org/new", "abc", 2
    feed.alternates = ["https://example.org/new", "https://mirror.example.org/rss"]
    feed.save()
    text = editor.post(address("accept-move", feed), follow=True).content.decode()
    feed.refresh_from_db()
    assert "已改用新地址" in text
    assert feed.url == "https://example.org/new"
    assert feed.alternates == ["https://example.org/rss", "https://mirror.example.org/rss"]
    assert (feed.moved_to, feed.etag, feed.failures) == ("", "", 0)
    assert feed.due_at is not None
    assert feed.locked_fields == ["alternates", "url"]
    assert "https://example.org/new" in LogEntry.objects.get().change_message


@pytest.mark.parametrize(
    ("proposed", "words"),
    [
        ("", "没有待确认的新地址"),
        ("http://127.0.0.1/feed", "新地址不能用"),
        ("https://example.org/taken", "已经是信源“另一个”的地址"),
    ],
)
def test_a_move_that_is_refused(editor, feed, proposed, words) -> None:
    Feed.objects.create(source=feed.source, title="另一个", url="https://example.org/taken")
    feed.moved_to = proposed
    feed.save()
    text = editor.post(address("accept-move", feed), follow=True).content.decode()
    assert words in text
    feed.refresh_from_db()
    assert feed.url == "https://example.org/rss"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/rss",
        "http://127.0.0.1/rss",
        "http://169.254.169.254/latest",
        "http://[::1]/rss",
        "http://user:secret@example.org/rss",
        "http://2130706433/rss",
    ],
)
def test_addresses_that_could_never_be_fetched_are_refused(editor, feed, url) -> None:
    answer = editor.post(address("change", feed), form(feed, url=url))
    assert answer.status_code == 200
    assert "url" in answer.context["adminform"].form.errors
    alternates = editor.post(address("change", feed), form(feed, alternates=url))
    assert "alternates" in alternates.context["adminform"].form.errors


def test_the_demo_server_is_trusted(editor, feed, settings) -> None:
    policy = settings.FEED_POLICY
    settings.FEED_POLICY = type(policy)(
        user_agent=policy.user_agent, trusted=frozenset({"127.0.0.1:8790"})
    )
    answer = editor.post(address("change", feed), form(feed, url="http://127.0.0.1:8790/a.xml"))
    assert answer.status_code == 302


def test_a_new_address_forgets_the_old_ones_answers(editor, feed) -> None:
    feed.etag, feed.body_hash, feed.state, feed.message = "abc", "def", "failing", "坏了"
    feed.save()
    editor.post(address("change", feed), form(feed, url="https://example.org/other"))
    feed.refresh_from_db()
    assert (feed.etag, feed.body_hash, feed.state, feed.message) == ("", "", "new", "")
    assert feed.locked_fields == ["url"]


def test_an_edit_leaves_the_state_of_polling_alone(editor, feed) -> None:
    posted = form(feed, title="新名字")
    Feed.objects.update(etag="fresh", failures=4)
    editor.post(address("change", feed), posted)
    feed.refresh_from_db()
    assert (feed.title, feed.etag, feed.failures) == ("新名字", "fresh", 4)


def test_switching_off_needs_a_reason_and_is_locked(editor, feed) -> None:
    refused = editor.post(address("change", feed), form(feed, enabled=None))
    assert "请写明原因" in refused.content.decode()
    posted = form(feed, enabled=None, disabled_reason="对方停更")
    editor.post(address("change", feed), posted)
    feed.refresh_from_db()
    assert not feed.enabled
    assert feed.locked_fields == ["disabled_reason", "enabled"]
    text = editor.get(LIST).content.decode()
    assert "已停用" in text
    assert "对方停更" in text
    assert "不再抓取" in text


def test_switching_on_clears_the_reason(editor, feed) -> None:
    Feed.objects.update(enabled=False, disabled_reason="对方停更")
    editor.post(address("change", feed), form(feed, disabled_reason="对方停更"))
    feed.refresh_from_db()
    assert feed.enabled
    assert feed.disabled_reason == ""
    assert feed.due_at is not None


def test_a_feed_can_be_added_but_not_deleted(editor, chief, source) -> None:
    posted = {"source": source.pk, "title": "新", "url": "https://example.org/n", "kind": "mixed"}
    answer = editor.post(reverse("admin:feeds_feed_add"), {**posted, "enabled": "on"})
    assert answer.status_code == 302
    feed = Feed.objects.get()
    assert "url" in feed.locked_fields
    assert chief.post(address("delete", feed), {"post": "yes"}).status_code == 403


def test_unlocking_from_the_page(editor, feed) -> None:
    feed.lock(["enabled", "disabled_reason", "title"])
    feed.save()
    assert "以下字段由编辑改过" in editor.get(address("change", feed)).content.decode()
    text = editor.post(address("unlock", feed), {"field": "enabled"}, follow=True).content.decode()
    feed.refresh_from_db()
    assert feed.locked_fields == ["title"]
    assert "已解除锁定：启用" in text
    assert "没有选中" in editor.post(address("unlock", feed), follow=True).content.decode()


def test_a_button_for_a_feed_that_is_gone(editor, feed) -> None:
    gone = address("poll", feed)
    feed.delete()
    assert editor.post(gone).status_code == 404
