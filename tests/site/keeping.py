"""What tests of kept pages ask: the state that the store has of an address."""

import time

from django.test import RequestFactory

from aggregator.site.keeping import fragments, kept
from aggregator.site.lists import timeline
from aggregator.site.pagecache import store
from aggregator.site.pagecache.asked import Asked, asked
from aggregator.site.pagecache.local import answers
from aggregator.site.pagecache.store import State


def wanted(path: str, cookie: str = "", **headers: str) -> Asked:
    """What a request for the address asks for."""
    request = RequestFactory(headers={"cookie": cookie, **headers}).get(path)
    found = asked(request)
    assert found is not None, f"{path} is never kept"
    return found


def state(path: str, cookie: str = "") -> State:
    """What the store knows of the address now."""
    return store.look(wanted(path, cookie).key, time.time(), 30).state


def forget_here() -> None:
    """Be as a process that has just started."""
    store.forget_failure()
    answers.clear()
    fragments.pieces.clear()
    fragments.marks.clear()
    timeline._memory.clear()
    kept._near.clear()
