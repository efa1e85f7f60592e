"""What can go wrong with a cluster, as sentences that say what to do about it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opensearchpy import exceptions

from aggregator.search.errors import IndexUnavailable

_FULL = ("flood", "disk usage exceeded", "read_only_allow_delete", "read-only-allow-delete")


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Turn every error of the client into `IndexUnavailable`; `name` is the cluster's address."""
    try:
        yield
    except (exceptions.OpenSearchException, exceptions.ImproperlyConfigured) as error:
        raise IndexUnavailable(f"OpenSearch at {name} {_told(error)}") from error


def refused(reason: str) -> str:
    """A request that the cluster did not carry out, and the cure."""
    if any(word in reason for word in _FULL):
        return f"takes no more writes ({reason}); free disk space on its machines"
    return f"refused a request ({reason}); see the log of the cluster"


def reason_of(told: object) -> str:
    """The reason in the cluster's own account of an error, which has several shapes."""
    if isinstance(told, Mapping):
        deeper = told.get("error")
        if isinstance(deeper, Mapping):
            return reason_of(deeper)
        return f"{told.get('type', 'error')}: {told.get('reason', deeper)}"
    return str(told)


def _told(error: Exception) -> str:
    match error:
        case exceptions.ConnectionTimeout():
            return "did not answer in time; look at its load, then try again"
        case exceptions.SSLError():
            reason = _last(error.info)
            return (
                f"cannot be trusted ({reason}); name the authority of its certificate in "
                "SSL_CERT_FILE, or write http:// if it has none"
            )
        case exceptions.ConnectionError():
            return f"cannot be reached ({_last(error.info)}); start it, or correct SEARCH_URL"
        case exceptions.AuthenticationException() | exceptions.AuthorizationException():
            return "does not let us in; correct user and password in SEARCH_URL, or their rights"
        case exceptions.NotFoundError():
            return "has no index that this program can read; `search rebuild` makes it"
        case exceptions.TransportError():
            return refused(reason_of(error.info or error.error))
        case _:
            return f"gave an answer that makes no sense ({error}); correct SEARCH_URL"


def _last(info: object) -> str:
    """The end of a chain of words; what goes before it is the place of an object in memory."""
    return str(info).rsplit(">: ", 1)[-1]
