"""Series."""

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.common import AT, NEXT, SITE, Next
from aggregator.api.schemas.told import told


class Level(Schema):
    """A figure of an entry."""

    subject: str | None = told(_("所指的资产或对象；没有写明为 null"), "BTC")
    period: Literal["day", "week"] | None = told(_("当日或当周；不按期为 null"), "day")
    measure: str = told(
        _(
            "是什么数：usd 美元，coin 枚，% 比例，up 突破、down 跌破（美元），x 倍，24h 等为该时长内的美元数，sum 强度，score、mark、points 分值，rank 名次"
        ),
        "usd",
    )
    value: float = told(_("数值；净流出为负"), -125000000.0)
    step: float | None = told(_("原文写到哪一位；未知为 null"), 1000000.0)


class Entry(Schema):
    """One event of a series."""

    story_id: int = told(_("事件编号"), 512)
    url: str = told(_("本站地址"), f"{SITE}/story/512/")
    title: str = told(_("主报道的标题"), "比特币现货 ETF 昨日净流出")
    day: str | None = told(
        _("数字所指的日子（北京时间）；不按日计的为 null"),
        "2026-03-24",
        extra={"format": "date"},
    )
    started_at: Moment = told(_("最早一篇报道的时间"), AT)
    report_count: int = told(_("报道数"), 3)
    levels: list[Level] = told(_("读出的数字；没有读出的为空"))


class Series(Schema):
    """A series."""

    slug: str = told(_("标识"), "etf-flows")
    name: str = told(_("名称"), "ETF 净流入")
    description: str = told(_("内容"), "现货 ETF 每日或每周的资金流向。")
    url: str = told(_("本站地址"), f"{SITE}/series/etf-flows/")
    events_30d: int = told(_("近 30 天的期数"), 21)
    latest_at: Moment | None = told(_("近 30 天最近一期的时间；没有为 null"), AT)


class AllSeries(Schema):
    """Every series that is recognised."""

    items: list[Series] = told(_("系列"))


class SeriesFull(Schema):
    """A page of the entries of a series, newest first."""

    slug: str = told(_("标识"), "etf-flows")
    name: str = told(_("名称"), "ETF 净流入")
    description: str = told(_("内容"), "现货 ETF 每日或每周的资金流向。")
    items: list[Entry] = told(_("各期，从新到旧"))
    next: Next = NEXT
