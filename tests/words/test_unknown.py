"""What is new to the dictionary in force."""

import pytest

from aggregator.language import Book, shipped
from aggregator.words.unknown import Unknown

UNKNOWN = Unknown(Book(shipped()))


@pytest.mark.parametrize("word", ["萤鲲", "萤潮证券", "聚合器"])
def test_characters_that_no_word_takes_in_are_new(word: str) -> None:
    assert UNKNOWN.han(word, marked=False)


@pytest.mark.parametrize("word", ["比特币", "交易平台", "我们"])
def test_known_words_and_strings_of_them_are_not(word: str) -> None:
    assert not UNKNOWN.han(word, marked=False)


def test_a_string_of_known_words_is_new_when_texts_mark_it_as_a_name() -> None:
    assert UNKNOWN.han("苹果人生", marked=True)
    assert not UNKNOWN.han("苹果人生", marked=False)


@pytest.mark.parametrize("name", ["bitcoin", "BTCUSDT", "Bitcoin Solana"])
def test_names_made_of_known_ones_are_not_new(name: str) -> None:
    assert not UNKNOWN.latin(name)


def test_a_name_that_the_lexicon_lacks_is_new() -> None:
    assert UNKNOWN.latin("Fluxorix")
    assert UNKNOWN.at_all("萤鲲")
    assert not UNKNOWN.at_all("BIT COIN")
