"""The page of an article."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Revision, Tag
from aggregator.feeds.models import Source
from aggregator.market.models import Price
from tests.site.conftest import DOUBT, EVIL, NOON, Make, Tell


def text(client: Client, pk: int) -> str:
    answer = client.get(f"/a/{pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_outlet_and_link_come_before_headline_and_text(client: Client, make: Make) -> None:
    one = make("标题在后", source="panews", excerpt="摘录在最后")
    body = text(client, one.pk).split("<main", 1)[1]
    places = [body.index(part) for part in ("panews", one.url, "标题", "摘录在最后")]
    assert places == sorted(places)
    assert body.count('rel="noopener noreferrer external"') == 2


@pytest.mark.parametrize(
    ("policy", "html", "excerpt"),
    [("headline", False, False), ("excerpt", False, True), ("full", True, False)],
)
def test_text_by_policy(client: Client, make: Make, policy: str, html: bool, excerpt: bool) -> None:
    one = make("题", policy=policy, html="<p>全部正文</p>", excerpt="一段摘录", text="全部正文很长")
    body = text(client, one.pk)
    assert ("<p>全部正文</p>" in body) is html
    main = body.split("<main", 1)[1]
    shown = main.replace('data-summary="一段摘录"', "")  # for the poster, where there may be one
    assert ("一段摘录" in shown) is excerpt
    assert ("一段摘录" in main) is (policy != "headline")


def test_what_stands_under_the_text(client: Client, make: Make) -> None:
    short = make("甲", excerpt="短讯全文", text="短讯全文")
    assert "本文由outlet发布" in text(client, short.pk)
    long = make("乙", excerpt="开头", text="开头和后面的正文")
    assert "以上为摘录，全文见outlet" in text(client, long.pk)
    none = make("丙", url="")
    body = text(client, none.pk)
    assert "outlet没有提供正文" in body
    assert "原文没有给出链接" in body
    Source.objects.update(text_policy="headline", name="署名社", credit="来源：署名社")
    assert "按约定只展示标题，正文见署名社" in text(client, long.pk)


def test_an_unknown_time_is_said(client: Client, make: Make) -> None:
    one = make("题", published_at=None, sorted_at=NOON, first_seen_at=NOON)
    body = text(client, one.pk)
    assert "发布时间未知，收到于" in body
    assert 'datetime="2026-03-25T12:00:00+08:00"' in body


def test_corrections_keep_the_earlier_wordings(client: Client, make: Make) -> None:
    one = make("新标题", revised=2)
    Revision.objects.create(article=one, title=f"旧{EVIL}", seen_at=NOON)
    Revision.objects.create(article=one, title="新标题", seen_at=NOON)
    body = text(client, one.pk)
    assert "共 2 次" in body
    assert "标题未变，正文有改动" in body
    assert "<script>alert" not in body


def test_flags_are_said_in_words(client: Client, make: Make) -> None:
    body = text(client, make("题", flags=["future_date", "unheard_of", 3]).pk)
    assert "晚于收到时间" in body
    assert "unheard_of" not in body


def test_other_outlets_of_the_story(client: Client, make: Make, tell: Tell) -> None:
    one = make("同题", source="one")
    two = make("别的题", source="two", published_at=NOON + timedelta(minutes=9))
    story = tell(one, two)
    told = text(client, two.pk).split("同一件事")[1].split("</section>")[0]
    assert f'href="/story/{story.pk}/">2 家媒体' in told
    assert told.index("one") < told.index("two")
    assert f'href="/a/{one.pk}/"' in told
    assert f'href="/a/{two.pk}/"' not in told, "the page itself is no link"
    assert "+8 分钟" in told
    assert "同一件事" not in text(client, make("独家").pk)


def test_related_reports_are_listed(client: Client, make: Make, bitcoin: Tag) -> None:
    old = make("早先", tags=[bitcoin])
    body = text(client, make("题", tags=[bitcoin]).pk)
    assert "相关报道" in body
    assert f'href="/a/{old.pk}/"' in body
    assert "相关报道" not in text(client, old.pk)


def test_what_several_outlets_told_leads_to_the_event(
    client: Client, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    alone, shared = make("独家一事", tags=[bitcoin]), make("大家都报", tags=[bitcoin])
    tell(alone)
    story = tell(shared, make("也报了", source="other"))
    body = text(client, make("新的", tags=[bitcoin]).pk).split("相关报道")[1]
    assert f'href="/story/{story.pk}/"' in body
    assert f'href="/a/{alone.pk}/"' in body
    assert f'href="/a/{shared.pk}/"' not in body


def test_a_coin_with_figures_has_its_card(client: Client, make: Make, bitcoin: Tag) -> None:
    Price.objects.create(
        coin="bitcoin",
        usd=Decimal(71286),
        change_24h=Decimal("1.47"),
        provider="价源",
        observed_at=timezone.now() - timedelta(minutes=2),
    )
    card = text(client, make("题", tags=[bitcoin], has_figures=True).pk)
    assert "文中的币" in card
    assert "71,286" in card
    assert "+1.47%" in card
    assert "2 分钟前" in card
    assert "文中的币" not in text(client, make("题", tags=[bitcoin]).pk)


def test_hidden_is_gone_and_unknown_is_not_found(client: Client, make: Make) -> None:
    hidden = make("不可见的标题", is_hidden=True)
    answer = client.get(f"/a/{hidden.pk}/")
    assert answer.status_code == 410
    body = answer.content.decode()
    assert "这篇稿件已经下线" in body
    assert "不可见的标题" not in body
    assert client.get(f"/a/{hidden.pk + 1}/").status_code == 404
    assert client.get(f"/a/{2**70}/").status_code == 404


def test_nothing_of_an_outlet_becomes_markup(client: Client, make: Make) -> None:
    one = make(EVIL, excerpt=EVIL, author=EVIL, image_url="https://tracker.example/x.png")
    Source.objects.update(name=EVIL)
    body = text(client, one.pk)
    assert "<script>alert" not in body
    assert "<img" not in body
    assert "tracker.example" not in body, "remote images are left out"


def test_queries_are_bounded(
    client: Client,
    make: Make,
    bitcoin: Tag,
    tell: Tell,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    Price.objects.create(coin="bitcoin", usd=1, provider="价源", observed_at=timezone.now())
    for n in range(20):
        make(f"早先{n}", tags=[bitcoin])
    same = {"tags": [bitcoin], "has_figures": True, "revised": 1, "doubts": [DOUBT]}
    made = [make("同题", source=f"s{n}", **same) for n in range(8)]
    Revision.objects.create(article=made[0], title="旧", seen_at=NOON)
    tell(*made)
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]
        text(client, made[0].pk)
