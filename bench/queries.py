"""How many database queries a page asks, which are slow, and which are asked over and over."""

import re
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SLOW_MS = 10.0
REPEATED = 3
_VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
_LIST = re.compile(r"\((?:\?, )*\?\)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Queries of one page: how many, milliseconds in all, and sentences on what looks wrong."""

    count: int
    ms: float
    findings: tuple[str, ...]


def asked_by(path: str) -> Asked:
    """Ask for the page in this process, once to warm up and once to count."""
    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = [(str(q["sql"]), float(q["time"]) * 1000) for q in captured.captured_queries]
    slow = [_explained(path, sql, ms) for sql, ms in queries if ms >= SLOW_MS]
    return Asked(len(queries), sum(ms for _, ms in queries), (*slow, *_repeated(path, queries)))


def shape(sql: str) -> str:
    """The query without its values, so that the same question of other rows looks the same."""
    return _LIST.sub("(?)", _VALUE.sub("?", sql))


def _repeated(path: str, queries: list[tuple[str, float]]) -> list[str]:
    shapes = Counter(shape(sql) for sql, _ in queries)
    return [
        f"{path} asks {times} times: {sql[:300]}"
        for sql, times in shapes.items()
        if times > REPEATED
    ]


def _explained(path: str, sql: str, ms: float) -> str:
    if connection.vendor != "sqlite" or not sql.startswith("SELECT"):
        return f"{path} {ms:.0f} ms: {sql[:600]}"
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}", [])
        plan = "; ".join(str(row[-1]) for row in cursor.fetchall())
    return f"{path} {ms:.0f} ms: {sql[:600]}\n    plan: {plan}"
