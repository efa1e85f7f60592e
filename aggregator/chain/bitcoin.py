"""What Bitcoin's rules make of a height: the next retarget, the next halving."""

from decimal import Decimal

from aggregator.chain.provider import Figure

RETARGET_BLOCKS = 2016  # Bitcoin Core, consensus.DifficultyAdjustmentInterval
HALVING_BLOCKS = 210_000  # Bitcoin Core, consensus.nSubsidyHalvingInterval
BLOCK_SECONDS = 600  # Bitcoin Core, consensus.nPowTargetSpacing

# Ranges in which an answer can be true. Wide: they catch nonsense, not surprise.
HIGHEST = 10_000_000
LARGEST_DIFFICULTY = Decimal(10) ** 20
LARGEST_HASH_RATE = Decimal(10) ** 27
LARGEST_FEE = Decimal(1_000_000)
LARGEST_COUNT = 10**9
LARGEST_VBYTES = 10**12

# An estimate from fewer blocks than this is noise.
_ENOUGH_BLOCKS = 72


def calendar(height: int, last_block_at: int) -> dict[str, Figure]:
    """Blocks left to the next retarget and the next halving, and when that will be.

    last_block_at: Unix seconds of the block at `height`.
    """
    halving = (height // HALVING_BLOCKS + 1) * HALVING_BLOCKS
    return {
        "adjustment_blocks_left": RETARGET_BLOCKS - height % RETARGET_BLOCKS,
        "halving_height": halving,
        "halving_blocks_left": halving - height,
        "halving_at": last_block_at + (halving - height) * BLOCK_SECONDS,
    }


def adjustment_percent(height: int, period_start_at: int, last_block_at: int) -> float | None:
    """How the difficulty would change, in per cent, if the period went on at its pace.

    period_start_at: Unix seconds of the period's first block, at `height - height % 2016`.
    None in the first half day of a period, and for times that can't be. A change is bounded by
    a factor of four either way (Bitcoin Core, CalculateNextWorkRequired).
    """
    mined = height % RETARGET_BLOCKS
    took = last_block_at - period_start_at
    if mined < _ENOUGH_BLOCKS or took <= 0:
        return None
    factor = mined * BLOCK_SECONDS / took
    return (min(max(factor, 0.25), 4.0) - 1) * 100
