import json
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import etree

from newsroom.demo.outlets import outlets
from newsroom.demo.render.atom import render_atom
from newsroom.demo.render.dates import write_date
from newsroom.demo.render.excerpt import excerpt
from newsroom.demo.render.pages import render_missing
from newsroom.demo.render.rss import render_rss
from newsroom.demo.routes import answer_get
from newsroom.demo.timeline import DemoItem, items_at
from tests.demo.moments import BASE, STARTED, after, moment

SHANGHAI = ZoneInfo("Asia/Shanghai")
THEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=SHANGHAI)
NOW = after(minutes=5)
WORKING = [
    (outlet, feed) for outlet in outlets() for feed in outlet.feeds if feed.format != "broken"
]


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("rfc822-east8", "Fri, 02 Jan 2026 03:04:05 +0800"),
        ("rfc822-gmt", "Thu, 01 Jan 2026 19:04:05 GMT"),
        ("prc", "Fri, 02 Jan 2026 03:04:05 PRC+0800"),
        ("chinese", "2026年1月2日 03:04"),
        ("no-zone", "2026-01-02 03:04:05"),
        ("iso", "2026-01-02T03:04:05+08:00"),
    ],
)
def test_dates_are_written_as_the_field_writes_them(style: str, written: str) -> None:
    assert write_date(style, THEN.astimezone(UTC), NOW, SHANGHAI) == written


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (datetime(2026, 1, 2, 3, 4, 30, tzinfo=SHANGHAI), "1分钟前"),
        (datetime(2026, 1, 2, 4, 3, 59, tzinfo=SHANGHAI), "59分钟前"),
        (datetime(2026, 1, 2, 4, 4, 5, tzinfo=SHANGHAI), "今天 03:04"),
        (datetime(2026, 1, 3, 0, 1, tzinfo=SHANGHAI), "昨天 03:04"),
        (datetime(2026, 1, 4, 0, 1, tzinfo=SHANGHAI), "2026/01/02 03:04"),
    ],
)
def test_relative_dates_age(now: datetime, written: str) -> None:
    assert write_date("relative", THEN, now, SHANGHAI) == written


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(KeyError, match="roman"):
        write_date("roman", THEN, NOW, SHANGHAI)


@pytest.mark.parametrize(("outlet", "feed"), WORKING, ids=[f.path for _, f in WORKING])
def test_each_feed_gives_back_every_item(outlet, feed) -> None:
    items = [item for item in items_at(outlet, STARTED, NOW) if item.feed == feed.key]
    body = answer_get(feed.path, moment(NOW)).body
    if feed.format == "json":
        rows = json.loads(body)["items"]
        got = [(row["title"], row["url"], row["content_html"]) for row in rows]
    else:
        parsed = feedparser.parse(body)
        assert not parsed.bozo
        got = [(row.title, row.link, row.content[0].value) for row in parsed.entries]
    base = "" if feed.relative_links else BASE
    assert [(title, link) for title, link, _ in got] == [
        (item.title, base + item.path) for item in items
    ]
    assert all(html.startswith("<p>") for _, _, html in got)


def test_gbk_and_big5_feeds_are_in_the_encoding_they_declare() -> None:
    for path, encoding, word in (
        ("/demo-zaoban/rss.xml", "GBK", "示例币圈早班车"),
        ("/demo-lianbao/rss.xml", "Big5", "示例鏈報"),
    ):
        answer = answer_get(path, moment())
        text = answer.body.decode(encoding)
        assert text.startswith(f'<?xml version="1.0" encoding="{encoding}"?>')
        assert word in text
        assert "charset" not in answer.content_type
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode("utf-8")


def test_the_feed_without_guids_has_none_and_the_others_keep_theirs() -> None:
    without = etree.fromstring(answer_get("/demo-hangqing/rss", moment()).body)
    assert without.findall(".//item")
    assert not without.findall(".//guid")
    first = etree.fromstring(answer_get("/demo-kuaixun/rss.xml", moment()).body)
    later = etree.fromstring(answer_get("/demo-kuaixun/rss.xml", moment(NOW)).body)
    guids = [guid.text for guid in first.findall(".//guid")]
    assert len(set(guids)) == len(first.findall(".//item")) > 0
    assert set(guids) < {guid.text for guid in later.findall(".//guid")}


def test_atom_tells_an_edit_from_the_publication() -> None:
    item = DemoItem("x", "all", "/demo-ribao/x.html", "题", "<p>文</p>", (), STARTED, NOW)
    outlet = next(outlet for outlet in outlets() if outlet.key == "ribao")
    entry = feedparser.parse(render_atom(outlet, outlet.feeds[0], [item], BASE, NOW)).entries[0]
    assert entry.published == "2026-03-10T18:00:00+08:00"
    assert entry.updated == "2026-03-10T18:05:00+08:00"


def test_markup_in_titles_and_cdata_ends_survive() -> None:
    item = DemoItem("x", "flash", "/x", "A < B & C", "<p>]]> 完</p>", ("a&b",), STARTED, STARTED)
    outlet = outlets()[0]
    entry = feedparser.parse(render_rss(outlet, outlet.feeds[0], [item], BASE, NOW)).entries[0]
    assert unescape(entry.title) == "A < B & C"
    assert "]]" in entry.content[0].value
    assert "完" in entry.content[0].value
    assert entry.tags[0].term == "a&b"


def test_an_excerpt_is_the_plain_first_paragraph() -> None:
    assert excerpt("<h2>题</h2><p>一<b>二</b> &amp; 三</p><p>四</p>") == "一二 & 三"
    assert excerpt("没有段落") == "没有段落"
    assert excerpt("<p>" + "字" * 119 + "，后面</p>") == "字" * 119 + "……"


def test_the_missing_page_escapes_the_path() -> None:
    assert b"<script>" not in render_missing("/<script>")
