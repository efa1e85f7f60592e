"""What can go wrong inside this room.

Neither error leaves it: `Client.fetch` turns a `DeniedError` into a `Refused` outcome and a
`BrokenError` into a `Failed` one.
"""


class WebError(Exception):
    """A request that cannot go on. `reason` is the Chinese sentence shown to the editor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DeniedError(WebError):
    """Our own guard said no; the other side was not asked, or not asked further."""


class BrokenError(WebError):
    """The other side, or the way to it, failed. `kind` is one of `outcomes.Failed.kind`."""

    def __init__(self, reason: str, kind: str) -> None:
        super().__init__(reason)
        self.kind = kind
