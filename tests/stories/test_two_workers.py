"""Two workers at once, on the database as it is."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from aggregator.stories.assign import assign
from aggregator.stories.models import Report, Story
from tests.stories.conftest import HACK, Newsroom


def _assign(ids: list[int]) -> None:
    try:
        assign(ids)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_workers_agree_on_one_story() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory SQLite has one connection; run with TEST_DATABASE=postgres")
    room = Newsroom()
    ids = [room.tell(slug, HACK[n % 2], n).pk for n, slug in enumerate("abcdef")]
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(_assign, [ids[::2], ids[1::2], ids]))
    assert Story.objects.filter(report_count__gt=0).count() == 1
    assert Report.objects.count() == len(ids)
