"""The types of options: each reads the text of an environment variable.

Every reader raises ValueError for a wrong text; the message says what to write instead.
"""

from collections.abc import Callable
from ipaddress import ip_network
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def text(raw: str) -> str:
    """The words, trimmed."""
    return raw.strip()


def path(raw: str) -> str:
    """A folder, relative to the program's own or absolute."""
    if not raw.strip():
        raise ValueError("name a folder, such as var")
    return raw.strip()


def switch(raw: str) -> bool:
    """True or False."""
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False, "": False}
    if raw.strip().lower() not in words:
        raise ValueError("use 1 or 0")
    return words[raw.strip().lower()]


def count(raw: str) -> int:
    """A whole number, 1 or more."""
    if not raw.strip().isdecimal() or int(raw) == 0:
        raise ValueError("use a whole number, 1 or more")
    return int(raw)


def whole(raw: str) -> int:
    """A whole number, 0 or more."""
    if not raw.strip().isdecimal():
        raise ValueError("use a whole number, 0 or more")
    return int(raw)


def port(raw: str) -> int:
    """A port number."""
    if not raw.strip().isdecimal() or not 1 <= int(raw) <= 65535:
        raise ValueError("use a port from 1 to 65535")
    return int(raw)


def port_or_none(raw: str) -> int | None:
    """A port number; 0 for none at all, None for ""."""
    if raw.strip() in {"", "0"}:
        return 0 if raw.strip() else None
    try:
        return port(raw)
    except ValueError:
        raise ValueError("use a port from 1 to 65535, or 0 to switch it off") from None


def limit(raw: str) -> int:
    """A whole number; 0 for no limit."""
    if not raw.strip().isdecimal():
        raise ValueError("use a whole number; 0 means no limit")
    return int(raw)


def names(raw: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(part.strip() for part in raw.split(",") if part.strip())


def networks(raw: str) -> tuple[str, ...]:
    """IP addresses and networks with commas between them."""
    found = names(raw)
    for one in found:
        try:
            ip_network(one)
        except ValueError as error:
            raise ValueError("use addresses and networks such as 127.0.0.1,10.0.0.0/8") from error
    return found


def url(raw: str) -> str:
    """An http(s) address without a slash at its end; "" for none."""
    text = raw.strip().rstrip("/")
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise ValueError("use an address such as https://example.org")
    _check_port(text)
    return text


def _check_port(address: str) -> None:
    """The library's own words about a bad port may repeat half of a password."""
    try:
        _ = urlsplit(address).port
    except ValueError:
        cure = "its port is no number from 0 to 65535 (in a password write / as %2F, : as %3A)"
        raise ValueError(cure) from None


def site(raw: str) -> str:
    """The site's own address: scheme and host alone; "" for none."""
    text = url(raw)
    parts = urlsplit(text)
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("use scheme and host alone, such as https://example.org")
    return text


def place(raw: str) -> str:
    """An http(s) address, or a path of the site's own; "" for none."""
    text = raw.strip()
    if text.startswith("/") and not text.startswith("//") and not set(text) & set(" ;,?#\\"):
        return text
    found = url(text)
    if set(found) & set(" ;,'?#") or "@" in urlsplit(found).netloc:
        raise ValueError("use a path such as /live, or an address such as https://example.org/live")
    return found


def redis(raw: str) -> str:
    """The address of a Redis; "" for none."""
    text = raw.strip()
    if text and urlsplit(text).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("use an address such as redis://127.0.0.1:6379/0")
    _check_port(text)
    return text


def database(raw: str) -> str:
    """The address of a database; "" for none."""
    text = raw.strip()
    if text and urlsplit(text).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ValueError("use an address such as postgres://user:password@host/newsroom")
    _check_port(text)
    return text


def zone(raw: str) -> str:
    """The name of a time zone that there is."""
    try:
        ZoneInfo(raw.strip())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("use a time zone such as Asia/Shanghai") from error
    return raw.strip()


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader of one of these words."""

    def read(raw: str) -> str:
        if raw.strip() not in allowed:
            raise ValueError(f"use one of: {', '.join(allowed)}")
        return raw.strip()

    return read
