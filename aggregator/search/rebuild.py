"""Making the index anew beside the live one, which is read and written until the swap."""

from collections.abc import Callable

from aggregator.articles.models import Article
from aggregator.search.compare import mend, windows
from aggregator.search.document import document, load
from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Index

_BATCH = 1000
_COMMIT_EVERY = 5000


def rebuild(
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> bool:
    """Index every shown article into a new index and put it in the place of the live one.

    Goes on where an earlier run was stopped or killed. `progress` gets how many are done and
    how many there are; `stop` is asked after every 1,000. Gives False when stopped before the
    swap. What was edited meanwhile is brought in just before the swap, while no one else may
    write. Raises `WriterBusy` when a rebuild runs already or the swap has to wait.
    """
    engine = current()
    with engine.sole("rebuild"):
        index = engine.begin()
        if not _fill(index, progress or _untold, stop or _on):
            return False
        with engine.sole("writer"):
            with index.writing() as writer:
                for window in windows(index):
                    mend(writer, window)
                writer.commit()
            engine.swap(index)
    return True


def _fill(index: Index, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> bool:
    """Add the articles in the order of their ids, so that the last one says how far it got."""
    shown = Article.objects.filter(is_hidden=False)
    total = shown.count()
    last, done = index.extent()
    with index.writing() as writer:
        while ids := list(
            shown.filter(pk__gt=last).order_by("id").values_list("pk", flat=True)[:_BATCH]
        ):
            writer.put(document(article) for article in load(ids))
            last, done = ids[-1], done + len(ids)
            stopping = stop()
            if stopping or done % _COMMIT_EVERY < _BATCH:
                writer.commit()
            progress(done, max(done, total))
            if stopping:
                return False
        writer.commit()
    return True


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def _on() -> bool:
    return False
