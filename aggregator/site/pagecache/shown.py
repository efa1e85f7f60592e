"""What a page shows, gathered while it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_gathering: ContextVar[set[str] | None] = ContextVar("shown", default=None)


def shows(*names: str) -> None:
    """The page that is being made hangs on these: `article:12`, `story:7`, `tag:bitcoin`, `front`.

    When `changes` tells of one of them, the page is made anew. Does nothing outside of a page.
    """
    found = _gathering.get()
    if found is not None:
        found.update(names)


@contextmanager
def gathered() -> Iterator[set[str]]:
    """The names that were told of within."""
    found: set[str] = set()
    token = _gathering.set(found)
    try:
        yield found
    finally:
        _gathering.reset(token)
