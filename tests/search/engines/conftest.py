"""Each engine, empty, and documents to put into it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from osmem_server import OsmemServer
from pytest_django import Settings

from aggregator.search.document import Document, newest_key
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Engine
from aggregator.search.grams import BREAK, grams
from aggregator.search.plan import Everything, Plan, Term

ENGINES = ("embedded", "opensearch")
ALL = Everything()
NOON = 1_772_337_600  # 2026-03-01 04:00 UTC
Fill = Callable[..., None]


def doc(
    number: int, title: str = "", text: str = "", *, minute: int = 0, **values: Any
) -> Document:
    """A document of pre-cut words; `minute` after noon."""
    return Document(
        id=number,
        newest=newest_key(NOON + 60 * minute, number),
        stamp=values.pop("stamp", number * 1000),
        title=tuple(title.split()),
        text=tuple(text.split()),
        grams=(*grams(title), BREAK, *grams(text)),
        **values,
    )


@pytest.fixture(scope="session")
def osmem_server() -> Iterator[OsmemServer]:
    """The in-memory server, without the Japanese dictionary that takes it seconds to load."""
    with OsmemServer.start(japanese=False) as server:
        yield server


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, settings: Settings) -> Engine:
    """An engine without an index; OpenSearch is a clone of an in-memory server of its shape."""
    remote = request.param == "opensearch"
    settings.SEARCH_URL = request.getfixturevalue("osmem_clone").url if remote else ""
    return current()


@pytest.fixture
def fill(engine: Engine) -> Fill:
    """Put documents into the live index, which is made when there is none."""

    def put(*documents: Document, drop: Iterable[int] = ()) -> None:
        if not engine.is_current():
            engine.swap(engine.begin())
        with engine.live().writing() as writer:
            writer.put(documents)
            writer.drop(drop)
            writer.commit()

    return put


def ids(engine: Engine, plan: Plan, **options: Any) -> list[int]:
    """The articles that meet a plan, in the order of the engine."""
    return [row.id for row in engine.find(plan, **{"limit": 100, **options}).rows]


def scores(engine: Engine, plan: Plan) -> dict[int, float]:
    """The score of each article that meets a plan."""
    return {row.id: row.score for row in engine.find(plan, limit=100).rows}


def title(word: str) -> Term:
    """The word stands in the headline."""
    return Term("title", word)


def text(word: str) -> Term:
    """The word stands in the body."""
    return Term("text", word)
