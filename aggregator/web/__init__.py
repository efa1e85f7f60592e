"""外网: the only way out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Stand-in until the client lands."""

    user_agent: str
    trusted: frozenset[str] = frozenset()
