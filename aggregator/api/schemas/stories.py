"""Stories."""

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.common import AT, NEXT, SITE, Next, SeriesRef, SourceRef
from aggregator.api.schemas.told import told


class First(Schema):
    """Who was first."""

    source: SourceRef = told(_("首发媒体"))
    article_id: int = told(_("首发稿件的编号"), 1024)
    at: Moment = told(_("首发时间，取媒体标注的时间"), AT)
    tied: bool = told(_("同一分钟还有别家，并列首发"), False)


class Story(Schema):
    """One event, told by one outlet or by many."""

    id: int = told(_("事件编号"), 512)
    url: str = told(_("本站地址"), f"{SITE}/story/512/")
    title: str = told(_("主报道的标题"), "某交易所宣布上线新的比特币合约")
    lead_id: int = told(_("主报道的稿件编号"), 1024)
    started_at: Moment = told(_("最早一篇报道的时间"), AT)
    report_count: int = told(_("报道数"), 3)
    outlet_count: int = told(_("媒体数"), 3)
    important: bool = told(_("是否重要"), True)
    importance: int = told(_("重要度，0 到 100，满 40 为重要"), 46)
    reasons: list[str] = told(_("重要度的依据，由重到轻"), ["3 家媒体在 12 分钟内报道"])
    first: First | None = told(_("首发；不足两家标注时间时为 null"))
    series: SeriesRef | None = told(_("所属系列；不属于任何系列为 null"))


class Report(Schema):
    """An outlet's report of a story."""

    article_id: int = told(_("稿件编号"), 1025)
    url: str = told(_("本站地址"), f"{SITE}/a/1025/")
    title: str = told(_("标题"), "又一家交易所确认上线时间")
    credit: str = told(_("署名"), "示例日报")
    original_url: str | None = told(_("原文地址；没有为 null"), "https://daily.example/1025")
    source: SourceRef = told(_("媒体"))
    published_at: Moment | None = told(_("媒体标注的发布时间；没有标注为 null"), AT)
    first: bool = told(_("首发，含并列"), False)
    lag_seconds: int | None = told(_("比首发晚多少秒，按整分钟计；首发为 0，无从比较为 null"), 120)


class StoryFull(Story):
    """A story with its reports."""

    reports: list[Report] = told(_("各家报道，按标注时间排列，最多 100 篇"))


class Stories(Schema):
    """A page of stories, newest first."""

    items: list[Story] = told(_("事件，从新到旧"))
    next: Next = NEXT
