"""A made-up Bitcoin network in the REST shape of mempool.space and Esplora.

https://mempool.space/docs/api/rest, https://github.com/Blockstream/esplora/blob/master/API.md
"""

from datetime import datetime, timedelta
from hashlib import sha256
from math import sin
from typing import Any

START_HEIGHT = 949_836
SPACING = 600
EPOCH = 2016
DIFFICULTY = 142.6e12
DIFFICULTY_BEFORE = 139.3e12
SEARCH_BACK = 500


def _noise(name: str, height: int) -> float:
    """A number in [0, 1) that is always the same for the same block."""
    return int.from_bytes(sha256(f"{name}:{height}".encode()).digest()[:6]) / 2**48


def block_time(height: int, started: datetime) -> datetime:
    """Blocks come about every ten minutes, 40 seconds to 19 minutes apart, never out of order."""
    wobble = (_noise("time", height) - 0.5) * 0.93 * SPACING
    return started + timedelta(
        seconds=round((height - START_HEIGHT) * SPACING + wobble - SPACING / 2)
    )


def height_at(started: datetime, now: datetime) -> int:
    """The tip at `now`; `START_HEIGHT` at the start."""
    guess = START_HEIGHT + int((now - started).total_seconds() // SPACING) + 1
    while block_time(guess, started) > now:
        guess -= 1
    return guess


def block_hash(height: int) -> str:
    """A made-up hash, always the same for the same height."""
    return "0" * 19 + sha256(f"demo block {height}".encode()).hexdigest()[19:]


def height_of(block: str, tip: int) -> int | None:
    """The height of a recent block by its hash; None when it is not among the last 500."""
    heights = range(tip, tip - SEARCH_BACK, -1)
    return next((height for height in heights if block_hash(height) == block), None)


def difficulty_at(height: int) -> float:
    """The difficulty that holds at a height."""
    changed = START_HEIGHT // EPOCH * EPOCH
    return DIFFICULTY if height >= changed else DIFFICULTY_BEFORE


def hash_rate(difficulty: float) -> float:
    """Hashes a second that find a block in ten minutes: difficulty · 2^32 / 600."""
    return difficulty * 2**32 / SPACING


def block(height: int, started: datetime) -> dict[str, Any]:
    """One block in the shape of `GET /api/block/:hash`."""
    size = int(1_300_000 + 500_000 * _noise("size", height))
    return {
        "id": block_hash(height),
        "height": height,
        "version": 0x20000000,
        "timestamp": int(block_time(height, started).timestamp()),
        "tx_count": int(1800 + 2600 * _noise("txs", height)),
        "size": size,
        "weight": int(3_960_000 + 32_000 * _noise("weight", height)),
        "merkle_root": sha256(f"demo root {height}".encode()).hexdigest(),
        "previousblockhash": block_hash(height - 1),
        "mediantime": int(block_time(height - 5, started).timestamp()),
        "nonce": int(_noise("nonce", height) * 2**32),
        "bits": 386_000_000,
        "difficulty": difficulty_at(height),
        "extras": {"totalFees": int(900_000 + 2_600_000 * _noise("fees", height))},
    }


def blocks(tip: int, started: datetime, count: int = 15) -> list[dict[str, Any]]:
    """The newest blocks, `tip` first: the shape of `GET /api/v1/blocks`."""
    return [block(height, started) for height in range(tip, tip - count, -1)]


def adjustment(started: datetime, now: datetime) -> dict[str, Any]:
    """`GET /api/v1/difficulty-adjustment`; times in milliseconds, as the service gives them."""
    tip = height_at(started, now)
    first = tip // EPOCH * EPOCH
    done, left = tip - first, EPOCH - (tip - first)
    spent = (now - block_time(first, started)).total_seconds()
    average = spent / max(done, 1)
    change = max(-75.0, min(300.0, (SPACING / average - 1) * 100)) if done else 0.0
    return {
        "progressPercent": done / EPOCH * 100,
        "difficultyChange": change,
        "estimatedRetargetDate": int((now.timestamp() + left * average) * 1000),
        "remainingBlocks": left,
        "remainingTime": int(left * average * 1000),
        "previousRetarget": (DIFFICULTY / DIFFICULTY_BEFORE - 1) * 100,
        "previousTime": int(block_time(first, started).timestamp()),
        "nextRetargetHeight": first + EPOCH,
        "timeAvg": int(average * 1000),
        "adjustedTimeAvg": int(average * 1000),
        "timeOffset": 0,
        "expectedBlocks": spent / SPACING,
    }


def mining(started: datetime, now: datetime, days: int = 3) -> dict[str, Any]:
    """`GET /api/v1/mining/hashrate/3d` and `/1m`; hash rates in hashes a second."""
    tip = height_at(started, now)
    difficulty = difficulty_at(tip)
    current = hash_rate(difficulty)
    today = int(now.timestamp()) // 86_400 * 86_400
    told = [today - 86_400 * back for back in reversed(range(days))]
    changes = [tip // EPOCH * EPOCH - EPOCH * back for back in reversed(range(days // 14 + 1))]
    return {
        "hashrates": [
            {"timestamp": day, "avgHashrate": current * (0.98 + 0.04 * _noise("rate", day))}
            for day in told
        ],
        "difficulty": [
            {
                "time": int(block_time(changed, started).timestamp()),
                "height": changed,
                "difficulty": difficulty_at(changed),
                "adjustment": difficulty_at(changed) / difficulty_at(changed - EPOCH),
            }
            for changed in changes
        ],
        "currentHashrate": current,
        "currentDifficulty": difficulty,
    }


def fastest_fee(started: datetime, now: datetime) -> int:
    """Next-block fee rate in sat/vB, in a slow wave between 2 and 6."""
    return round(4 + 2 * sin((now - started).total_seconds() / 1700))


def fees(started: datetime, now: datetime) -> dict[str, int]:
    """`GET /api/v1/fees/recommended`, in sat/vB."""
    fast = fastest_fee(started, now)
    half = max(1, fast - 1)
    return {
        "fastestFee": fast,
        "halfHourFee": half,
        "hourFee": max(1, fast - 2),
        "economyFee": 1,
        "minimumFee": 1,
    }


def mempool(started: datetime, now: datetime) -> dict[str, Any]:
    """`GET /api/mempool`: transactions, virtual bytes, satoshis; it fills until the next block."""
    tip = height_at(started, now)
    waiting = (now - block_time(tip, started)).total_seconds()
    count = int(21_000 + 8_000 * sin(tip / 7) + 7.5 * waiting)
    vsize, fast = count * 690, fastest_fee(started, now)
    return {
        "count": count,
        "vsize": vsize,
        "total_fee": int(vsize * (1 + fast / 3)),
        "fee_histogram": [[float(fast), vsize // 6], [2.0, vsize // 3], [1.0, vsize // 2]],
    }
