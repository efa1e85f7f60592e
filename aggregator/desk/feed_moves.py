"""A feed at a new address: typed by an editor, or proposed by the outlet and accepted."""

from datetime import datetime

from django.core.exceptions import ValidationError

from aggregator.desk.addresses import check_feed_address
from aggregator.feeds.models import Feed


class MoveRefusedError(ValueError):
    """The proposed address can't be taken over; the message says why, and what to do."""


def restart(feed: Feed, now: datetime) -> set[str]:
    """Forget what was known of the old address's answers; give the names set; does not save.

    Otherwise the new address would be asked whether the old one's body has changed.
    """
    fresh: dict[str, object] = {
        "etag": "",
        "last_modified": "",
        "body_hash": "",
        "moved_to": "",
        "failures": 0,
        "message": "",
        "state": Feed.State.NEW,
        "due_at": now,
    }
    for name, value in fresh.items():
        setattr(feed, name, value)
    return set(fresh)


def accept_move(feed: Feed, now: datetime) -> None:
    """Poll the feed at the address that the outlet proposed; the old one becomes an alternate.

    Saves, locked. Raises MoveRefusedError.
    """
    proposed = feed.moved_to
    if not proposed:
        raise MoveRefusedError("这个信源没有待确认的新地址，请刷新页面看最新状态。")
    try:
        check_feed_address(proposed)
    except ValidationError as error:
        raise MoveRefusedError(f"新地址不能用：{' '.join(error.messages)}") from error
    other = Feed.objects.filter(url=proposed).exclude(pk=feed.pk).first()
    if other is not None:
        raise MoveRefusedError(
            f"新地址已经是信源“{other}”的地址。请停用其中一个，以免同一内容抓两遍。"
        )
    feed.alternates = [feed.url, *(one for one in feed.alternates if one != proposed)]
    feed.url = proposed
    followed = restart(feed, now)
    feed.lock(["url", "alternates"])
    feed.save(update_fields=sorted({*followed, "url", "alternates", "locked_fields"}))
