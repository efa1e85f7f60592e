"""Making keys, and telling whose a key is."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.crypto import constant_time_compare

from aggregator.api.models import ApiKey

NOTED_EVERY = timedelta(hours=1)
# 240 random bits: nothing to guess, so one round of SHA-256 keeps it as well as a slow hash would.
_SHAPE = re.compile(r"lx_([0-9a-f]{12})_[\w-]{40}", re.ASCII)


def new_secret() -> tuple[str, str]:
    """A key never given before, and its prefix: ("lx_<prefix>_<40 letters>", "<prefix>")."""
    prefix = secrets.token_hex(6)
    return f"lx_{prefix}_{secrets.token_urlsafe(30)}", prefix


def digest(secret: str) -> str:
    """What is kept of a key: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seal(key: ApiKey, now: datetime) -> str:
    """Give a row that is not saved yet its key. The key itself is in the answer and nowhere else."""
    secret, key.prefix = new_secret()
    key.digest = digest(secret)
    key.created_at = now
    return secret


def find(secret: str, now: datetime) -> ApiKey | None:
    """The row of a key, revoked ones too; None for no key of ours. One query.

    That it was used is noted once an hour at most: reading must not cost a write every time.
    """
    shape = _SHAPE.fullmatch(secret)
    if shape is None:
        return None
    key = ApiKey.objects.filter(prefix=shape[1]).first()
    if key is None or not constant_time_compare(key.digest, digest(secret)):
        return None
    if key.revoked_at is None:
        _note(key, now)
    return key


def _note(key: ApiKey, now: datetime) -> None:
    if key.last_used_at is None or now - key.last_used_at >= NOTED_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY)
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)
