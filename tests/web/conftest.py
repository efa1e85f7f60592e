from collections.abc import AsyncIterator

import pytest

from tests.web.internet import Internet


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with Internet() as made:
        yield made
