"""The price of a coin at report time and now, as an item shows it."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.market.models import Price
from aggregator.market.quotes import Quote
from aggregator.site.names.moves import moves
from tests.site.conftest import EVIL, NOON, Make
from tests.site.test_front import text

ROW = {"coin": "bitcoin", "usd": "70000", "at": NOON.isoformat(), "provider": "价源"}
LATER = NOON + timedelta(hours=1)
QUOTE = Quote(
    coin="bitcoin", ticker="BTC", usd=Decimal(71400), change_24h=None, provider="价源",
    observed_at=LATER, stale=False, price_text="71,400", change_text="—", direction="unknown",
    age_text="刚刚",
)  # fmt: skip


def test_a_move_has_both_prices_and_the_change_with_its_sign() -> None:
    up = moves([ROW], {"bitcoin": QUOTE})[0]
    assert (up.ticker, up.then, up.now, up.change, up.direction) == (
        "BTC", "70,000", "71,400", "+2.00%", "up",
    )  # fmt: skip
    down = moves([{**ROW, "usd": "72000"}], {"bitcoin": QUOTE})[0]
    assert (down.change, down.direction) == ("−0.83%", "down")


@pytest.mark.parametrize(
    "quotes",
    [
        {},
        {"bitcoin": replace(QUOTE, stale=True)},
        {"bitcoin": replace(QUOTE, usd=None)},
        {"bitcoin": replace(QUOTE, observed_at=NOON)},
    ],
    ids=["unknown", "old", "never read", "the same reading"],
)
def test_what_is_not_known_now_is_left_out(quotes: dict[str, Quote]) -> None:
    one = moves([ROW], quotes)[0]
    assert (one.then, one.now, one.change) == ("70,000", "", "")


@pytest.mark.parametrize(
    "row",
    [{}, {**ROW, "usd": "x"}, {**ROW, "usd": "0"}, {**ROW, "usd": "NaN"}, {**ROW, "coin": "etf"}],
)
def test_a_row_that_means_nothing_is_no_price(row: dict[str, str]) -> None:
    assert moves([row], {"bitcoin": QUOTE}) == ()


def test_an_item_shows_them(client: Client, make: Make) -> None:
    now = timezone.now()
    Price.objects.create(coin="bitcoin", usd=Decimal(71400), provider="价源", observed_at=now)
    make("题", priced=[{**ROW, "provider": EVIL}, {**ROW, "coin": "solana", "usd": "140.5"}])
    make("没有价格")
    body = text(client, "/")
    facts = body.split('class="facts"')[1].split("</dl>")[0]
    plain = " ".join(re.sub(r"<[^>]*>", " ", facts).split())
    assert "BTC 70,000 → 至今 71,400 +2.00%" in plain
    assert plain.endswith("SOL 140.50")
    assert body.count('class="facts"') == 1
    assert "<script>alert" not in body
