"""Where pages find the live stream, and what the security policy must allow for it.

Derived from the settings alone, never from a request.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

LOCAL = ("127.0.0.1", "localhost")


def port_of(options: Mapping[str, Any]) -> int:
    """The port that the service listens on; 0 when it is switched off."""
    given: int | None = options["LIVE_PORT"]
    if given is not None:
        return given
    port: int = options["PORT"]
    return port + 1 if port < 65535 else port - 1


def address_of(options: Mapping[str, Any], site_url: str) -> str:
    """What pages are told: a URL, a path ("/live"), ":PORT/live" of their own host, or "".

    "" means that pages ask the site every few seconds. That is so, too, where the site is
    https and no LIVE_URL is given: the service itself speaks no TLS.
    """
    if options["LIVE_URL"]:
        return str(options["LIVE_URL"])
    port = port_of(options)
    return f":{port}/live" if port and site_url.startswith("http:") else ""


def origins_of(address: str, site_url: str, hosts: Iterable[str]) -> tuple[str, ...]:
    """The origins beside the site's own that pages connect to; `hosts` are the site's names."""
    if address.startswith(":"):
        port = address[1:].partition("/")[0]
        site = urlsplit(site_url).hostname or ""
        # No policy can name an IPv6 address; ".example.org" stands for all names below it.
        given = (f"*{name}" if name.startswith(".") else name for name in (site, *hosts, *LOCAL))
        named = [name for name in given if name.strip("*") and not set(name) & set("[:;, '")]
        return tuple(dict.fromkeys(f"http://{name}:{port}" for name in named))
    parts = urlsplit(address)
    return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()
