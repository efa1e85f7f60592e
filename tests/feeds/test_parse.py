from datetime import UTC, datetime

import pytest

from .reading import NOW, only, read, rss


def test_an_item_is_read_whole() -> None:
    entry = only(
        "<title>比特币突破 9 万美元</title><link>https://site.example/a/1?x=1&amp;y=2</link>"
        "<guid isPermaLink='false'>flash-1</guid><pubDate>2026年1月2日 03:04</pubDate>"
        "<dc:creator>张三</dc:creator><category>快讯</category><category> 快讯 </category>"
        "<category>BTC</category><description>摘要</description>"
        "<content:encoded><![CDATA[<p>正文<img src='/i/1.png'></p>]]></content:encoded>"
    )
    assert entry.title == "比特币突破 9 万美元"
    assert entry.url == "https://site.example/a/1?x=1&y=2"
    assert entry.guid == "flash-1"
    assert entry.published == datetime(2026, 1, 1, 19, 4, tzinfo=UTC)
    assert entry.author == "张三"
    assert entry.categories == ("快讯", "BTC")
    assert entry.html == "<p>正文<img src='/i/1.png'></p>"
    assert entry.image_url == "https://site.example/i/1.png"
    assert entry.titled
    assert entry.flags == frozenset()


def test_atom_is_read() -> None:
    feed = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/zh/">'
        '<title>吴说</title><entry><title type="html">&lt;b&gt;ETF&lt;/b&gt; &amp;amp; 其他</title>'
        '<link rel="alternate" href="a/2"/><link rel="enclosure" type="image/png" href="i.png"/>'
        "<id>urn:2</id><updated>2026-01-02T03:04:05Z</updated><author><name>李四</name></author>"
        '<category term="defi" label="去中心化金融"/><content type="text">一行\n两行</content>'
        "</entry></feed>"
    )
    (entry,) = feed.entries
    assert feed.title == "吴说"
    assert entry.title == "ETF & 其他"
    assert entry.url == "https://atom.example/zh/a/2"
    assert entry.image_url == "https://atom.example/zh/i.png"
    assert entry.html == "<p>一行</p><p>两行</p>"
    assert entry.categories == ("去中心化金融",)
    assert entry.author == "李四"
    assert entry.published == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_rdf_is_read() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><title>旧闻</title></channel><item rdf:about="https://a.example/1"><title>甲</title>'
        "<link>https://a.example/1</link></item></rdf:RDF>"
    )
    assert [entry.title for entry in feed.entries] == ["甲"]


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("<ttl>15</ttl>", 900),
        (
            "<sy:updatePeriod>\n hourly </sy:updatePeriod>"
            "<sy:updateFrequency>2</sy:updateFrequency>",
            1800,
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", None),
        ("<ttl>99999</ttl>", 604_800),
        ("<ttl>soon</ttl>", None),
        ("<ttl>0</ttl>", None),
        ("", None),
    ],
)
def test_the_feeds_own_pace(channel: str, seconds: int | None) -> None:
    assert read(rss("<item><title>甲</title></item>", channel)).ttl_seconds == seconds


def test_an_item_without_title_takes_its_first_sentence() -> None:
    entry = only(
        "<description>&lt;p&gt;某交易所宣布上线新币。随后价格上涨。&lt;/p&gt;</description>"
    )
    assert entry.title == "某交易所宣布上线新币"
    assert not entry.titled
    assert entry.flags == {"no_title"}
    assert len(only(f"<description>{'长' * 300}</description>").title) == 60


def test_an_item_that_says_nothing_is_left_out_and_noted() -> None:
    feed = read(rss("<item><link>https://a.example/1</link></item><item><title>甲</title></item>"))
    assert [entry.title for entry in feed.entries] == ["甲"]
    assert feed.notes == ("有 1 条既无标题也无正文，未收录。",)


@pytest.mark.parametrize(
    ("item", "url", "flags"),
    [
        ("<guid>https://a.example/9</guid>", "https://a.example/9", set()),
        ("<guid isPermaLink='false'>https://a.example/9</guid>", "https://a.example/9", set()),
        ("<guid isPermaLink='false'>n-9</guid>", "", set()),
        ("<link>/a/9</link>", "https://site.example/a/9", set()),
        ("<link>//cdn.example/9</link>", "https://cdn.example/9", set()),
        ("<link xml:base='https://b.example/x/'>9</link>", "https://b.example/x/9", set()),
        ("<link>javascript:alert(1)</link>", "", {"bad_link"}),
        ("<link>JaVa\tscript:alert(1)</link>", "", {"bad_link"}),
        ("<link>data:text/html,x</link>", "", {"bad_link"}),
        ("<link>vbscript:x</link>", "", {"bad_link"}),
        ("<link>file:///etc/passwd</link>", "", {"bad_link"}),
        ("<link>https://a.example/1</link><enclosure url='javascript:x' type='image/png'/>",
         "https://a.example/1", {"bad_link"}),
        ("<link>https://a.example/1</link><enclosure url='file:///x.mp3' type='audio/mpeg'/>",
         "https://a.example/1", {"bad_link"}),
        ("<link>https://a.example/1</link><media:thumbnail url='data:image/png;base64,x'/>",
         "https://a.example/1", {"bad_link"}),
    ],
)  # fmt: skip
def test_links(item: str, url: str, flags: set[str]) -> None:
    entry = only(f"<title>甲</title>{item}")
    assert (entry.url, entry.image_url, set(entry.flags)) == (url, "", flags)


def test_an_authors_page_with_a_script_is_flagged() -> None:
    feed = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>甲</title><author><name>乙</name>'
        "<uri>javascript:alert(1)</uri></author></entry></feed>"
    )
    assert feed.entries[0].author == "乙"
    assert feed.entries[0].flags == {"bad_link"}


def test_relative_links_without_a_site_resolve_against_the_feed() -> None:
    feed = read(rss("<item><title>甲</title><link>../a/1</link></item>", channel=""))
    assert feed.entries[0].url == "https://feeds.example/a/1"


@pytest.mark.parametrize(
    ("item", "image"),
    [
        ("<media:content url='https://i.example/v.mp4' type='video/mp4'/>"
         "<media:content url='https://i.example/a' medium='image'/>", "https://i.example/a"),
        ("<media:content url='https://i.example/b.webp'/>", "https://i.example/b.webp"),
        ("<media:thumbnail url='https://i.example/t.jpg'/>", "https://i.example/t.jpg"),
        ("<enclosure url='https://i.example/e' type='image/jpeg'/>", "https://i.example/e"),
        ("<enclosure url='https://i.example/e.mp3' type='audio/mpeg'/>", ""),
    ],
)  # fmt: skip
def test_images(item: str, image: str) -> None:
    assert only(f"<title>甲</title>{item}").image_url == image


def test_dates_are_mended_or_missing_and_say_so() -> None:
    future = only("<title>甲</title><pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate>")
    assert (future.published, set(future.flags)) == (NOW, {"future_date"})
    ancient = only("<title>甲</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>")
    assert (ancient.published, set(ancient.flags)) == (None, {"ancient_date"})
    bad = only("<title>甲</title><pubDate>不久以前</pubDate>")
    assert (bad.published, set(bad.flags)) == (None, {"bad_date"})
    second = only("<title>甲</title><pubDate>?</pubDate><dc:date>2026-01-02T00:00:00Z</dc:date>")
    assert (second.published, second.flags) == (datetime(2026, 1, 2, tzinfo=UTC), frozenset())


def test_the_hour_glued_to_a_title_goes_only_when_it_is_the_hour_of_publication() -> None:
    glued = "<title>11:45比特币突破 9 万美元</title><pubDate>今天 {}</pubDate>"
    assert only(glued.format("11:45")).title == "比特币突破 9 万美元"
    assert only(glued.format("08:00")).title == "11:45比特币突破 9 万美元"
    assert only("<title>11:45比特币</title>").title == "11:45比特币"


def test_titles_are_one_line_of_visible_text() -> None:
    entry = only(
        "<title>&#x202e;比特\u200b币\n &lt;b&gt;新高&lt;/b&gt; &amp;amp; &lt;ETH&gt;</title>"
    )
    assert entry.title == "比特币 新高 & <ETH>"
    long = only(f"<title>{'长' * 600}</title>")
    assert (len(long.title), set(long.flags)) == (500, {"title_cut"})


def test_a_huge_body_is_cut() -> None:
    entry = only(f"<title>甲</title><description>&lt;p&gt;{'长' * 400_000}&lt;/p&gt;</description>")
    assert len(entry.html.encode()) <= 500_000
    assert entry.flags == {"html_cut"}


def test_one_guid_for_two_items_keeps_both() -> None:
    item = "<item><title>{}</title><guid isPermaLink='false'>{}</guid></item>"
    feed = read(rss(item.format("甲", "x") + item.format("乙", "x") + item.format("丙", "y")))
    assert [entry.flags for entry in feed.entries] == [{"guid_reused"}, {"guid_reused"}, set()]
    assert not read(rss("<item><title>甲</title></item>" * 2)).entries[0].flags


def test_an_endless_guid_keeps_its_identity() -> None:
    first, second = (
        only(f"<title>甲</title><guid isPermaLink='false'>{'g' * 9000}{end}</guid>").guid
        for end in "ab"
    )
    assert first != second
    assert len(first) == 64
