"""Percolation: what one article costs at 10,000 saved searches.

The searches are names of the lexicon, alone, with acts, with filters, as phrases and with
something excluded, as editors would write them; the articles are the latest real items. What is
measured is the processor's time: nothing here waits for anything.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from django.utils import timezone

from aggregator.alerts.current import SAMPLE, frequencies, planned
from aggregator.alerts.matching import Facts, Test, compiled
from aggregator.alerts.percolate import Percolator
from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.language import lexicon
from aggregator.search.document import Document, document, load
from aggregator.search.plan import Plan
from bench.figure import Figure, quantile
from bench.fill import fill
from bench.items import read_items
from bench.outlets import make_tables

SEARCHES = 10_000
ARTICLES = 2_000
ONE_BY_ONE = 20
GROUP = "percolation"
T = TypeVar("T")
ACTS = ("黑客", "被盗", "上线", "下架", "融资", "增持", "减持", "起诉", "ETF", "空投", "质押", "解锁",
        "清算", "巨鲸", "主网", "升级", "监管", "净流入", "收购", "破产")  # fmt: skip


def measure() -> list[Figure]:
    """Needs the database of this process's settings to be a fresh one."""
    make_tables()
    name, items = read_items()
    fill(items[-ARTICLES:], ARTICLES, timezone.now())
    articles = load(list(Article.objects.values_list("pk", flat=True)))
    cutting, documents = _timed(lambda: [document(article) for article in articles])
    queries = list(_queries(random.Random(4)))
    day = timezone.localdate()
    planning, plans = _timed(lambda: _plans(queries, day))
    compiling, percolator = _timed(lambda: Percolator(plans, frequencies(documents[:SAMPLE])))
    spent, found = _ask(percolator, documents)
    tests = [compiled(plan) for plan in plans.values()]
    alone, _ = _timed(lambda: [_one_by_one(tests, one) for one in documents[:ONE_BY_ONE]])
    each = sum(spent) / len(spent)
    note = f"{len(plans):,} searches, {len(documents):,} of {name}"
    one_by_one = alone / ONE_BY_ONE * 1000
    return [
        Figure(GROUP, "an article, mean", each, "ms", one_by_one, "each search in turn", note),
        Figure(GROUP, "an article, p50", quantile(spent, 0.5), "ms"),
        Figure(GROUP, "an article, p99", quantile(spent, 0.99), "ms"),
        Figure(GROUP, "searches met by an article", found / len(documents), "searches"),
        Figure(GROUP, "making its document first", cutting / len(documents) * 1000, "ms",
               note="the indexer's work too; no part of the above"),
        Figure(GROUP, "planning all searches", planning, "s", note="at a change of dictionary"),
        Figure(GROUP, "compiling the plans", compiling, "s", note="at a change of one search"),
    ]  # fmt: skip


def _queries(chance: random.Random) -> Iterator[str]:
    """As many different searches as are measured."""
    names = [term.name for term in lexicon().terms if term.kind not in ("term", "topic")]
    slugs = list(Source.objects.order_by("slug").values_list("slug", flat=True))
    shapes: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(names),
        lambda: f"{chance.choice(names)} {chance.choice(ACTS)}",
        lambda: f"{chance.choice(names)} {chance.choice(names)}",
        lambda: f"{chance.choice(names)} -{chance.choice(ACTS)}",
        lambda: f"{chance.choice(names)} OR {chance.choice(names)} {chance.choice(ACTS)}",
        lambda: f"“{chance.choice(names)}{chance.choice(ACTS)}”",
        lambda: f"{chance.choice(names)} kind:快讯",
        lambda: f"{chance.choice(ACTS)} source:{chance.choice(slugs)} important:1",
        lambda: f"coin:{chance.choice(names)} {chance.choice(ACTS)} 近7天",
    )
    made: set[str] = set()
    while len(made) < SEARCHES:
        query = chance.choice(shapes)()
        if query not in made:
            made.add(query)
            yield query


def _plans(queries: Sequence[str], day: date) -> dict[int, Plan]:
    found = {number: planned(query, day) for number, query in enumerate(queries)}
    return {number: plan for number, plan in found.items() if plan is not None}


def _ask(percolator: Percolator, documents: Sequence[Document]) -> tuple[list[float], int]:
    """Milliseconds of each article, and how many searches were met in all."""
    spent, found = [], 0
    for one in documents:
        took, met = _timed(lambda one=one: percolator.matching(one))  # type: ignore[misc]
        spent.append(took * 1000)
        found += len(met)
    return spent, found


def _one_by_one(tests: Sequence[Test], one: Document) -> int:
    facts = Facts(one)
    return sum(test(facts) for test in tests)


def _timed(verb: Callable[[], T]) -> tuple[float, T]:
    started = time.thread_time()
    value = verb()
    return time.thread_time() - started, value
