"""Longest match."""

from aggregator.language.matcher import Matcher


def find(words: list[str], text: str) -> list[str]:
    return [value for _, _, value in Matcher((word, word) for word in words).find(text)]


def test_the_longest_word_wins_and_none_overlap() -> None:
    assert find(["以太坊", "以太坊基金会", "基金会"], "以太坊基金会与基金会") == [
        "以太坊基金会",
        "基金会",
    ]


def test_a_latin_word_stands_alone() -> None:
    assert find(["btc"], "btc涨，btcusdt，wbtc，(btc)") == ["btc", "btc"]


def test_one_character_words() -> None:
    assert find(["w", "wo"], "w wo wow $w") == ["w", "wo", "w"]


def test_a_shorter_word_is_tried_when_the_longer_runs_on() -> None:
    assert find(["u 卡a", "u 卡"], "u 卡ab") == ["u 卡"]
