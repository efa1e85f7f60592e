"""A made-up Ethereum node: JSON-RPC 2.0 (https://ethereum.github.io/execution-apis/)."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from math import sin
from typing import Any

START_NUMBER = 25_300_000
SLOT = 12
GWEI = 10**9
GAS_LIMIT = 45_000_000


class RpcError(Exception):
    """An error that goes to the caller, with its JSON-RPC code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def number_at(started: datetime, now: datetime) -> int:
    """One block in every slot of 12 seconds, as on mainnet when nobody misses."""
    return START_NUMBER + int((now - started).total_seconds() // SLOT)


def base_fee(number: int) -> int:
    """Wei, in waves around 0.9 Gwei; neighbours differ by far less than EIP-1559's 12.5 %."""
    # Days, hours, minutes: whoever looks once in a quarter of an hour sees waves too.
    day, hour, quarter = sin(number / 1150), sin(number / 290 + 1), sin(number / 71)
    return int(GWEI * (0.92 + 0.19 * day + 0.08 * hour + 0.05 * quarter + 0.03 * sin(number / 7)))


def _hash(number: int) -> str:
    return "0x" + sha256(f"demo eth {number}".encode()).hexdigest()


def block(number: int, started: datetime) -> dict[str, Any]:
    """The header part of `eth_getBlockByNumber`; the block carries no transactions."""
    stamp = int(started.timestamp()) + (number - START_NUMBER) * SLOT
    used = int(GAS_LIMIT * (0.5 + 0.2 * sin(number / 3)))
    return {
        "number": hex(number),
        "hash": _hash(number),
        "parentHash": _hash(number - 1),
        "timestamp": hex(stamp),
        "baseFeePerGas": hex(base_fee(number)),
        "gasLimit": hex(GAS_LIMIT),
        "gasUsed": hex(used),
        "miner": "0x" + "0" * 40,
        "transactions": [],
    }


def _wanted(params: list[Any], tip: int) -> int:
    tag = params[0] if params else "latest"
    if tag in ("latest", "pending", "safe", "finalized"):
        return tip - {"safe": 32, "finalized": 64}.get(tag, 0)
    try:
        return int(tag, 16)
    except (TypeError, ValueError) as error:
        raise RpcError(-32602, f"invalid block number: {tag!r}") from error


def _call(method: str, params: list[Any], started: datetime, now: datetime) -> Any:
    tip = number_at(started, now)

    def by_number() -> dict[str, Any] | None:
        number = _wanted(params, tip)
        return block(number, started) if 0 <= number <= tip else None

    methods: dict[str, Callable[[], Any]] = {
        "eth_chainId": lambda: hex(1),
        "eth_blockNumber": lambda: hex(tip),
        "eth_getBlockByNumber": by_number,
        "eth_gasPrice": lambda: hex(base_fee(tip + 1) + GWEI // 20),
        "eth_maxPriorityFeePerGas": lambda: hex(GWEI // 20),
    }
    if method not in methods:
        raise RpcError(-32601, f"the method {method} does not exist")
    return methods[method]()


def _read(request: Any) -> tuple[str, list[Any]]:
    """Method and positional parameters of a decoded request."""
    if not isinstance(request, dict) or not isinstance(request.get("method"), str):
        raise RpcError(-32600, "not a JSON-RPC request")
    params = request.get("params") or []
    if not isinstance(params, list):
        raise RpcError(-32602, "params must be an array")
    return request["method"], params


def _answer_one(request: Any, started: datetime, now: datetime) -> dict[str, Any]:
    given = request.get("id") if isinstance(request, dict) else None
    answer: dict[str, Any] = {"jsonrpc": "2.0", "id": given}
    try:
        method, params = _read(request)
        answer["result"] = _call(method, params, started, now)
    except RpcError as error:
        answer["error"] = {"code": error.code, "message": str(error)}
    return answer


def answer_rpc(request: Any, started: datetime, now: datetime) -> Any:
    """The answer to one decoded request, or to a batch of them, in order."""
    if isinstance(request, list) and request:
        return [_answer_one(one, started, now) for one in request]
    return _answer_one(request, started, now)
