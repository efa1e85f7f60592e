"""JSON posted to a node that the operator named."""

import json

from aiohttp import web

from aggregator.web import (
    Failed,
    Fresh,
    Request,
)
from tests.web.internet import Internet, reply

FEED = "http://news.example/feed"


async def test_json_is_posted_with_the_operators_authorization(internet: Internet) -> None:
    async def node(request: web.Request) -> web.StreamResponse:
        asked = json.loads(await request.read())
        return web.json_response({"method": request.method, "echo": asked})

    internet.serve("node.example", "/", node)

    got = await internet.fetch(
        "http://node.example/",
        json={"method": "getblockcount"},
        authorization="Basic abc",
        etag="1",
    )

    assert isinstance(got, Fresh)
    assert json.loads(got.body) == {"method": "POST", "echo": {"method": "getblockcount"}}
    headers = internet.seen[0].headers
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] == "Basic abc"
    assert "If-None-Match" not in headers


async def test_a_json_rpc_error_is_an_answer(internet: Internet) -> None:
    said = reply(b'{"error": {"code": -8}}', 500, Content_Type="application/json")
    internet.serve("node.example", "/", said)

    got = await internet.fetch("http://node.example/", json={})
    asked_by_get = await internet.fetch("http://node.example/")

    assert isinstance(got, Fresh)
    assert got.body == b'{"error": {"code": -8}}'
    assert isinstance(asked_by_get, Failed)


async def test_an_authorization_is_hidden_from_logs() -> None:
    assert "secret" not in repr(Request("http://node.example/", authorization="Basic secret"))
