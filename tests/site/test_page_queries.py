"""No page asks the database more than twelve times, with nothing kept."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Revision, Tag
from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from aggregator.search.rebuild import rebuild
from aggregator.search.suggest import standing
from aggregator.site.urls import urlpatterns
from aggregator.topics.models import Topic
from tests.site.conftest import DOUBT, Make, Tell
from tests.site.keeping import forget_here

MOST = 12
# Every other second a request of a process asks whether there are new words. No page is at fault.
WORDS_SEEN = "/healthz"
# What an address is asked with, where it needs more than its name.
PARTS: dict[str, dict[str, str]] = {
    "tag": {"slug": "bitcoin"},
    "card": {"slug": "bitcoin"},
    "chain_points": {"network": "bitcoin", "metric": "fee_next"},
    "coin": {"slug": "bitcoin"},
    "coin_points": {"slug": "bitcoin"},
    "who": {"slug": "sec"},
    "source": {"slug": "s1"},
    "series": {"slug": "fear-greed"},
    "topic": {"slug": "etf"},
    "method": {"name": "importance"},
    "og": {"kind": "site", "key": "front"},
}
QUERY = {
    "search": "?q=比特币",
    "suggest": "?q=比",
    "settings": "?watch=bitcoin",
    "live_items": "?ids=1,2,3",
}
FORMS = ("_rss", "_atom", "_json")
# What answers to nothing but POST, or to debugging alone; what draws a picture.
UNREAD = frozenset({"vote", "styleguide", "og"})


@pytest.fixture
def full(make: Make, tell: Tell, bitcoin: Tag, settings: Settings) -> dict[str, int]:
    """A site with everything on it that costs a query; the keys of a story and of its lead."""
    now = timezone.now()
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "esplora",
        "BITCOIN_URL": "http://node.example/api",
        "ETHEREUM_PROVIDER": "rpc",
        "ETHEREUM_URL": "http://node.example/eth",
    }
    for network in ("bitcoin", "ethereum"):
        figures = {"fee_next": 2, "hash_rate": 1e21, "base_fee": 1.5}
        told = {"network": network, "provider": "节点", "figures": figures, "height": 900_000}
        for hours in range(3):
            Snapshot.objects.create(**told, observed_at=now - timedelta(hours=hours))
    Price.objects.create(coin="bitcoin", usd=1, provider="价源", observed_at=now)
    tags = [bitcoin, Tag.objects.create(slug="sec", name="美国证券交易委员会", kind="regulator")]
    rich = {"tags": tags, "has_figures": True, "revised": 1, "doubts": [DOUBT], "kind": "article"}
    for n in range(40):
        at = now - timedelta(minutes=n)
        tell(make(f"比特币第{n}条", source=f"s{n % 5}", published_at=at, is_important=True, **rich))
    reports = [make("比特币大事", source=f"s{n}", published_at=now, **rich) for n in range(5)]
    for report in reports:
        Revision.objects.create(article=report, title="旧题", seen_at=now)
    story = tell(*reports, series_slug="fear-greed", series_name="恐惧与贪婪", started_at=now)
    topic = Topic.objects.create(slug="etf", title="比特币 ETF", state=Topic.State.OPEN, least=0)
    topic.tags.add(bitcoin)
    rebuild()
    standing.refresh(now)  # else a thread does it
    return {"story": story.pk, "article": reports[0].pk, "vote": story.pk}


def address(pattern: URLPattern, keys: dict[str, int]) -> str:
    """Where the pattern's page is; an error for one that this table does not know."""
    name = str(pattern.name)
    page = name.removesuffix(next((form for form in FORMS if name.endswith(form)), ""))
    wanted = set(pattern.pattern.converters)
    parts = {"pk": keys.get(page)} if wanted == {"pk"} else PARTS.get(page, {})
    assert wanted <= set(parts), f"say in PARTS what the page {name!r} is asked with: {wanted}"
    return reverse(name, kwargs={key: parts[key] for key in wanted}) + QUERY.get(page, "")


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_a_page_asks_at_most_twelve_times(
    pattern: URLPattern,
    full: dict[str, int],
    client: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    if pattern.name in UNREAD:
        pytest.skip("answers to POST alone")
    path = address(pattern, full)
    cache.clear()
    forget_here()
    client.get(WORDS_SEEN)
    with django_assert_max_num_queries(MOST):
        answer = client.get(path)
    assert answer.status_code in {200, 301, 302}, path


def test_the_front_page_of_a_personal_taste_asks_no_more(
    full: dict[str, int],
    client: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    client.cookies["reader"] = "1.w:bitcoin~sec.x:solana.o:s3"
    client.get(WORDS_SEEN)
    with django_assert_max_num_queries(MOST):
        assert client.get("/").status_code == 200
