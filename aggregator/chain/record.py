"""Write readings and failures down, and keep the table of readings small."""

from datetime import datetime

from django.db import transaction

from aggregator.chain.models import Outage, Snapshot
from aggregator.chain.provider import Reading
from aggregator.market.thinning import thin

_LONGEST_REASON = 300


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
        Outage.objects.filter(network=reading.network).delete()


def keep_failure(network: str, provider: str, reason: str, now: datetime) -> None:
    """Note that a provider gave nothing at `now`; the first failure in a row sets `since`."""
    newest = {"provider": provider, "reason": reason[:_LONGEST_REASON], "latest": now}
    Outage.objects.update_or_create(
        network=network, defaults=newest, create_defaults={**newest, "since": now}
    )


def prune(now: datetime) -> int:
    """Thin out old readings (see `market.thinning.thin`); gives the number of deleted rows."""
    return thin(Snapshot.objects.all(), "network", now)
