"""What a body is: a feed in XML, a feed in JSON, or something else that the editor should know."""

import json
import re
from html import unescape

from aggregator.feeds.errors import NotAFeed, Wrong
from aggregator.feeds.links import absolute
from aggregator.feeds.words import excerpt

_ROOT = re.compile(r"<(?:[\w\-]+:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_PAGE = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|script|title|meta)(?=[\s>])", re.IGNORECASE
)
_LINK_TAG = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)", re.IGNORECASE)
_LIMITED = re.compile(
    r"rate.?limit|too many requests|\b429\b|请求过于频繁|访问过于频繁|频率(?:过高|限制)",
    re.IGNORECASE,
)
_MESSAGES = ("message", "msg", "error", "detail", "errmsg", "error_description")
HEAD = 200_000
"""Characters in which a root tag, or a page's links, must show themselves."""


def xml_root(text: str) -> int:
    """Where the root tag of an RSS, RDF or Atom document begins, after any junk; -1: nowhere."""
    root = _ROOT.search(text, 0, HEAD)
    if root is None:
        return -1
    page = re.search(r"<!doctype\s+html|<html(?=[\s>])", text[: root.start()], re.IGNORECASE)
    return -1 if page else root.start()


def looks_like_json(text: str) -> bool:
    """Whether the text begins as a JSON object or list does."""
    return text.lstrip()[:1] in {"{", "["}


def explain(text: str, *, url: str) -> NotAFeed:
    """The error for a body that is no feed: what came instead, and what the editor can do."""
    quote = excerpt(text)
    if not text.strip():
        return NotAFeed(
            f"{url} 返回了空内容；请稍后重试，若一直如此请在信源官网查找新的订阅地址。",
            wrong=Wrong.EMPTY,
        )
    if looks_like_json(text):
        return _json_error(text, url)
    if _LIMITED.search(text[:2000]) and len(text) < 20_000:
        return NotAFeed(
            f"{url} 提示请求过于频繁，没有给出订阅内容：“{quote}”；稍后会自动重试。",
            wrong=Wrong.LIMITED,
        )
    if _PAGE.search(text, 0, HEAD):
        return _web_page(text, url)
    if "\x00" in text[:2000] or text[:2000].count("\ufffd") > 20:
        return NotAFeed(
            f"{url} 返回的是二进制内容，不是订阅源；请核对地址是否指向图片或压缩包。",
            wrong=Wrong.BINARY,
        )
    said = f"而是一段文字：“{quote}”" if quote else "里面也没有可读的文字"
    return NotAFeed(
        f"{url} 返回的不是订阅源，{said}；请打开该地址核对，或换用备用地址。",
        wrong=Wrong.TEXT,
    )


def _web_page(text: str, url: str) -> NotAFeed:
    alternate = ""
    for tag in _LINK_TAG.findall(text[:HEAD]):
        href = _HREF.search(tag)
        if href and _FEED_TYPE.search(tag):
            alternate = absolute(unescape(href[1]), url)[0]
            if alternate:
                break
    cure = (
        f"页面上标注的订阅地址是 {alternate}，可改用它。"
        if alternate
        else "页面上没有标注订阅地址，请在信源官网查找，或换用备用地址。"
    )
    return NotAFeed(
        f"{url} 返回的是网页，不是订阅源；{cure}", wrong=Wrong.WEB_PAGE, alternate=alternate
    )


def _json_error(text: str, url: str) -> NotAFeed:
    said = text
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if isinstance(document, dict):
        said = next(
            (document[key] for key in _MESSAGES if isinstance(document.get(key), str)), text
        )
    wrong = Wrong.LIMITED if _LIMITED.search(said[:2000]) else Wrong.JSON
    return NotAFeed(
        f"{url} 返回的是 JSON，但不是 JSON Feed：“{excerpt(said)}”；"
        "请核对地址，若是接口报错可稍后重试。",
        wrong=wrong,
    )
