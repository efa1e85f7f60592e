"""Who a visitor is when proxies stand before the site."""

from collections.abc import Sequence
from wsgiref.types import WSGIApplication

from granian.utils.proxies import wrap_wsgi_with_proxy_headers


def behind(application: WSGIApplication, proxies: Sequence[str]) -> WSGIApplication:
    """The application, told a visitor's address and scheme by these proxies and by nobody else.

    proxies: IP addresses and networks. Of X-Forwarded-For the last address counts that is none of
    them, since what stands before it anybody could have written.
    """
    wrapped: WSGIApplication = wrap_wsgi_with_proxy_headers(application, list(proxies))
    return wrapped
