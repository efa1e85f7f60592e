"""How what was typed meets names."""

import pytest

from aggregator.search.suggest.table import Entry, Manner, Table, ranked

BITCOIN = Entry("bitcoin", "比特币", "coin", "BTC", ("Bitcoin", "大饼"), 100)
FED = Entry("fed", "美联储", "regulator", "", ("Federal Reserve",), 70)
VITALIK = Entry("vitalik", "Vitalik Buterin", "person", "", ("V神", "维塔利克·布特林"), 60)
BTCC = Entry("btcc", "BTCC", "exchange", "", (), 20)
TABLE = Table((BITCOIN, FED, VITALIK, BTCC))


def met(typed: str) -> dict[str, Manner]:
    return {match.entry.slug: match.manner for match in TABLE.find(typed)}


@pytest.mark.parametrize(
    ("typed", "slug", "manner"),
    [
        ("比特币", "bitcoin", Manner.EXACT),
        ("btc", "bitcoin", Manner.EXACT),
        ("$BTC", "bitcoin", Manner.EXACT),
        ("ＢＴＣ", "bitcoin", Manner.EXACT),
        ("大餅", "bitcoin", Manner.EXACT),
        ("比特幣", "bitcoin", Manner.EXACT),
        ("比", "bitcoin", Manner.NAME),
        ("b", "bitcoin", Manner.NAME),
        ("bitebi", "bitcoin", Manner.NAME),
        ("btb", "bitcoin", Manner.NAME),
        ("bitc", "bitcoin", Manner.ALIAS),
        ("大", "bitcoin", Manner.ALIAS),
        ("buterin", "vitalik", Manner.WORD),
        ("bite", "bitcoin", Manner.PINYIN),
        ("bi'te", "bitcoin", Manner.PINYIN),
        ("bi te", "bitcoin", Manner.PINYIN),
        ("dabi", "bitcoin", Manner.PINYIN),
        ("vshe", "vitalik", Manner.PINYIN),
        ("比te", "bitcoin", Manner.PINYIN),
        ("比tb", "bitcoin", Manner.INITIALS),
        ("ml", "fed", Manner.INITIALS),
        ("联储", "fed", Manner.INSIDE),
        ("聯儲", "fed", Manner.INSIDE),
    ],
)
def test_each_way_to_type_a_name(typed: str, slug: str, manner: Manner) -> None:
    assert met(typed)[slug] is manner


@pytest.mark.parametrize(
    "typed", ["", " ", "$", "储", "联x", "比xx", "zzz", "ite", "%_*", "\ud800"]
)
def test_what_meets_no_name(typed: str) -> None:
    assert met(typed) == {}


def test_one_letter_is_no_name_yet() -> None:
    sonic = Entry("sonic", "Sonic", "coin", "S", (), 40)
    assert [match.manner for match in Table((sonic,)).find("s")] == [Manner.NAME]


def test_one_letter_means_no_pinyin() -> None:
    assert "fed" not in met("m")
    assert "fed" in met("me")


def test_the_name_that_was_typed_is_told() -> None:
    assert [match.said for match in TABLE.find("dabing")] == ["大饼"]
    assert [match.said for match in TABLE.find("btb")] == ["比特币"]


def test_an_entry_stands_once_under_its_nearest_and_shortest_name() -> None:
    twice = Entry("fed", "美联储", "regulator", "", ("美国联储", "联储"), 70)
    [match] = Table((twice,)).find("联")
    assert (match.manner, match.said) == (Manner.ALIAS, "联储")
    [match] = Table((Entry("fed", "美联储", "regulator", "", ("美国联储",), 70),)).find("联储")
    assert match.said == "美联储"


def test_the_nearest_come_first_and_tags_without_articles_last() -> None:
    def order(carried: frozenset[str] | None) -> list[str]:
        return [match.entry.slug for match in ranked(TABLE.find("b"), carried, 8)]

    assert order(None) == ["bitcoin", "btcc"]
    assert order(frozenset({"btcc"})) == ["btcc", "bitcoin"]
    exact = ranked(TABLE.find("btc"), frozenset({"btcc"}), 1)
    assert [match.entry.slug for match in exact] == ["bitcoin"]


def test_weight_decides_among_equals() -> None:
    heavy = Entry("z", "币安", "exchange", "", (), 90)
    light = Entry("a", "币信", "exchange", "", (), 10)
    found = ranked(Table((light, heavy)).find("币"), None, 2)
    assert [match.entry.slug for match in found] == ["z", "a"]
