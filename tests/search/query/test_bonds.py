"""Names that mean one another."""

import pytest

from aggregator.language import lexicon
from aggregator.search.errors import BadTable
from aggregator.search.query.bonds import TABLE, firms, issued, read


def test_every_slug_is_in_the_lexicon():
    known = lexicon().by_slug
    for bond in read(TABLE):
        assert {bond.of, *bond.names} <= known.keys(), bond


def test_an_issuer_and_its_noun_mean_the_coin():
    assert issued(("ripple",), "稳定币") == ("rlusd",)
    assert issued(("ripple",), "牌照") == ()
    assert issued((), "稳定币") == ()


def test_a_person_acts_through_a_firm():
    assert firms(("cathie-wood",)) == ("ark-invest",)
    assert firms(("ripple",)) == ()


@pytest.mark.parametrize(
    "line", ["ripple\t稳定币", "\t稳定币\trlusd", "ripple\t稳定币\t", "a\tb\tc\td"]
)
def test_a_line_of_another_shape_is_named(tmp_path, line):
    path = tmp_path / "bonds.tsv"
    path.write_text(f"of\tnoun\tnames\n{line}\n", encoding="utf-8")
    with pytest.raises(BadTable, match="line 2"):
        read(path)


def test_another_heading_is_refused(tmp_path):
    path = tmp_path / "bonds.tsv"
    path.write_text("who\twhat\n", encoding="utf-8")
    with pytest.raises(BadTable, match="line 1"):
        read(path)
