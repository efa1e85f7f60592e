"""The lexicon files and their validator."""

from collections import Counter
from pathlib import Path

import pytest

from aggregator.language import KINDS, LexiconError, dictionary_version, lexicon
from aggregator.language.lexicon import FOLDER, HEADER, load

GOOD = "bitcoin\t比特币\tcoin\t大饼|Bitcoin\tBTC\t100\t\t通名"


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "coins.tsv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_our_own_files_are_sound_and_rich() -> None:
    counts = Counter(term.kind for term in lexicon().terms)
    assert set(counts) == set(KINDS)
    least = {"coin": 150, "exchange": 50, "project": 120, "company": 80, "regulator": 30}
    least |= {"person": 60, "topic": 20, "region": 25, "term": 100}
    assert not {kind: n for kind, n in least.items() if counts[kind] < n}


def test_a_term_is_read_without_its_marks(tmp_path: Path) -> None:
    path = write(tmp_path, "harmony\tHarmony\tcoin\t=Harmony One|/和谐链\t~ONE\t15\t常用词\t通名")
    term = load([path]).by_slug["harmony"]
    assert term.aliases == ("Harmony One", "和谐链")
    assert (term.ticker, term.weight, term.note) == ("ONE", 15, "常用词")


def test_comments_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(load([write(tmp_path, "# 主流币", "", GOOD)]).terms) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Bit coin\t比特币\tcoin\t\tBTC\t1\t\t", "slug"),
        ("x\t比特币\tmetal\t\tBTC\t1\t\t", "kind"),
        ("x\t比特币\tcoin\t\tbtc\t1\t\t", "ticker"),
        ("x\t比特币\tcoin\t\tBTC\t101\t\t", "weight"),
        ("x\t比特币\tcoin\t\tBTC\tmany\t\t", "weight"),
        ("x\t\tcoin\t\tBTC\t1\t\t", "empty"),
        ("x\t比特币\tcoin\t 大饼\tBTC\t1\t\t", "spaces"),
        ("x\t比特币\tcoin", "3 columns"),
        ("bitcoin\t莱特币\tcoin\t\t\t1\t\t", "used twice"),
        ("x\t莱特币\tcoin\t大餅\t\t1\t\t", "already belongs to bitcoin"),
        ("x\t莱特币\tcoin\t\tBTC\t1\t\t", "already belongs to bitcoin"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=rf"coins\.tsv:3: .*{problem}") as caught:
        load([write(tmp_path, GOOD, row)])
    assert (caught.value.file, caught.value.line) == ("coins.tsv", 3)


def test_case_alone_may_tell_two_entries_apart(tmp_path: Path) -> None:
    rows = ("aave\t=Aave\tproject\t\t\t60\t\t", "aave-coin\tAAVE\tcoin\t\tAAVE\t35\t\t")
    assert set(load([write(tmp_path, *rows)]).by_slug) == {"aave", "aave-coin"}


def test_a_file_without_its_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"coins\.tsv:1: .*columns"):
        load([write(tmp_path, GOOD, header="slug\tname")])


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "coins.tsv"
    path.write_bytes(HEADER.encode() + "\n比特币".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"coins\.tsv:1: not UTF-8"):
        load([path])


def test_the_version_changes_with_a_word(tmp_path: Path) -> None:
    before = load([write(tmp_path, GOOD)]).version
    assert load([write(tmp_path, GOOD)]).version == before
    assert load([write(tmp_path, GOOD.replace("大饼", "饼"))]).version != before
    assert load(sorted(FOLDER.glob("*.tsv"))).version == dictionary_version()
