"""Answers of Bitcoin servers in their own shapes, all about one moment."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.market.server import RpcError

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
HEIGHT = 942_118
TIP_AT = int(NOW.timestamp()) - 240
PERIOD_START_AT = TIP_AT - 646 * 600  # 646 blocks at exactly ten minutes each
DIFFICULTY = 139_850_000_000_000.5
TIP_HASH = "00" * 12 + "ab" * 20
START_HASH = "00" * 12 + "cd" * 20


def blocks() -> list[dict[str, object]]:
    """The newest blocks as `/blocks` and `/v1/blocks` list them, newest first."""
    return [
        {
            "id": TIP_HASH,
            "height": HEIGHT - back,
            "version": 536_870_912,
            "timestamp": TIP_AT - back * 600,
            "tx_count": 3210,
            "size": 1_600_000,
            "weight": 3_993_000,
            "difficulty": DIFFICULTY,
        }
        for back in range(3)
    ]


def mempool_space() -> dict[str, tuple[int, object]]:
    """A server with all of mempool.space's API."""
    return {
        "/api/blocks/tip/height": (200, str(HEIGHT).encode()),
        "/api/v1/blocks": (200, blocks()),
        "/api/v1/difficulty-adjustment": (
            200,
            {"progressPercent": 32.0, "difficultyChange": -1.2345, "remainingBlocks": 1370},
        ),
        "/api/v1/mining/hashrate/3d": (
            200,
            {
                "hashrates": [],
                "currentHashrate": 1.0124e21,
                "currentDifficulty": DIFFICULTY,
            },
        ),
        "/api/mempool": (200, {"count": 38_412, "vsize": 21_600_000, "total_fee": 9}),
        "/api/v1/fees/recommended": (
            200,
            {"fastestFee": 2, "halfHourFee": 2, "hourFee": 1, "economyFee": 1, "minimumFee": 1},
        ),
    }


def plain_esplora() -> dict[str, tuple[int, object]]:
    """A server that knows no `/v1/…`."""
    estimates = {"1": 2.512, "2": 2.0, "6": 1.004, "144": 1.0}
    return {
        "/api/blocks/tip/height": (200, str(HEIGHT).encode()),
        "/api/blocks": (200, blocks()),
        "/api/mempool": (200, {"count": 38_412, "vsize": 21_600_000, "fee_histogram": []}),
        "/api/fee-estimates": (200, estimates),
    }


def core_results() -> dict[str, object]:
    """Results of a Bitcoin Core node, by method; estimatesmartfee's by target."""
    return {
        "getblockchaininfo": {
            "chain": "main",
            "blocks": HEIGHT,
            "headers": HEIGHT,
            "bestblockhash": TIP_HASH,
            "difficulty": DIFFICULTY,
            "initialblockdownload": False,
            "verificationprogress": 0.9999987,
        },
        "getnetworkhashps": 1.0124e21,
        "getmempoolinfo": {"loaded": True, "size": 38_412, "bytes": 21_600_000},
        "estimatesmartfee": {
            1: {"feerate": 0.00002512, "blocks": 2},
            6: {"feerate": 0.00001004, "blocks": 6},
        },
        "getblockhash": START_HASH,
        "getblockheader": {
            TIP_HASH: {"height": HEIGHT, "time": TIP_AT, "difficulty": DIFFICULTY},
            START_HASH: {"height": HEIGHT - 646, "time": PERIOD_START_AT, "difficulty": DIFFICULTY},
        },
    }


def core(results: dict[str, object]) -> Callable[[str, list[object]], object]:
    """A node that answers with those results; a missing method is an error as Core words it."""

    def answer(method: str, params: list[object]) -> object:
        if method not in results:
            raise RpcError(-32601)
        result = results[method]
        if method in {"estimatesmartfee", "getblockheader"} and isinstance(result, dict):
            return result[params[0]]
        return result

    return answer
