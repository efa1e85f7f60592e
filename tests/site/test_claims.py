"""首发 is a claim about real outlets: it stands only where the outlets' own times bear it out."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from aggregator.articles.models import Article
from aggregator.site.outlets import MOST
from aggregator.site.timeline import with_outlets
from aggregator.stories.assign import assign
from aggregator.stories.models import Report
from tests.site.conftest import NOON, Make
from tests.site.test_front import text

FIRST = 'class="first">首发'


def told(make: Make, *at: int | None, **fields: object) -> list[Article]:
    """Reports of one story; minutes after noon, None for an outlet that gives no time."""
    made = [
        make(
            "同一件事",
            source=f"outlet{n}",
            fingerprint="a" * 16,
            published_at=None if minute is None else NOON + timedelta(minutes=minute),
            sorted_at=NOON + timedelta(minutes=minute or 0),
            **fields,
        )
        for n, minute in enumerate(at)
    ]
    assign([article.pk for article in made])
    return made


def test_a_later_report_is_not_called_first_anywhere(client: Client, make: Make) -> None:
    first, second = told(make, 0, 5)
    assert FIRST in text(client, "/")
    assert FIRST in text(client, f"/source/{first.source.slug}/")
    later = text(client, f"/source/{second.source.slug}/")
    assert FIRST not in later
    assert "更早" in later


def test_nobody_is_first_without_a_time(client: Client, make: Make) -> None:
    told(make, None, None)
    body = text(client, "/")
    assert "另 1 家" in body
    assert FIRST not in body


def test_a_report_without_a_time_does_not_take_first_away(client: Client, make: Make) -> None:
    told(make, 5, None)
    assert FIRST in text(client, "/")


def test_a_huge_story_leaves_the_others_their_outlets(
    make: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    huge = told(make, *range(MOST + 40))
    pair = [make("另一件事", source=name, fingerprint="b" * 16) for name in ("one", "two")]
    for article in pair:
        Article.objects.filter(pk=article.pk).update(sorted_at=NOON + timedelta(days=1))
    assign([article.pk for article in pair])
    assert Report.objects.count() == MOST + 42
    leads = list(Article.objects.filter(is_lead=True).select_related("source"))
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        items = {item.article.pk: item for item in with_outlets(leads)}
    assert len(items[huge[0].pk].others) == MOST - 1
    assert [other.name for other in items[pair[0].pk].others] == ["two"]


def test_a_list_names_four_and_says_that_there_are_more(client: Client, make: Make) -> None:
    told(make, *range(7))
    body = text(client, "/")
    assert "另 6 家" in body
    assert body.count("outlets__lag") == 4
    assert "<li>等</li>" in body
