"""The cookie that tells one anonymous voter from another: random, signed, set by voting alone."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from aggregator.votes.identity import network_of, new_mark, voter_of

COOKIE = "voter"
_SALT = "aggregator.site.voter"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Voter:
    """mark: what the cookie holds. name, network: keyed hashes. new: the cookie is yet to be set."""

    mark: str
    name: str
    network: str
    new: bool


def voter(request: HttpRequest) -> Voter:
    """Who votes. A cookie that we did not sign counts for nothing: it is a new voter's.

    The network is that of the connection, or of the visitor that a trusted proxy names.
    """
    mark = request.get_signed_cookie(COOKIE, None, salt=_SALT)
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    if mark is not None:
        return Voter(mark, voter_of(mark), network, new=False)
    made = new_mark()
    return Voter(made, voter_of(made), network, new=True)


def remember(response: HttpResponse, one: Voter) -> None:
    """Set the cookie of a new voter."""
    if one.new:
        response.set_signed_cookie(
            COOKIE,
            one.mark,
            salt=_SALT,
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
