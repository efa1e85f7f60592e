"""The bodies of feeds, asked for by address and, when that fails, by its alternates."""

from collections.abc import Iterator, Sequence

from aggregator.feeds.models import Feed
from aggregator.web import Failed, Gone, Outcome, Policy, Request, fetch_all

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)


def fetch_feeds(policy: Policy, feeds: Sequence[Feed]) -> Iterator[tuple[Feed, Outcome, str]]:
    """Give each feed with what its server said and the address that said it.

    All are fetched at once. Those that failed are asked at their alternates, first to last; when
    every address fails the answer is that of the feed's own.
    """
    asked = [feed.addresses() for feed in feeds]
    answers = fetch_all(policy, [_request(feed, feed.url) for feed in feeds])
    used = [feed.url for feed in feeds]
    place = 1
    while True:
        again = [
            n
            for n, answer in enumerate(answers)
            if isinstance(answer, Failed | Gone) and len(asked[n]) > place
        ]
        if not again:
            break
        seconds = fetch_all(policy, [_request(feeds[n], asked[n][place]) for n in again])
        for n, answer in zip(again, seconds, strict=True):
            if not isinstance(answer, Failed | Gone):
                answers[n], used[n] = answer, asked[n][place]
        place += 1
    yield from zip(feeds, answers, used, strict=True)


def _request(feed: Feed, url: str) -> Request:
    """Validators belong to the address that gave them: an alternate is asked without."""
    if url != feed.url:
        return Request(url, accept=ACCEPT)
    return Request(url, etag=feed.etag, last_modified=feed.last_modified, accept=ACCEPT)
