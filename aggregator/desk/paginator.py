"""Pages of a list that may have a million rows, without counting them."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

COUNTED = 5_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts up to COUNTED rows and no further: what lies deeper is reached by day or by search.

    An OFFSET of a million is as slow as counting a million, so such pages are not offered.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most COUNTED."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            # Ordering would make the database sort what is only counted.
            return int(rows.order_by()[:COUNTED].count())
        return min(len(rows), COUNTED)
