"""A URL that passed the checks which need no network.

The URL is parsed once, by the parser that the HTTP client uses too, so that there is no second
opinion about where it leads.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from yarl import URL

from aggregator.web.addresses import why_not_public
from aggregator.web.errors import BrokenError, DeniedError

LONGEST_URL = 2048
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST_NAME = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
# A browser reads any host whose last label looks like this as an IPv4 address (WHATWG URL, 3.5).
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_WEB_PORTS = frozenset({80, 443})
_FIRST_UNPRIVILEGED_PORT = 1024


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hop leads. `host` is lower-case ASCII without trailing dot or brackets."""

    url: URL
    host: str
    port: int

    @property
    def authority(self) -> str:
        """ "host:port", as `Policy.trusted` spells it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port (RFC 6454)."""
        return (self.url.scheme, self.host, self.port)


def parse_target(text: str) -> Target:
    """Read a URL.

    Raises `BrokenError` (bad_url) when it is none, `DeniedError` when it is of a kind that we
    do not use.
    """
    if len(text) > LONGEST_URL:
        raise BrokenError(f"网址过长（超过 {LONGEST_URL} 个字符），请检查是否填错", "bad_url")
    try:
        url = URL(text.strip())
        # Python's own codec refuses what no name server could be asked for.
        host = (url.raw_host or "").lower().removesuffix(".")
        port = url.port
    except ValueError as error:
        raise BrokenError("网址无法识别，请检查是否填错", "bad_url") from error
    return _checked(url, host, port)


def _checked(url: URL, host: str, port: int | None) -> Target:
    if url.scheme and url.scheme not in ("http", "https"):
        raise DeniedError(
            f"拒绝访问：不支持 {url.scheme[:20]} 网址，请改用 http 或 https 开头的网址"
        )
    if not url.scheme or not host or not port:
        raise BrokenError("网址不完整，请填写以 http:// 或 https:// 开头的完整网址", "bad_url")
    if "%" in host:
        raise DeniedError(f"拒绝访问 {host[:80]}：网址指定了本机网卡，请改用公网域名")
    if not _is_host(host):
        raise BrokenError(f"网址中的主机名 {host[:80]} 不合规范，请检查是否填错", "bad_url")
    if url.raw_user is not None or url.raw_password is not None:
        raise DeniedError(f"拒绝访问 {host}：网址里带有用户名或密码，请删去后重填")
    return Target(url.with_fragment(None), host, port)


def _is_host(host: str) -> bool:
    if ":" not in host:
        return _HOST_NAME.fullmatch(host) is not None
    try:
        IPv6Address(host)
    except AddressValueError:
        return False
    return True


def check_public(target: Target) -> None:
    """Refuse an address or port that no public site needs. Raises `DeniedError`.

    A host name passes: what it resolves to is checked when the socket is opened.
    """
    address = _literal_address(target.host)
    if address is not None:
        kind = why_not_public(address)
        if kind is not None:
            raise DeniedError(refusal(target.host, str(address), kind))
    if target.port not in _WEB_PORTS and target.port < _FIRST_UNPRIVILEGED_PORT:
        raise DeniedError(
            f"拒绝访问 {target.authority}：端口 {target.port} 不是网站端口，"
            "请改用 80、443 或 1024 以上的端口"
        )


def refusal(host: str, address: str, kind: str) -> str:
    """The sentence for a host that leads to an address outside the public internet."""
    where = address if host == address else f"{host}（{address}）"
    return (
        f"拒绝访问 {where}：这是{kind}，不在公网上。请改用公网网址；"
        "若是自己的节点或服务器，请管理员在设置中将其“主机:端口”列为可信地址"
    )


def _literal_address(host: str) -> IPv4Address | IPv6Address | None:
    if ":" in host:
        return IPv6Address(host)
    if not _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        return IPv4Address(host)
    except AddressValueError:
        raise DeniedError(_odd_spelling(host)) from None


def _odd_spelling(host: str) -> str:
    """Decimal, octal, hex and short forms: nobody honest writes an address like that."""
    try:
        meant = f"，实际指向 {IPv4Address(socket.inet_aton(host))}"
    except OSError:
        meant = ""
    return f"拒绝访问 {host}：IP 地址的写法不规范{meant}，请改用域名"
