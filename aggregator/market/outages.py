"""Remember which provider gives nothing, since when, and until when to leave it alone."""

from datetime import datetime, timedelta

from aggregator.market.models import Outage
from aggregator.market.provider import ProviderError

_LONGEST_REASON = 300


def begin(subject: str, provider: str, error: ProviderError, now: datetime) -> None:
    """Note that a provider failed at `now`; the first failure in a row sets `since`."""
    wait = error.retry_after_seconds
    newest = {
        "provider": provider,
        "reason": str(error)[:_LONGEST_REASON],
        "latest": now,
        "resume_at": now + timedelta(seconds=wait) if wait else None,
    }
    Outage.objects.update_or_create(
        subject=subject, defaults=newest, create_defaults={**newest, "since": now}
    )


def end(subject: str) -> None:
    """The provider answered."""
    Outage.objects.filter(subject=subject).delete()


def is_resting(subject: str, provider: str, now: datetime) -> bool:
    """Whether the provider asked not to be asked yet. Another one in its place is asked."""
    return Outage.objects.filter(subject=subject, provider=provider, resume_at__gt=now).exists()
