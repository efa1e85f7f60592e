"""The topics that readers may see."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from aggregator.topics.following import SHOWN
from aggregator.topics.models import Topic

MOST = 100


def listed() -> QuerySet[Topic]:
    """Those in progress and those that ended, whatever moved last first; at most `MOST`."""
    return (
        Topic.objects.filter(state__in=SHOWN)
        .select_related("latest__lead")
        .prefetch_related("tags")
        .order_by(Coalesce(F("latest_at"), F("updated_at")).desc(), "-pk")[:MOST]
    )
