"""Whole documents: caps, truncation, junk around them, and anything at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.errors import ParseError

from .reading import assert_feed_or_its_error, only, read, rss


def test_ten_thousand_items_are_capped_and_the_cap_is_said() -> None:
    items = "".join(f"<item><title>第{number}条</title></item>" for number in range(10_000))
    feed = read(rss(items), limit=50)
    assert [entry.title for entry in feed.entries[:2]] == ["第0条", "第1条"]
    assert len(feed.entries) == 50
    assert feed.notes == ("共有 10000 条，只收录前 50 条。",)


def test_a_truncated_body_gives_its_whole_items() -> None:
    whole = rss(
        "<item><title>甲</title></item><item><title>乙</title></item><item><title>丙</title></item>"
    )
    feed = read(whole[: whole.index("丙")])
    assert [entry.title for entry in feed.entries] == ["甲", "乙"]
    assert feed.notes == ("正文在传输中被截断，只收录了完整的条目。",)
    inside = whole.replace("乙", "<![CDATA[乙")[: whole.index("乙") + 10]
    assert [entry.title for entry in read(inside).entries] == ["甲"]
    with pytest.raises(ParseError, match="中断"):
        read(whole[: whole.index("甲")])


def test_a_feed_without_items_is_no_error() -> None:
    feed = read(rss(""))
    assert (feed.title, feed.entries) == ("示例", ())
    assert feed.notes == ("订阅源格式正确，但目前没有任何条目。",)


@pytest.mark.parametrize(
    "junk",
    [
        "\n\n  ",
        "\ufeff",
        "<br />\n<b>Warning</b>: x in <b>/a.php</b><br />\n",
        "<!-- 缓存 -->",
        "\x00\x0b",
    ],
)
def test_junk_before_the_feed_does_not_matter(junk: str) -> None:
    assert read(junk + rss("<item><title>甲</title></item>")).entries[0].title == "甲"


@pytest.mark.parametrize("script", ["<script/>", "<script></script>", "<script src='x'/>"])
def test_an_empty_script_before_the_channel_does_not_matter(script: str) -> None:
    body = rss("<item><title>甲</title></item>").replace("<channel>", script + "<channel>")
    assert read(body).entries[0].title == "甲"


def test_control_characters_and_wild_references_inside_do_not_matter() -> None:
    entry = only("<title>甲\x0b乙&#0;&#xD800;&#99999999999;丙&nbsp;丁</title>")
    assert entry.title.replace("\ufffd", "") == "甲乙丙 丁"


def test_gbk_under_a_utf8_declaration() -> None:
    body = rss("<item><title>比特币突破九万美元，市场情绪回暖</title></item>")
    feed = read(body.encode("gbk"), content_type="text/xml; charset=utf-8")
    assert feed.entries[0].title == "比特币突破九万美元，市场情绪回暖"


@given(
    st.binary(max_size=300) | st.binary(max_size=200).map(lambda raw: b"<rss><channel><item>" + raw)
)
def test_any_bytes_give_a_feed_or_a_feed_error(body: bytes) -> None:
    assert_feed_or_its_error(body)


@given(st.text(st.sampled_from("<>/&;#![]-\"'= ackiemnrt中\n"), max_size=200))
def test_any_markup_gives_a_feed_or_a_feed_error(markup: str) -> None:
    assert_feed_or_its_error(rss(f"<item><title>甲</title></item>{markup}"))
