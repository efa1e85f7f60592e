"""Server-sent events as bytes (WHATWG HTML, section 9.2), written once for all connections.

An event to 5,000 readers is encoded once: plain for HTTP/1.0 (as proxies ask by default), and as
one chunk of HTTP/1.1 (RFC 9112, section 7.1).
"""

from dataclasses import dataclass

from aggregator.live.stream import Place

RETRY_MS = 3000


@dataclass(frozen=True, slots=True)
class Frame:
    """The same bytes for both versions of HTTP."""

    plain: bytes
    chunk: bytes

    def bytes(self, chunked: bool) -> bytes:
        """What to write."""
        return self.chunk if chunked else self.plain


def frame(text: str) -> Frame:
    """The frame of some lines of an event stream."""
    plain = text.encode()
    return Frame(plain, b"%x\r\n%s\r\n" % (len(plain), plain))


def event_text(place: Place, json: str) -> str:
    """An event of the stream; its id is what a browser resumes from. `json` is one line."""
    return f"id: {place}\ndata: {json}\n\n"


def hello_text(last: Place, spread: int) -> str:
    """The first words, after what was missed: where the stream stands.

    spread: over how many seconds a page should spread what it asks for unasked, so that all pages
    together don't ask at once.
    """
    return f'retry: {RETRY_MS}\nevent: hello\nid: {last}\ndata: {{"spread":{spread}}}\n\n'


def lost_text(last: Place) -> str:
    """What was missed can't be told any more: the page must be read anew."""
    return f"event: lost\nid: {last}\ndata: {{}}\n\n"


def beat_text(last: Place) -> str:
    """A sign of life. An event, because a page's script never sees a comment."""
    return f"event: beat\nid: {last}\ndata: {{}}\n\n"


def bye_text(retry_ms: int) -> str:
    """The server ends; the browser comes back after `retry_ms`."""
    return f"retry: {retry_ms}\nevent: bye\ndata: {{}}\n\n"
