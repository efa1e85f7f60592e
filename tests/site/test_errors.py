"""Pages for what went wrong, and the headers that no answer lacks."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory

from aggregator.site.lists import timeline
from aggregator.site.views import errors
from aggregator.site.views import front as front_view
from tests.site.conftest import Make

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"


def inline(body: str) -> list[str]:
    """Everything of a page that the policy would refuse to run; data for machines never runs."""
    body = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", body)
    return re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", body)


def test_every_page_has_the_policy_and_nothing_inline(client: Client, make: Make) -> None:
    one = make()
    hidden = make("藏", is_hidden=True)
    paths = {
        "/": 200,
        "/about/": 200,
        f"/a/{one.pk}/": 200,
        "/source/outlet/": 200,
        "/search/": 200,
        "/search/?q=比特币": 503,
        f"/a/{hidden.pk}/": 410,
        "/?after=x": 400,
        "/nothing/<script>alert(1)</script>": 404,
        "/feed.xml": 200,
        "/feed.json": 200,
    }
    for path, status in paths.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        assert answer["Content-Security-Policy"].startswith(STRICT)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        if "html" in answer["Content-Type"]:
            assert inline(answer.content.decode()) == [], path


@pytest.mark.django_db
def test_an_unknown_address_is_not_repeated(client: Client) -> None:
    answer = client.get("/no<b>such</b>page?x=<script>alert(1)</script>")
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这个页面" in body
    assert "<script>alert" not in body
    assert "<b>such" not in body


def test_broken_pages_are_in_house_style_without_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("secret dsn")

    monkeypatch.setattr(timeline, "front", fail)
    monkeypatch.setattr(connection, "cursor", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    body = answer.content.decode()
    assert answer.status_code == 500
    assert "页面出错了" in body
    assert "masthead" in body
    assert "secret" not in body
    assert answer["Content-Security-Policy"].startswith(STRICT)
    assert inline(body) == []


def test_even_the_error_page_may_break(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise TemplateDoesNotExist("gone")

    monkeypatch.setattr(errors, "render_to_string", fail)
    answer = errors.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "页面出错了" in answer.content.decode()


def test_refusals(client: Client, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(error: type[Exception]) -> None:
        def view(_cookies: object) -> None:
            raise error("details")

        monkeypatch.setattr(front_view, "reader", view)

    refuse(PermissionDenied)
    assert "这一页不对外开放" in client.get("/").content.decode()
    refuse(SuspiciousOperation)
    answer = client.get("/")
    assert answer.status_code == 400
    assert "details" not in answer.content.decode()
    csrf = errors.csrf_failed(rf.post("/settings/"), "no cookie")
    assert csrf.status_code == 403
    assert "没有通过校验" in csrf.content.decode()


@pytest.mark.django_db
def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_about_says_what_matters(client: Client) -> None:
    body = client.get("/about/").content.decode()
    for word in ("仅标题", "摘录", "全文", "首发", "更正", "发布时间未知"):
        assert word in body


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0, "1 秒"), (30, "30 秒"), (61, "2 分钟"), (3600, "1 小时"), (3601, "2 小时")],
)
def test_who_asks_too_often_is_told_how_long_to_wait(
    rf: RequestFactory, seconds: int, wanted: str
) -> None:
    answer = errors.limited(rf.get("/"), seconds)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(max(1, seconds))
    body = answer.content.decode()
    assert f"请等 {wanted}再试" in body
    assert "操作太频繁" in body
    assert "投票太快" in errors.limited(rf.get("/"), 5, "投票太快了。").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/fr/", "/ja/story/1/", "/zh-TW/", "/pt_BR/", "/zh-hans/", "/zh-hk/x"]
)
def test_another_language_is_told_which_there_are(client: Client, path: str) -> None:
    answer = client.get(path)
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这种语言的页面" in body
    for way in ('href="/zh-hant/"', 'href="/en/"', 'href="/"'):
        assert way in body


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing/", "/en/nothing/", "/zh-hant/x/", "/qq/", "/a-b/"])
def test_other_unknown_addresses_offer_a_search(client: Client, path: str) -> None:
    answer = client.get(path)
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这种语言" not in body
    first = path.split("/")[1]
    prefix = f"/{first}" if first in {"en", "zh-hant"} else ""
    assert f'action="{prefix}/search/"' in body
    assert f'href="{prefix}/"' in body, "the way back keeps the language"


def test_error_pages_ask_nothing_of_the_database(client: Client) -> None:
    """No database is set up for this test: a query would fail it."""
    for path in ("/nothing/", "/fr/", "/en/nothing/", "/about/nothing/", "/%00/", "/a/x/"):
        assert client.get(path).status_code == 404, path
