"""Why a report is 重要, in words."""

from aggregator.articles.models import Article
from aggregator.stories.importance import IMPORTANT
from aggregator.stories.models import Story
from aggregator.stories.reasons import reasons_of, why_important

TOLD = Story(importance=IMPORTANT, reasons=["5 家媒体报道", "涉及比特币"])


def test_what_is_not_important_has_no_reasons() -> None:
    assert reasons_of(Article(is_important=False), TOLD) == []
    assert why_important(Article(is_important=False), TOLD) == ""


def test_the_reasons_are_those_of_the_event() -> None:
    assert reasons_of(Article(is_important=True), TOLD) == ["5 家媒体报道", "涉及比特币"]
    assert why_important(Article(is_important=True), TOLD, most=1) == "5 家媒体报道"


def test_the_editor_has_the_first_word_and_the_outlet_the_last() -> None:
    chosen = Article(is_important=True, locked_fields=["is_important"])
    assert reasons_of(chosen, TOLD) == ["编辑选为重要消息"]
    for story in (None, Story(importance=0, reasons=["2 家媒体报道"])):
        assert why_important(Article(is_important=True), story) == "媒体标为重要消息"
