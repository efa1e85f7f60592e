"""Batches of JSON-RPC calls."""

import pytest

from aggregator.chain.rpc import Call, Node
from aggregator.market.provider import ProviderError
from tests.market.server import Server

CALLS = (Call("one"), Call("two", (1,)))


def node(server: Server) -> Node:
    return Node(server.url + "/secret-key", "测试源", server.policy())


def result(number: object, value: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": number, "result": value}


def ask(server: Server, body: object) -> list[object]:
    server.answers["/secret-key"] = (200, body)
    return [found.value for found in node(server).ask(CALLS)]


def test_results_are_matched_by_id(server: Server) -> None:
    assert ask(server, [result(1, "b"), result(0, "a")]) == ["a", "b"]


def test_a_null_error_is_none(server: Server) -> None:
    assert ask(server, [result(0, 1) | {"error": None}, result(1, None)]) == [1, None]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([result(0, 1)], "没有回答 two"),
        ([result(0, 1), result(7, 1)], "id 超出合理范围"),
        ([result(0, 1), result(None, 1)], "id 不是数字"),
        ([result(0, 1), {"id": 1}], "result 缺少这一项"),
        ([result(0, 1), {"id": 1, "error": {"code": -5}}], "拒绝了 two（错误代码 -5）"),
        ([result(0, 1), {"id": 1, "error": "x"}], "code 缺少这一项"),
        ({"error": {"code": -32600, "message": "m"}}, "拒绝了 请求（错误代码 -32600）"),
        ({"message": "rate limit"}, "拒绝了 请求（错误代码 无）"),
        ([], "列表为空"),
        (["x", "y"], "id 缺少这一项"),
        (b"<html>busy</html>", "不是有效的 JSON"),
    ],
)
def test_a_broken_answer(server: Server, body: object, sentence: str) -> None:
    with pytest.raises(ProviderError, match=f"测试源.*{sentence}") as caught:
        ask(server, body)
    assert "secret-key" not in str(caught.value) + repr(node(server))
