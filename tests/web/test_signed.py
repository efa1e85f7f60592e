"""Signed messages to somebody else's server: fixed headers, and only the status counts."""

import json

import pytest
from aiohttp import web

from aggregator.web import Failed, Fresh, Request, Signature
from tests.web.internet import Internet, assert_refused, redirect, reply

SIGNATURE = Signature("delivery-1", 1_700_000_000, "v1=abc")
HOOK = "http://hooks.example/"


async def test_a_signed_message_carries_its_headers_and_the_signed_bytes(
    internet: Internet,
) -> None:
    got: list[bytes] = []

    async def hook(request: web.Request) -> web.StreamResponse:
        got.append(await request.read())
        return web.Response(status=204)

    internet.serve("hooks.example", "/", hook)
    said = {"标题": "黑客"}
    answer = await internet.fetch(HOOK, json=said, signature=SIGNATURE)

    assert isinstance(answer, Fresh)
    assert answer.status == 204
    assert got == [Request(HOOK, json=said).body]
    assert json.loads(got[0]) == said
    headers = internet.seen[0].headers
    assert headers["X-Newsroom-Delivery"] == "delivery-1"
    assert headers["X-Newsroom-Timestamp"] == "1700000000"
    assert headers["X-Newsroom-Signature"] == "v1=abc"


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_an_error_in_json_is_an_error(internet: Internet, status: int) -> None:
    internet.serve("hooks.example", "/", reply(b"{}", status, Content_Type="application/json"))
    answer = await internet.fetch(HOOK, json={}, signature=SIGNATURE)
    assert isinstance(answer, Failed)
    assert answer.status == status


async def test_the_body_of_an_answer_is_not_read(internet: Internet) -> None:
    internet.serve("hooks.example", "/", reply(b"not brotli", Content_Encoding="br"))
    answer = await internet.fetch(HOOK, json={}, signature=SIGNATURE)
    assert isinstance(answer, Fresh)
    assert answer.body == b""


async def test_a_redirect_is_not_followed(internet: Internet) -> None:
    internet.serve("hooks.example", "/", redirect("http://elsewhere.example/", 308))
    internet.serve("elsewhere.example", "/", reply())
    assert_refused(await internet.fetch(HOOK, json={}, signature=SIGNATURE), "拒绝跳转")
    assert len(internet.seen) == 1


def test_a_signature_is_hidden_from_logs() -> None:
    assert "abc" not in repr(Request(HOOK, json={}, signature=SIGNATURE))
