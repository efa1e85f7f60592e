"""首发 is a claim about real outlets: it stands only where the outlets' own times bear it out."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from aggregator.articles.models import Article
from aggregator.site.lists.timeline import listed, with_outlets
from aggregator.site.press.outlets import MOST
from aggregator.stories.models import Report, Story
from tests.site.conftest import NOON, Make, Tell
from tests.site.test_front import text

FIRST = 'class="first">首发'
TIED = 'class="first">并列首发'


def told(make: Make, tell: Tell, *at: float | None) -> tuple[Story, list[Article]]:
    """A story; minutes after noon, None for an outlet that gives no time."""
    made = [
        make(
            "同一件事",
            source=f"outlet{n}",
            published_at=None if minute is None else NOON + timedelta(minutes=minute),
            sorted_at=NOON + timedelta(minutes=minute or 0),
        )
        for n, minute in enumerate(at)
    ]
    return tell(*made), made


def test_a_later_report_is_not_called_first_anywhere(
    client: Client, make: Make, tell: Tell
) -> None:
    _, (first, second) = told(make, tell, 0, 5)
    for path in ("/", f"/source/{first.source.slug}/", f"/source/{second.source.slug}/"):
        line = text(client, path).split('<ul class="outlets">')[1].split("</ul>")[0]
        mine, other = line.split("</li>")[:2]
        assert FIRST in mine
        assert first.source.name in mine
        assert FIRST not in other


def test_reports_of_one_minute_are_tied(client: Client, make: Make, tell: Tell) -> None:
    story, _ = told(make, tell, 0.1, 0.9, 1.0)
    for path, marks in (("/", 1), (f"/story/{story.pk}/", 2)):
        body = text(client, path)
        assert body.count("并列首发</") == marks
        assert FIRST not in body
        assert "+1 分钟" in body


def test_nobody_is_first_without_a_time(client: Client, make: Make, tell: Tell) -> None:
    story, _ = told(make, tell, None, None)
    body = text(client, "/")
    assert "时间未标" in body
    assert FIRST not in body
    page = text(client, f"/story/{story.pk}/")
    assert FIRST not in page
    assert "首发未知" in page
    assert page.count("时间未标") == 2


def test_when_we_saw_a_report_makes_nobody_first(client: Client, make: Make, tell: Tell) -> None:
    story, (timed, untimed) = told(make, tell, 5, None)
    page = text(client, f"/story/{story.pk}/")
    assert FIRST not in page
    assert page.index(f"/a/{timed.pk}/") < page.index(f"/a/{untimed.pk}/"), "unknown times last"
    assert FIRST not in text(client, f"/a/{timed.pk}/")


def test_a_hidden_report_is_not_first(client: Client, make: Make, tell: Tell) -> None:
    story, made = told(make, tell, 0, 5, 8)
    Article.objects.filter(pk=made[0].pk).update(is_hidden=True)
    page = text(client, f"/story/{story.pk}/")
    assert "outlet0" not in page
    assert "+3 分钟" in page


def test_a_huge_story_leaves_the_others_their_outlets(
    make: Make, tell: Tell, django_assert_num_queries: Callable[..., object]
) -> None:
    _, huge = told(make, tell, *range(MOST + 40))
    pair = [make("另一件事", source=name) for name in ("one", "two")]
    tell(*pair)
    assert Report.objects.count() == MOST + 42
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        leads = list(listed(Article.objects.filter(is_lead=True)))
        items = {item.article.pk: item for item in with_outlets(leads)}
    assert len(items[huge[0].pk].outlets) == MOST
    assert [outlet.name for outlet in items[pair[0].pk].outlets] == ["one", "two"]


def test_a_list_names_three_and_says_how_many_more_there_are(
    client: Client, make: Make, tell: Tell
) -> None:
    told(make, tell, *range(7))
    body = text(client, "/")
    assert "另 4 家" in body
    assert body.count("outlets__lag") == 2
