"""The checks of the lexicon, on small files made for them and on our own."""

from collections import Counter
from pathlib import Path

import pytest

from aggregator.language import checks, fold, lexicon
from aggregator.language.checks import Problem, main, problems, unsourced
from aggregator.language.errors import LanguageError
from aggregator.language.lexicon import FOLDER, load
from tests.language.test_lexicon import GOOD, write

# What the product promises of each kind.
LEAST = {
    "coin": 500,
    "exchange": 150,
    "project": 600,
    "company": 400,
    "regulator": 80,
    "person": 300,
    "term": 600,
    "region": 60,
    "topic": 30,
}


def found(folder: Path, *rows: str) -> list[tuple[str, str]]:
    return [(p.slug, p.rule) for p in problems(load([write(folder, *rows)]))]


def test_our_own_files_pass() -> None:
    paths = sorted(FOLDER.glob("*.tsv"))
    assert [str(p) for p in (*problems(load(paths)), *unsourced(paths))] == []


def test_our_own_files_hold_what_is_promised() -> None:
    counts = Counter(term.kind for term in lexicon().terms)
    assert {kind: counts[kind] for kind, least in LEAST.items() if counts[kind] < least} == {}
    assert counts.total() >= 3000


@pytest.mark.parametrize(
    "row",
    [
        "x\t薄饼\tcoin\t东西\t\t10\t\t通名",  # jieba knows 东西
        "x\tMagic\tcoin\t\t\t10\t\t通名",
        "x\tNear 网络\tcoin\t\tNEAR\t10\t\t通名",
        "x\tQuack\tcoin\t\tQ\t10\t\t通名",
        "x\t乐天\tperson\t\t\t10\t\t通名",  # a name by jieba's tag, a word all the same
    ],
)
def test_an_everyday_word_needs_a_mark(tmp_path: Path, row: str) -> None:
    assert found(tmp_path, row) == [("x", "common word")]


@pytest.mark.parametrize(
    "row",
    [
        "x\t~东西\tcoin\t=Magic|/东西\t~NEAR\t10\t\t通名",
        "x\t东西\tterm\t\t\t10\t\t通名",  # a plain word is meant as one
        "x\t上海证券交易所\texchange\t\t\t10\t\t通名",  # jieba calls it an institution
        "x\t华为\tcompany\t\tHYPE\t10\t\t通名",  # reasoned exceptions
        "x\t零币\tcoin\t\tQX\t10\t\t通名",  # jieba was only told of it
    ],
)
def test_a_word_with_a_rule_or_a_reason_passes(tmp_path: Path, row: str) -> None:
    assert found(tmp_path, row) == []


@pytest.mark.parametrize("field", ["coin\t\t\t4", "coin\t\t\t0", "term\t\t\t31"])
def test_a_weight_out_of_reason_is_named(tmp_path: Path, field: str) -> None:
    assert found(tmp_path, f"x\t甲乙丙丁币\t{field}\t\t通名") == [("x", "weight")]


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "# 主流币", GOOD, "x\t甲乙丙丁币\tcoin\t\t\t10\t\t ")
    assert [(p.slug, p.rule) for p in unsourced([path])] == [("x", "source")]


def test_every_exception_has_its_reason_and_its_folded_form() -> None:
    assert all(word == fold(word) and why for word, why in checks.KNOWN_AS_NAMES.items())
    assert all(word == word.casefold() for word in checks.ENGLISH)


def test_the_command_lists_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, GOOD, "x\tMagic\tcoin\t\t\t10\t\t")
    assert main([str(tmp_path)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("x: common word: 'Magic'")
    assert second == str(
        Problem(
            "x", "source", "coins.tsv does not say where this is known from; fill the last column"
        )
    )


def test_the_command_is_content_with_a_sound_folder(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert main([str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("rows", "message"), [((), "no .tsv"), ((GOOD, "x\t大饼\tcoin\t\t\t9\t\t"), "already belongs")]
)
def test_the_command_says_why_it_cannot_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: tuple[str, ...], message: str
) -> None:
    if rows:
        write(tmp_path, *rows)
    assert main([str(tmp_path)]) == 1
    assert message in capsys.readouterr().err


def test_without_jieba_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    checks._jieba_words.cache_clear()
    monkeypatch.setattr(checks, "find_spec", lambda _name: None)
    with pytest.raises(LanguageError, match="jieba is not installed"):
        problems(lexicon())
