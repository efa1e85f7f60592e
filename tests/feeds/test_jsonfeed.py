import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.errors import NotAFeed

from .reading import assert_feed_or_its_error, read

VERSION = "https://jsonfeed.org/version/1.1"


def document(*items: Any, **fields: Any) -> str:
    return json.dumps({"version": VERSION, "title": "示例", "items": items, **fields})


def test_an_item_is_read_whole() -> None:
    feed = read(
        document(
            {
                "id": 7,
                "url": "/a/7",
                "title": "以太坊升级",
                "content_html": "<p>正文</p>",
                "date_published": "2026-01-02T03:04:05+08:00",
                "authors": [{"name": "张三", "url": "https://a.example/z"}],
                "tags": ["ETH", "eth", 3],
                "image": "https://i.example/7.png",
            },
            home_page_url="https://site.example/",
        )
    )
    (entry,) = feed.entries
    assert feed.title == "示例"
    assert (entry.guid, entry.url, entry.title) == ("7", "https://site.example/a/7", "以太坊升级")
    assert entry.published == datetime(2026, 1, 1, 19, 4, 5, tzinfo=UTC)
    assert (entry.author, entry.categories) == ("张三", ("ETH",))
    assert (entry.html, entry.image_url) == ("<p>正文</p>", "https://i.example/7.png")
    assert entry.flags == frozenset()


def test_version_one_text_attachments_and_a_single_author() -> None:
    feed = read(
        document(
            {
                "id": "https://a.example/8",
                "content_text": "第一句。\n<b>不是</b>标签",
                "author": {"name": "李四"},
                "attachments": [
                    {"url": "https://i.example/8.mp3", "mime_type": "audio/mpeg"},
                    {"url": "https://i.example/8", "mime_type": "image/webp"},
                ],
            },
            "不是对象",
        )
    )
    (entry,) = feed.entries
    assert (entry.title, entry.titled, entry.author) == ("第一句", False, "李四")
    assert entry.html == "<p>第一句。</p><p>&lt;b&gt;不是&lt;/b&gt;标签</p>"
    assert entry.url == "https://a.example/8"
    assert entry.image_url == "https://i.example/8"


def test_items_are_capped_and_bad_links_flagged() -> None:
    items = [{"id": str(n), "title": "甲", "url": "javascript:x"} for n in range(30)]
    feed = read(document(*items), limit=20)
    assert len(feed.entries) == 20
    assert feed.notes == ("共有 30 条，只收录前 20 条。",)
    assert feed.entries[0].flags == {"bad_link"}


def test_half_characters_are_dropped() -> None:
    feed = read(document({"id": "1", "title": "甲\ud800乙", "content_text": "丙\udfff丁"}))
    assert feed.entries[0].title == "甲乙"
    assert feed.entries[0].html == "<p>丙丁</p>"


@pytest.mark.parametrize(
    "body",
    ['{"items": []}', '{"version": 1, "items": []}', "[]", "{", f'{{"version": "{VERSION}"}}'],
)
def test_other_json_is_no_feed(body: str) -> None:
    with pytest.raises(NotAFeed, match="不是 JSON Feed"):
        read(body)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
NAMES = ["id", "url", "title", "content_html", "content_text", "tags", "authors", "author"]
NAMES += ["attachments", "date_published", "image", "summary"]


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), values, max_size=6) | values, max_size=4))
def test_any_types_in_any_field_are_survived(items: list[Any]) -> None:
    assert_feed_or_its_error(document(*items))
