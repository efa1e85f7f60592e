"""What a reader who is typing may mean, as a piece of a page."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.search.suggest import suggest as suggestions
from aggregator.search.suggest.suggesting import LONGEST

_SECONDS = 30


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The options of a list box, empty when there are none; the same for every reader."""
    typed = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    found = suggestions(typed, timezone.now())
    context = {"found": found, "idle": not typed.strip()}
    response = HttpResponse(render_to_string("site/_suggest.html", context).strip())
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response
