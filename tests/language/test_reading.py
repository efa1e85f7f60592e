"""Lexicon entries in a text, with a lexicon made for the purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aggregator.language import Book, find_mentions, install, shipped
from aggregator.language.lexicon import HEADER, load

ROWS = (
    "reserve\t某储局\tregulator\t\t\t50\t\t自拟",
    "barr\t巴尔德\tperson\t某储局理事巴尔德|前理事巴尔德\t\t30\t\t自拟",
    "coin\t某坊币\tcoin\t\t\t30\t\t自拟",
    "halving\t某坊币减半\tterm\t\t\t5\t\t自拟",
    "wild\tWildword\tproject\t~Wild\t\t30\t\t自拟",
)


@pytest.fixture(autouse=True)
def own_book(tmp_path: Path) -> Iterator[None]:
    path = tmp_path / "own.tsv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    install(Book(load([path])))
    yield
    install(Book(shipped()))


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.slug, mention.surface) for mention in find_mentions(text)]


def test_an_alias_with_an_office_names_the_house_and_the_person() -> None:
    assert named("某储局理事巴尔德称") == [("reserve", "某储局"), ("barr", "理事巴尔德")]
    assert named("前理事巴尔德称") == [("barr", "前理事巴尔德")]


def test_a_name_inside_a_word_of_the_trade_counts() -> None:
    assert named("某坊币减半将至") == [("coin", "某坊币")]


def test_another_name_of_the_same_thing_settles_an_everyday_word() -> None:
    assert named("Wild 走高") == []
    assert named("Wildword 团队：Wild 走高") == [("wild", "Wildword"), ("wild", "Wild")]


def test_the_shipped_words_are_out_of_force() -> None:
    assert named("比特币与贝莱德") == []
