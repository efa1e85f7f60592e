"""A database for a measurement: its tables, and a feed for each outlet of the items."""

from collections.abc import Iterable

from django.core.management import call_command

from aggregator.feeds.catalogue import load_catalogue
from aggregator.feeds.models import Feed, Source


def make_tables() -> None:
    """Bring the database of this process's settings up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def make_feeds(slugs: Iterable[str]) -> dict[str, Feed]:
    """One mixed feed for each outlet, with the openings that the catalogue knows of it."""
    known = {spec.slug: spec for spec in load_catalogue()}
    feeds = {}
    for slug in sorted(set(slugs)):
        spec = known.get(slug)
        source = Source.objects.create(
            slug=slug,
            name=spec.name if spec else slug,
            boilerplate=list(spec.boilerplate) if spec else [],
        )
        feeds[slug] = Feed.objects.create(
            source=source, title=slug, url=f"https://{slug}.example/rss", enabled=False
        )
    return feeds
