"""Celery's shells around polling. They stand here, not in `feeds`, because they end in articles."""

from celery import shared_task
from django.utils import timezone

from aggregator.articles.poll import poll
from aggregator.articles.rewrite import rewrite_some
from aggregator.feeds.lease import batches_by_host, lease_due
from aggregator.feeds.models import Feed


@shared_task
def poll_due() -> None:
    """Lease the feeds that are due and hand them out in batches."""
    leased = lease_due(timezone.now())
    for batch in batches_by_host(Feed.objects.filter(pk__in=leased)):
        fetch_batch.delay(batch)


@shared_task(acks_late=False)
def fetch_batch(feed_ids: list[int]) -> None:
    """Poll the feeds of one batch.

    Acknowledged at its start: a batch that is killed comes back by its leases, and one that is
    always too slow must not come back for ever.
    """
    poll(feed_ids, timezone.now())


@shared_task(acks_late=False)
def rewrite_summaries() -> None:
    """Ask the AI endpoint, if there is one, for the summaries of the latest long articles."""
    rewrite_some(timezone.now())
