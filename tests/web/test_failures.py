"""Networks and servers that fail, each told by its kind."""

from aggregator.web import (
    Failed,
    Policy,
)
from tests.web.internet import AGENT, Internet, reply

FEED = "http://news.example/feed"


async def test_an_unknown_name_fails_as_dns(internet: Internet) -> None:
    got = await internet.fetch("http://nowhere.example/")

    assert isinstance(got, Failed)
    assert got.kind == "dns"
    assert "nowhere.example" in got.reason


async def test_a_name_without_addresses_fails_as_dns(internet: Internet) -> None:
    internet.names.table["empty.example"] = [[]]

    got = await internet.fetch("http://empty.example/")

    assert isinstance(got, Failed)
    assert got.kind == "dns"


async def test_a_closed_port_fails_as_connect(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))
    internet.ports[80] = 1  # Nothing listens there.

    got = await internet.fetch(FEED)

    assert isinstance(got, Failed)
    assert got.kind == "connect"


async def test_plain_text_on_the_tls_port_fails_as_tls(internet: Internet) -> None:
    internet.serve("news.example", "/feed", reply(b"x"))

    got = await internet.fetch("https://news.example/feed")

    assert isinstance(got, Failed)
    assert got.kind == "tls"


async def test_what_is_not_http_fails_as_protocol(internet: Internet) -> None:
    await internet.raw("news.example", b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

    got = await internet.fetch("http://news.example:8080/")

    assert isinstance(got, Failed)
    assert got.kind == "protocol"


async def test_a_url_that_only_the_http_library_dislikes_fails_as_bad_url(
    internet: Internet,
) -> None:
    policy = Policy(AGENT, trusted=frozenset({"127.1:8332"}))

    got = await internet.fetch("http://127.1:8332/", policy)

    assert isinstance(got, Failed)
    assert got.kind == "bad_url"
