"""The living style guide: tokens and components as the pages have them. For developers alone."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.site.styleguide import tokens
from aggregator.site.styleguide.specimens import rendered
from aggregator.site.views.frame import bare_page

_SYMBOL = re.compile(r'<symbol[^>]*\bid="(i-[a-z-]+)"')


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything there is to build a page of; 404 where DEBUG is off."""
    if not settings.DEBUG:
        raise Http404
    now = timezone.now()
    sprite: str = get_template("site/_sprite.svg").render()
    context = {
        "tokens": tokens.read(tokens.FILE.read_text("utf-8")),
        "icons": _SYMBOL.findall(sprite),
        "groups": rendered(now).items(),
        "now": now,
    }
    return bare_page(request, "site/styleguide.html", context)
