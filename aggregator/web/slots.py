"""How many requests run at once: some per host, some in all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Slots:
    """Slots for requests in flight.

    The host's slot is taken before the common one, so that a queue in front of one slow host
    holds up nobody else.
    """

    def __init__(self, per_host: int, total: int) -> None:
        self._per_host = per_host
        self._total = asyncio.Semaphore(total)
        # Forgets a host with its last request: redirects can name any number of hosts.
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def taken(self, host: str) -> AsyncIterator[None]:
        """Wait for a slot and hold it. Never take two at a time, or two requests could deadlock."""
        slot = self._hosts.get(host)
        if slot is None:
            slot = self._hosts[host] = asyncio.Semaphore(self._per_host)
        async with slot, self._total:
            yield
