"""`{% piece %}`: an include that is made once for what it is given."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString

from aggregator.site.keeping.fragments import rendered

register = template.Library()


@register.simple_tag
def piece(name: str, **values: Any) -> SafeString:
    """The template with the values named here and no others: `{% piece "x.html" nav=nav %}`.

    It may be a page old, so it must be a function of them; see `fragments.rendered`.
    """
    return rendered(name, values)


@register.filter
def minute(moment: datetime | str) -> datetime | str:
    """The beginning of its minute, for a piece that shows no seconds; "" where there is none."""
    return moment.replace(second=0, microsecond=0) if isinstance(moment, datetime) else moment
