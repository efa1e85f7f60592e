"""Traditional Chinese as it is written in Taiwan: words, pages, feeds, JSON."""

import json
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from aggregator.site.catalogues import path_of, po
from aggregator.site.taiwan import taiwan
from aggregator.site.traditional import traditional, traditional_json
from tests.site.conftest import Make
from tests.site.everything import stocked  # noqa: F401 - a fixture


@pytest.mark.parametrize(
    ("simplified", "said"),
    [
        ("软件和网络", "軟體和網路"),
        ("智能合约与区块链", "智慧合約與區塊鏈"),
        ("链上数据", "鏈上數據"),
        ("数据库里的用户信息", "資料庫裡的用戶資訊"),
        ("数字货币和数字", "數位貨幣和數字"),
        ("法律程序与应用程序", "法律程序與應用程式"),
        ("调查对象支持该法案", "調查對象支持該法案"),
        ("据消息，机构发布文件", "據消息，機構發布文件"),
        ("特朗普：美联储", "川普：聯準會"),
        ("台湾、平台、后台", "台灣、平台、後台"),
        ("据报道，公司宣布转账并销毁，属利好", "據報導，公司宣布轉帳並銷毀，屬利多"),
        ("文中写明了账户类型，声明了，简单明了", "文中寫明了帳戶類型，聲明了，簡單明瞭"),
        ("皇后、里程碑、干净、头发", "皇后、里程碑、乾淨、頭髮"),
        ("鏈上數據發布程序", "鏈上數據發布程序"),
        ("比特币 ETF +1.5% https://a.example/b", "比特幣 ETF +1.5% https://a.example/b"),
        ("", ""),
    ],
)
def test_wording(simplified: str, said: str) -> None:
    assert taiwan(simplified) == said


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>软件</p>", "<p>軟體</p>"),
        ('<a href="/tag/链/" title="链上" data-name="链">链</a>', '<a href="/tag/链/" title="鏈上" data-name="链">鏈</a>'),
        ('<button aria-label="关闭">', '<button aria-label="關閉">'),
        ('<input value="链" placeholder="搜币种">', '<input value="链" placeholder="搜幣種">'),
        ('<img alt="图" src="/链.png">', '<img alt="圖" src="/链.png">'),
        ('<meta name="description" content="链讯">', '<meta name="description" content="鏈訊">'),
        ('<meta property="og:title" content="链讯">', '<meta property="og:title" content="鏈訊">'),
        ('<meta name="x" content="链">', '<meta name="x" content="链">'),
        ("<code>链</code><pre>\n链</pre>链", "<code>链</code><pre>\n链</pre>鏈"),
        ("<script>var a='链<b>'</script>链", "<script>var a='链<b>'</script>鏈"),
        ('<script type="application/ld+json">{"headline":"链"}</script>',
         '<script type="application/ld+json">{"headline":"鏈"}</script>'),
        ("<textarea>链</textarea>", "<textarea>链</textarea>"),
        ('<a lang="zh-Hans" href="/">简体</a><a lang="zh-Hant">繁體</a>',
         '<a lang="zh-Hans" href="/">简体</a><a lang="zh-Hant">繁體</a>'),
        ('<b translate="no">链</b>', '<b translate="no">链</b>'),
        ("<!-- 链 --><!DOCTYPE html>", "<!-- 链 --><!DOCTYPE html>"),
        ('<html lang="zh-Hans" data-theme="dark">', '<html lang="zh-Hant-TW" data-theme="dark">'),
        ("&lt;链&amp;网络&#x27;", "&lt;鏈&amp;網路&#x27;"),
        ("1 < 2 链", "1 < 2 鏈"),
        ("链 <", "鏈 <"),
        ('<p title="a > 链">链</p>', '<p title="a > 鏈">鏈</p>'),
    ],
)  # fmt: skip
def test_pages(page: str, said: str) -> None:
    assert traditional(page) == said


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("软件<wbr>和<wbr>网络", "軟體<wbr>和<wbr>網路"),
        ("数字<wbr>货币<wbr>钱包", "數位<wbr>貨幣<wbr>錢包"),
        ("法律<wbr>程序<wbr>员工", "法律<wbr>程序<wbr>員工"),
        ("人工<wbr>智能", "人工<wbr>智慧"),
        ("内存<wbr>里", "記憶體<wbr>裡"),
        ("<wbr>链<wbr>", "<wbr>鏈<wbr>"),
        ("<em>数字</em><wbr>货币", "<em>數字</em><wbr>貨幣"),
    ],
)
def test_lines_still_break_at_words(headline: str, said: str) -> None:
    assert traditional(headline) == said


def test_a_feed_in_xml() -> None:
    xml = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-cn"><title>链讯</title>'
        '<link href="https://a.example/链"/><id>https://a.example/链</id>'
        '<category term="快讯"/><summary>&lt;a href=&quot;https://b.example/链&quot;&gt;链&lt;/a&gt;</summary></feed>'
    )
    assert traditional(xml) == (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hant-TW"><title>鏈訊</title>'
        '<link href="https://a.example/链"/><id>https://a.example/链</id>'
        '<category term="快訊"/><summary>&lt;a href=&quot;https://b.example/链&quot;&gt;鏈&lt;/a&gt;</summary></feed>'
    )


def test_a_feed_in_json() -> None:
    feed = {"language": "zh-Hans", "title": "链讯", "items": [
        {"url": "https://a.example/链", "content_html": '<a href="https://b.example/链">链</a>'}]}  # fmt: skip
    said = json.loads(traditional_json(json.dumps(feed, ensure_ascii=False)))
    assert said == {"language": "zh-Hant-TW", "title": "鏈訊", "items": [
        {"url": "https://a.example/链", "content_html": '<a href="https://b.example/链">鏈</a>'}]}  # fmt: skip


@given(st.text(alphabet="<>wbr/\"'=&; 链数字货币a-!\x1f", max_size=60))
def test_whatever_the_markup_nothing_but_han_changes(markup: str) -> None:
    said = traditional(markup)
    plain = str.maketrans("", "", "链数字货币鏈數位貨幣字wbr<>\x1f")
    assert said.translate(plain) == markup.translate(plain)


def test_each_language_has_its_script(client: Client, make: Make) -> None:
    one = make("软件升级后的数字货币网络", excerpt="据消息，机构发布数据")
    for path in ("/", f"/a/{one.pk}/", "/feed.xml", "/atom.xml", "/feed.json", "/source/outlet/"):
        plain = client.get(path).content.decode()
        said = client.get(f"/zh-hant{path}").content.decode()
        english = client.get(f"/en{path}").content.decode()
        for body in (plain, english):
            assert "软件" in body.replace("<wbr>", ""), path
            assert "軟體" not in body
        assert "軟體升級後的數位貨幣網路" in said.replace("<wbr>", ""), path
        assert "软件" not in said, path
    assert '<html lang="zh-Hant-TW"' in client.get("/zh-hant/").content.decode()
    assert '<html lang="zh-Hans"' in client.get("/").content.decode()
    assert '<html lang="en"' in client.get("/en/").content.decode()


def test_errors_too(client: Client, db: None) -> None:
    assert "沒有這個頁面" in client.get("/zh-hant/nothing/").content.decode()


def test_what_is_no_text_is_left_alone(client: Client, db: None) -> None:
    assert client.get("/zh-hant/a/999/").status_code == 404
    assert client.head("/zh-hant/").content == b""


def test_what_the_interface_says_is_traditional() -> None:
    """No letter and no word of it would be converted again, as one of Simplified Chinese is."""
    kept = po.read(path_of("zh_Hant").read_text(encoding="utf-8")).values()
    said = [form for entry in kept for form in entry.forms]
    assert [(form, taiwan(form)) for form in said if taiwan(form) != form] == []


def test_pages_are_traditional_all_through(
    client: Client,
    stocked: list[str],  # noqa: F811 - the fixture
) -> None:
    for path in stocked:
        body = client.get(f"/zh-hant{path}", follow=True).content.decode()
        assert traditional(body) == body, path
        for words in re.findall(r"\sdata-[\w-]+=\"([^\"]*)\"", body):
            assert taiwan(words) == words, path
        if "<html" in body:
            assert '<html lang="zh-Hant-TW"' in body, path
