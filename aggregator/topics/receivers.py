"""What this room does when stories change."""

from typing import Any

from aggregator.topics.following import refresh, touched


def on_stories_changed(sender: Any, ids: list[int], **_: Any) -> None:  # noqa: ARG001
    """Let the topics of these stories follow."""
    refresh(touched(ids))
