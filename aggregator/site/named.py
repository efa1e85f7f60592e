"""The articles filed under a tag, as a list with filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.site import cursors
from aggregator.site.timeline import PAGE, Page, listed, with_outlets


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles of a tag: a kind ("" for both), the important alone."""

    kind: str = ""
    important: bool = False

    @property
    def nav(self) -> str:
        """The filter's name in the row of tabs."""
        return "important" if self.important else self.kind or "all"

    @property
    def query(self) -> str:
        """The filter's query string; "" for none."""
        chosen = {"kind": self.kind, "important": "1" if self.important else ""}
        return urlencode({name: value for name, value in chosen.items() if value})


def of_tag(tag: Tag, chosen: Filter, cursor: str = "") -> Page:
    """A page of the tag's articles, one for each story; three queries. Raises `BadCursor`."""
    name = f"tag:{tag.slug}:{chosen.query}".rstrip(":")
    place = cursors.read(cursor, name) if cursor else None
    if tag.pk is None:  # known to the lexicon, named by no article yet
        return Page((), "", None)
    rows = ArticleTag.objects.filter(
        tag=tag, removed=False, article__is_hidden=False, article__is_lead=True
    ).order_by("-sorted_at", "-article_id")
    if chosen.kind:
        rows = rows.filter(article__kind=chosen.kind)
    if chosen.important:
        rows = rows.filter(article__is_important=True)
    if place:
        rows = rows.filter(sorted_at__lte=place.sorted_at).exclude(
            sorted_at=place.sorted_at, article__gte=place.id
        )
    found = list(rows.values_list("article_id", "sorted_at")[: PAGE + 1])
    by_id = listed(Article.objects.all()).in_bulk([pk for pk, _ in found[:PAGE]])
    articles = [by_id[pk] for pk, _ in found[:PAGE] if pk in by_id]
    following = ""
    if len(found) > PAGE:
        pk, sorted_at = found[PAGE - 1]
        following = cursors.write(cursors.Place(sorted_at, pk), name)
    return Page(with_outlets(articles), following, place.sorted_at if place else None)
