"""The page of a tag."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.articles.models import Tag
from aggregator.language import lexicon
from aggregator.site import cursors, timeline
from aggregator.site.pagecache import kept_page
from aggregator.site.reader import reader
from aggregator.site.views import lists


@require_safe
@kept_page(params=("after",), parts=True)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles filed under a tag."""
    now = timezone.now()
    taste = reader(request.COOKIES)
    one = _known(slug)
    try:
        found = timeline.of_tag(one, request.GET.get("after", ""), taste)
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    aliases = [name for name in one.aliases if isinstance(name, str) and name != one.name]
    context = {
        "tag": one,
        "aliases": aliases[:8],
        "watching": one.slug in taste.watched,
        "muting": one.slug in taste.muted_tags,
    }
    return lists.answer(request, "site/tag.html", found, context, now=now)


def _known(slug: str) -> Tag:
    """The tag; for a name of the lexicon that no article carries yet, one that is not saved.

    The price strip links to coins before the first article that names them has come.
    """
    found = Tag.objects.filter(slug=slug).first()
    if found is not None:
        return found
    term = lexicon().by_slug.get(slug)
    if term is None:
        raise Http404
    return Tag(
        slug=slug, name=term.name, kind=term.kind, ticker=term.ticker, aliases=list(term.aliases)
    )
