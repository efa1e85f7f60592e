"""The catalogue put into the database: idempotent, and an editor's word stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from aggregator.feeds.catalogue import FeedSpec, SourceSpec
from aggregator.feeds.models import Feed, Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many feeds are new, and how many sources and feeds took a change."""

    created: int
    changed: int


@transaction.atomic
def load(specs: Iterable[SourceSpec]) -> Loaded:
    """Put each source and feed of a catalogue into the database.

    Sources are known by slug, feeds by key, or by address when an editor added it first. Fields
    that an editor changed stay; feeds that are in no catalogue are left alone.
    """
    created = changed = 0
    for spec in specs:
        source = Source.objects.filter(slug=spec.slug).first() or Source(slug=spec.slug)
        changed += _save(source, _source_values(spec))
        for one in spec.feeds:
            feed = Feed.objects.filter(key=one.key).first()
            feed = feed or Feed.objects.filter(url=one.url).first() or Feed(source=source)
            created += feed.pk is None
            changed += _save(feed, _feed_values(one))
    return Loaded(created, changed - created)


def _save(row: Source | Feed, values: dict[str, object]) -> int:
    fresh = row.pk is None
    if row.sync(values) or fresh:
        row.save()
        return 1
    return 0


def _source_values(spec: SourceSpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "home": spec.home,
        "language": spec.language,
        "text_policy": spec.text_policy,
        "credit": spec.credit,
        "zone": spec.zone,
        "boilerplate": list(spec.boilerplate),
    }


def _feed_values(spec: FeedSpec) -> dict[str, object]:
    return {
        "key": spec.key,
        "title": spec.title,
        "url": spec.url,
        "alternates": list(spec.alternates),
        "kind": spec.kind,
        "enabled": spec.enabled,
        "disabled_reason": spec.disabled_reason,
    }
