"""Names whose address changes between two looks."""

from aggregator.web import (
    Fresh,
    Request,
)
from tests.web.internet import PUBLIC_IP, Internet, assert_refused, reply


async def test_the_address_that_was_checked_is_the_one_connected(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"x"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["127.0.0.1"]]

    assert isinstance(await internet.fetch("http://rebind.example/"), Fresh)
    assert internet.names.asked == ["rebind.example"]
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_a_name_that_turns_private_is_refused_the_next_time(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"x", Connection="close"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["127.0.0.1"]]

    async with internet.client() as fetcher:
        first = await fetcher.fetch(Request("http://rebind.example/"))
        second = await fetcher.fetch(Request("http://rebind.example/"))

    assert isinstance(first, Fresh)
    assert_refused(second, "rebind.example", "127.0.0.1")
    assert internet.dialled == [(PUBLIC_IP, 80)]


async def test_a_name_that_turns_private_between_hops_is_refused(internet: Internet) -> None:
    internet.serve("rebind.example", "/", reply(b"", 302, Location="/", Connection="close"))
    internet.names.table["rebind.example"] = [[PUBLIC_IP], ["169.254.169.254"]]

    assert_refused(await internet.fetch("http://rebind.example/"), "169.254.169.254")
