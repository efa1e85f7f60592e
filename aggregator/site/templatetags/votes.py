"""What a page says of a tally."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aggregator.votes.tally import Leaning

register = template.Library()

LEANINGS: dict[str, str | Promise] = {
    "up": _("近期偏利好"),
    "down": _("近期偏利空"),
    "even": _("近期看法不一"),
}


@register.filter
def leaning_text(leaning: Leaning) -> str:
    """近期偏利好; nothing when nothing can be said."""
    return str(LEANINGS.get(leaning, ""))
