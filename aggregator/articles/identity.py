"""Is a draft a new article, one we have, or another wording of one we have? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from aggregator.articles.draft import Draft


class Verdict(Enum):
    """What to do with a draft."""

    NEW = "new"
    SAME = "same"
    REVISED = "revised"


class Known(Protocol):
    """The columns of an article that say which one it is."""

    pk: int
    url_key: str
    guid_key: str
    title: str
    content_hash: str
    feed_id: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict and, unless it is NEW, the article it is about."""

    verdict: Verdict
    article: Known | None = None


def match(
    draft: Draft, feed_id: int, by_url: Mapping[str, Known], by_guid: Mapping[str, Known]
) -> Match:
    """Find the draft among the articles we have.

    The address comes first: outlets change titles, not addresses. Then the guid, unless address
    and title both differ: some outlets count their guids from 1 again. Only the feed that brought
    an article may change it; else two feeds with different cuts of a text would revise it in
    turn at every poll.
    """
    known = by_url.get(draft.url_key)
    if known is None and draft.guid_key:
        known = by_guid.get(draft.guid_key)
        if known is not None and known.title != draft.title and draft.url:
            known = None
    if known is None:
        return Match(Verdict.NEW)
    owned = known.feed_id in {None, feed_id}
    if known.content_hash == draft.content_hash or not owned:
        return Match(Verdict.SAME, known)
    return Match(Verdict.REVISED, known)
