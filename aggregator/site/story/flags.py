"""What the flags of an article mean, in the words of its page."""

from aggregator.articles import permitted
from aggregator.articles.models import Article

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


def flag_texts(article: Article) -> list[str]:
    """What had to be mended or doubted, in Chinese; unknown flags are left out.

    A doubtful amount that stands on the page with its figures is not said twice.
    """
    flags: list[object] = article.flags
    said = {"amount_doubtful"} if permitted.pieces(article, article.doubts) else set()
    return [_FLAGS[f] for f in flags if isinstance(f, str) and f in _FLAGS and f not in said]
