"""Which articles are read again, and that a kill loses nothing."""

from datetime import timedelta

import pytest

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.articles.signals import articles_changed
from aggregator.language import Book, dictionary_version, install, shipped
from aggregator.words import current
from aggregator.words import sweep as sweeping
from aggregator.words.models import DictionaryVersion
from aggregator.words.sweep import SETTLE, sweep_all
from tests.words.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def run(now=LATER, stop=lambda: False) -> bool:
    return sweep_all(lambda: now, stop)


def tags(article: Article) -> set[str]:
    return set(ArticleTag.objects.filter(article=article).values_list("tag__slug", flat=True))


@pytest.fixture
def told(tell):
    """Three articles, read with the shipped dictionary, and indexed."""
    articles = tell("柠檬鲸上线主网", "比特币突破九万美元", "狗狗币大涨百分之十")
    Article.objects.update(index_pending=False)
    return articles


def test_only_the_articles_that_say_the_word_are_read_again(told, save) -> None:
    version = save("lemon-whale", "柠檬鲸")
    assert run()
    version.refresh_from_db()
    assert (version.total, version.examined, version.touched) == (3, 3, 1)
    assert version.swept_at == LATER
    for article in told:
        article.refresh_from_db()
    lemon, bitcoin, _ = told
    assert tags(lemon) == {"lemon-whale"}
    assert lemon.dictionary == version.version
    assert (lemon.index_pending, lemon.updated_at) == (True, LATER)
    assert bitcoin.dictionary == shipped().version
    assert not bitcoin.index_pending


def test_an_article_under_a_changed_tag_is_read_again(told, save) -> None:
    _, _, doge = told
    save("dogecoin", "狗狗币", aliases=[], ticker="DOGE", weight=99)
    assert run()
    doge.refresh_from_db()
    assert doge.dictionary == dictionary_version()
    assert tags(doge) == {"dogecoin"}


def test_a_word_switched_off_takes_its_tags_along(told, save) -> None:
    save("dogecoin", "狗狗币", off=True)
    assert run()
    assert tags(told[2]) == set()


def test_what_editors_ruled_and_locked_stays(told, save) -> None:
    lemon = told[0]
    mine = Tag.objects.create(slug="mine", name="自拟", kind="topic")
    ArticleTag.objects.create(article=lemon, tag=mine, by_editor=True, sorted_at=NOW)
    lemon.lock(["has_figures"])
    lemon.has_figures = True
    lemon.save()
    save("lemon-whale", "柠檬鲸")
    run()
    lemon.refresh_from_db()
    assert tags(lemon) == {"lemon-whale", "mine"}
    assert lemon.has_figures


def test_the_rooms_above_hear_of_it(told, save, django_capture_on_commit_callbacks) -> None:
    heard: list[int] = []

    def hear(ids, **_) -> None:
        heard.extend(ids)

    articles_changed.connect(hear)
    save("lemon-whale", "柠檬鲸")
    with django_capture_on_commit_callbacks(execute=True):
        run()
    articles_changed.disconnect(hear)
    assert heard == [told[0].pk]


def test_a_kill_in_mid_sweep_goes_on_from_there(told, save, monkeypatch) -> None:
    version = save("cry", "突破", kind="term", aliases=["上线", "大涨"])
    monkeypatch.setattr(sweeping, "CHUNK", 1)
    write_down = sweeping.write_down
    written: list[int] = []

    def die_at_the_second(readings, now) -> int:
        if len(written) == 1:
            raise KeyboardInterrupt
        written.extend(reading.article for reading in readings)
        return write_down(readings, now)

    monkeypatch.setattr(sweeping, "write_down", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run()
    version.refresh_from_db()
    assert (version.examined, version.swept_at) == (1, None)
    assert written == [max(a.pk for a in told)], "the newest first"
    monkeypatch.setattr(sweeping, "write_down", write_down)
    assert run(), "somebody else still holds the lease"
    version.refresh_from_db()
    assert version.examined == 1
    assert run(LATER + sweeping.LEASE)
    version.refresh_from_db()
    assert (version.examined, version.touched) == (3, 3)
    assert version.swept_at is not None


def test_a_sweep_that_must_stop_says_so_and_is_free_at_once(told, save, monkeypatch) -> None:
    version = save("cry", "突破", kind="term")
    monkeypatch.setattr(sweeping, "CHUNK", 1)
    asked = iter([False, True])
    assert not run(stop=lambda: next(asked))
    assert not run(stop=lambda: True)
    assert run()
    version.refresh_from_db()
    assert version.examined == 3


def test_an_article_that_came_in_with_the_old_book_is_found_later(told, tell, save) -> None:
    version = save("lemon-whale", "柠檬鲸")
    run()
    new = dictionary_version()
    install(Book(shipped()))  # a worker that has not looked yet
    Article.objects.update(index_pending=False)
    late, other = tell("又见柠檬鲸来了", "以太坊手续费新低", now=LATER)
    assert tags(late) == set()
    current.forget()
    run(NOW + SETTLE)
    assert dictionary_version() == new
    assert tags(late) == {"lemon-whale"}
    other.refresh_from_db()
    assert other.dictionary == shipped().version
    version.refresh_from_db()
    assert (version.touched, version.settled_at) == (2, NOW + SETTLE)


def test_an_article_edited_while_it_was_read_is_read_once_more(told, save) -> None:
    save("lemon-whale", "柠檬鲸")
    readings = sweeping.read_again([told[1].pk])
    Article.objects.filter(pk=told[1].pk).update(title="柠檬鲸改了标题再发")
    assert sweeping.write_down(readings, LATER) == 1
    assert tags(told[1]) == {"lemon-whale"}


def test_a_change_of_very_many_words_touches_the_same_articles(told, save) -> None:
    many = [f"某某生僻词{number}号" for number in range(300)]
    save("many", "柠檬鲸", aliases=many)
    run()
    version = DictionaryVersion.objects.first()
    assert version is not None
    assert version.touched == 1


def test_an_empty_newsroom_is_swept_at_once(save) -> None:
    version = save("lemon-whale", "柠檬鲸")
    assert run()
    version.refresh_from_db()
    assert (version.total, version.swept_at) == (0, LATER)
