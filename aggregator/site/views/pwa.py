"""What makes the site an app that opens without a line: manifest, service worker, offline page."""

import hashlib
import json
from typing import cast

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.site.feeds import formats
from aggregator.site.tongues import languages
from aggregator.site.views.frame import bare_page

PAPER = "#f8f7f3"
# Pages that are one reader's own, or never the same twice.
_CLOSED = ("/admin/", "/settings/", "/vote/", "/live/", "/search/")
_KEPT = 30  # pages that a browser keeps for reading without a line
_HOUR = 3600


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """The web application manifest (W3C), in the language of its address."""
    front = reverse("front")
    told = {
        "id": "/",
        "name": _("链讯"),
        "short_name": _("链讯"),
        "description": _(formats.ABOUT),
        "lang": languages.TAGS[languages.current()],
        "start_url": front,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news", "finance"],
        "icons": [
            _icon("icon-192.png", 192),
            _icon("icon-512.png", 512),
            {**_icon("icon-maskable-512.png", 512), "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": _("重要"), "url": f"{front}?important=1"},
            {"name": _("搜索"), "url": reverse("search")},
        ],
    }
    body = json.dumps(told, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/manifest+json; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={_HOUR}"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; 410 where the operator has none, at which those at work end themselves."""
    if not settings.OPTIONS["OFFLINE_READING"]:
        gone = HttpResponse(status=410, content_type="text/plain; charset=utf-8")
        gone["Cache-Control"] = "no-store"
        return gone
    codes = [code for code, _name in settings.LANGUAGES]
    told = {
        "version": _version(),
        "statics": settings.STATIC_URL,
        "languages": [code for code in codes if code != settings.LANGUAGE_CODE],
        "offline": [languages.in_language("/offline/", code) for code in codes],
        "closed": _CLOSED,
        "most": _KEPT,
    }
    body = render_to_string("site/sw.js", {"config": json.dumps(told)})
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return cast("HttpResponse", get_conditional_response(request, etag, None, response))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows for a page that it has not kept, while there is no line."""
    response = bare_page(request, "site/offline.html", {})
    response["Cache-Control"] = f"public, max-age={_HOUR}"
    return response


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(f"site/{name}"), "sizes": f"{size}x{size}", "type": "image/png"}


def _version() -> str:
    """Another one when any static file is another: then what browsers keep is fetched anew."""
    told = getattr(staticfiles_storage, "manifest_hash", "") or static("site/site.css")
    return hashlib.sha256(told.encode()).hexdigest()[:12]
