"""The web process: Django behind granian."""

import os
from collections.abc import Sequence
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def behind(proxies: Sequence[str]) -> WSGIApplication:
    """Django, which takes a visitor's address and scheme from these proxies and from nobody else.

    proxies: IP addresses and networks. Of X-Forwarded-For the last address counts that is none of
    them, since what stands before it anybody could have written.
    """
    application: WSGIApplication = wrap_wsgi_with_proxy_headers(
        get_wsgi_application(), list(proxies)
    )
    return application


application = behind(settings.OPTIONS["TRUSTED_PROXIES"])


def _keep_current() -> None:
    from django.core.signals import request_started

    from aggregator.words.current import before_page

    request_started.connect(before_page, dispatch_uid="words.before_page")


_keep_current()
