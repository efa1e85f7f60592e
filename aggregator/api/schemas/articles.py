"""Articles."""

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema

from aggregator.api.moments import Moment
from aggregator.api.schemas.common import AT, NEXT, SITE, Fact, Next, SourceRef, TagRef
from aggregator.api.schemas.told import told


class Article(Schema):
    """A report of one outlet."""

    id: int = told(_("稿件编号"), 1024)
    url: str = told(_("本站地址"), f"{SITE}/a/1024/")
    kind: Literal["flash", "article"] = told(_("快讯或文章"), "flash")
    title: str = told(_("标题"), "某交易所宣布上线新的比特币合约")
    excerpt: str | None = told(
        _("摘录，纯文字；媒体只授权标题时为 null"), "示例社消息，该合约将于本周五开放交易。"
    )
    credit: str = told(_("署名，展示时必须写在最前"), "示例社")
    original_url: str | None = told(
        _("原文地址，展示时必须附上；媒体没有给出时为 null"), "https://outlet.example/flash/1024"
    )
    source: SourceRef = told(_("媒体"))
    text_policy: Literal["headline", "excerpt", "full"] = told(
        _("媒体授权展示多少：仅标题、摘录、全文"), "excerpt"
    )
    author: str | None = told(_("作者；未知为 null"))
    published_at: Moment | None = told(_("媒体标注的发布时间；没有标注为 null"), AT)
    sorted_at: Moment = told(_("列表排序用的时间：发布时间，没有则为收到时间"), AT)
    seen_at: Moment = told(_("本站收到的时间"), AT)
    updated_at: Moment = told(_("最近一次改动的时间"), AT)
    corrections: int = told(_("媒体改过几次"), 0)
    important: bool = told(_("是否重要"), True)
    story_id: int | None = told(_("所属事件的编号；尚未归入为 null"), 512)
    tags: list[TagRef] = told(_("标签，主要的在前"))
    facts: list[Fact] = told(_("标题和正文里的金额、价格、币数和比例"))


class ArticleFull(Article):
    """The same with what only its own page has room for."""

    reasons: list[str] = told(_("为什么重要；不重要的为空"), ["3 家媒体在 12 分钟内报道"])
    html: str | None = told(_("全文，已清洗的 HTML；只有授权全文的媒体才有，否则为 null"))


class Articles(Schema):
    """A page of articles, newest first."""

    items: list[Article] = told(_("稿件，从新到旧"))
    next: Next = NEXT


class Hit(Schema):
    """An article that was found."""

    article: Article = told(_("稿件"))
    reports: int | None = told(_("同一事件的报道数；尚未归入事件为 null"), 3)


class Found(Schema):
    """A page of hits."""

    total: int = told(_("符合的稿件总数"), 128)
    reach: Literal["words", "letters", "some", "any"] = told(
        _("放宽到哪一步才找到：全部词、字面、部分词、任一词"), "words"
    )
    items: list[Hit] = told(_("结果"))
    next: Next = NEXT
