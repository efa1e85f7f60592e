"""How many articles a day named a tag, as bars."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from aggregator.site.charts import bars
from aggregator.site.charts.bars import Column
from aggregator.site.charts.drawing import Drawing, Frame
from aggregator.site.charts.line import Window
from aggregator.site.mentions import DAYS, Record

WIDE = Frame(width=760, height=200, gutter=44, top=14, foot=28)
NARROW = Frame(width=312, height=164, gutter=36, top=14, foot=28)


def counts_chart(record: Record, now: datetime) -> tuple[Drawing, Drawing]:
    """The same bars on a wide and on a narrow sheet."""
    end = midnight(timezone.localtime(now).date() + timedelta(days=1))
    window = Window(end - timedelta(days=DAYS), end, timedelta(days=1))
    columns = [
        Column(midnight(day), float(count), _title(day, count)) for day, count in record.days
    ]
    wide, narrow = (
        bars.draw(columns, window, DAYS, frame, signed=False) for frame in (WIDE, NARROW)
    )
    return wide, narrow


def midnight(day: date) -> datetime:
    """The beginning of a day in the zone of the pages."""
    return timezone.make_aware(datetime.combine(day, time()))


def _title(day: date, count: int) -> str:
    said = {"month": day.month, "day": day.day, "count": count}
    return _("%(month)d月%(day)d日，%(count)d 篇") % said
