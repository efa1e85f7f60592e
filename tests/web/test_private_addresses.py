"""Private addresses in every spelling are refused, and nothing is ever sent to them."""

import pytest

from aggregator.web import (
    Client,
    Fresh,
    Policy,
    Request,
    client,
    sockets,
)
from tests.web.internet import AGENT, PUBLIC_IP, Internet, assert_refused, reply


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "0.0.0.0", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        "[::1]", "[::]", "[fc00::1]", "[fe80::1]", "[fe80::1%25eth0]", "[ff02::1]",
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1",
        "0", "1.1.1.1.0x1", "08.8.8.8", "134744072", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
        "127.0.0.1.", "2130706433.",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::1]",
        "[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    ],
)  # fmt: skip
async def test_private_literals_are_refused_before_any_connection(
    internet: Internet, host: str
) -> None:
    assert_refused(await internet.fetch(f"http://{host}/"), "请")
    assert internet.dialled == []
    assert internet.names.asked == []


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254", "fe80::1",
     "::ffff:10.0.0.8", "2002:a00:8::1", "64:ff9b::a00:8", "2001::1"],
)  # fmt: skip
async def test_names_of_private_addresses_are_refused(internet: Internet, ip: str) -> None:
    internet.names.table["inside.example"] = [[ip]]

    assert_refused(await internet.fetch("http://inside.example/"), "inside.example", ip)
    assert internet.dialled == []


async def test_a_private_address_among_public_ones_is_never_tried(internet: Internet) -> None:
    internet.serve("mixed.example", "/", reply(b"x"))
    internet.names.table["mixed.example"] = [["10.0.0.8", PUBLIC_IP, "::1"]]

    assert isinstance(await internet.fetch("http://mixed.example/"), Fresh)
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_a_literal_that_slips_past_the_url_check_stops_at_the_socket(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "check_public", lambda target: None)

    assert_refused(await internet.fetch("http://127.0.0.1/"), "127.0.0.1")
    assert internet.dialled == []


async def test_other_schemes_and_credentials_are_refused(internet: Internet) -> None:
    assert_refused(await internet.fetch("file:///etc/passwd"), "file")
    got = await internet.fetch("http://me:secret@news.example/")
    assert_refused(got, "news.example")
    assert "secret" not in repr(got)


async def test_proxies_of_the_environment_are_not_used(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example:3128")
    internet.serve("news.example", "/", reply(b"x"))

    assert isinstance(await internet.fetch("http://news.example/"), Fresh)
    assert internet.names.asked == ["news.example"]


async def test_the_system_resolver_is_behind_the_same_guard() -> None:
    async with Client(Policy(AGENT)) as fetcher:
        assert_refused(await fetcher.fetch(Request("http://localhost:8000/")), "localhost")


async def test_the_system_resolver_gives_addresses() -> None:
    resolver = sockets.SystemResolver(1)

    found = await resolver.resolve("localhost", 80)
    await resolver.close()

    assert {answer["host"] for answer in found} <= {"127.0.0.1", "::1"}
    assert found
