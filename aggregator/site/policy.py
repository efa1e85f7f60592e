"""How much of an outlet's text a page may carry, and what the flags of an article mean."""

from aggregator.articles.models import Article
from aggregator.feeds.models import Source

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
    "amount_doubtful": "金额存疑：文中币数与所称价值按当时价格对不上，请以原始数据为准",
}

POLICY_TEXTS = {
    Policy.HEADLINE: "只展示标题，正文请到原站阅读",
    Policy.EXCERPT: "展示标题和开头一段摘录，全文请到原站阅读",
    Policy.FULL: "展示全文，出处与原文链接写在最前",
}


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
    """What had to be mended in the article, in Chinese; unknown flags are left out."""
    flags: list[object] = article.flags
    return [_FLAGS[flag] for flag in flags if isinstance(flag, str) and flag in _FLAGS]
