"""The open log: what is written down, and what of it is shown."""

from datetime import timedelta
from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.stories.assign import assign
from aggregator.stories.models import Act, Report
from aggregator.stories.moderation import (
    PARTS,
    corrections,
    known,
    log,
    record_correction,
    record_flag,
    record_ruling,
)
from tests.stories.conftest import NOW, Newsroom


def test_only_reasons_of_the_list_are_kept() -> None:
    assert known("law") == "law"
    assert [known(other) for other in ("", "LAW", "<script>")] == ["", "", ""]


def test_the_newest_comes_first_and_a_page_goes_on_where_the_last_ended(room: Newsroom) -> None:
    article = room.tell("jia", "题", 0)
    for n in range(5):
        record_flag([article], "is_important", bool(n % 2), "", NOW + timedelta(minutes=n // 2))
    first = log(most=2)
    rest = log((first[-1].act.at, first[-1].act.pk), 9)
    told = [line.act.pk for line in (*first, *rest)]
    assert told == sorted(told, reverse=True)
    assert len(told) == 5


def test_what_is_hidden_is_not_named_anywhere(
    room: Newsroom, django_assert_num_queries: Any
) -> None:
    article, other = room.tell("jia", "甲", 0), room.tell("yi", "乙", 9000)
    assign([article.pk, other.pk])
    stories = {r.article_id: r.story_id for r in Report.objects.all()}
    record_ruling(Act.Verb.MERGED, stories[article.pk], stories[other.pk], 2, "", NOW)
    record_correction(article, "旧", ["title", "html"], "wrong", NOW)
    Article.objects.filter(pk=article.pk).update(is_hidden=True)
    with django_assert_num_queries(1):
        lines = log()
        shown = [
            (line.article, line.story, line.into and line.into.lead, line.outlet) for line in lines
        ]
    assert shown == [(None, None, None, "JIA 社"), (None, None, other, "")]
    assert lines[0].changed == [str(PARTS["title"]), str(PARTS["html"])]
    assert corrections(9) == []
    Article.objects.filter(pk=article.pk).update(is_hidden=False)
    (one,) = corrections(9)
    assert (one.act.before, one.article) == ("旧", article)


@pytest.mark.django_db
def test_a_line_outlives_its_article(room: Newsroom) -> None:
    article = room.tell("jia", "题", 0)
    record_flag([article], "is_hidden", True, "outlet", NOW)
    article.delete()
    (line,) = log()
    assert (line.article, line.outlet, str(line.act)) == (None, "", "下线")
