"""Tags and outlets."""

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.common import AT, SITE, Next, Price
from aggregator.api.schemas.told import told


class Tag(Schema):
    """A name that articles are filed under."""

    slug: str = told(_("标识"), "bitcoin")
    name: str = told(_("名称"), "比特币")
    kind: Literal[
        "coin", "exchange", "project", "company", "regulator", "person", "topic", "region"
    ] = told(_("币种、交易所、项目、公司、监管机构、人物、主题或地区"), "coin")
    ticker: str | None = told(_("代码；没有为 null"), "BTC")
    aliases: list[str] = told(_("别名"), ["大饼", "BTC"])
    url: str = told(_("本站地址"), f"{SITE}/coin/bitcoin/")


class TagFull(Tag):
    """A tag with the price of its coin."""

    price: Price | None = told(_("最新价格；不提供行情的为 null"))
    latest_at: Moment | None = told(_("最近一篇稿件的时间；还没有为 null"), AT)


class Tags(Schema):
    """A page of tags, by slug."""

    items: list[Tag] = told(_("标签，按标识排列"))
    next: Next = told(_("下一页的完整地址；到底为 null"))


class Source(Schema):
    """An outlet."""

    slug: str = told(_("标识"), "shili")
    name: str = told(_("名称"), "示例社")
    credit: str = told(_("署名"), "示例社")
    home: str | None = told(_("首页；未知为 null"), "https://outlet.example/")
    language: Literal["zh-Hans", "zh-Hant", "en"] = told(_("文字"), "zh-Hans")
    text_policy: Literal["headline", "excerpt", "full"] = told(
        _("授权展示多少：仅标题、摘录、全文"), "excerpt"
    )
    url: str = told(_("本站地址"), f"{SITE}/source/shili/")


class SourceFull(Source):
    """An outlet, and when it last said something."""

    latest_at: Moment | None = told(_("最近一篇稿件的时间；还没有为 null"), AT)


class Sources(Schema):
    """A page of outlets, by slug."""

    items: list[Source] = told(_("媒体，按标识排列"))
    next: Next = told(_("下一页的完整地址；到底为 null"))
