"""Entries for names that the lexicon lacks."""

from aggregator.language.strangers import BODY, PERSON, TICKER, entry


def test_a_ticker_names_the_slug_of_its_coin() -> None:
    term = entry(TICKER, "Zorblax Network", "coin", "ZQXW")
    assert (term.slug, term.name, term.ticker, term.kind) == (
        "t-zqxw",
        "Zorblax Network",
        "ZQXW",
        "coin",
    )


def test_a_latin_name_is_its_own_slug() -> None:
    assert entry(PERSON, "Kevin O'Leary", "person").slug == "p-kevin-o-leary"
    assert len(entry(BODY, "Zorblax " * 30, "company").slug) <= 62


def test_another_name_has_a_digest() -> None:
    first, second = entry(PERSON, "张小军", "person"), entry(PERSON, "張小軍", "person")
    assert first.slug == second.slug
    assert first.slug != entry(PERSON, "张大军", "person").slug
    assert entry(PERSON, "\ud800", "person").slug.isascii()
