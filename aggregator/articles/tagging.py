"""The tags that stand on articles: rows for what the language room recognised."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import TagMatch, lexicon


def file_under(matches: Sequence[tuple[Article, Sequence[TagMatch]]]) -> None:
    """Let each article stand under what was recognised in it, and under what editors said.

    An automatic tag that is recognised no longer goes; a tag that an editor set or took away
    stays as the editor left it.
    """
    tags = _tags(one for _, found in matches for one in found)
    ids = [article.pk for article, _ in matches]
    ruled = set(
        ArticleTag.objects.filter(article__in=ids, by_editor=True).values_list("article", "tag")
    )
    ArticleTag.objects.filter(article__in=ids, by_editor=False).delete()
    rows = [
        ArticleTag(
            article=article,
            tag=tags[one.slug],
            about=one.about,
            confidence=one.confidence,
            evidence=[asdict(piece) for piece in one.evidence],
            sorted_at=article.sorted_at,
        )
        for article, found in matches
        for one in found
        if (article.pk, tags[one.slug].pk) not in ruled
    ]
    ArticleTag.objects.bulk_create(rows, ignore_conflicts=True)


def _tags(matches: Iterable[TagMatch]) -> dict[str, Tag]:
    """The rows of these tags. Those the lexicon lacks are named by the match itself."""
    wanted = {one.slug: one for one in matches}
    tags = Tag.objects.in_bulk(list(wanted), field_name="slug")
    terms = lexicon().by_slug
    missing = [
        Tag(
            slug=slug,
            name=wanted[slug].name,
            kind=wanted[slug].kind,
            ticker=wanted[slug].ticker,
            aliases=list(terms[slug].aliases) if slug in terms else [],
        )
        for slug in sorted(wanted.keys() - tags.keys())
    ]
    if missing:
        # Another worker may be making the same tag: whoever comes second takes the first's.
        Tag.objects.bulk_create(missing, ignore_conflicts=True)
        tags = Tag.objects.in_bulk(list(wanted), field_name="slug")
    return tags
