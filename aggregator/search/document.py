"""An article as every engine knows it: the one document form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import lexicon, segment
from aggregator.search.addresses import address_terms
from aggregator.search.grams import BREAK, grams
from aggregator.search.names import name_key

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_BITS = 32
# What is searched of one article; a body that folds to many times its length stays bounded.
TITLE_TOKENS = 400
TEXT_TOKENS = 20_000
GRAMS = 30_000


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of an article. Terms are folded; `title`, `text` and `grams` may repeat them.

    id: the article's; newest: see `newest_key`; stamp: `updated_at` in microseconds since 1970;
    title, text: words, their sub-words, and a mark (`name_mark`) for each name that is told
    there; grams: see `grams`, headline, BREAK, body; tags: slugs of all tags, and the names
    (`unlisted`) of those that the lexicon lacks; about: slugs of those that the article is about;
    coin, topic: slugs of the tags of that kind; month: 2026-03 in the site's zone; important,
    lead: "1" or "0"; addr: see `addresses`. What hangs on the story of an article is not here: it
    changes with every report, and is read from the database (`ranking`).
    """

    id: int
    newest: int
    stamp: int
    title: tuple[str, ...]
    text: tuple[str, ...]
    grams: tuple[str, ...]
    tags: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    coin: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: str = ""
    kind: str = ""
    month: str = ""
    important: str = "0"
    lead: str = "1"
    addr: tuple[str, ...] = ()


def load(ids: Sequence[int]) -> list[Article]:
    """Those of the articles that exist, with sources and tags: three queries."""
    tagged = ArticleTag.objects.filter(removed=False).order_by("id")
    return list(
        Article.objects.filter(pk__in=ids)
        .select_related("source")
        .prefetch_related(Prefetch("tagged", queryset=tagged), "tagged__tag")
        .defer("html", "excerpt")
        .order_by("id")
    )


def document(article: Article) -> Document:
    """The document of an article that `load` gave."""
    rows = list(article.tagged.all())
    told = [row for row in rows if row.tag.kind != Tag.Kind.TOPIC]
    seconds = int(article.sorted_at.timestamp())
    marks = {place: list(_marks(told, place)) for place in ("title", "text")}
    return Document(
        id=article.pk,
        newest=newest_key(seconds, article.pk),
        stamp=stamp_of(article.updated_at),
        title=(*words(article.title)[:TITLE_TOKENS], *marks["title"]),
        text=(*words(article.text)[:TEXT_TOKENS], *marks["text"]),
        grams=tuple([*grams(article.title), BREAK, *grams(article.text)][:GRAMS]),
        tags=(*(row.tag.slug for row in rows), *_unlisted(row.tag for row in rows)),
        about=tuple(row.tag.slug for row in rows if row.about),
        coin=tuple(row.tag.slug for row in rows if row.tag.kind == Tag.Kind.COIN),
        topic=tuple(row.tag.slug for row in rows if row.tag.kind == Tag.Kind.TOPIC),
        source=article.source.slug,
        kind=article.kind,
        month=f"{timezone.localtime(article.sorted_at):%Y-%m}",
        important=str(int(article.is_important)),
        lead=str(int(article.is_lead)),
        addr=address_terms(article.addresses),
    )


def name_mark(slug: str) -> str:
    """The term that stands in `title` or `text` wherever a name of this tag is told."""
    return f"@{slug}"


def unlisted(name: str) -> str:
    """The term for a name of a tag that an editor made: no lexicon leads from it to a slug."""
    return f"={name_key(name)}"


def words(text: str) -> list[str]:
    """The words of a text and their sub-words, folded, in order."""
    return [token.text.replace(" ", "") for token in segment(text)]


def newest_key(seconds: int, article_id: int) -> int:
    """One number that orders by time (epoch seconds, from 1970), then by article."""
    return max(seconds, 0) << _ID_BITS | article_id


def id_of_newest_key(key: int) -> int:
    """The article that `newest_key` was made for."""
    return key & ((1 << _ID_BITS) - 1)


def seconds_of_newest_key(key: int) -> int:
    """The time (epoch seconds) that `newest_key` was made for."""
    return key >> _ID_BITS


def stamp_of(moment: datetime) -> int:
    """Whole microseconds since 1970, exact where a float would not be."""
    return max((moment - _EPOCH) // timedelta(microseconds=1), 0)


def _marks(rows: Iterable[ArticleTag], place: str) -> Iterator[str]:
    """One mark for each time the name is told, as far as the evidence of a tag goes."""
    for row in rows:
        for one in row.evidence:
            if one["place"] == place:
                yield name_mark(row.tag.slug)


def _unlisted(tags: Iterable[Tag]) -> Iterator[str]:
    known = lexicon().by_slug
    for tag in tags:
        if tag.slug not in known:
            names = (tag.name, tag.ticker, *tag.aliases)
            yield from {unlisted(name) for name in names if isinstance(name, str) and name}
