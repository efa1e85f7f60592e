"""Signatures of messages: HMAC-SHA256 (RFC 2104) over time and body."""

import hashlib
import hmac
from datetime import datetime

from django.utils.crypto import salted_hmac

from aggregator.web import Signature

_SALT = "aggregator.alerts.signing"
_SCHEME = "v1"


def key_of(seed: str) -> str:
    """The key that a search signs with: 32 bytes in hexadecimal, told to the receiver once.

    Worked out of the seed and the installation's SECRET_KEY: neither alone is enough.
    """
    return salted_hmac(_SALT, seed, algorithm="sha256").hexdigest()


def signed(seed: str, delivery: str, body: bytes, now: datetime) -> Signature:
    """The signature of a body, with the time in it so that a copy cannot be sent again later."""
    timestamp = int(now.timestamp())
    message = f"{timestamp}.".encode() + body
    digest = hmac.new(key_of(seed).encode(), message, hashlib.sha256).hexdigest()
    return Signature(delivery, timestamp, f"{_SCHEME}={digest}")
