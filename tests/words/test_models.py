"""The kinds of entries: those of the lexicon files, and those that tags are filed under."""

from aggregator.articles.models import Tag
from aggregator.language import KINDS
from aggregator.words.models import Word


def test_an_entry_may_be_of_every_kind_that_the_files_know() -> None:
    assert set(Word.Kind.values) == KINDS


def test_a_tag_is_called_what_its_entry_is_called() -> None:
    assert dict(Word.Kind.choices).items() >= dict(Tag.Kind.choices).items()
    assert set(Word.Kind.values) - set(Tag.Kind.values) == {"term"}
