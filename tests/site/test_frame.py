"""What stands around every page: navigation, languages, the lead, days and hours."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.site.channels import day
from aggregator.site.timeline import PAGE
from aggregator.site.tongues import tongues
from aggregator.site.views.lists import following
from tests.site.conftest import NOON, Make, Tell
from tests.site.test_front import more, shown, text


def test_a_page_has_an_address_in_each_language() -> None:
    for path, current in (
        ("/tag/x/?a=1", "zh-hans"),
        ("/zh-hant/tag/x/?a=1", "zh-hant"),
        ("/en/tag/x/?a=1", "en"),
    ):
        found = tongues(path, current)
        assert [one.href for one in found] == [
            "/tag/x/?a=1",
            "/zh-hant/tag/x/?a=1",
            "/en/tag/x/?a=1",
        ]
        assert [one.code for one in found if one.current] == [current]
    assert [one.href for one in tongues("/zh-hant/", "zh-hant")] == ["/", "/zh-hant/", "/en/"]


@pytest.mark.django_db
def test_the_languages_lead_to_the_same_page(client: Client) -> None:
    body = text(client, "/en/?kind=flash&x=1")
    nav = body.split('class="masthead__tongues"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', nav) == [
        "/?kind=flash",
        "/zh-hant/?kind=flash",
        "/en/?kind=flash",
    ], "with what the page knows of its address, and no more"
    assert "masthead__tongues" not in client.get("/none/").content.decode()


@pytest.mark.django_db
def test_the_rest_of_the_site_is_a_page_that_asks_nothing(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        body = text(client, "/more/")
    for path in ("/series/", "/topic/", "/first/", "/search/", "/settings/", "/about/"):
        assert f'href="{path}"' in body


def test_a_page_that_ends_within_an_hour_does_not_mark_it_again(client: Client, make: Make) -> None:
    for n in range(PAGE + 5):
        make(f"第{n}条", published_at=NOON + timedelta(minutes=n))
    make("早一小时", published_at=NOON - timedelta(minutes=1))
    path = more(text(client, "/"))
    second = text(client, path, **{"X-Part": "true"})
    assert re.findall(r'timeline__hour"[^>]*><span>([^<]*)<', second) == ["11时"]
    assert "timeline__day" not in second


def test_an_hour_that_begins_is_marked(client: Client, make: Make) -> None:
    make("十二点", published_at=NOON)
    make("十一点", published_at=NOON - timedelta(minutes=1))
    make("前一天", published_at=NOON - timedelta(days=1))
    body = text(client, "/")
    assert re.findall(r'timeline__hour"[^>]*><span>([^<]*)<', body) == ["11时"]
    assert re.findall(r'data-day="([^"]*)"', body) == ["2026-03-25", "2026-03-24"]


def test_what_matters_most_leads_and_is_not_told_twice(
    client: Client, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    now = timezone.now()
    made = []
    for n in range(5):
        one = make(f"大事{n}", source="a", published_at=now - timedelta(minutes=n))
        two = make(f"大事{n}", source="b", published_at=now)
        tell(one, two, importance=90 - n, reasons=["2 家媒体报道"], started_at=now)
        made.append(one)
    flash = make("快讯", published_at=now)
    Article.objects.filter(pk__in=[one.pk for one in made]).update(is_important=True)
    ArticleTag.objects.create(article=made[1], tag=bitcoin, sorted_at=now)
    body = text(client, "/")
    lead = body.split('class="lead"')[1].split("</section>")[0]
    assert len(re.findall(r'class="lead__(?:minor-)?title"', lead)) == 3
    assert 'class="seal"' in lead
    assert len(shown(body)) == 3, "two events and the flash stand below"
    assert flash.pk in shown(body)
    assert body.count('class="hot__row"') == 2, "the side goes on where the lead ends"
    for path in ("/?kind=flash", "/?important=1", "/coin/bitcoin/"):
        assert 'class="lead"' not in text(client, path), path
    client.cookies["reader"] = "1.x:bitcoin"
    muted = text(client, "/")
    assert made[1].get_absolute_url() not in muted
    assert muted.count('class="hot__row"') == 1


def test_the_day_is_counted_once_for_rail_and_panel(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    now = timezone.now()
    make("一", source="a", tags=[bitcoin], published_at=now, is_important=True)
    make("一", source="b", published_at=now, is_lead=False)
    make("旧", source="c", published_at=now - timedelta(days=2))
    counted = day(timezone.now())
    assert (counted.reports, counted.events, counted.important) == (2, 1, 1)
    assert [(one.slug, one.count) for one in counted.coins] == [("bitcoin", 1)]
    assert [one.slug for one in counted.outlets] == ["a", "b"]
    assert counted.top == counted.coins
    assert "近 24 小时 2 条报道，归为 1 件事" in text(client, "/")
    assert "归为" not in text(client, "/?kind=flash")


def test_the_way_on_keeps_the_list() -> None:
    assert following("/", {"kind": "flash"}, "c") == "/?kind=flash&after=c"
    assert following("/", {}, "") == ""
