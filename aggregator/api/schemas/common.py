"""Shapes that stand inside others."""

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.told import told

_SITE = "https://newsroom.example"
_AT = "2026-03-25T04:00:00Z"

Next = str | None
NEXT = told(_("下一页的完整地址；到底为 null"), f"{_SITE}/api/v1/articles?limit=30&cursor=WyIy")
SITE = _SITE
AT = _AT


class SourceRef(Schema):
    """An outlet, named."""

    slug: str = told(_("媒体的标识"), "shili")
    name: str = told(_("媒体名称"), "示例社")


class TagRef(Schema):
    """A tag of an article."""

    slug: str = told(_("标签的标识"), "bitcoin")
    name: str = told(_("标签名称"), "比特币")
    kind: str = told(_("类别，见标签接口"), "coin")
    main: bool = told(_("文章主要讲它"), True)


class Fact(Schema):
    """A figure that was read out of a report."""

    kind: Literal["money", "price", "coin", "percent"] = told(_("金额、价格、币数或比例"), "money")
    value: str = told(_("十进制数，不带千分位"), "12500000")
    unit: str = told(_("货币、币种代码或 %"), "USD")
    text: str = told(_("原文写法"), "1250 万美元")


class SeriesRef(Schema):
    """A place in a series."""

    slug: str = told(_("系列的标识"), "etf-flows")
    name: str = told(_("系列名称"), "ETF 净流入")
    day: str | None = told(
        _("数字所指的日子（北京时间）；不按日计的为 null"),
        "2026-03-24",
        extra={"format": "date"},
    )


class Price(Schema):
    """A price with where and when it was read."""

    coin: str = told(_("币种标签的标识"), "bitcoin")
    ticker: str = told(_("代码"), "BTC")
    usd: float | None = told(_("美元价；未知为 null"), 71286.5)
    change_24h: float | None = told(_("24 小时涨跌，百分数；未知为 null"), 1.47)
    source: str | None = told(_("数据来源；未知为 null"), "prices.example")
    at: Moment | None = told(_("数据时间；未知为 null"), _AT)
    stale: bool = told(_("超过 15 分钟没有更新，或从未读到"), False)
