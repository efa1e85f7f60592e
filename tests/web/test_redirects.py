"""Redirects: every hop is checked, none gives up encryption, secrets stay at home."""

import shutil
import ssl
import subprocess
from pathlib import Path

import aiohttp.connector
import pytest

from aggregator.web import (
    Failed,
    Fresh,
    Moved,
    Policy,
    Request,
)
from tests.web.internet import AGENT, PUBLIC_IP, Internet, assert_refused, redirect, reply


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "//[::1]/",
     "http://inside.example/", "http://0x7f.1/", "http://h.example:22/", "file:///etc/passwd",
     "http://me:pass@news.example/"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 307])
async def test_a_redirect_inside_is_refused(internet: Internet, to: str, status: int) -> None:
    internet.names.table["inside.example"] = [["192.168.1.1"]]
    internet.serve("news.example", "/", redirect(to, status))

    assert_refused(await internet.fetch("http://news.example/"))
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_every_hop_is_checked_not_only_the_first(internet: Internet) -> None:
    internet.serve("a.example", "/", redirect("http://b.example/"))
    internet.serve("b.example", "/", redirect("http://10.0.0.8/"))

    assert_refused(await internet.fetch("http://a.example/"), "10.0.0.8")
    assert len(internet.dialled) == 2


async def test_five_redirects_are_followed_and_a_sixth_is_not(internet: Internet) -> None:
    for n in range(6):
        internet.serve("news.example", f"/{n}", redirect(f"/{n + 1}"))
    internet.serve("news.example", "/6", reply(b"end"))

    assert isinstance(await internet.fetch("http://news.example/1"), Fresh)
    assert_refused(await internet.fetch("http://news.example/0"), "news.example", "5")


async def test_a_loop_ends(internet: Internet) -> None:
    internet.serve("news.example", "/", redirect("/", 301))

    assert_refused(await internet.fetch("http://news.example/"))
    assert len(internet.seen) == 6


async def test_a_stranger_cannot_lead_to_a_trusted_private_host(internet: Internet) -> None:
    internet.serve("node.internal", "/", reply(b"secret"), ip="10.0.0.8")
    internet.serve("news.example", "/", redirect("http://node.internal:8332/"))
    policy = Policy(AGENT, trusted=frozenset({"node.internal:8332"}))

    async with internet.client(policy) as fetcher:
        # The pool now holds an open connection to the node: it must not be lent out.
        own = await fetcher.fetch(Request("http://node.internal:8332/"))
        led = await fetcher.fetch(Request("http://news.example/"))
        other_port = await fetcher.fetch(Request("http://node.internal:8333/"))

    assert isinstance(own, Fresh)
    assert_refused(led, "node.internal")
    assert_refused(other_port, "node.internal")


async def test_a_trusted_host_may_redirect_to_itself_only(internet: Internet) -> None:
    internet.serve("node.internal", "/a", redirect("/b", 301), ip="10.0.0.8")
    internet.serve("node.internal", "/b", reply(b"here"))
    internet.serve("node.internal", "/c", redirect("http://10.0.0.9/"))
    policy = Policy(AGENT, trusted=frozenset({"node.internal:8332"}))

    assert isinstance(await internet.fetch("http://node.internal:8332/a", policy), Moved)
    assert_refused(await internet.fetch("http://node.internal:8332/c", policy), "10.0.0.9")


async def test_an_authorization_stays_with_its_origin(internet: Internet) -> None:
    internet.serve("node.example", "/", redirect("/here"))
    internet.serve("node.example", "/here", redirect("http://other.example/"))
    internet.serve("other.example", "/", reply(b"x"))

    await internet.fetch("http://node.example/", authorization="Basic abc")

    sent = [seen.headers.get("Authorization") for seen in internet.seen]
    assert sent == ["Basic abc", "Basic abc", None]


async def test_a_posted_body_follows_no_redirect(internet: Internet) -> None:
    internet.serve("node.example", "/", redirect("http://other.example/", 307))

    assert_refused(await internet.fetch("http://node.example/", json={}), "node.example")
    assert len(internet.seen) == 1


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server certificate for news.example that the client's library trusts."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", trusting)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_encryption_is_not_given_up(internet: Internet, tls: ssl.SSLContext) -> None:
    await internet.encrypt(tls)
    internet.serve("news.example", "/up", redirect("https://news.example/feed", 301))
    internet.serve("news.example", "/down", redirect("http://news.example/feed"))
    internet.serve("news.example", "/feed", reply(b"x"))

    assert isinstance(await internet.fetch("http://news.example/up"), Moved)
    assert_refused(await internet.fetch("https://news.example/down"), "https", "news.example")


async def test_a_certificate_for_another_name_is_not_accepted(
    internet: Internet, tls: ssl.SSLContext
) -> None:
    await internet.encrypt(tls)
    internet.serve("other.example", "/", reply(b"x"))

    got = await internet.fetch("https://other.example/")

    assert isinstance(got, Failed)
    assert got.kind == "tls"
