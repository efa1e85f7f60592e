"""The cutter against its reference, jieba itself."""

import gzip
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import jieba
import pytest

from aggregator.language import fold, lexicon
from aggregator.language.dictionary import compile_dictionary, dictionary, han_words, plain_cutter
from aggregator.language.lexicon import Lexicon, load
from aggregator.language.scripts import HAN
from tests.language.test_lexicon import write

WORDS = ("贝莱德", "净流入", "霍尔木兹海峡", "数字人民币", "何一", "灰度", "美国证券交易委员会")
TITLES = (
    "贝莱德比特币现货 ETF 昨日净流入 5.58 亿美元",
    "特朗普提名沃什出任美联储主席",
    "霍尔木兹海峡局势升级，油价短线走高",
    "巨鲸从币安提取 1,406 枚比特币，价值约 9,800 万美元",
)


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    """jieba with the same words at the same frequencies."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def real_titles() -> list[str]:
    root = Path(os.environ.get("NEWSROOM_REAL_DATA", Path(__file__).parents[2] / "../shared/data"))
    path = root / "news" / "items.jsonl.gz"
    if not path.exists():
        pytest.skip(f"the real data folder has no {path.name}; set NEWSROOM_REAL_DATA")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["title"] for line in lines]


def test_the_bare_dictionaries_suggest_the_same_frequencies(reference: jieba.Tokenizer) -> None:
    cutter = plain_cutter()
    for word in WORDS:
        # One multiplies, the other adds logarithms: the last digit may round apart.
        assert abs(cutter.suggest_freq(word) - reference.suggest_freq(word, tune=False)) <= 1


def test_every_added_word_survives_being_cut_alone() -> None:
    cutter = dictionary().cutter
    for word in WORDS:
        assert cutter.cut(word, True) == [word]


def runs(titles: Sequence[str]) -> list[str]:
    """The stretches of Han that are handed to the cutter; the rest is cut by shape."""
    return [run for title in titles for run in re.findall(f"[{HAN}]+", fold(title))]


def differences(titles: Sequence[str], tokenizer: jieba.Tokenizer) -> list[str]:
    cutter = dictionary().cutter
    return [run for run in runs(titles) if cutter.cut(run, True) != list(tokenizer.cut(run))]


@pytest.fixture(scope="module")
def taught(reference: jieba.Tokenizer) -> jieba.Tokenizer:
    """The reference with our lexicon's words added, frequencies worked out before any is added."""
    words = sorted(han_words(lexicon()))
    frequencies = [reference.suggest_freq(word, tune=False) for word in words]
    for word, frequency in zip(words, frequencies, strict=True):
        reference.add_word(word, frequency)
    return reference


def test_the_cut_is_jiebas_cut(taught: jieba.Tokenizer) -> None:
    assert differences(TITLES, taught) == []


@pytest.mark.real
def test_the_cut_is_jiebas_cut_on_real_titles(taught: jieba.Tokenizer) -> None:
    titles = real_titles()
    # The two break ties between equally likely cuts differently; nothing else may differ.
    assert len(differences(titles, taught)) <= len(runs(titles)) // 1000


def test_another_lexicon_makes_another_dictionary(tmp_path: Path) -> None:
    plain = compile_dictionary(load([]))
    path = write(tmp_path, "x\t蓝莓星球链\tproject\t\tXX\t1\t\t")
    richer = compile_dictionary(load([path]))
    assert "蓝莓星球链" not in plain.cutter.cut("蓝莓星球链", True)
    assert richer.cutter.cut("蓝莓星球链", True) == ["蓝莓星球链"]
    assert richer.tickers == {"xx"}


def test_an_empty_lexicon_is_a_lexicon() -> None:
    assert isinstance(load([]), Lexicon)
