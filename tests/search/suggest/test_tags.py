"""Tags of the lexicon in force, and rows that differ from it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aggregator.articles.models import Tag
from aggregator.language import Book, book, install, shipped
from aggregator.language.lexicon import entry
from aggregator.language.merging import merge
from aggregator.search.errors import IndexUnavailable
from aggregator.search.suggest.table import Table
from aggregator.search.suggest.tags import Counts, entries, find, own_entries, shipped_table
from tests.search.conftest import Make

NONE = Table(())


@pytest.fixture
def own_book() -> Iterator[None]:
    before = book()
    yield
    install(before)


def slugs(typed: str, own: Table = NONE) -> list[str]:
    return [match.entry.slug for match in find(typed, own, None, 6)]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("bitebi", "bitcoin"), ("btb", "bitcoin"), ("大饼", "bitcoin"), ("btc", "bitcoin"),
        ("meilianchu", "federal-reserve"), ("mlc", "federal-reserve"),
        ("联储", "federal-reserve"), ("幣安", "binance"), ("bian", "binance"),
        ("V神", "vitalik"), ("yitaifang", "ethereum"), ("ytf", "ethereum"), ("孙", "justin-sun"),
    ],
)  # fmt: skip
def test_the_lexicon_is_known_under_all_its_names(typed: str, slug: str) -> None:
    assert slugs(typed)[0] == slug


def test_everyday_terms_are_no_tags() -> None:
    assert "blockchain" not in shipped_table().by_slug


def test_a_new_book_brings_its_words(own_book: None) -> None:
    assert slugs("柠檬鲸") == []
    whale = entry(["lemon-whale", "柠檬鲸", "coin", "", "LMW", "50", "", "编辑"])
    install(Book(merge(shipped(), [whale], set(), "mark")))
    assert slugs("柠檬鲸") == ["lemon-whale"]
    assert slugs("nmj") == ["lemon-whale"]


@pytest.mark.django_db
def test_rows_that_the_lexicon_lacks_or_that_editors_renamed() -> None:
    Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    Tag.objects.create(slug="p-lisi", name="李四", kind="person", aliases=["四哥", 4])
    Tag.objects.create(slug="ethereum", name="以太之坊", kind="coin", ticker="ETH")
    own = Table(own_entries())
    assert set(own.by_slug) == {"p-lisi", "ethereum"}
    assert own.by_slug["p-lisi"].aliases == ("四哥",)
    assert slugs("lisi", own) == ["p-lisi"]
    [renamed] = [m.entry.name for m in find("eth", own, None, 6) if m.entry.slug == "ethereum"]
    assert renamed == "以太之坊"
    assert [one.name for one in entries(["ethereum", "bitcoin", "gone"], own)] == [
        "以太之坊",
        "比特币",
    ]


@pytest.mark.django_db
def test_only_the_newest_of_many_rows(monkeypatch: Any) -> None:
    monkeypatch.setattr("aggregator.search.suggest.tags._OWN", 2)
    for number in range(3):
        Tag.objects.create(slug=f"p-{number}", name=f"某{number}", kind="person")
    assert [one.slug for one in own_entries()] == ["p-2", "p-1"]


def test_counts_are_those_of_the_index_until_they_are_renewed(
    make: Make, indexed: Callable[[], int]
) -> None:
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    made = make("比特币上涨", tags=[tag])
    indexed()
    counts = Counts()
    assert counts.of("bitcoin") == 1
    assert counts.of("ethereum") == 0
    make("比特币又涨", tags=[tag])
    indexed()
    assert counts.of("bitcoin") == 1
    counts.renew()
    assert counts.of("bitcoin") == 2
    made.delete()
    counts.clear()
    assert counts.of("bitcoin") == 2  # as the index says


def test_renewed_are_the_weightiest_and_those_asked_for_last(
    empty_index: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr("aggregator.search.suggest.tags._HEAVY", 1)
    monkeypatch.setattr("aggregator.search.suggest.tags._COUNTED", 3)
    counts = Counts()
    counts.renew()
    assert list(counts._held) == ["bitcoin"]
    for slug in ("a", "b", "c", "a"):
        counts.of(slug)
    counts.renew()
    assert list(counts._held) == ["b", "c", "a"]


def test_without_an_index_there_is_no_count(db: None) -> None:
    with pytest.raises(IndexUnavailable):
        Counts().of("bitcoin")
