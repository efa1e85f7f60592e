"""The site at 100,000 articles: kept and made pages beside the same server's plain response."""

from bench.figure import Figure


def measure(articles: int) -> list[Figure]:
    """The figures over so many articles; see `measuring`."""
    from bench.site import measuring  # not before Django is set up: granian comes by here as well

    return measuring.measure(articles)
