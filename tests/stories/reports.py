"""Reports for tests: a headline, a body, an outlet and an hour."""

from datetime import UTC, datetime, timedelta

from aggregator.stories.features import Features, features
from aggregator.stories.score import Verdict, compare

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)  # 12:00 in Beijing


def report(title: str, body: str = "", hours: float = 0, source: str = "chaincatcher") -> Features:
    """A report `hours` after noon in Beijing."""
    return features(title, body, NOON + timedelta(hours=hours), source)


def verdict(first: str, second: str, hours: float = 0.5) -> Verdict:
    """Two headlines of two outlets held against each other."""
    return compare(report(first), report(second, hours=hours, source="foresightnews"))
