"""What a reader typed becomes words, phrases and names."""

import pytest

from aggregator.language import Token, lexicon
from aggregator.search import queries
from aggregator.search.names import name_key, spellings, tags_by_name
from aggregator.search.queries import Part, Word, parse


def cut_as(monkeypatch, *tokens):
    monkeypatch.setattr(queries, "segment", lambda text: [Token(*token) for token in tokens])


def test_parts_that_lie_end_to_end_stand_for_the_word(monkeypatch):
    cut_as(
        monkeypatch,
        ("以太坊基金会", 0, 6, 0),
        ("以太", 0, 2, 0),
        ("太坊", 1, 3, 0),
        ("以太坊", 0, 3, 0),
        ("坊基", 2, 4, 0),
        ("基金", 3, 5, 0),
        ("基金会", 3, 6, 0),
    )
    (part,) = parse("以太坊基金会")
    assert part.words == (Word("以太坊基金会", parts=("以太坊", "基金会")),)


def test_the_fewest_parts_are_taken(monkeypatch):
    cut_as(
        monkeypatch,
        ("甲乙丙丁", 0, 4, 0),
        ("甲乙", 0, 2, 0),
        ("丙", 2, 3, 0),
        ("丁", 3, 4, 0),
        ("丙丁", 2, 4, 0),
    )
    (part,) = parse("甲乙丙丁")
    assert part.words[0].parts == ("甲乙", "丙丁")


def test_parts_that_leave_a_gap_do_not_stand_for_the_word(monkeypatch):
    cut_as(monkeypatch, ("比特币", 0, 3, 0), ("比特", 0, 2, 0))
    (part,) = parse("比特币")
    assert part.words == (Word("比特币"),)


def test_another_way_to_write_the_whole_is_kept(monkeypatch):
    cut_as(monkeypatch, ("erc-20", 0, 6, 0), ("erc", 0, 3, 0), ("20", 4, 6, 0), ("erc20", 0, 6, 0))
    (part,) = parse("ERC-20")
    assert part.words == (Word("erc-20", ("erc20",), ("erc", "20")),)


def test_a_name_of_several_words_is_one_part(monkeypatch):
    monkeypatch.setattr(queries, "tags_by_name", lambda: {"zhongchain": ("zzl",)})
    monkeypatch.setattr(queries, "spellings", lambda slug: ())
    parts = parse("buy Zhong Chain now")
    assert [(part.name, part.slugs) for part in parts] == [
        ("buy", ()),
        ("zhongchain", ("zzl",)),
        ("now", ()),
    ]
    assert parts[1].words == (Word("zhong"), Word("chain"))


def test_a_quoted_name_is_only_a_phrase(monkeypatch):
    monkeypatch.setattr(queries, "tags_by_name", lambda: {"zhong": ("zzl",)})
    assert parse("「zhong」") == (Part((Word("zhong"),), exact=True),)


def test_a_quotation_mark_alone_means_nothing():
    assert parse('破产 "牌照') == parse("破产 牌照")


def test_every_name_of_the_lexicon_leads_to_its_tag():
    if not lexicon().terms:
        pytest.skip("the lexicon has no terms yet")
    names = tags_by_name()
    for term in lexicon().terms:
        if term.kind != "term":
            assert term.slug in names[name_key(term.name)]
    assert {slug for slugs in names.values() for slug in slugs} <= set(lexicon().by_slug)


def test_a_name_brings_the_other_names_of_its_tag(monkeypatch):
    monkeypatch.setattr(queries, "tags_by_name", lambda: {"zz": ("zzl",)})
    monkeypatch.setattr(queries, "spellings", lambda slug: ("ZZ", "Zhong Chain", "—"))
    (part,) = parse("zz")
    assert part.spellings == ((Word("zhong"), Word("chain")),)


def test_the_words_of_a_topic_are_not_names_for_it():
    topics = [term.slug for term in lexicon().terms if term.kind == "topic"]
    assert all(spellings(slug) == () for slug in topics)
    coins = [term for term in lexicon().terms if term.kind == "coin"]
    for term in coins:
        sure = {s.text for s in term.surfaces if not s.ambiguous and not s.exact}
        assert set(spellings(term.slug)) <= sure
