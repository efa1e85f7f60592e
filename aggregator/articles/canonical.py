"""One address for one article, however the link to it is written."""

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(
    r"^(utm_.+|spm|scm|from|ref|referer|referrer|fbclid|gclid|yclid|msclkid|igshid|mc_[ce]id|"
    r"_ga|share_.+|shareid|share|isappinstalled|scene|clicktime|enterid|nsukey|wechat_.+|"
    r"si|amp|outputtype|_x_tr_.+|hmsr|hmpl|hmcu|hmkw|hmci|ncid|cmpid|trk)$",
    re.IGNORECASE,
)
SPOKEN_HOSTS = re.compile(r"^(www\d?|m|mobile|wap|amp|h5)\.(?=[^.]+\.)")
KEPT_IN_PATH = "/:@!$&'()*+,;=~-._%"


def without_tracking(url: str) -> str:
    """Give the address without what only says how the reader came; for linking."""
    parts = urlsplit(url)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
    ]
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    kept = parts.query if len(query) == len(parts.query.split("&")) else urlencode(query)
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", kept, fragment)
    )


def canonical_url(url: str) -> str:
    """Give the form under which an article is known: for comparing, not for linking.

    Same for http and https, www and mobile hosts, AMP variants, a trailing slash, the order of
    the query and tracking parameters. Raises ValueError for what is not an http(s) address.
    """
    parts = urlsplit(without_tracking(url.strip()))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"not an http(s) address: {url[:200]!r}")
    host = SPOKEN_HOSTS.sub("", parts.hostname.rstrip("."))
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    path = quote(
        unquote(parts.path, errors="surrogateescape"), safe=KEPT_IN_PATH, errors="surrogateescape"
    )
    path = re.sub(r"/{2,}", "/", path)
    path = re.sub(r"^/amp(?=/)|/amp/?$|(?<=[^/])\.amp(?=\.html?$|$)", "", path)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"https://{host}{port}{path.rstrip('/') or '/'}{'?' + query if query else ''}{fragment}"


def key(*parts: str) -> str:
    """Give a fixed-length name of some texts, for a unique column."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def address_key(url: str) -> str:
    """Give the name under which an article with this address is kept, its `url_key`.

    Raises ValueError for what is not an http(s) address.
    """
    return key("url", canonical_url(url))
