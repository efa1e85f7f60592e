"""Prices and figures of chains."""

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.common import AT, Next, Price
from aggregator.api.schemas.told import told


class Prices(Schema):
    """The newest price of every coin that we read."""

    items: list[Price] = told(_("各币种的最新价格"))


class PricePoint(Schema):
    """A price as it was read."""

    usd: float = told(_("美元价"), 71286.5)
    change_24h: float | None = told(_("24 小时涨跌，百分数；未知为 null"), 1.47)
    source: str = told(_("数据来源"), "prices.example")
    at: Moment = told(_("数据时间"), AT)


class PriceHistory(Schema):
    """Prices of a coin, newest first."""

    coin: str = told(_("币种标签的标识"), "bitcoin")
    items: list[PricePoint] = told(_("读到的价格，从新到旧"))
    next: Next = told(_("下一页的完整地址；到底为 null"))


class Figure(Schema):
    """A figure of a network."""

    key: str = told(_("名称，如 difficulty"), "fee_next")
    label: str = told(_("中文名称"), "下一块手续费")
    unit: str | None = told(_("单位；没有单位或是时刻的为 null"), "sat/vB")
    value: float | str | None = told(_("数值；时刻和口径为文字；未知为 null"), 4.2)
    method: str = told(_("怎么来的"), "来源给出的估计：一至两个区块内确认。")


class Chain(Schema):
    """A network's newest figures."""

    network: str = told(_("网络：bitcoin 或 ethereum"), "bitcoin")
    name: str = told(_("中文名称"), "比特币")
    height: int | None = told(_("数字所依据的区块高度；未知为 null"), 900000)
    source: str | None = told(_("数据来源；从未读到为 null"), "node.example")
    at: Moment | None = told(_("读取时间；从未读到为 null"), AT)
    stale: bool = told(_("超过 15 分钟没有更新，或从未读到"), False)
    figures: list[Figure] = told(_("各项数字，读不到的也在列"))


class Chains(Schema):
    """Every network that we read."""

    items: list[Chain] = told(_("各网络的最新数字"))


class ChainPoint(Schema):
    """A network's figures as they were read once."""

    height: int | None = told(_("区块高度；未知为 null"), 900000)
    source: str = told(_("数据来源"), "node.example")
    at: Moment = told(_("读取时间"), AT)
    figures: dict[str, float | str | None] = told(
        _("数字，键同最新数字的 key；未知为 null"),
        {"difficulty": 120000000000000.0, "fee_next": 4.2},
    )


class ChainHistory(Schema):
    """A network's figures over time, newest first."""

    network: str = told(_("网络：bitcoin 或 ethereum"), "bitcoin")
    items: list[ChainPoint] = told(_("读到的数字，从新到旧"))
    next: Next = told(_("下一页的完整地址；到底为 null"))
