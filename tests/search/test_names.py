"""Names as readers type them."""

from aggregator.search.names import name_key, spellings, tags_by_name


def test_names_are_compared_without_case_width_script_and_spaces():
    assert name_key("Ｖｉｔａｌｉｋ  Buterin") == "vitalikbuterin"
    assert name_key("比特幣") == name_key("比特币")


def test_a_name_may_have_more_owners_than_one():
    assert set(tags_by_name()["aave"]) == {"aave", "aave-coin"}
    assert tags_by_name()["大饼"] == ("bitcoin",)
    assert "区块链" not in tags_by_name()


def test_spellings_are_the_names_that_are_sure():
    assert {"比特币", "大饼", "BTC"} <= set(spellings("bitcoin"))
    assert "姨太" not in spellings("ethereum")
    assert spellings("security-incident") == ()
