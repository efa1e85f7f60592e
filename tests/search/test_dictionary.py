"""A changed word has those articles indexed again that it touches, and no others."""

import pytest

from aggregator.articles.models import Article
from aggregator.language import dictionary_version
from aggregator.search.asking import search
from aggregator.search.engines.current import current
from aggregator.search.rebuild import rebuild
from aggregator.search.upkeep import keep_up
from aggregator.words.sweep import sweep_all
from tests.words.conftest import NOW, _own_book, feed, save, tell  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def never():
    return False


def stamps():
    return dict(current().live().stamps(0, None))


def ids(query, order="relevance"):
    return {hit.article_id for hit in search(query, order=order).hits}


@pytest.fixture
def told(tell):  # noqa: F811 - a fixture
    articles = tell("柠檬鲸上线主网", "比特币突破九万美元", "狗狗币大涨百分之十")
    rebuild()
    keep_up([], never)
    return articles


def test_only_what_it_touches_is_indexed_again(told, save):  # noqa: F811 - a fixture
    before = stamps()
    lemon = told[0].pk
    save("lemon-whale", "柠檬鲸", aliases=["LMW"])
    assert dictionary_version() != told[0].dictionary
    # In between: readers' queries are cut by the new dictionary, the document by the old one.
    # Its wording is found all the same, by its characters; its other names are not yet.
    assert ids("柠檬鲸") == ids("柠檬鲸", "newest") == {lemon}
    assert search("LMW").total == 0
    assert sweep_all(lambda: NOW.replace(hour=5), never)
    assert list(Article.objects.filter(index_pending=True)) == [told[0]]
    keep_up([], never)
    after = stamps()
    assert {pk for pk in after if after[pk] != before[pk]} == {lemon}
    assert ids("柠檬鲸") == ids("LMW") == {lemon}
    assert search("柠檬鲸").reach == "letters"


def test_a_word_taken_away_touches_the_same(told, save):  # noqa: F811 - a fixture
    save("dogecoin", "狗狗币", off=True)
    before = stamps()
    assert sweep_all(lambda: NOW.replace(hour=5), never)
    keep_up([], never)
    after = stamps()
    assert {pk for pk in after if after[pk] != before[pk]} == {told[2].pk}
    assert ids("狗狗币") == {told[2].pk}
