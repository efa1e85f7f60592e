"""数据: prices and figures of chains, each with its source, height and time."""

# ruff: noqa: ARG001 - ninja fixes the signatures

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from aggregator.api.asked import HistoryAsked
from aggregator.api.moments import write
from aggregator.api.paging import by_time
from aggregator.api.problems import NOT_FOUND, Problem
from aggregator.api.schemas import stats as shapes
from aggregator.api.schemas.common import Price as PriceShape
from aggregator.chain.line import STALE
from aggregator.chain.metrics import METRICS
from aggregator.chain.models import Snapshot
from aggregator.chain.read import configured_networks
from aggregator.market.coins import COINS
from aggregator.market.models import Price
from aggregator.market.quotes import Quote, quotes

router = Router(tags=[_("数据")])

_MOMENT = "Unix 秒"  # the unit of figures that are times


@router.get(
    "stats/prices",
    response=shapes.Prices,
    operation_id="listPrices",
    summary=_("最新价格"),
    description=_("每个币种的最新美元价，写明来源和时间。没有读到的为 null，不用零代替。"),
)
def prices(request: HttpRequest) -> shapes.Prices:
    """The newest of each coin; one query."""
    found = quotes(list(COINS), timezone.now())
    return shapes.Prices(items=[price_of(quote) for quote in found.values()])


@router.get(
    "stats/prices/{slug:coin}",
    response=shapes.PriceHistory,
    operation_id="getPriceHistory",
    summary=_("价格历史"),
    description=_("一个币种读到过的价格，从新到旧。越早的保留得越疏。"),
)
def price_history(
    request: HttpRequest, coin: str, asked: Query[HistoryAsked]
) -> shapes.PriceHistory:
    """A page of one coin's; one query."""
    if coin not in COINS:
        raise Problem(NOT_FOUND, "没有这个币种的行情；可用的见最新价格。")
    name = f"stats/prices/{coin}"
    rows, following = by_time(Price.objects.filter(coin=coin), asked, name, "observed_at", name)
    points = [
        shapes.PricePoint(
            usd=float(row.usd),
            change_24h=_float(row.change_24h),
            source=row.provider,
            at=row.observed_at,
        )
        for row in rows
    ]
    return shapes.PriceHistory(coin=coin, items=points, next=following)


@router.get(
    "stats/chains",
    response=shapes.Chains,
    operation_id="listChains",
    summary=_("最新链上数字"),
    description=_("每个网络的最新数字，写明区块高度、来源和时间。读不到的为 null，不用零代替。"),
)
def chains(request: HttpRequest) -> shapes.Chains:
    """The newest of each network; one query."""
    networks, now = configured_networks(), timezone.now()
    newest: list[Any] = [  # the stubs know no subquery in a list
        Subquery(_snapshots(network).order_by("-observed_at", "-pk").values("pk")[:1])
        for network in networks
    ]
    rows = {row.network: row for row in Snapshot.objects.filter(pk__in=newest)}
    return shapes.Chains(items=[_chain(name, rows.get(name), now) for name in networks])


@router.get(
    "stats/chains/{slug:network}",
    response=shapes.ChainHistory,
    operation_id="getChainHistory",
    summary=_("链上数字历史"),
    description=_("一个网络读到过的数字，从新到旧。"),
)
def chain_history(
    request: HttpRequest, network: str, asked: Query[HistoryAsked]
) -> shapes.ChainHistory:
    """A page of one network's; one query."""
    if network not in METRICS:
        raise Problem(NOT_FOUND, "没有这个网络；可用的见最新链上数字。")
    name = f"stats/chains/{network}"
    rows, following = by_time(_snapshots(network), asked, name, "observed_at", name)
    points = [
        shapes.ChainPoint(
            height=row.height,
            source=row.provider,
            at=row.observed_at,
            figures={key: _value(key, network, row.figures) for key in METRICS[network]},
        )
        for row in rows
    ]
    return shapes.ChainHistory(network=network, items=points, next=following)


def price_of(quote: Quote) -> PriceShape:
    """A quote as the API gives it."""
    return PriceShape(
        coin=quote.coin,
        ticker=quote.ticker,
        usd=_float(quote.usd),
        change_24h=_float(quote.change_24h),
        source=quote.provider or None,
        at=quote.observed_at,
        stale=quote.stale,
    )


def _snapshots(network: str) -> Any:
    return Snapshot.objects.filter(network=network)


def _chain(network: str, row: Snapshot | None, now: datetime) -> shapes.Chain:
    figures: Mapping[str, object] = row.figures if row else {}
    return shapes.Chain(
        network=network,
        name=str(Snapshot.Network(network).label),
        height=row.height if row else None,
        source=row.provider if row else None,
        at=row.observed_at if row else None,
        stale=row is None or now - row.observed_at > STALE,
        figures=[
            shapes.Figure(
                key=key,
                label=metric.label,
                unit=None if metric.unit == _MOMENT else metric.unit or None,
                value=_value(key, network, figures),
                method=metric.method,
            )
            for key, metric in METRICS[network].items()
        ],
    )


def _value(key: str, network: str, figures: Mapping[str, object]) -> float | str | None:
    """A figure; a time as RFC 3339; None for unknown."""
    value = figures.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if METRICS[network][key].unit == _MOMENT and not isinstance(value, str):
        return write(datetime.fromtimestamp(int(value), UTC))
    return value


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
