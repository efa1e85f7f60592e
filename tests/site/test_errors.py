"""Pages for what went wrong, and the headers that no answer lacks."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory

from aggregator.site import timeline
from aggregator.site.views import errors
from aggregator.site.views import front as front_view
from tests.site.conftest import Make

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"


def inline(body: str) -> list[str]:
    """Everything of a page that the policy would refuse to run."""
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
        def view(request: HttpRequest) -> None:
            raise error("details")

        monkeypatch.setattr(front_view, "choice", view)

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
