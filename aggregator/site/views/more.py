"""更多: where a thumb finds what the bottom bar has no room for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aggregator.site.views.frame import bare_page


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The rest of the site, as a list."""
    return bare_page(request, "site/more.html", {"nav": "more"})
