"""The latest corrections that readers could notice: headlines that outlets or editors changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from aggregator.articles.models import Article, Revision
from aggregator.stories.moderation import corrections

SHOWN = 30
LOOKED_AT = 300  # newest revisions: most of them change the text and leave the headline


@dataclass(frozen=True, slots=True)
class Correction:
    """A headline before and after; `at` is when we saw the change, or when the editor made it."""

    at: datetime
    article: Article
    before: str
    after: str
    by_editor: bool


def latest() -> tuple[Correction, ...]:
    """The newest of them, at most `SHOWN`; two queries. What is hidden now is left out."""
    edited = list(_of_editors())
    found = [*_of_outlets(edited), *edited]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN])


def _of_outlets(edited: Iterable[Correction]) -> Iterable[Correction]:
    """What an outlet's last wording became is what an editor found there, if one came after it."""
    found_there = {one.article.pk: one for one in edited}  # the earliest edit stays
    newest = list(
        Revision.objects.filter(article__is_hidden=False)
        .select_related("article__source")
        .defer("html", "article__html", "article__text")
        .order_by("-pk")[:LOOKED_AT]
    )
    following: dict[int, str] = {}
    chains: dict[int, list[Revision]] = {}
    for row in newest:  # the newest first, and whole from there on
        chains.setdefault(row.article_id, []).append(row)
    for rows in chains.values():
        edit = found_there.get(rows[0].article_id)
        later = edit is not None and edit.at > rows[0].seen_at
        following[rows[0].pk] = edit.before if edit and later else rows[0].article.title
        following |= {older.pk: newer.title for newer, older in pairwise(rows)}
    for row in newest:
        if row.title != following[row.pk]:
            yield Correction(row.seen_at, row.article, row.title, following[row.pk], False)


def _of_editors() -> Iterable[Correction]:
    for line in corrections(SHOWN):
        article = line.article
        if article is not None and line.act.before != article.title:
            yield Correction(line.act.at, article, line.act.before, article.title, True)
