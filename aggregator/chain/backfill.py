"""The past of a network, filled in piece by piece, as far as its provider tells it."""

import logging
from datetime import datetime, timedelta

from aggregator.chain import record
from aggregator.chain.models import Fill
from aggregator.chain.provider import Provider
from aggregator.market import outages
from aggregator.market.models import Outage
from aggregator.market.provider import ProviderError

logger = logging.getLogger(__name__)

# A provider that failed is not asked for the past again before that.
REST = timedelta(minutes=10)


def fill_one(provider: Provider, now: datetime) -> bool:
    """Ask for the next piece and keep it; gives whether anything was asked.

    Another provider in the old one's place begins anew. A failure is logged and noted.
    """
    fill = Fill.objects.filter(network=provider.network, provider=provider.name).first()
    subject = f"{provider.network}-past"
    if (fill and fill.done) or _rests(subject, provider.name, now):
        return False
    try:
        past = provider.past(fill.mark if fill else "", now)
    except ProviderError as error:
        logger.warning("%s: %s", subject, error)
        outages.begin(subject, provider.name, error, now)
        return True
    outages.end(subject)
    record.keep_past(provider.network, past)
    Fill.objects.update_or_create(
        network=provider.network,
        defaults={
            "provider": provider.name,
            "mark": past.mark or "",
            "done": past.mark is None,
        },
    )
    return True


def _rests(subject: str, provider: str, now: datetime) -> bool:
    failed = Outage.objects.filter(subject=subject, provider=provider, latest__gt=now - REST)
    return failed.exists() or outages.is_resting(subject, provider, now)
