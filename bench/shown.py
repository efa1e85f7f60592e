"""The pages of a running demo that stand for the rest: those that are drawn, and judged."""

from aggregator.articles.models import Article
from aggregator.stories.models import Story
from bench.newsroom import BenchError, Running

OUTLETS = 3  # an event is worth a picture once so many tell it
SECONDS = 240


def shown(site: Running) -> dict[str, str]:
    """Paths by name, once the demo has told its events. Raises `BenchError`."""
    site.until(lambda: site.answers("/"), "a page", SECONDS)  # the tables are there by then
    told = Story.objects.filter(outlet_count__gte=OUTLETS, lead__is_hidden=False)
    long = Article.objects.filter(kind=Article.Kind.ARTICLE, is_hidden=False).exclude(html="")
    site.until(lambda: told.count() >= OUTLETS, "a few events of several outlets", SECONDS)
    site.until(long.exists, "an article", SECONDS)
    site.until(lambda: site.answers("/coin/bitcoin/"), "the page of a coin", SECONDS)
    story = told.order_by("-outlet_count", "-importance", "-id").first()
    article = long.order_by("-sorted_at", "-id").first()
    if story is None or article is None:
        raise BenchError("the demo took its events back")
    return {
        "front": "/",
        "story": story.get_absolute_url(),
        "article": article.get_absolute_url(),
        "coin": "/coin/bitcoin/",
        "search": "/search/?q=%E6%AF%94%E7%89%B9%E5%B8%81",
        "chain": "/chain/",
    }
