"""Series and their figures, taken apart."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aggregator.api.levels import levels
from aggregator.api.schemas.series import Level
from tests.api.conftest import Ask
from tests.site.conftest import NOON, Make, Tell


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", []),
        ("BTC 日 usd=-1250000~1000", [("BTC", "day", "usd", -1250000.0, 1000.0)]),
        ("ETH 周 coin=2.5", [("ETH", "week", "coin", 2.5, None)]),
        ("BTC down=65102~1", [("BTC", None, "down", 65102.0, 1.0)]),
        ("score=71~1;x=3~0.1", [(None, None, "score", 71.0, 1.0), (None, None, "x", 3.0, 0.1)]),
        ("日 usd=5~1", [(None, "day", "usd", 5.0, 1.0)]),
    ],
)
def test_levels(written: str, found: list[tuple]) -> None:
    names = ("subject", "period", "measure", "value", "step")
    assert levels(written) == [Level(**dict(zip(names, one, strict=True))) for one in found]


@pytest.mark.django_db
def test_every_series_is_listed_with_what_came_lately(ask: Ask, make: Make, tell: Tell) -> None:
    listed = ask("series").json()["items"]
    slug = listed[0]["slug"]
    assert all(one["events_30d"] == 0 and one["latest_at"] is None for one in listed)
    at = timezone.now().replace(microsecond=0)
    tell(make(), series_slug=slug, started_at=at)
    tell(make(), series_slug=slug, started_at=at - timedelta(days=31))
    found = next(one for one in ask("series").json()["items"] if one["slug"] == slug)
    assert found["events_30d"] == 1
    assert found["latest_at"] == at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_the_entries_of_a_series(ask: Ask, make: Make, tell: Tell) -> None:
    slug = ask("series").json()["items"][0]["slug"]
    tell(make("前一期"), series_slug=slug, series_name="名", started_at=NOON)
    later = tell(
        make("后一期"), series_slug=slug, series_name="名", series_day=date(2026, 3, 24),
        series_level="BTC 日 usd=-5~1", started_at=NOON + timedelta(days=1),
    )  # fmt: skip
    page = ask(f"series/{slug}").json()
    assert [one["title"] for one in page["items"]] == ["后一期", "前一期"]
    one = page["items"][0]
    assert (one["story_id"], one["day"]) == (later.pk, "2026-03-24")
    assert one["levels"] == [
        {"subject": "BTC", "period": "day", "measure": "usd", "value": -5.0, "step": 1.0}
    ]
    assert page["items"][1]["day"] is None
    assert ask(f"stories/{later.pk}").json()["series"] == {
        "slug": slug, "name": "名", "day": "2026-03-24",
    }  # fmt: skip
