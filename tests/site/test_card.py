"""The card of a name."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.market.models import Price
from tests.site.conftest import EVIL, Make


def test_a_card_says_who_it_is_and_what_is_new(
    client: Client, make: Make, bitcoin: Tag, django_assert_max_num_queries: Callable[..., object]
) -> None:
    now = timezone.now()
    Price.objects.create(
        coin="bitcoin", usd=71286, change_24h=Decimal("1.47"), provider="价源", observed_at=now
    )
    make("昨日旧闻", tags=[bitcoin], published_at=now - timedelta(hours=30))
    make("最新一条", tags=[bitcoin], published_at=now - timedelta(minutes=5))
    make("看不见的", tags=[bitcoin], published_at=now, is_hidden=True)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        answer = client.get("/card/bitcoin/")
    body = answer.content.decode()
    for part in ("比特币", "BTC", "又名 大饼", "71,286", "+1.47%", "价源", "1 条报道", "最新"):
        assert part in body
    assert "看不见" not in body
    assert 'href="/coin/bitcoin/"' in body
    assert "<html" not in body
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_a_name_that_is_no_coin_has_no_price(client: Client, db: None) -> None:
    Tag.objects.create(slug="x", name=EVIL, kind="person", aliases=[EVIL, 3])
    body = client.get("/card/x/").content.decode()
    assert "价格" not in body
    assert "最近" not in body
    assert "0 条报道" in body
    assert "<script>alert" not in body


def test_unknown_names_have_no_card(client: Client, db: None) -> None:
    assert client.get("/card/nobody/").status_code == 404
    assert client.post("/card/nobody/").status_code == 405
