"""Stories are worked out by one worker at a time, whatever the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

LOCK = 7_305_001  # names this lock among the database's advisory locks


@contextmanager
def turn() -> Iterator[None]:
    """A transaction in which no other worker changes traces, links, rulings or stories.

    SQLite has one writer at a time anyway. PostgreSQL's lock goes with the transaction, also when
    the worker is killed.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
