"""Stub."""
from aggregator.search.plan import Plan
from aggregator.search.query.query import Clause


def filter_plan(clause: Clause) -> Plan | None:
    return None
