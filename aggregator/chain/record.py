"""Write readings down, and keep the table of readings small."""

from datetime import datetime

from django.db import transaction

from aggregator.chain.models import Snapshot
from aggregator.chain.provider import Reading
from aggregator.market import outages
from aggregator.market.thinning import thin


def keep(reading: Reading) -> None:
    """Store a reading; it ends the outage of its network."""
    with transaction.atomic():
        Snapshot.objects.create(
            network=reading.network,
            provider=reading.provider,
            height=reading.height,
            figures=dict(reading.figures),
            observed_at=reading.observed_at,
        )
        outages.end(reading.network)


def prune(now: datetime) -> int:
    """Thin out old readings (see `market.thinning.thin`); gives the number of deleted rows."""
    return thin(Snapshot.objects.all(), "network", now)
