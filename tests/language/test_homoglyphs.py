"""Look-alike letters."""

import pytest

from aggregator.language import Homoglyph, find_homoglyphs, find_mentions


def one(text: str) -> Homoglyph:
    (found,) = find_homoglyphs(text)
    assert text[found.start : found.end] == found.text
    return found


@pytest.mark.parametrize(
    ("text", "skeleton", "slug"),
    [
        ("\u0412inance 公告", "Binance", "binance"),
        ("转入 USD\u0422 地址", "USDT", "tether"),
        ("Bin\u0430nce 公告", "Binance", "binance"),
        ("\u0392inance 公告", "Binance", "binance"),
        ("B\u00efnance 公告", "Binance", "binance"),
        ("\u0412\u0422\u0421 大涨", "BTC", "bitcoin"),
        ("新币 Q\u0430zp 上线", "Qazp", ""),
    ],
)
def test_a_look_alike_is_flagged_and_never_merged(text: str, skeleton: str, slug: str) -> None:
    found = one(text)
    assert (found.kind, found.skeleton, found.imitates) == ("name", skeleton, slug)
    assert [m.slug for m in find_mentions(text) if m.surface == found.text and m.slug == slug] == []


def test_domains() -> None:
    found = one("访问 bin\u0430nce.com 领取")
    assert (found.kind, found.skeleton, found.imitates) == ("domain", "binance.com", "binance")
    punycode = "xn--" + "bin\u0430nce".encode("punycode").decode() + ".com"
    found = one(f"访问 https://{punycode}/claim 领取")
    assert (found.kind, found.imitates) == ("domain", "binance")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "币安 Binance 上线 USDT",
        "ＢＴＣ 与 BTC",
        "Aave 任命 Jo\u00e3o 为工程师",
        "Москва объявила",
        "Ελλάδα ανακοίνωσε",
        "手续费 5 \u03bcBTC，夏普 \u03b2 值",
        "域名 xn--fiqs8s 与 xn--!!",
        "caf\u00e9 xn--caf-dma.com 支持付款",
        "\u0410 股",
        "\u0430" * 100,
    ],
)
def test_honest_letters(text: str) -> None:
    assert [found for found in find_homoglyphs(text) if found.imitates] == []
    assert [f for f in find_homoglyphs(text) if f.kind == "name"] == []


def test_no_more_than_fifty_are_kept() -> None:
    assert len(find_homoglyphs("USD\u0422 " * 80)) == 50
