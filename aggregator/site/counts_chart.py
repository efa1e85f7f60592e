"""How many articles a day named a tag, as bars."""

from datetime import date, datetime, time, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from aggregator.site.charts import bars
from aggregator.site.charts.bars import Column
from aggregator.site.charts.drawing import Drawing, Frame
from aggregator.site.charts.line import Window
from aggregator.site.mentions import DAYS, Record

WIDE = Frame(width=760, height=200, gutter=44, top=14, foot=28)
NARROW = Frame(width=312, height=164, gutter=36, top=14, foot=28)

LEAST = 10


def counts_chart(record: Record, now: datetime) -> tuple[Drawing, Drawing]:
    """The same bars on a wide and on a narrow sheet."""
    first = timezone.localtime(record.first).date() if record.first else None
    window, slots = day_window(first, DAYS, now)
    columns = [
        Column(midnight(day), float(count), _title(day, count)) for day, count in record.days
    ]
    wide, narrow = (
        bars.draw(columns, window, slots, frame, signed=False, whole=True)
        for frame in (WIDE, NARROW)
    )
    return wide, narrow


def day_window(first: date | None, most: int, now: datetime) -> tuple[Window, int]:
    """The days from `first` to today, at least `LEAST` and at most `most`: what lies before the
    first figure is not known, and need not be shown."""
    today = timezone.localtime(now).date()
    slots = min(max((today - first).days + 1, LEAST), most) if first else most
    end = midnight(today + timedelta(days=1))
    return Window(end - timedelta(days=slots), end, timedelta(days=1)), slots


def midnight(day: date) -> datetime:
    """The beginning of a day in the zone of the pages."""
    return timezone.make_aware(datetime.combine(day, time()))


def _title(day: date, count: int) -> str:
    said = {"day": dateformat.format(day, _("n月j日")), "count": count}
    return _("%(day)s，%(count)d 篇") % said
