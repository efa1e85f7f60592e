"""The sidebar's chain figures: the newest snapshot of each network, as text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery

from aggregator.chain.line import Line, Sheet
from aggregator.chain.lines import lines
from aggregator.chain.models import Snapshot
from aggregator.chain.read import configured_networks
from aggregator.market.models import Outage
from aggregator.market.wording import age


@dataclass(frozen=True, slots=True)
class Panel:
    """A network's figures. height and observed_at are None when it was never read.

    provider: the source as readers see it. age_text: "2 分钟前", "" when never read.
    stale: read more than 15 minutes ago, or never.
    """

    network: str
    name: str
    tag_slug: str
    height: int | None
    observed_at: datetime | None
    provider: str
    lines: tuple[Line, ...]
    age_text: str
    stale: bool


def panels(now: datetime) -> tuple[Panel, ...]:
    """One panel for each network that the settings name a provider for; two queries.

    A network that was never read has its lines too, with "—" and the reason.
    """
    networks = configured_networks()
    newest: list[Any] = [  # the stubs know no subquery in a list
        Subquery(
            Snapshot.objects.filter(network=network)
            .order_by("-observed_at", "-pk")
            .values("pk")[:1]
        )
        for network in networks
    ]
    rows = {row.network: row for row in Snapshot.objects.filter(pk__in=newest)}
    outages = {row.subject: row for row in Outage.objects.filter(subject__in=networks)}
    return tuple(_panel(name, rows.get(name), outages.get(name), now) for name in networks)


def _panel(network: str, row: Snapshot | None, outage: Outage | None, now: datetime) -> Panel:
    sheet = Sheet(
        network=network,
        figures=row.figures if row else {},
        observed_at=row.observed_at if row else None,
        missing=_missing(row, outage),
        now=now,
    )
    return Panel(
        network=network,
        name=str(Snapshot.Network(network).label),
        tag_slug=network,
        height=row.height if row else None,
        observed_at=sheet.observed_at,
        provider=row.provider if row else "",
        lines=lines(sheet),
        age_text=age(row.observed_at, now) if row else "",
        stale=row is None or sheet.stale,
    )


def _missing(row: Snapshot | None, outage: Outage | None) -> str:
    """Why a figure is unknown. The outage's own reason is for editors: it may name addresses."""
    if row is not None:
        return f"{row.provider} 不提供这项数据"
    if outage is not None:
        return f"{outage.provider} 没有返回可用的数据"
    return "尚未读到数据"
