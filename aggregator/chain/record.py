"""Write readings down, and keep the table of readings small."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from aggregator.chain.models import Block, Snapshot
from aggregator.chain.provider import BlockLine, Past, Reading
from aggregator.market import outages
from aggregator.market.thinning import HOURLY, thin


def keep(reading: Reading) -> None:
    """Store a reading and its blocks; it ends the outage of its network."""
    with transaction.atomic():
        _row(reading).save()
        _keep_blocks(reading.network, reading.blocks)
        outages.end(reading.network)


def keep_past(network: str, past: Past) -> None:
    """Store a piece of a network's past."""
    with transaction.atomic():
        Snapshot.objects.bulk_create(map(_row, past.readings))
        _keep_blocks(network, past.blocks)


def _row(reading: Reading) -> Snapshot:
    return Snapshot(
        network=reading.network,
        provider=reading.provider,
        height=reading.height,
        figures=dict(reading.figures),
        observed_at=reading.observed_at,
    )


def _keep_blocks(network: str, blocks: Iterable[BlockLine]) -> None:
    told = ["mined_at", "transactions", "weight", "fees"]
    rows = [
        Block(network=network, height=one.height, **{name: getattr(one, name) for name in told})
        for one in blocks
    ]
    Block.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["network", "height"], update_fields=told
    )


def prune(now: datetime) -> int:
    """Thin out old readings (see `market.thinning.thin`), forget blocks older than the hourly
    ones of them; gives the number of deleted rows."""
    gone = Block.objects.filter(mined_at__lt=now - HOURLY).delete()[0]
    return gone + thin(Snapshot.objects.all(), "network", now)
