"""What the language room makes of a text, as an article stores it."""

import json

from aggregator.articles.understand import understand

OPENINGS = ("某快讯 消息，",)
WHOLE = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


def test_evidence_counts_from_the_start_of_the_whole_text() -> None:
    text = "某快讯 消息，贝莱德买入比特币。"
    found = understand("贝莱德出手", text, OPENINGS)
    (tag,) = [one for one in found.tags if one.slug == "blackrock"]
    assert [(e.place, e.start, e.end) for e in tag.evidence] == [("title", 0, 3), ("text", 7, 10)]
    assert text[7:10] == "贝莱德"


def test_addresses_become_plain_values() -> None:
    text = f"某快讯 消息，地址 {WHOLE} 转出"
    (address,) = understand("转账", text, OPENINGS).columns["addresses"]
    assert json.loads(json.dumps(address)) == {
        "kind": "address",
        "network": "evm",
        "text": WHOLE,
        "start": 10,
        "end": 52,
        "checksum": "valid",
        "abbreviated": False,
    }
    assert text[10:52] == WHOLE


def test_flags() -> None:
    assert understand("转账", f"地址 {WHOLE}", ()).flags == frozenset()
    assert understand("转账", f"地址 {WHOLE[:-1]}D", ()).flags == {"bad_address"}
    assert understand("\u0412inance 公告", "", ()).flags == {"homoglyph"}
    assert understand("公告", "访问 bin\u0430nce.com", ()).flags == {"homoglyph"}


def test_nothing_at_all() -> None:
    found = understand("", "", OPENINGS)
    assert (found.tags, found.columns["addresses"], found.flags) == ((), [], frozenset())
