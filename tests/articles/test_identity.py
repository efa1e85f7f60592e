from dataclasses import dataclass, replace

from aggregator.articles.draft import Draft
from aggregator.articles.identity import Verdict, match
from aggregator.articles.understand import Understanding

DRAFT = Draft(
    url_key="u1", guid_key="g1", url="https://e.com/1", title="题", html="", text="", excerpt="",
    author="", image_url="", kind="flash", published=None, flags=(), important=False,
    content_hash="c1", understanding=Understanding((), {}),
)  # fmt: skip


@dataclass
class Row:
    pk: int = 1
    url: str = "https://e.com/1"
    url_key: str = "u1"
    guid_key: str = "g1"
    title: str = "题"
    content_hash: str = "c1"
    feed_id: int | None = 1


def verdict(draft: Draft, row: Row, feed: int = 1) -> Verdict:
    return match(draft, feed, {row.url_key: row}, {row.guid_key: row}).verdict


def test_an_unknown_draft_is_new() -> None:
    assert match(DRAFT, 1, {}, {}).verdict is Verdict.NEW


def test_the_same_wording_is_the_same() -> None:
    assert verdict(DRAFT, Row()) is Verdict.SAME


def test_an_edited_title_at_the_same_address_is_a_revision() -> None:
    assert verdict(replace(DRAFT, title="新题", content_hash="c2"), Row()) is Verdict.REVISED


def test_a_new_address_with_guid_and_title_is_the_same_article() -> None:
    assert verdict(replace(DRAFT, url_key="u2"), Row()) is Verdict.SAME


def test_a_guid_that_comes_again_for_something_else_is_a_new_article() -> None:
    other = replace(DRAFT, url="https://e.com/2", url_key="u2", title="别的事", content_hash="c2")
    assert verdict(other, Row()) is Verdict.NEW


def test_an_item_without_address_is_known_by_its_guid() -> None:
    edited = replace(DRAFT, url="", url_key="u2", title="新题", content_hash="c2")
    assert verdict(edited, Row()) is Verdict.REVISED


def test_only_the_feed_that_brought_an_article_revises_it() -> None:
    edited = replace(DRAFT, content_hash="c2")
    assert verdict(edited, Row(feed_id=2)) is Verdict.SAME
    assert verdict(edited, Row(feed_id=None)) is Verdict.REVISED
