"""更正: what an article said before, and what became of it, as far as its outlet lets us show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from aggregator.articles import permitted
from aggregator.articles.clean import plain_text
from aggregator.articles.models import Article, Revision
from aggregator.site.story.differs import changed_lines, changed_words

MOST = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A change that we saw at `seen_at` (aware).

    title: both headlines in one, None where it stayed. lines: the paragraphs that changed, both
    wordings in one; empty where the outlet lets us show no whole text. article: whose change it is.
    """

    article: Article
    seen_at: datetime
    title: SafeString | None
    lines: tuple[SafeString, ...] = ()


def changes_of(article: Article) -> list[Change]:
    """The newest `MOST` changes of an article, the newest first; one query, none for no changes."""
    if not article.revised:
        return []
    whole = permitted.whole(article)
    rows = article.revisions.all() if whole else article.revisions.defer("html")
    revisions = list(rows[:MOST])
    return [
        Change(
            article, was.seen_at, _title(was.title, title), _lines(was.html, html) if whole else ()
        )
        for was, (title, html) in zip(
            revisions, _afterwards(article, revisions, whole=whole), strict=False
        )
    ]


def titles_changed(articles: Sequence[Article]) -> list[Change]:
    """The newest `MOST` changes of several articles; one query, none when none was changed."""
    revised = {one.pk: one for one in articles if one.revised}
    if not revised:
        return []
    rows = Revision.objects.filter(article__in=revised).defer("html")[:MOST]
    found: list[Change] = []
    after = {pk: one.title for pk, one in revised.items()}
    for was in rows:
        found.append(
            Change(revised[was.article_id], was.seen_at, _title(was.title, after[was.article_id]))
        )
        after[was.article_id] = was.title
    return found


def _afterwards(
    article: Article, revisions: Sequence[Revision], *, whole: bool
) -> list[tuple[str, str]]:
    """Headline and markup after each change: those of the next one, at last today's."""
    later = [(was.title, was.html if whole else "") for was in revisions]
    return [(article.title, article.html if whole else ""), *later]


def _title(was: str, became: str) -> SafeString | None:
    return None if was == became else changed_words(was, became)


def _lines(was: str, became: str) -> tuple[SafeString, ...]:
    return changed_lines(plain_text(was), plain_text(became))
