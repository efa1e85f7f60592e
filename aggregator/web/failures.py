"""Network errors, told as outcomes that an editor can act on."""

import ssl

import aiohttp

from aggregator.web.errors import BrokenError
from aggregator.web.outcomes import Failed

# Other people's trouble: whatever is in here is an outcome, whatever is not is our own mistake.
# The HTTP library wraps most; TLS and the operating system can also speak for themselves.
NETWORK_ERRORS = (aiohttp.ClientError, OSError)

_MEANT_AS_TLS = (aiohttp.ClientSSLError, ssl.SSLError, ssl.CertificateError)
_MEANT_AS_PROTOCOL = (
    aiohttp.ClientResponseError,
    aiohttp.ClientPayloadError,
    aiohttp.ServerDisconnectedError,
)


def network_failure(error: Exception, host: str) -> Failed:
    """The outcome for one of `NETWORK_ERRORS`, on the way to `host`.

    A TimeoutError is not meant here: the clock is the client's own, see `out_of_time`.
    """
    match error:
        case aiohttp.ClientConnectorDNSError():
            return Failed(f"找不到主机 {host}：域名解析失败，请检查网址或稍后再试", "dns")
        case aiohttp.InvalidURL():
            return Failed(f"{host} 的网址无法使用，请检查是否填错", "bad_url")
        case _ if isinstance(error, _MEANT_AS_TLS):
            return Failed(f"与 {host} 的加密连接失败：证书无效或不受信任", "tls")
        case _ if isinstance(error, _MEANT_AS_PROTOCOL):
            return Failed(f"{host} 的应答不符合 HTTP 规范，或中途断开了连接", "protocol")
    return Failed(f"连接不上 {host}：对方拒绝连接或网络不通", "connect")


def out_of_time(host: str, seconds: float) -> Failed:
    """The outcome of a request that used up its wall clock."""
    return Failed(f"{host} 在 {seconds:g} 秒内没有完成应答，已放弃", "timeout")


def bad_status(status: int, host: str) -> Failed:
    """The outcome of a status that brings no body we want."""
    if status == 404:
        return Failed(f"{host} 上找不到这个网址（HTTP 404）", "http_404", status)
    if 400 <= status < 500:
        return Failed(f"{host} 拒绝了请求（HTTP {status}）", "http_4xx", status)
    if 500 <= status < 600:
        return Failed(f"{host} 服务器出错（HTTP {status}）", "http_5xx", status)
    return Failed(f"{host} 返回了意料之外的状态（HTTP {status}）", "protocol", status)


def failed(error: BrokenError) -> Failed:
    """A `BrokenError` as the outcome that it stands for."""
    return Failed(error.reason, error.kind)
