"""Names of outlets and tags, from the lexicon and the database."""

import pytest

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.search.query.known import HERE, KnownHere, Named

pytestmark = pytest.mark.django_db


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def here(clock: Clock) -> KnownHere:
    return KnownHere(clock)


@pytest.fixture
def outlets() -> None:
    for slug, name in (
        ("chaincatcher", "链捕手 ChainCatcher"),
        ("odaily", "Odaily星球日报"),
        ("foresight-news", "Foresight News"),
        ("foresight-ventures", "Foresight Ventures"),
        ("web3plus", "WEB3+（數位時代）"),
    ):
        Source.objects.create(slug=slug, name=name, credit=f"{slug} 供稿")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("chaincatcher", "chaincatcher"),
        ("链捕手", "chaincatcher"),
        ("鏈捕手", "chaincatcher"),
        ("ＣｈａｉｎＣａｔｃｈｅｒ", "chaincatcher"),
        ("链捕手 ChainCatcher", "chaincatcher"),
        ("星球日报", "odaily"),
        ("ODAILY", "odaily"),
        ("foresight news", "foresight-news"),
        ("链捕", "chaincatcher"),
        ("数位时代", "web3plus"),
        ("WEB3+", "web3plus"),
    ],
)
def test_an_outlet_goes_by_its_slug_and_all_of_its_names(outlets, here, name, slug):
    found = here.source(name)
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("name", ["foresight", "链", "没有", "", "\x00", "\ud800", "x" * 500])
def test_other_names_are_no_outlet(outlets, here, name):
    assert here.source(name) is None


def test_a_new_outlet_is_known_at_once_and_by_all_names_a_minute_later(here, clock):
    assert here.source("新媒体") is None
    Source.objects.create(slug="new", name="新媒体 NewMedia")
    assert here.source("new") == Named("new", "新媒体 NewMedia")
    assert here.source("新媒体") is None
    clock.now = 61.0
    assert here.source("新媒体") == Named("new", "新媒体 NewMedia")


def test_names_are_read_once_a_minute(outlets, here, clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        here.source("链捕手")
        clock.now = 59.0
        here.source("星球日报")


@pytest.mark.parametrize("name", ["比特币", "比特幣", "BTC", "$btc", "大饼", "bitcoin", "Bitcoin"])
def test_a_coin_goes_by_every_name_in_the_lexicon(here, name):
    assert here.tag(name, ("coin",)) == Named("bitcoin", "比特币")


def test_a_name_counts_only_for_its_kind(here):
    assert here.tag("稳定币", ("coin",)) is None
    assert here.tag("稳定币", ("topic",)) == Named("stablecoin", "稳定币")
    assert here.tag("稳定币") == Named("stablecoin", "稳定币")
    assert here.tag("区块链") is None  # a mere word


def test_a_topic_goes_by_the_words_that_are_signs_of_it(here):
    assert here.tag("黑客", ("topic",)) == Named("security-incident", "安全事件")
    assert here.tag("CLARITY 法案") == Named("regulation", "监管")


def test_a_tag_that_an_editor_made_goes_by_all_of_its_names(here):
    Tag.objects.create(
        slug="zhongzhong", name="重重链", kind="coin", ticker="ZZL", aliases=["重哥", 7]
    )
    wanted = Named("zhongzhong", "重重链")
    assert [here.tag(name) for name in ("重重鏈", "zzl", "重哥", "ZHONGZHONG")] == [wanted] * 4
    assert here.tag("重重链", ("topic",)) is None


def test_a_tag_that_was_just_made_is_known(here):
    assert here.tag("重重链") is None
    Tag.objects.create(slug="zhongzhong", name="重重链", kind="coin", ticker="ZZL")
    wanted = Named("zhongzhong", "重重链")
    assert here.tag("重重链") == here.tag("zzl", ("coin",)) == wanted
    assert here.tag("zzl", ("topic",)) is None


def test_what_this_process_changes_it_knows_at_once():
    assert HERE.tag("重哥") is None
    tag = Tag.objects.create(slug="zhongzhong", name="重重链", kind="coin", aliases=["重哥"])
    assert HERE.tag("重哥") == Named("zhongzhong", "重重链")
    tag.delete()
    assert HERE.tag("重哥") is None
    assert HERE.source("新") is None
    Source.objects.create(slug="new", name="新媒体 NewMedia")
    assert HERE.source("newmedia") == Named("new", "新媒体 NewMedia")
