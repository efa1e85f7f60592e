"""A figure over time, for a small chart."""

from datetime import datetime, timedelta

from aggregator.chain.metrics import METRICS
from aggregator.chain.models import Snapshot

_MOST_HOURS = 24 * 30
_MOST_POINTS = 288


def trace(
    network: str, key: str, now: datetime, hours: int = 24
) -> tuple[tuple[datetime, float], ...]:
    """(time, figure) of the last hours up to `now`, oldest first; at most 288 points, 30 days.

    The newest point is always there; readings that lack the figure are left out. Raises
    ValueError for a key that is none of the network's metrics.
    """
    if key not in METRICS.get(network, {}):
        raise ValueError(f"{network} has no figure {key!r}; see aggregator.chain.metrics")
    start = now - timedelta(hours=min(hours, _MOST_HOURS))
    rows = (
        Snapshot.objects.filter(network=network, observed_at__gt=start, observed_at__lte=now)
        .order_by("-observed_at")
        .values_list("observed_at", f"figures__{key}")
    )
    points = [(at, float(value)) for at, value in rows if isinstance(value, int | float)]
    step = -(-len(points) // _MOST_POINTS) or 1
    return tuple(reversed(points[::step]))
