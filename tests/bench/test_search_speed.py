"""The speed of search is measured over texts that are really there, and queries that find some."""

import gzip
import json
import random
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.stories.models import Report, Story
from bench.newsroom import BenchError
from bench.search import kinds, speed
from bench.search.arriving import arrive
from bench.search.cutting import Cut, Vocabulary, cut, cut_all
from bench.search.filling import Placed, document_of, fill_index
from bench.search.latency import queries, walk
from bench.search.memory import own_memory, parsed
from bench.search.rows import fill_database
from bench.search.texts import FILES, Text, read_texts, text_of
from bench.search.timing import figures, timed

NOW = 1_800_000_000
TITLES = ("比特币突破十万美元", "以太坊完成升级", "神舟飞船发射成功")
TEXTS = [
    Text(title, "大饼再创新高。" if not place else "", 1_700_000_000 + place, "o", place < 2)
    for place, title in enumerate(TITLES)
]


@pytest.fixture
def placed(tmp_path: Path, settings: Settings) -> Placed:
    settings.SEARCH_DIR = tmp_path / "index"
    cut_all(TEXTS, tmp_path / "cuts")
    return Placed(tmp_path / "cuts", 8, NOW)


def vocabulary() -> Vocabulary:
    seen = Vocabulary(headlines=[("神舟飞船发射成功", ("神舟", "飞船", "发射"))])
    seen.counts.update({"神舟": 30, "飞船": 40, "发射": 900, "罕见": 3, "10": 5000, "btc": 99})
    seen.crypto.update({"上涨": 50})
    return seen


def test_a_row_of_any_file_is_a_text() -> None:
    row = {"title": "标题", "body": "<p>正文</p>", "published": "2020-11-24", "source": "x"}
    text = text_of("scale/weibo_headlines", row)
    assert (text.body.strip(), text.at, text.source, text.is_crypto) == (
        "正文", 1_606_176_000, "weibo", False,
    )  # fmt: skip
    seen = {"title": "标", "body": None, "published": None, "first_seen": "2026-02-12T09:00:00Z"}
    assert text_of("items", {**seen, "source": "Seer Labs — M"}).source == "seer-labs-m"


def test_without_texts_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSROOM_REAL_DATA", str(tmp_path))
    with pytest.raises(BenchError, match="no real texts"):
        speed.measure(10)
    monkeypatch.setattr(speed, "stop_on_sigterm", lambda: None)
    assert speed.main(["--count", "10"]) == 1


def test_a_nickname_is_cut_into_the_mark_of_its_coin() -> None:
    one = cut(TEXTS[0])
    assert "@bitcoin" in one.title.split()
    assert "@bitcoin" in one.words.split()
    assert one.kind == "flash"
    assert Cut(Text("", "长" * 600, 0, "o", False), "", "", "", ()).kind == "article"


def test_copies_lie_before_each_other_and_the_newest_is_of_now(placed: Placed) -> None:
    rows = list(placed)
    assert [number for number, _, _ in rows] == list(range(1, 9))
    moments = [at for _, at, _ in rows]
    assert moments == sorted(set(moments))
    assert moments[-1] == NOW
    assert rows[0][2].text == TEXTS[1]  # the oldest copy is not whole


@pytest.mark.django_db
def test_what_was_filled_in_is_found(placed: Placed) -> None:
    fill_index(placed)
    fill_database(placed)
    assert Article.objects.count() == Report.objects.count() == 8
    assert sum(Story.objects.values_list("report_count", flat=True)) == 8
    assert search("BTC").total == 2
    assert {hit.reports for hit in search("升级", grouped=True).hits} <= {1, 2, 3}
    assert walk("升级", "newest") == ("升级", "")
    fresh = arrive(2, "qwrtzpsdfg")
    assert all("qwrtzpsdfg" in one.title for one in fresh)
    assert Article.objects.filter(index_pending=True).count() == len(fresh)


@pytest.mark.django_db
def test_the_rows_are_those_that_the_models_write(placed: Placed) -> None:
    fill_database(placed)
    for model in (Article, Story, Report):
        for one in model.objects.all():
            one.full_clean(exclude=["text", "feed", "first", "merged_into"], validate_unique=False)
    connection.check_constraints()


def test_a_document_says_of_a_copy_what_the_text_says(placed: Placed) -> None:
    number, at, one = list(placed)[-3]
    document = document_of(number, at, one)
    assert document.coin == ("bitcoin",)
    assert (document.month, document.source, document.kind) == ("2027-01", "o", "flash")


def test_every_kind_of_query_is_made_of_words_that_texts_have() -> None:
    found = kinds.kinds(vocabulary(), ["BTC", "不在"], ["btc"], date(2026, 3, 1))
    texts = {kind: {one.text for one in some} for kind, some in found.items()}
    assert texts["one common word"] == {"神舟", "飞船", "发射", "罕见"}
    assert texts["one rare word"] == {"罕见"}
    assert texts["a name"] == {"BTC"}
    assert {frozenset(pair.split()) for pair in texts["two words"]} <= {
        frozenset({"神舟", "飞船"}), frozenset({"神舟", "发射"}), frozenset({"飞船", "发射"}),
    }  # fmt: skip
    (phrase,) = texts["phrase"]
    assert phrase.strip("“”") in "神舟飞船发射成功"
    assert len(texts["coin and date"]) > 30
    assert all(text.startswith("上涨 coin:btc from:2") for text in texts["coin and date"])
    assert {one.order for one in found["date order"]} == {"newest"}


def test_what_is_typed_is_the_head_of_a_name_or_of_its_pinyin() -> None:
    heads = kinds.typed({"比特币": "bitebi", "以太坊": "yitaifang"}, random.Random(1))
    assert len(heads) == 2
    assert all(any(w.startswith(h) for w in ("比特币", "bitebi", "以太坊", "yitaifang"))
               for h in heads)  # fmt: skip


def test_the_first_time_is_told_apart_from_later_ones() -> None:
    asked: list[int] = []
    times = timed(asked.append, [1, 2], 3)
    assert asked == [1, 2] * 4
    assert (len(times.first), len(times.later)) == (2, 6)
    lines = figures("g", "what", times, times, "itself", "a note")
    assert [line.what for line in lines] == ["what p50", "what p95", "what p99"]
    assert lines[0].note.endswith("a note")
    assert {line.ratio for line in lines} == {1.0}


def test_memory_is_read_in_megabytes() -> None:
    told = "00-ff ---p 00:00 0 [rollup]\nRss:  2048 kB\nPss: 1 kB\nAnonymous:  1024 kB\n"
    assert parsed(told) == {"resident": 2.0, "anonymous": 1.0}
    assert own_memory()["resident"] > own_memory()["anonymous"] > 1


@pytest.mark.django_db
def test_queries_of_every_kind_are_asked(placed: Placed) -> None:
    fill_index(placed)
    fill_database(placed)
    asked = queries(vocabulary())
    assert {"deep page", "deep page, date order", "a name"} <= asked.keys()


def test_all_of_crypto_comes_first_and_a_share_of_the_rest_by_age(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEWSROOM_REAL_DATA", str(tmp_path))
    (tmp_path / "news" / "scale").mkdir(parents=True)
    for place, name in enumerate(FILES):
        with gzip.open(tmp_path / "news" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            for day in (3, 1):
                published = f"2026-0{place + 1}-0{day}"
                row = {"title": name, "body": None, "published": published, "source": "x"}
                file.write(json.dumps(row) + "\n")
    assert len(read_texts(100)) == 2 * len(FILES)
    texts = read_texts(7)
    assert [text.is_crypto for text in texts] == [True] * 4 + [False] * 3
    assert [text.at for text in texts] == sorted(text.at for text in texts)
    assert {text.source for text in texts} == {"x", "zhihu", "weibo", "xinwenlianbo"}
