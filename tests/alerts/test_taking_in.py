"""Which articles become deliveries, and that each does once, whatever is killed or repeated."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from aggregator import language
from aggregator.alerts import current, taking_in
from aggregator.alerts.models import Delivery, Looked, Progress, SavedSearch
from aggregator.alerts.taking_in import FRESH, PER_HOUR, take_in, take_in_pending
from aggregator.articles.models import Article, Tag
from aggregator.search.query.query import Clause, Query
from tests.alerts.conftest import NOON, SAVED, Make, Save

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def pairs() -> list[tuple[int, int]]:
    return sorted(Delivery.objects.values_list("search_id", "article_id"))


def test_what_matches_is_to_be_sent_at_once(make: Make, save: Save) -> None:
    hack, whale = save("黑客"), save("巨鲸")
    one, two = make("黑客盗走比特币"), make("巨鲸转出，黑客得手")
    make("别的消息")
    assert take_in(list(Article.objects.values_list("pk", flat=True)), NOON) == 3
    assert pairs() == [(hack.pk, one.pk), (hack.pk, two.pk), (whale.pk, two.pk)]
    made = Delivery.objects.first()
    assert (made.state, made.next_at, made.created_at, made.attempts) == ("waiting", NOON, NOON, 0)


def test_a_name_is_found_under_any_of_its_names(make: Make, save: Save) -> None:
    search = save("大饼")
    bitcoin = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin")
    one = make("BTC 突破新高", tags=[bitcoin])
    take_in([one.pk], NOON)
    assert pairs() == [(search.pk, one.pk)]


def test_a_saved_search_is_never_widened(make: Make, save: Save) -> None:
    save("黑客 跨链桥")
    assert take_in([make("黑客得手").pk], NOON) == 0


def test_an_edit_sends_nothing_twice_and_what_it_brings_in_once(make: Make, save: Save) -> None:
    search = save("黑客")
    one, two = make("黑客得手"), make("被盗")
    ids = [one.pk, two.pk]
    assert take_in(ids, NOON) == 1
    Article.objects.filter(pk__in=ids).update(title="黑客，更正", updated_at=NOON + MINUTE)
    assert take_in(ids, NOON + MINUTE) == 1
    assert take_in(ids, NOON + MINUTE) == 0
    assert pairs() == [(search.pk, one.pk), (search.pk, two.pk)]


def test_hidden_articles_wait_until_they_are_shown(make: Make, save: Save) -> None:
    save("黑客")
    one = make("黑客得手", is_hidden=True)
    assert take_in_pending(NOON) == 0
    Article.objects.update(is_hidden=False, updated_at=NOON + MINUTE)
    assert take_in_pending(NOON + MINUTE) == 1
    assert Delivery.objects.get().article_id == one.pk


@pytest.mark.parametrize(
    ("seen", "made"),
    [(NOON, 1), (SAVED, 0), (SAVED - MINUTE, 0), (SAVED + MINUTE, 1)],
)
def test_only_what_came_after_the_search_was_saved(
    make: Make, save: Save, seen: Any, made: int
) -> None:
    save("黑客")
    make("黑客得手", first_seen_at=seen)
    assert take_in_pending(NOON) == made


def test_of_two_searches_each_has_its_own_beginning(make: Make, save: Save) -> None:
    old = save("黑客")
    save("得手", since=NOON + MINUTE)
    one = make("黑客得手")
    take_in_pending(NOON + 2 * MINUTE)
    assert pairs() == [(old.pk, one.pk)]


def test_what_is_no_news_is_left_alone(make: Make, save: Save) -> None:
    save("黑客", since=NOON - 2 * FRESH)
    make("黑客得手", first_seen_at=NOON - FRESH)
    assert take_in_pending(NOON) == 0
    assert not Looked.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"webhook_url": ""}, {"stopped_at": NOON}]
)
def test_searches_that_are_sent_nowhere(make: Make, save: Save, fields: dict[str, Any]) -> None:
    save("黑客", **fields)
    one = make("黑客得手")
    with CaptureQueriesContext(connection) as asked:
        assert take_in([one.pk], NOON) == 0
    assert len(asked) == 1, "no article is read when nobody is told"
    assert take_in_pending(NOON) == 0


def test_a_search_that_stops_while_articles_are_looked_at(
    make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("得手")
    search = save("黑客")
    compiled = current.percolator(NOON)
    SavedSearch.objects.filter(pk=search.pk).update(is_active=False)
    monkeypatch.setattr(taking_in, "percolator", lambda now: compiled)
    assert take_in([make("黑客得手").pk], NOON) == 1


def test_a_kill_before_the_commit_leaves_all_of_it_to_the_sweep(
    make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = save("黑客")
    one = make("黑客得手")

    def killed(*_: object, **__: object) -> None:
        raise DatabaseError("the worker is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Looked.objects, "bulk_create", killed)
        with pytest.raises(DatabaseError):
            take_in([one.pk], NOON)
    assert pairs() == []
    assert take_in_pending(NOON) == 1
    assert take_in_pending(NOON) == 0
    assert pairs() == [(search.pk, one.pk)]


def test_an_article_edited_while_it_is_looked_at_is_looked_at_again(
    make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("黑客")
    one = make("被盗")
    real = taking_in.document

    def edited(article: Article) -> Any:
        Article.objects.filter(pk=one.pk).update(title="黑客", updated_at=NOON + MINUTE)
        return real(article)

    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "document", edited)
        assert take_in([one.pk], NOON) == 0
    assert take_in_pending(NOON + MINUTE) == 1


def test_an_hour_has_a_bound_and_what_is_beyond_is_counted(make: Make, save: Save) -> None:
    search, other = save("黑客"), save("巨鲸")
    for n in range(PER_HOUR + 3):
        make(f"黑客第 {n} 次得手")
    assert take_in_pending(NOON) == PER_HOUR
    make("黑客与巨鲸")
    assert take_in_pending(NOON + MINUTE) == 1
    search.refresh_from_db()
    assert (search.skipped, search.skipped_at) == (4, NOON + MINUTE)
    assert Delivery.objects.filter(search=other).count() == 1
    make("黑客又来", first_seen_at=NOON + timedelta(hours=2))
    assert take_in_pending(NOON + timedelta(hours=2)) == 1


def test_marks_go_once_nothing_can_come_from_before_them(make: Make, save: Save) -> None:
    save("黑客", since=NOON - timedelta(days=9))
    old = make("黑客甲")
    take_in_pending(NOON)
    new = make("黑客乙", first_seen_at=NOON + 2 * FRESH)
    late = make("黑客丙", first_seen_at=NOON + 2 * FRESH)
    take_in_pending(NOON + 2 * FRESH)
    assert Progress.current().upto == old.pk
    assert set(Looked.objects.values_list("pk", flat=True)) == {new.pk, late.pk}
    assert take_in_pending(NOON + 4 * FRESH) == 0
    assert (Progress.current().upto, Looked.objects.count()) == (late.pk, 0)
    Article.objects.update(updated_at=NOON + 4 * FRESH)
    assert take_in_pending(NOON + 4 * FRESH) == 0
    assert Delivery.objects.count() == 3


def test_a_number_that_is_not_committed_yet_is_not_passed_over(make: Make, save: Save) -> None:
    save("黑客", since=NOON - timedelta(days=9))
    old = make("旧", first_seen_at=NOON - 2 * FRESH)
    pending = make("黑客得手")
    make("黑客乙")
    later = {field.attname: getattr(pending, field.attname) for field in Article._meta.fields}
    pending.delete()
    take_in_pending(NOON)
    assert Progress.current().upto == old.pk
    Article.objects.create(**later)
    assert take_in_pending(NOON) == 1


class TestCompiling:
    """When the searches are compiled anew."""

    @pytest.fixture
    def compiled(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """How many searches each compiling was given."""
        made: list[int] = []

        class Counting(current.Percolator):
            def __init__(self, searches: Any, frequencies: Any) -> None:
                made.append(len(searches))
                super().__init__(searches, frequencies)

        monkeypatch.setattr(current, "Percolator", Counting)
        return made

    def test_not_for_every_article(self, make: Make, save: Save, compiled: list[int]) -> None:
        save("黑客")
        for _ in range(3):
            take_in([make("黑客").pk], NOON)
        assert compiled == [1]

    def test_for_every_change_of_a_search(
        self, make: Make, save: Save, compiled: list[int]
    ) -> None:
        one, other = save("黑客"), save("巨鲸")
        current.percolator(NOON)
        one.query = "得手"
        one.save()
        take_in([make("得手").pk], NOON)
        other.delete()
        current.percolator(NOON)
        assert compiled == [2, 2, 1]
        assert Delivery.objects.get().search_id == one.pk

    def test_for_another_day_and_another_dictionary(
        self, save: Save, compiled: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        save("黑客")
        current.percolator(NOON)
        current.percolator(NOON + timedelta(hours=13))
        assert len(compiled) == 2
        monkeypatch.setattr(current, "dictionary_version", lambda: f"{language.book()}-new")
        current.percolator(NOON + timedelta(hours=13))
        assert len(compiled) == 3

    def test_a_query_that_means_nothing_is_named_and_left_out(
        self, save: Save, compiled: list[int], caplog: pytest.LogCaptureFixture
    ) -> None:
        save("……")
        save("黑客")
        current.percolator(NOON)
        assert compiled == [1]
        assert "'……'" in caplog.text


def test_a_sample_says_what_is_common(make: Make) -> None:
    for n in range(4):
        make("比特币" if n else "黑客得手")
    counted = current.frequencies(current._latest())
    bitcoin, hack = current.Term("title", "比特币"), current.Term("title", "黑客")
    assert (counted[bitcoin], counted[hack]) == (750, 250)
    assert counted[current.Term("source", "outlet")] == 1000
    assert current.frequencies([]) == {}


def test_a_clause_of_one_source_alone(make: Make, save: Save, monkeypatch: Any) -> None:
    """Filters stand in plans as terms; the percolator needs no word."""
    from aggregator.search.plan import Term

    monkeypatch.setattr(current, "plan", lambda query, reach: Term("source", query.text))
    monkeypatch.setattr(
        current, "parse", lambda text, day: Query(text, (Clause("source", text, text, 0, 1),))
    )
    search = save("odaily")
    one = make("题", source="odaily")
    make("题", source="panews")
    take_in_pending(NOON)
    assert pairs() == [(search.pk, one.pk)]
