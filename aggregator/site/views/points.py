"""The points of a chart as JSON, for the script that draws it anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.http import JsonResponse
from django.utils.cache import patch_cache_control

from aggregator.market.history import Point

SECONDS = 60


def points_answer(
    points: Sequence[Point],
    *,
    start: datetime,
    end: datetime,
    gap: timedelta,
    marks: Sequence[Mapping[str, object]] = (),
) -> JsonResponse:
    """`{start, end, gap, zone, times, values, marks}`; times in Unix seconds, the gap in seconds."""
    response = JsonResponse(
        {
            "start": int(start.timestamp()),
            "end": int(end.timestamp()),
            "gap": int(gap.total_seconds()),
            "zone": settings.TIME_ZONE,
            "times": [int(point.at.timestamp()) for point in points],
            "values": [float(f"{point.value:.8g}") for point in points],
            "marks": list(marks),
        },
        json_dumps_params={"ensure_ascii": False},
    )
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
