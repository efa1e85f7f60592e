"""The site at 100,000 articles: kept and made pages beside the same server's plain response."""

import logging
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from aggregator.search.rebuild import rebuild
from bench.figure import Figure
from bench.fill import fill
from bench.items import read_items
from bench.newsroom import running
from bench.outlets import make_tables
from bench.queries import asked_by
from bench.site.loading import Loaded, figures_of, half, loaded
from bench.site.plain import BARE, PLAIN
from bench.site.served import served
from bench.site.weight import Weight, weigh

HEALTH = "/healthz"
SECONDS_TO_COME_UP = 60
WORDS = "比特币"
# More than a round lasts: what is measured is a page that is kept.
KEPT = 600
MOST_BYTES = 45 * 1024


def measure(articles: int) -> list[Figure]:
    """Fill, build the index, start everything, and ask from another process."""
    make_tables()
    name, items = read_items()
    # Its state goes to Valkey, which is not there yet.
    logging.getLogger("aggregator.search.jobs").setLevel(logging.ERROR)
    started = time.monotonic()
    made = fill(items, articles, timezone.now() - timedelta(minutes=1))
    rebuild()
    print(f"bench: {made:,} articles in {time.monotonic() - started:.0f} s", file=sys.stderr)
    with running(Path(settings.VAR), "none") as site:
        site.until(lambda: site.answers(HEALTH), HEALTH, SECONDS_TO_COME_UP)
        return asked(Path(settings.VAR), f"{made:,} articles made of {name}")


def asked(var: Path, note: str) -> list[Figure]:
    """The figures of a newsroom that runs in `var`."""
    pages = places()
    with served(var, page_seconds=KEPT) as base:
        weight = weigh(base + pages["front"])
        limits = {
            "plain": f"{PLAIN}{weight.page}",
            "bare": f"{BARE}{weight.page}",
            "healthz": HEALTH,
        }
        kept = loaded(base, limits | {"front": pages["front"]})
        kept_half = half(base, pages["front"], kept["front"])
    with served(var, page_seconds=0) as base:
        anew = loaded(base, limits | pages)
        anew_half = half(base, pages["front"], anew["front"])
    return [
        *figures_of("kept", kept, kept_half, note),
        *figures_of("made anew", anew, anew_half, "PAGE_SECONDS=0"),
        *_weights(weight),
        *_queries(pages, anew),
    ]


def places() -> dict[str, str]:
    """The path of each page: the newest article and story, the tag with the most articles."""
    newest = Article.objects.filter(is_lead=True).order_by("-sorted_at", "-id")[:1].get()
    told = Article.objects.filter(report__story__report_count__gt=1, is_lead=True)
    busiest = Tag.objects.annotate(size=Count("tagged")).order_by("-size")[:1].get()
    latest = told.select_related("report__story").order_by("-sorted_at").first()
    story = {"story": latest.report.story.get_absolute_url()} if latest else {}
    return {
        "front": "/",
        "article": newest.get_absolute_url(),
        **story,
        "tag": busiest.get_absolute_url(),
        "search": f"{reverse('search')}?q={quote(WORDS)}",
    }


def _weights(weight: Weight) -> list[Figure]:
    parts = {"HTML": weight.page, "CSS": weight.styles, "JS": weight.scripts}
    note = ", ".join(f"{name} {size / 1024:.1f}" for name, size in parts.items())
    return [
        Figure("site", "first view of the front page, gzip", weight.all / 1024, "KiB",
               MOST_BYTES / 1024, "the most it may be", note)
    ]  # fmt: skip


def _queries(pages: dict[str, str], found: dict[str, Loaded]) -> list[Figure]:
    figures = []
    for what, path in pages.items():
        with override_settings(PAGE_SECONDS=0, FRAGMENT_SECONDS=0):
            one = asked_by(path)
        for finding in one.findings:
            print(f"bench: {finding}", file=sys.stderr)
        note = f"{one.ms:.0f} ms of SQL; {found[what].size / 1024:.1f} KiB sent"
        figures.append(Figure("site", f"{what}, database queries", one.count, "queries", note=note))
    return figures
