"""How much of an outlet's text a page may carry, and what the flags of an article mean."""

from collections.abc import Sequence
from typing import Any

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.stories.models import Story

Policy = Source.TextPolicy

_FLAGS = {
    "no_title": "原文没有标题，标题取自正文第一句",
    "title_cut": "原标题过长，已截短",
    "html_cut": "正文过长，只收录了前面一部分",
    "bad_link": "原文带有无法使用的链接，已去掉",
    "guid_reused": "原文编号与其他稿件重复",
    "future_date": "原文标注的发布时间晚于收到时间，按收到时间排列",
    "ancient_date": "原文标注的发布时间早得不合情理，未采用",
    "bad_date": "原文标注的发布时间无法识别",
    "amount_doubtful": "金额存疑：文中币数与所称价值按当时价格对不上",
    "homoglyph": "文中有用形近字母冒充的名称或网址，点击、转账前请逐字核对",
    "bad_address": "文中有链上地址通不过校验，可能抄错或被改动，请勿直接转账",
}

POLICY_TEXTS = {
    Policy.HEADLINE: "只展示标题，正文请到原站阅读",
    Policy.EXCERPT: "展示标题和开头一段摘录，全文请到原站阅读",
    Policy.FULL: "展示全文，出处与原文链接写在最前",
}


def shown_of(article: Article, pieces: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was read out of an article, as far as its outlet lets us show where it stands.

    Of an outlet that lets us show headlines alone only what stands in the headline.
    """
    if article.source.text_policy != Policy.HEADLINE:
        return list(pieces)
    return [piece for piece in pieces if piece.get("place") == "title"]


def why_important(article: Article, story: Story | None, most: int = 6) -> str:
    """Why readers see an article as 重要, in words; "" for one that is not."""
    if not article.is_important:
        return ""
    if "is_important" in article.locked_fields:
        return "编辑选为重要消息"
    reasons = story.reasons[:most] if story and story.is_important else []
    return "，".join(map(str, reasons)) or "媒体标为重要消息"


def excerpt_shown(article: Article) -> str:
    """The excerpt that a list or an article page may carry, as plain text; "" for none."""
    if article.source.text_policy == Policy.HEADLINE:
        return ""
    return article.excerpt


def html_shown(article: Article) -> str:
    """The whole text as sanitised markup, where the outlet lets us; else ""."""
    return article.html if article.source.text_policy == Policy.FULL else ""


def credit(source: Source) -> str:
    """How the outlet is named beside its reports."""
    return source.credit or source.name


def flag_texts(article: Article) -> list[str]:
    """What had to be mended or doubted, in Chinese; unknown flags are left out.

    A doubtful amount that stands on the page with its figures is not said twice.
    """
    flags: list[object] = article.flags
    said = {"amount_doubtful"} if shown_of(article, article.doubts) else set()
    return [_FLAGS[f] for f in flags if isinstance(f, str) and f in _FLAGS and f not in said]
