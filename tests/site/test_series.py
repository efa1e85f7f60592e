"""The pages of series."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.site.series.listing import PAGE, levels
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import more, text

FLOWS = {"series_slug": "etf-flows", "series_name": "ETF 资金流向"}


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        ("", ()),
        ("score=34", ("34",)),
        ("points=245", ("245 分",)),
        ("%=87.6", ("87.6%",)),
        ("ETH %=-5.83", ("ETH -5.83%",)),
        ("24h=578000000", ("24 小时 5.78 亿美元",)),
        ("h=578000000", ("5.78 亿美元",)),
        (
            "BTC down=67443~1;BTC down sum=1727000000~1e+06",
            ("BTC 跌破 67,443 美元", "强度 17.27 亿美元"),
        ),
        ("SHIB up=0.00001234", ("SHIB 突破 0.00001234 美元",)),
        ("XAU up=1234567", ("XAU 突破 123.46 万美元",)),
        ("BTC 日 usd=-74527400", ("BTC 净流出 7,452.74 万美元",)),
        ("ETH 周 coin=4709", ("ETH 周净流入 4,709 枚",)),
        ("usd=54552200", ("5,455.22 万美元",)),
        ("x=3.5", ("3.5 倍",)),
        ("=24", ("24",)),
        ("sol=51800", ("5.18 万 SOL",)),
    ],
)
def test_figures_are_said_in_words(level: str, wanted: tuple[str, ...]) -> None:
    assert levels(level) == wanted


def test_all_series_are_listed_with_their_last_entry(
    client: Client, make: Make, tell: Tell
) -> None:
    now = timezone.now()
    tell(make("ETF 净流入"), started_at=now, **FLOWS)
    tell(make("ETF 净流出"), started_at=now - timedelta(days=40), **FLOWS)
    body = text(client, "/series/")
    row = body.split('href="/series/etf-flows/"')[1].split("</tr>")[0]
    assert ">1</td>" in row, "of the last 30 days"
    assert "今天" in row
    assert 'href="/series/fear-greed/"' in body
    assert 'href="/series/"' in text(client, "/")


def test_entries_are_a_table(client: Client, make: Make, tell: Tell) -> None:
    one = make(f"净流出{EVIL}", source="one", published_at=NOON)
    two = make("净流出", source="two", published_at=NOON + timedelta(minutes=5))
    level = {"series_level": "BTC 日 usd=-74527400", "series_subject": "BTC"}
    told = tell(one, two, series_day=date(2026, 3, 24), **FLOWS, **level)
    alone = make("净流入", source="three", published_at=NOON - timedelta(days=1))
    tell(alone, **FLOWS)
    tell(make("藏", is_hidden=True), **FLOWS)
    tell(make("别的"), series_slug="session", series_name="开盘与收盘")
    body = text(client, "/series/etf-flows/")
    table = body.split("<tbody>")[1].split("</tbody>")[0]
    assert table.count("<tr>") == 2
    first, second = table.split("</tr>")[:2]
    assert f'href="/story/{told.pk}/"' in first
    assert "3月24日" in first
    assert "BTC 净流出 7,452.74 万美元" in first
    assert "one、two" in first
    assert f'href="/a/{alone.pk}/"' in second
    assert "<script>alert" not in body


def test_pages_follow_and_a_cursor_belongs_to_its_series(
    client: Client, make: Make, tell: Tell
) -> None:
    for n in range(PAGE + 5):
        tell(make(f"第{n}期"), started_at=NOON + timedelta(minutes=n // 4), **FLOWS)
    page = text(client, "/series/etf-flows/")
    path = more(page)
    rest = text(client, path)
    assert [page.count('<th scope="row"'), rest.count('<th scope="row"')] == [PAGE, 5]
    assert not more(rest)
    assert 'content="noindex' in rest
    assert 'content="noindex' not in page
    other = path.replace("etf-flows", "fear-greed")
    assert client.get(other).status_code == 400


@pytest.mark.django_db
def test_empty_and_unknown(client: Client) -> None:
    assert "这个系列还没有内容" in text(client, "/series/fear-greed/")
    assert client.get("/series/none/").status_code == 404
    assert client.get("/series/fear-greed/?after=x").status_code == 400
    assert client.post("/series/").status_code == 405


def test_queries_are_few(
    client: Client,
    make: Make,
    tell: Tell,
    django_assert_num_queries: Callable[..., object],
) -> None:
    for n in range(10):
        tell(make("甲", source=f"a{n}"), make("乙", source=f"b{n}"), **FLOWS)
    text(client, "/")  # the figures of the frame are kept now
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        text(client, "/series/etf-flows/")
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        text(client, "/series/")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        text(client, "/series/")
