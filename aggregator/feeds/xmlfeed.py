"""RSS 0.9x/1.0/2.0 and Atom through feedparser, on text that we decoded and walked ourselves."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from aggregator.feeds.errors import ParseError
from aggregator.feeds.images import is_picture
from aggregator.feeds.links import is_http
from aggregator.feeds.outline import outline
from aggregator.feeds.raw import RawFeed, RawItem

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARREF = re.compile(r"&#(?:x([0-9a-f]{1,12})|([0-9]{1,12}));?", re.IGNORECASE)
_PERIODS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 604800,
    "monthly": 2592000,
    "yearly": 31536000,
}
_DATES = ("published", "created", "issued", "updated", "modified")
# What feedparser's fallback parser lets through on hostile text (it promises no hierarchy).
_BROKEN_PARSE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
WEEK = 604_800
REFERENCES_MOST = 500_000
"""Character references in the kept items; feedparser takes some 2 µs for each."""


def read_xml(text: str, root: int, *, url: str, limit: int) -> RawFeed:
    """The feed whose root tag begins at `root` of `text`.

    Entities that a document declares for itself are refused: no feed needs them, and they are the
    billion laughs, the quadratic blow-up and the way to local files. Raises ParseError.
    """
    if re.search("<!doctype", text, re.IGNORECASE) and re.search("<!entity", text, re.IGNORECASE):
        raise ParseError(
            f"{url} 的 XML 里自定义了实体（DTD ENTITY），可能是 XML 炸弹或外部文件读取，"
            "已拒绝解析；"
            "请联系信源去掉 DOCTYPE 声明。"
        )
    body = _CHARREF.sub(_storable_charref, _UNSTORABLE.sub("", text[root:]))
    walked = outline(body, limit=limit, url=url)
    if walked.truncated and not walked.total:
        raise ParseError(
            f"{url} 的正文在第一条完整条目之前就中断了（共 {len(body)} 个字符）；请稍后重试，"
            "若一直如此请联系信源。"
        )
    if walked.text.count("&") > REFERENCES_MOST:
        raise ParseError(
            f"{url} 里的转义字符超过 {REFERENCES_MOST} 个，不像订阅源，"
            "已拒绝解析；请打开该地址核对内容。"
        )
    document = _feedparse(walked.text, url)
    notes = ["正文在传输中被截断，只收录了完整的条目。"] if walked.truncated else []
    feed = document["feed"]
    return RawFeed(
        title=_text(feed, "title"),
        link=_site(feed),
        items=tuple(_item(entry) for entry in document["entries"]),
        total=max(walked.total, len(document["entries"])),
        notes=tuple(notes),
        ttl_seconds=_ttl(feed),
    )


def _feedparse(text: str, url: str) -> Any:  # feedparser is untyped
    document = io.BytesIO((_DECLARATION + text).encode())  # never a string: it would be opened
    try:
        return feedparser.parse(
            document,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _BROKEN_PARSE as error:
        raise ParseError(
            f"{url} 的 XML 损坏到无法解析（{type(error).__name__}）；请稍后重试，或换用备用地址。"
        ) from error


def _item(entry: Any) -> RawItem:
    links = [link for link in _dicts(entry, "links") if _text(link, "href")]
    pages = [_text(link, "href") for link in links if _text(link, "rel") in {"", "alternate"}]
    enclosures = [link for link in links if _text(link, "rel") == "enclosure"]
    people = [*_dicts(entry, "authors"), *_dicts(entry, "contributors")]
    body, body_is_text = _body(entry)
    return RawItem(
        guid=_text(entry, "id"),
        links=tuple(filter(None, [_text(entry, "link"), *pages])),
        title=_text(entry, "title"),
        body=body,
        body_is_text=body_is_text,
        dates=tuple(filter(None, (_text(entry, name) for name in _DATES))),
        authors=_authors(entry),
        categories=tuple(
            _text(tag, "label") or _text(tag, "term") for tag in _dicts(entry, "tags")
        ),
        images=tuple(_images(entry, enclosures)),
        other_links=tuple(filter(None, [_text(it, "href") for it in enclosures + people])),
    )


def _body(entry: Any) -> tuple[str, bool]:
    contents = [content for content in _dicts(entry, "content") if _text(content, "value").strip()]
    contents.sort(key=lambda content: "html" not in _text(content, "type"))
    summary = dict.get(entry, "summary_detail")
    for part in [*contents, summary]:
        if isinstance(part, dict) and _text(part, "value").strip():
            return _text(part, "value"), _text(part, "type") == "text/plain"
    return _text(entry, "summary"), False


def _authors(entry: Any) -> tuple[str, ...]:
    named = [_text(author, "name") for author in _dicts(entry, "authors")]
    listed = [name for name in named if name] or [_text(entry, "author")]
    return tuple(name for name in listed if name and "@" not in name)


def _images(entry: Any, enclosures: list[Any]) -> Iterator[str]:
    for media in _dicts(entry, "media_content"):
        if is_picture(_text(media, "type"), _text(media, "medium"), _text(media, "url")):
            yield _text(media, "url")
    for thumbnail in _dicts(entry, "media_thumbnail"):
        yield _text(thumbnail, "url")
    for enclosure in enclosures:
        if is_picture(_text(enclosure, "type"), "", _text(enclosure, "href")):
            yield _text(enclosure, "href")
    image = dict.get(entry, "image")
    if isinstance(image, dict):
        yield _text(image, "href")


def _site(feed: Any) -> str:
    links = [link for link in _dicts(feed, "links") if _text(link, "rel") in {"", "alternate"}]
    candidates = [_text(feed, "link"), *(_text(link, "href") for link in links)]
    return next((link for link in candidates if is_http(link)), "")


def _ttl(feed: Any) -> int | None:
    minutes = _text(feed, "ttl").strip()
    if minutes.isdecimal() and len(minutes) < 7:
        seconds = int(minutes) * 60
    else:
        period = _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower(), 0)
        times = _text(feed, "sy_updatefrequency").strip()
        seconds = period // max(1, int(times) if times.isdecimal() and len(times) < 7 else 1)
        if seconds == _PERIODS["hourly"]:
            return None  # WordPress writes "once an hour" into every feed, whatever its pace
    return min(seconds, WEEK) or None


def _text(thing: Any, name: str) -> str:
    # dict.get, because FeedParserDict answers "updated" with "published" when it has none.
    value = dict.get(thing, name)
    return value if isinstance(value, str) else ""


def _dicts(thing: Any, name: str) -> list[Any]:
    value = dict.get(thing, name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _storable_charref(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    allowed = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return found[0] if allowed or 0x10000 <= code <= 0x10FFFF else "\ufffd"
