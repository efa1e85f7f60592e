"""Whether and where a redirect is followed. Pure; the client asks this at every hop."""

from yarl import URL

from aggregator.web.errors import BrokenError, DeniedError
from aggregator.web.target import Target, parse_target

FOLLOWED = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


def next_target(current: Target, location: str) -> Target:
    """The hop that a `Location` header names, relative to `current`.

    Raises `DeniedError` when it leaves encryption or names a kind of URL that we do not use, and
    `BrokenError` when it is no URL.
    """
    if not location:
        raise BrokenError(f"{current.host} 要求跳转，却没有给出新网址", "protocol")
    try:
        joined = str(current.url.join(URL(location.strip())))
    except ValueError as error:
        raise BrokenError(f"{current.host} 跳转到了无法识别的网址", "protocol") from error
    target = parse_target(joined)
    if current.url.scheme == "https" and target.url.scheme == "http":
        raise DeniedError(
            f"拒绝跳转：{current.host} 从加密的 https 跳到了明文的 {target.host}，"
            "请改用该站的 https 网址"
        )
    return target


def too_many(first: Target, limit: int) -> DeniedError:
    """The refusal of a chain that is longer than `limit` hops."""
    return DeniedError(
        f"拒绝访问 {first.host}：连续跳转超过 {limit} 次，请在浏览器中找到最终网址后重填"
    )
