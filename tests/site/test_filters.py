"""The filters of the front page: what they list, how they combine, and what the reader muted."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.site.lists import selecting
from aggregator.site.lists.choice import Choice, NoSuchList, choice
from aggregator.site.lists.timeline import PAGE
from aggregator.site.reader import Reader, read
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import more, shown, text


@pytest.fixture
def etf(db: None) -> Tag:
    return Tag.objects.create(slug="etf", name="ETF", kind="topic")


def test_filters_narrow_one_another(client: Client, make: Make, bitcoin: Tag, etf: Tag) -> None:
    both = make("都有", tags=[bitcoin, etf], source="one", is_important=True)
    coin = make("只有币", tags=[bitcoin], kind="article")
    topic = make("只有话题", tags=[etf], source="one")
    make("都没有")
    make("藏", tags=[bitcoin, etf], is_hidden=True)
    assert shown(text(client, "/?coin=bitcoin")) == [coin.pk, both.pk]
    assert shown(text(client, "/?topic=etf")) == [topic.pk, both.pk]
    assert shown(text(client, "/?coin=bitcoin&topic=etf")) == [both.pk]
    assert shown(text(client, "/?coin=bitcoin&kind=article")) == [coin.pk]
    assert shown(text(client, "/?source=one")) == [topic.pk, both.pk]
    assert shown(text(client, "/?source=one&topic=etf&important=1")) == [both.pk]
    body = text(client, "/?source=outlet&topic=etf")
    assert shown(body) == []
    assert "没有同时符合的消息" in body


def test_a_tag_that_an_editor_took_away_does_not_count(
    client: Client, make: Make, bitcoin: Tag, etf: Tag
) -> None:
    make("去掉的", tags=[bitcoin, etf])
    ArticleTag.objects.filter(tag=etf).update(removed=True)
    assert shown(text(client, "/?topic=etf")) == []
    assert shown(text(client, "/?coin=bitcoin&topic=etf")) == []


def test_each_filter_is_a_chip_that_takes_it_away(
    client: Client, make: Make, bitcoin: Tag, etf: Tag
) -> None:
    make("题", tags=[bitcoin, etf], published_at=timezone.now())
    body = text(client, "/?kind=flash&coin=bitcoin&topic=etf&source=outlet&important=1&mine=1")
    chips = dict(re.findall(r'class="chip"\s+href="([^"]*)".*?chip__name">([^<]*)<', body))
    whole = "kind=flash&important=1&coin=bitcoin&topic=etf&source=outlet&mine=1"
    wanted = {
        "快讯": whole.replace("kind=flash&", ""),
        "重要": whole.replace("important=1&", ""),
        "比特币": whole.replace("coin=bitcoin&", ""),
        "ETF": whole.replace("topic=etf&", ""),
        "outlet": whole.replace("source=outlet&", ""),
        "只看我的": whole.replace("&mine=1", ""),
    }
    found = {name: href.replace("&amp;", "&") for href, name in chips.items()}
    assert found == {name: f"/?{query}" for name, query in wanted.items()}
    assert re.search(r'<option value="bitcoin"\s+selected>比特币 1</option>', body)
    assert re.search(r'<option value="outlet"\s+selected>outlet 1</option>', body)


def test_the_panel_keeps_a_choice_that_the_day_has_not(client: Client, bitcoin: Tag) -> None:
    body = text(client, "/?coin=bitcoin")
    assert re.search(r'<option value="bitcoin"\s+selected>比特币</option>', body)


def test_pages_of_a_narrow_list_follow_one_another(
    client: Client, make: Make, bitcoin: Tag, etf: Tag
) -> None:
    made = [
        make(f"第{n}条", tags=[bitcoin, etf], published_at=NOON + timedelta(minutes=n // 7))
        for n in range(PAGE + 5)
    ]
    make("只有币", tags=[bitcoin])
    body = text(client, "/?coin=bitcoin&topic=etf&kind=flash")
    path = more(body)
    assert "coin=bitcoin&topic=etf" in path
    assert shown(body) + shown(text(client, path)) == [one.pk for one in reversed(made)]
    assert client.get(path.replace("&topic=etf", "")).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["coin=none", "topic=bitcoin", "coin=etf", "source=none", f"coin={EVIL}"]
)
def test_a_name_that_we_do_not_have_is_said(
    client: Client, query: str, bitcoin: Tag, etf: Tag
) -> None:
    for path in ("/", "/feed.xml", "/feed.json"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert "<script>alert" not in answer.content.decode()
    assert "重新筛选" in client.get(f"/?{query}").content.decode()


def test_a_feed_has_the_filters_of_its_page(client: Client, make: Make, bitcoin: Tag) -> None:
    one = make("有币", tags=[bitcoin])
    make("无币")
    items = client.get("/feed.json?coin=bitcoin").json()["items"]
    assert [one.get_absolute_url() in item["url"] for item in items] == [True]


def test_only_mine_lists_what_any_watched_name_is_on(
    client: Client, make: Make, bitcoin: Tag, etf: Tag, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = make("币", tags=[bitcoin]), make("两者", tags=[bitcoin, etf])
    make("都没有")
    client.cookies["reader"] = "1.w:bitcoin~etf~gone"
    for common in (0, 5000):  # few tagged articles, and many
        monkeypatch.setattr(selecting, "COMMON", common)
        assert shown(text(client, "/?mine=1")) == [two.pk, one.pk]
    body = text(client, "/?mine=1")
    rail = body.split('class="rail"')[1].split("</nav>")[0]
    assert re.search(r'href="/tag/etf/">\s*<span class="rail__name">ETF', rail)
    client.cookies["reader"] = "1.w:etf"
    assert shown(text(client, "/?mine=1&coin=bitcoin")) == [two.pk]
    client.cookies.clear()
    assert "还没有关注" in text(client, "/?mine=1")


def test_a_reader_of_what_matters_begins_with_it(client: Client, make: Make) -> None:
    plain = make("平")
    vital = [make(f"要{n}", is_important=True) for n in range(PAGE + 1)]
    client.cookies["reader"] = "1.i:1"
    body = text(client, "/")
    assert len(shown(body)) == PAGE
    assert "important=1" in more(body)
    assert shown(text(client, more(body))) == [vital[0].pk]
    assert '<a href="/?important=0"' in body, "everything is one tap away"
    everything = text(client, "/?important=0")
    assert "important=0" in more(everything)
    assert shown(text(client, more(everything)))[-1] == plain.pk
    assert shown(text(client, "/?kind=flash"))[0] == vital[-1].pk
    assert client.get("/feed.json").json()["items"], "feeds know no reader"


def test_muted_tags_are_left_out_of_every_list_but_their_own(
    client: Client, make: Make, bitcoin: Tag, etf: Tag
) -> None:
    muted, left = make("币", tags=[bitcoin, etf]), make("无币", tags=[etf])
    client.cookies["reader"] = "1.x:bitcoin"
    for path in ("/", "/?topic=etf", "/tag/etf/", "/source/outlet/"):
        assert shown(text(client, path)) == [left.pk], path
    assert shown(text(client, "/coin/bitcoin/")) == [muted.pk]
    assert 'data-on="1"' in text(client, "/coin/bitcoin/")


def test_a_muted_outlet_stays_only_where_others_told_the_same(
    client: Client, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    make("独家", source="loud", tags=[bitcoin])
    tell(make("独家有事件", source="loud", tags=[bitcoin]))
    first = make("多家", source="loud", tags=[bitcoin])
    tell(first, make("多家也报", source="calm"))
    other = make("别家", source="calm", tags=[bitcoin])
    client.cookies["reader"] = "1.o:loud"
    for path in ("/", "/?coin=bitcoin", "/coin/bitcoin/"):
        assert shown(text(client, path)) == [other.pk, first.pk], path
    assert len(shown(text(client, "/source/loud/"))) == 3, "its own page has it all"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=flash&important=1&coin=bitcoin&topic=etf&source=s1&mine=1",
        "coin=bitcoin&topic=etf",
        "mine=1",
    ],
)
def test_no_list_asks_too_much(
    client: Client,
    make: Make,
    tell: Tell,
    bitcoin: Tag,
    etf: Tag,
    query: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    at = timezone.now() - timedelta(minutes=30)
    made = [
        make(f"第{n}条", source=f"s{n % 3}", tags=[bitcoin, etf], published_at=at)
        for n in range(PAGE)
    ]
    for n in range(0, PAGE, 3):
        tell(*made[n : n + 3], importance=80, reasons=["甲"])
    Article.objects.update(is_important=True)
    client.cookies["reader"] = "1.w:bitcoin.x:quiet.o:quiet"
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        text(client, "/")  # nothing is kept yet: figures, day, 要闻, 谁先报
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        text(client, f"/?{query}")


@pytest.mark.django_db
def test_the_choice_reads_an_address(bitcoin: Tag) -> None:
    chosen = choice({"kind": "flash", "coin": "bitcoin", "important": "0", "other": "1"})
    assert chosen == Choice(kind="flash", coin=bitcoin)
    assert chosen.query == "kind=flash&coin=bitcoin"
    assert (chosen.nav, Choice().nav, Choice(mine=True).nav) == ("", "all", "mine")
    only = Reader(important_only=True)
    assert choice({}, only) == Choice(important=True)
    assert choice({"after": "x"}, only).important
    assert not choice({"important": "0"}, only).important
    assert not choice({"kind": "flash"}, only).important
    with pytest.raises(NoSuchList, match="no outlet"):
        choice({"source": "none"})


@pytest.mark.django_db
def test_a_wild_cookie_changes_no_list(client: Client, make: Make) -> None:
    one = make()
    for wild in ("1.x:~~~.o:a b", "9.i:1", '1.w:"><script>', "\udc80"):
        assert read(wild).muted_tags == ()
    client.cookies["reader"] = "1.w:'; DROP TABLE--.i:maybe"
    assert shown(text(client, "/")) == [one.pk]
