"""Headers that every response carries."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from newsroom.middleware import ADMIN_POLICY, READER_POLICY, ContentSecurityPolicy, Language


def answer(path: str, **headers: str) -> HttpResponse:
    return ContentSecurityPolicy(lambda _: HttpResponse(headers=headers))(
        RequestFactory().get(path)
    )


@pytest.mark.parametrize("path", ["/", "/search/?q=x", "/administrator/", "/feed.json"])
def test_readers_get_the_strict_policy(path) -> None:
    assert answer(path)["Content-Security-Policy"] == READER_POLICY


def test_the_desk_gets_its_own() -> None:
    assert answer("/admin/articles/")["Content-Security-Policy"] == ADMIN_POLICY


def test_a_view_may_be_stricter() -> None:
    mine = answer("/", **{"Content-Security-Policy": "sandbox"})
    assert mine["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("policy", [READER_POLICY, ADMIN_POLICY])
def test_no_policy_allows_inline_code_or_foreign_hosts(policy) -> None:
    assert "unsafe-inline" not in policy
    sources = [source for rule in policy.split(";") for source in rule.split()[1:]]
    assert {source for source in sources if ":" in source} <= {"data:", *settings.LIVE_ORIGINS}
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


def test_only_the_desk_may_compile_expressions() -> None:
    assert "unsafe-eval" not in READER_POLICY
    assert "unsafe-eval" in ADMIN_POLICY


def test_pages_ask_for_no_devices() -> None:
    assert "camera=()" in answer("/")["Permissions-Policy"]


def test_a_debug_server_stays_out_of_search_engines(settings) -> None:
    assert "X-Robots-Tag" not in answer("/")
    settings.DEBUG = True
    assert answer("/")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "zh-hans"),
        ("/tag/en/", "zh-hans"),
        ("/zh-hant/", "zh-hant"),
        ("/en", "en"),
        ("/en/a/1/", "en"),
        ("/fr/", "zh-hans"),
        ("/zh-hans/", "zh-hans"),
        ("//en/", "zh-hans"),
    ],
)
def test_the_address_alone_says_the_language(path: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    request.path_info = path
    heard = Language(lambda _: HttpResponse(get_language()))(request)
    assert heard.content.decode() == language
    assert heard["Content-Language"] == language
    assert get_language() == "zh-hans"
