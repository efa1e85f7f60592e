"""What is asked of the database for a list: which articles, and in which state each of them is."""

from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from django.db.models import QuerySet

from aggregator.articles.models import Article


class Row(NamedTuple):
    """An article of a list. Two equal rows are shown alike, but for what is said in `Item`.

    story: its key, None before it has one. vital: whether it is 重要. The rest changes when what a
    list shows of it does.
    """

    pk: int
    sorted_at: datetime
    story: int | None
    updated_at: datetime
    importance: int | None
    reports: int | None
    outlets: int | None
    source: str
    policy: str
    ups: int | None
    downs: int | None
    vital: bool

    @property
    def place(self) -> int:
        """The event that it tells of, as a number of its own."""
        return -self.pk if self.story is None else self.story

    @property
    def shows(self) -> tuple[str, ...]:
        """What a page with it hangs on."""
        own = f"article:{self.pk}"
        return (own,) if self.story is None else (own, f"story:{self.story}")


# A query for rows. It may be asked again and again: `rows_of` leaves it as it is.
Asking: TypeAlias = QuerySet[Article, tuple[Any, ...]]

_COLUMNS = (
    "pk",
    "sorted_at",
    "report__story",
    "updated_at",
    "report__story__importance",
    "report__story__report_count",
    "report__story__outlet_count",
    "source__name",
    "source__text_policy",
    "report__story__standing__up",
    "report__story__standing__down",
    "is_important",
)


def asking(articles: QuerySet[Article]) -> Asking:
    """The query for the rows of these articles, without any text; nothing is asked yet."""
    return articles.values_list(*_COLUMNS)


def rows_of(query: Asking) -> list[Row]:
    """The rows, in the order of the query."""
    return [Row(*values) for values in query.all()]
