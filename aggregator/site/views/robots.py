"""What programs ask for that look round a site: what they may read, and its mark."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from aggregator.site.tongues.languages import in_language

# Endless, made for one reader, or no pages at all.
_CLOSED = ("/search/", "/settings/", "/vote/", "/live/")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk and what is no page for everyone; and the sitemaps."""
    codes = [code for code, _name in settings.LANGUAGES]
    closed = [in_language(path, code) for path in _CLOSED for code in codes]
    maps = [f"{settings.SITE_URL}{reverse(name)}" for name in ("sitemap", "sitemap_news")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/api/v1/", *closed)),
        "",
        *(f"Sitemap: {address}" for address in maps),
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """The mark, for programs that ask for /favicon.ico without reading a page."""
    return HttpResponseRedirect(static("site/favicon.svg"))
