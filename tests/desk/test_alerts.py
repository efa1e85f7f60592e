"""Saved searches at the desk: the form, what is shown of messages, the buttons, who may."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.alerts.models import Delivery, Progress, SavedSearch
from aggregator.alerts.signing import key_of
from aggregator.desk import alert_admin
from aggregator.web import Failed, Fresh
from tests.desk.conftest import NOON, make_article

LIST = reverse("admin:alerts_savedsearch_changelist")
ADD = reverse("admin:alerts_savedsearch_add")
HOOK = "https://hooks.example/in"
State = Delivery.State
pytestmark = pytest.mark.django_db


def address(name: str, search: SavedSearch) -> str:
    return reverse(f"admin:alerts_savedsearch_{name}", args=[search.pk])


def form(**changes: object) -> dict[str, object]:
    posted: dict[str, object] = {
        "name": "大饼被盗",
        "query": "大饼 黑客",
        "webhook_url": HOOK,
        "is_active": "on",
    }
    posted.update(changes)
    return {name: value for name, value in posted.items() if value is not None}


@pytest.fixture
def search() -> SavedSearch:
    return SavedSearch.objects.create(
        name="大饼被盗", query="大饼 -传闻", webhook_url=HOOK, created_at=NOON, since=NOON
    )


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the next trials end as; taken from the front."""
    outcomes: list[Any] = []
    monkeypatch.setattr(alert_admin, "send_trial", lambda search, now: outcomes.pop(0))
    return outcomes


def sent(search: SavedSearch, source: Any, number: int, **fields: Any) -> Delivery:
    values = {"created_at": timezone.now() - timedelta(minutes=number), "next_at": None}
    article = make_article(source, number)
    return Delivery.objects.create(search=search, article=article, **(values | fields))


def test_a_new_search_shows_its_key_once(editor: Client) -> None:
    answer = editor.post(ADD, form())
    search = SavedSearch.objects.get()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert key_of(search.seed) in answer.content.decode()
    assert (search.owner.username, search.since) == ("bianji", search.created_at)
    for page in (LIST, address("change", search), address("history", search)):
        text = editor.get(page).content.decode()
        assert key_of(search.seed) not in text
        assert search.seed not in text
    assert not [entry for entry in LogEntry.objects.all() if search.seed in entry.change_message]


def test_a_search_without_a_webhook_needs_no_key(editor: Client) -> None:
    answer = editor.post(ADD, form(webhook_url=""))
    assert answer.status_code == 302
    search = SavedSearch.objects.get()
    text = editor.get(address("change", search)).content.decode()
    assert "换密钥" not in text
    assert "/search/feed.xml?q=%E5%A4%A7%E9%A5%BC%20%E9%BB%91%E5%AE%A2" in text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("query", "", "必填"),
        ("query", "……", "没有可以查找的字"),
        ("query", "-黑客", "没有可以查找的字"),
        ("webhook_url", "http://127.0.0.1/x", "拒绝访问"),
        ("webhook_url", "http://169.254.169.254/", "拒绝访问"),
        ("webhook_url", "https://user:pw@e.org/", "用户名或密码"),
        ("webhook_url", "https://e.org:22/", "端口 22"),
        ("webhook_url", "ftp://e.org/", ""),
        ("name", "", "必填"),
    ],
)
def test_what_can_not_be_is_said_at_its_field(
    editor: Client, field: str, value: str, words: str
) -> None:
    answer = editor.post(ADD, form(**{field: value}))
    errors = answer.context["adminform"].form.errors
    assert list(errors) == [field]
    assert words in errors[field][0] or "This field" in errors[field][0]
    assert not SavedSearch.objects.exists()


def test_two_searches_have_two_names(editor: Client, search: SavedSearch) -> None:
    assert "name" in editor.post(ADD, form()).context["adminform"].form.errors


def test_the_page_says_how_the_query_is_read(editor: Client, search: SavedSearch) -> None:
    text = editor.get(address("change", search)).content.decode()
    labels = re.findall(r'desk-label-(?:plain|warn)">([^<]+)</span>', text)
    assert "大饼" in labels
    assert any("传闻" in one for one in labels)
    assert 'href="/search/?q=%E5%A4%A7%E9%A5%BC+-%E4%BC%A0%E9%97%BB"' in text
    SavedSearch.objects.update(query="大饼 source:nowhere")
    text = editor.get(address("change", search)).content.decode()
    assert "<small>" in text


def test_an_edit_begins_anew_and_leaves_the_rest_to_the_workers(
    editor: Client, search: SavedSearch
) -> None:
    search.stopped_at = NOON
    search.save()
    SavedSearch.objects.update(skipped=7)
    before = Progress.current().searches
    url = "https://hooks.example/new"
    editor.post(address("change", search), form(query=search.query, webhook_url=url))
    search.refresh_from_db()
    assert (search.webhook_url, search.stopped_at, search.skipped) == (url, None, 7)
    assert search.since > NOON
    assert Progress.current().searches > before
    since, seed = search.since, search.seed
    editor.post(address("change", search), form(query=search.query, webhook_url=url, name="新名"))
    search.refresh_from_db()
    assert (search.name, search.since, search.seed) == ("新名", since, seed)


def test_the_list_shows_how_the_last_message_fared(
    editor: Client, search: SavedSearch, source: Any
) -> None:
    assert ">推送中</span>" in editor.get(LIST).content.decode()
    sent(search, source, 9, state=State.SENT)
    sent(search, source, 3, state=State.DEAD)
    text = editor.get(LIST).content.decode()
    assert ">死信</span>" in text
    assert ">3 分钟前</time>" in text
    for fields, words in (
        ({"stopped_at": NOON}, "已停止推送"),
        ({"webhook_url": ""}, "仅订阅源"),
        ({"is_active": False}, "已停用"),
    ):
        SavedSearch.objects.update(**fields)
        assert words in editor.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?deliveries__state__exact=dead", True),
        ("?deliveries__state__exact=waiting", False),
        ("?is_active__exact=0", False),
        ("?q=大饼", True),
        ("?q=nowhere", False),
    ],
)
def test_filters(editor: Client, search: SavedSearch, source: Any, query: str, found: bool) -> None:
    sent(search, source, 1, state=State.DEAD)
    sent(search, source, 2, state=State.DEAD)
    rows = re.findall(
        rf"/savedsearch/{search.pk}/change/", editor.get(LIST + query).content.decode()
    )
    assert len(rows) == found


def test_the_page_shows_the_latest_messages(
    editor: Client, search: SavedSearch, source: Any
) -> None:
    soon = timezone.now() + timedelta(minutes=5, seconds=30)
    sent(search, source, 1, state=State.FAILING, last_error="连接不上", next_at=soon, attempts=2)
    sent(search, source, 2, state=State.SENT, status_code=204, attempts=1)
    for number in range(3, 30):
        sent(search, source, number)
    text = editor.get(address("change", search)).content.decode()
    assert "连接不上；下次：5 分钟后" in text
    assert "HTTP 204" in text
    assert "第 20 条" in text
    assert "第 21 条" not in text
    everything = reverse("admin:alerts_delivery_changelist")
    assert everything in text
    assert "第 29 条" in editor.get(everything).content.decode()


def test_messages_are_only_read(editor: Client, chief: Client, search: Any, source: Any) -> None:
    one = sent(search, source, 1, state=State.SENT)
    page = reverse("admin:alerts_delivery_change", args=[one.pk])
    assert str(one.key) in editor.get(page).content.decode()
    assert chief.post(page, {"state": "dead"}).status_code == 403
    assert chief.get(reverse("admin:alerts_delivery_add")).status_code == 403
    assert chief.post(reverse("admin:alerts_delivery_delete", args=[one.pk])).status_code == 403


def test_what_went_wrong_is_told(editor: Client, search: SavedSearch) -> None:
    assert "desk-warning" not in editor.get(address("change", search)).content.decode()
    SavedSearch.objects.update(stopped_at=NOON, skipped=1234, skipped_at=NOON)
    text = editor.get(address("change", search)).content.decode()
    assert "HTTP 410" in text
    assert "累计 1,234 篇超出每小时上限" in text


def test_dead_letters_are_sent_again(editor: Client, search: SavedSearch, source: Any) -> None:
    assert "重发死信" not in editor.get(address("change", search)).content.decode()
    dead = sent(search, source, 1, state=State.DEAD, attempts=10, last_error="连接不上")
    assert "重发死信" in editor.get(address("change", search)).content.decode()
    text = editor.post(address("revive", search), follow=True).content.decode()
    assert "已排队重发 1 条" in text
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.last_error) == (State.WAITING, 0, "")
    assert dead.next_at is not None
    text = editor.post(address("revive", search), follow=True).content.decode()
    assert "没有需要重发的死信" in text


def test_nothing_is_revived_while_nothing_can_be_sent(
    editor: Client, search: SavedSearch, source: Any
) -> None:
    dead = sent(search, source, 1, state=State.DEAD)
    SavedSearch.objects.update(stopped_at=NOON)
    text = editor.post(address("revive", search), follow=True).content.decode()
    assert "现在重发也送不到" in text
    dead.refresh_from_db()
    assert dead.state == State.DEAD


def test_a_trial_that_arrives_starts_the_sending_again(
    editor: Client, search: SavedSearch, trials: list[Any]
) -> None:
    trials += [Fresh("", b"", "", "", "", None, 0, status=204), Failed("连接不上", "connect")]
    SavedSearch.objects.update(stopped_at=NOON)
    text = editor.post(address("trial", search), follow=True).content.decode()
    assert "对方已收到测试消息（HTTP 204）。推送已恢复。" in text
    search.refresh_from_db()
    assert search.stopped_at is None
    assert search.since > NOON
    text = editor.post(address("trial", search), follow=True).content.decode()
    assert "测试没有送达：连接不上" in text
    assert "发送测试：测试没有送达" in LogEntry.objects.first().change_message
    SavedSearch.objects.update(webhook_url="")
    text = editor.post(address("trial", search), follow=True).content.decode()
    assert "请先填写推送地址" in text


def test_a_new_key_takes_the_place_of_the_old(editor: Client, search: SavedSearch) -> None:
    old = key_of(search.seed)
    answer = editor.post(address("rekey", search))
    search.refresh_from_db()
    assert key_of(search.seed) != old
    assert key_of(search.seed) in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert LogEntry.objects.get().change_message == "换密钥"


def test_deleting_does_not_load_what_goes_with_it(
    editor: Client, search: SavedSearch, source: Any
) -> None:
    sent(search, source, 1)
    page = address("delete", search)
    assert "第 1 条" not in editor.get(page).content.decode()
    before = Progress.current().searches
    assert editor.post(page, {"post": "yes"}).status_code == 302
    assert not SavedSearch.objects.exists()
    assert Progress.current().searches == before + 1


@pytest.mark.parametrize("name", ["revive", "trial", "rekey"])
def test_buttons_are_for_editors_by_post_with_a_token(
    editor: Client, stranger: Client, search: SavedSearch, name: str
) -> None:
    page = address(name, search)
    assert editor.get(page).status_code == 405
    assert stranger.post(page).status_code == 403
    assert Client().post(page).url.startswith(reverse("admin:login"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(page).status_code == 403
    seed = search.seed
    search.refresh_from_db()
    assert search.seed == seed
    missing = reverse(f"admin:alerts_savedsearch_{name}", args=[search.pk + 1])
    assert editor.post(missing).status_code == 404


def test_a_choice_of_words_is_read_as_one(search: SavedSearch, editor: Client) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(query="大饼 OR 以太坊")
    text = editor.get(address("change", search)).content.decode()
    assert text.index(">大饼<") < text.index("或 <") < text.index(">以太坊<")


def test_a_name_that_is_taken_is_said(search: SavedSearch, editor: Client) -> None:
    form = {"name": search.name, "query": "大饼", "webhook_url": "ftp", "is_active": "on"}
    text = editor.post(ADD, form).content.decode()
    assert "已有同名的订阅" in text
    assert "请填写完整的网址" in text


def test_a_reader_of_the_desk_sees_no_key_and_no_buttons(
    search: SavedSearch, stranger: Client
) -> None:
    assert stranger.get(LIST).status_code == 403
    user = User.objects.create_user("kanke", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_savedsearch"))
    client = Client()
    client.force_login(user)
    text = client.get(address("change", search)).content.decode()
    assert "读作" in text
    assert urlsplit(search.webhook_url).hostname in text
    for hidden in ("换密钥", "发送测试", search.seed, key_of(search.seed), search.webhook_url):
        assert hidden not in text
    assert client.post(address("rekey", search)).status_code == 403
