"""Whose word counts for where a visitor comes from."""

from typing import Any

import pytest
from django.test import RequestFactory

from newsroom.proxies import behind

FORGED = "198.51.100.7"


def seen(proxies: tuple[str, ...], peer: str, **headers: str) -> tuple[str, str]:
    """The address and the scheme that the site is given."""
    found: list[tuple[str, str]] = []

    def site(environ: dict[str, Any], _: object) -> list[bytes]:
        found.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]))
        return []

    environ = RequestFactory(headers=headers, REMOTE_ADDR=peer).get("/healthz").environ
    list(behind(site, proxies)(environ, lambda *_: lambda _: None))
    return found[0]


@pytest.mark.parametrize("proxies", [(), ("192.0.2.1", "10.0.0.0/8")])
def test_13_strangers_are_not_believed(proxies: tuple[str, ...]) -> None:
    headers = {"x-forwarded-for": FORGED, "x-forwarded-proto": "https"}
    assert seen(proxies, "203.0.113.9", **headers) == ("203.0.113.9", "http")


@pytest.mark.parametrize("peer", ["192.0.2.1", "10.200.0.4"])
def test_a_trusted_proxy_says_who_asked(peer: str) -> None:
    headers = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    assert seen(("192.0.2.1", "10.0.0.0/8"), peer, **headers) == ("203.0.113.9", "https")


def test_13_what_a_visitor_wrote_before_the_proxies_counts_for_nothing() -> None:
    passed = {"x-forwarded-for": f"{FORGED}, 203.0.113.9, 10.0.0.3"}
    assert seen(("10.0.0.0/8",), "10.0.0.4", **passed)[0] == "203.0.113.9"
