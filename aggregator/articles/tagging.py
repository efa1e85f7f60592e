"""The tags that stand on articles: rows for what the language room recognised."""

from collections.abc import Sequence

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import TagMatch, lexicon


def file_under(matches: Sequence[tuple[Article, Sequence[TagMatch]]]) -> None:
    """Let each article stand under what was recognised in it, and under what editors said.

    An automatic tag that is recognised no longer goes; a tag that an editor set or took away
    stays as the editor left it.
    """
    tags = _tags({one.slug for _, found in matches for one in found})
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
            sorted_at=article.sorted_at,
        )
        for article, found in matches
        for one in found
        if (article.pk, tags[one.slug].pk) not in ruled
    ]
    ArticleTag.objects.bulk_create(rows, ignore_conflicts=True)


def _tags(slugs: set[str]) -> dict[str, Tag]:
    tags = Tag.objects.in_bulk(slugs, field_name="slug")
    terms = lexicon().by_slug
    missing = [
        Tag(
            slug=slug,
            name=terms[slug].name,
            kind=terms[slug].kind,
            ticker=terms[slug].ticker,
            aliases=list(terms[slug].aliases),
        )
        for slug in sorted(slugs - tags.keys())
    ]
    if missing:
        # Another worker may be making the same tag: whoever comes second takes the first's.
        Tag.objects.bulk_create(missing, ignore_conflicts=True)
        tags = Tag.objects.in_bulk(slugs, field_name="slug")
    return tags
