"""A page of a list, and the address of the next."""

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet

from aggregator.api import cursors
from aggregator.api.asked import Asked

M = TypeVar("M", bound=Model)


def by_time(
    rows: QuerySet[M], asked: Asked, name: str, at: str, of: str
) -> tuple[list[M], str | None]:
    """The newest first, by the column `at` and then the key; with the next page's address.

    `name` is the list's path below the API, `of` what its cursors are signed for. One query, one
    row more than shown. Raises `Problem`.
    """
    signed = asked.name(of)
    if asked.cursor:
        moment, number = cursors.read_moment(asked.cursor, signed)
        # A range on the first column of the index, then the few of the same moment.
        rows = rows.filter(**{f"{at}__lte": moment}).exclude(**{at: moment, "pk__gte": number})
    since, to = getattr(asked, "since", None), getattr(asked, "to", None)
    if since is not None:
        rows = rows.filter(**{f"{at}__gte": since})
    if to is not None:
        rows = rows.filter(**{f"{at}__lt": to})
    found = list(rows.order_by(f"-{at}", "-pk")[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, None
    last = found[asked.limit - 1]
    place = [getattr(last, at).isoformat(), last.pk]
    return found[: asked.limit], following(asked, name, cursors.write(place, signed))


def by_slug(rows: QuerySet[M], asked: Asked, name: str) -> tuple[list[M], str | None]:
    """In the order of their slugs, with the next page's address; one query. Raises `Problem`."""
    signed = asked.name(name)
    if asked.cursor:
        rows = rows.filter(slug__gt=cursors.read_text(asked.cursor, signed))
    found = list(rows.order_by("slug")[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, None
    last: Any = found[asked.limit - 1]
    return found[: asked.limit], following(asked, name, cursors.write([last.slug], signed))


def following(asked: Asked, name: str, cursor: str) -> str:
    """The address of the next page, on the site's own host, with the same filters."""
    query = urlencode({**asked.filters(), "limit": asked.limit, "cursor": cursor})
    return f"{settings.SITE_URL}/api/v1/{name}?{query}"


def absolute(path: str) -> str:
    """The public address of a path of ours: from the settings, never from the Host header."""
    return f"{settings.SITE_URL}{path}"
