"""Addresses that an editor types: checked before they are saved, without touching the network."""

from django.conf import settings
from django.core.exceptions import ValidationError

from aggregator.web import Policy
from aggregator.web.errors import WebError
from aggregator.web.target import check_public, parse_target


def check_feed_address(url: str) -> None:
    """Refuse what could never be fetched: another scheme, credentials, a private address.

    Raises ValidationError with the sentence of the web room. A host name passes; what it
    resolves to is checked at every fetch.
    """
    _check(url, settings.FEED_POLICY)


def check_webhook_address(url: str) -> None:
    """The same of where messages are posted to."""
    _check(url, settings.WEBHOOK_POLICY)


def _check(url: str, policy: Policy) -> None:
    try:
        target = parse_target(url)
        if target.authority not in policy.trusted:
            check_public(target)
    except WebError as error:
        raise ValidationError(error.reason) from error
