"""What every source of figures has: a name that readers see, and one way to fail."""

from urllib.parse import urlsplit

from django.conf import settings

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class ProviderError(Exception):
    """A provider gave no usable answer. The message is a Chinese sentence for editors; it names
    the provider and the cause, and never holds a path, a key or a password.

    retry_after_seconds: how long the provider asked to be left alone, 0 when it did not ask.
    """

    def __init__(self, message: str, retry_after_seconds: int = 0) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


def provider_name(url: str) -> str:
    """How the page names whoever answers at `url`.

    The host name alone, because a path or a query may hold the operator's key.
    """
    part = urlsplit(url)
    host = part.hostname or ""
    if host not in _LOOPBACK:
        return host
    demo = settings.OPTIONS["CATALOGUE"] == "demo" and part.port == settings.OPTIONS["DEMO_PORT"]
    return "示例数据" if demo else "本机节点"
