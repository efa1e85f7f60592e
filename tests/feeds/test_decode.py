import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.decode import decode

HANS = "比特币突破九万美元，以太坊现货基金连续三日净流入。监管部门表示将继续关注市场风险。"
HANT = "比特幣突破九萬美元，以太坊現貨基金連續三日淨流入。監管機構表示將繼續關注市場風險。"


@pytest.mark.parametrize(
    "declared", ["", "gbk", "gb2312", "utf-8", "big5", "iso-8859-1", "nonsense", "zlib"]
)
@pytest.mark.parametrize("where", ["http", "xml"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "gbk"),
        (HANS, "gb18030"),
        (HANT, "big5"),
        (HANT, "gb18030"),
        (HANS, "utf-8-sig"),
        (HANS, "utf-16"),
        (HANT, "utf-8"),
    ],
)
def test_chinese_is_read_whatever_is_declared(
    text: str, encoding: str, where: str, declared: str
) -> None:
    said = f' encoding="{declared}"' if declared and where == "xml" else ""
    document = f'<?xml version="1.0"{said}?><rss><title>{text}</title></rss>'
    header = f"text/xml; charset={declared}" if declared and where == "http" else "text/xml"
    decoded = decode(document.encode(encoding), header)
    assert decoded.text == document
    assert decoded.note == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_show_themselves_without_a_mark(encoding: str) -> None:
    assert decode(f"<rss>{HANS}</rss>".encode(encoding)).text == f"<rss>{HANS}</rss>"


@pytest.mark.parametrize(("encoding", "text"), [("utf-8", HANS), ("gbk", HANS), ("big5", HANT)])
def test_a_character_cut_in_the_middle_is_left_out(encoding: str, text: str) -> None:
    whole = text.replace("。", "")
    assert decode(whole.encode(encoding)[:-1]).text == whole[:-1]


def test_one_broken_byte_does_not_turn_utf8_into_mojibake() -> None:
    decoded = decode(HANS.encode() + b"\xff" + HANS.encode(), "text/xml; charset=gbk")
    assert decoded.text == f"{HANS}\ufffd{HANS}"
    assert "损坏" in decoded.note


def test_other_scripts_keep_their_declaration() -> None:
    russian = '<?xml version="1.0" encoding="koi8-r"?><rss>Биткоин обновил максимум</rss>'
    assert decode(russian.encode("koi8-r")).text == russian
    undeclared = "Биткоин снова обновил исторический максимум цены".encode("cp1251")
    assert "снова обновил" in decode(undeclared).text


def test_broken_legacy_bytes_are_noted() -> None:
    decoded = decode(HANS.encode("gbk") + b"\xff\xff" + "完".encode("gbk"), "text/xml; charset=gbk")
    assert "\ufffd" in decoded.text
    assert decoded.note


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_under_any_header_become_text(body: bytes, header: str) -> None:
    decode(body, f"text/xml; charset={header}").text.encode("utf-8", "surrogatepass")
