"""Addresses that a feed gives, made absolute; anything but http and https is dropped."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

LONGEST = 2000
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_IGNORED = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def absolute(href: str, *bases: str) -> tuple[str, bool]:
    """`href` as an absolute http(s) URL, and whether it was refused.

    Relative ones are resolved against the first of `bases` that is itself http(s). ("", False)
    is an empty href; ("", True) is one with another scheme (`javascript:`, `data:`, `file:` …),
    credentials, no host, or no end. Browsers ignore control characters inside a scheme and read
    a backslash as a slash, so both are undone before looking.
    """
    href = _IGNORED.sub("", href).strip().replace("\\", "/")
    if not href:
        return "", False
    if len(href) > LONGEST:
        return "", True
    if not _SCHEME.match(href):
        base = next((base for base in bases if is_http(base)), "")
        if not base:
            return "", True
        try:
            href = urljoin(base, href)
        except ValueError:
            return "", True
    url = _tidy(href) if is_http(href) else ""
    # Looked at again: resolving it and escaping spaces make it longer.
    return (url, False) if url and len(url) <= LONGEST else ("", True)


def is_http(url: str) -> bool:
    """Whether `url` is absolute http(s) with a host, a sane port and no credentials."""
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in {"http", "https"}
        and bool(host)
        and port_fits
        and "@" not in parts.netloc
        and not re.search(r"[\s<>\"'`{}|^%]", host)
    )


def _tidy(url: str) -> str:
    parts = urlsplit(url)
    path, query, fragment = (
        re.sub(r"[\s<>\"]", lambda bad: f"%{ord(bad[0]):02X}" if bad[0] < "\x80" else "", part)
        for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, fragment))
