"""What can go wrong in the search room."""


class SearchError(Exception):
    """Anything this room refuses or cannot do."""


class IndexUnavailable(SearchError):  # noqa: N818 - a state, said plainly
    """There is no readable index: none was built yet, or its files are damaged."""


class NotWritable(IndexUnavailable):
    """The index can't be changed: the disk is full, or its folder may not be written to.

    Nothing is lost: what was to be indexed stays pending.
    """


class WriterBusy(SearchError):  # noqa: N818 - a state, said plainly
    """Another process is writing; only one may at a time."""


class BadQuery(SearchError):  # noqa: N818 - a state, said plainly
    """Nothing can be looked up: no word is left of the query, or the order is unknown."""


class BadCursor(SearchError):  # noqa: N818 - a state, said plainly
    """The cursor was not made by us, or belongs to another query."""


class BadTable(SearchError):  # noqa: N818 - a state, said plainly
    """A table that ships with this room has a row of another shape; the message names it."""
