"""外网: the only way out, one guarded HTTP client for everything that leaves the house; and whose
a connection from out there is, and whom it is counted with (`peers`).
"""

from aggregator.web.addresses import is_public, why_not_public
from aggregator.web.client import Client, fetch_all
from aggregator.web.outcomes import (
    Failed,
    Fresh,
    Gone,
    Limited,
    Moved,
    Outcome,
    Refused,
    Unchanged,
)
from aggregator.web.policy import Policy
from aggregator.web.request import Request, Signature

__all__ = [
    "Client",
    "Failed",
    "Fresh",
    "Gone",
    "Limited",
    "Moved",
    "Outcome",
    "Policy",
    "Refused",
    "Request",
    "Signature",
    "Unchanged",
    "fetch_all",
    "is_public",
    "why_not_public",
]
