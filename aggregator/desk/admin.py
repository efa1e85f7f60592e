"""Where Django's admin looks for what the desk registers."""

from aggregator.desk.article_admin import ArticleAdmin
from aggregator.desk.feed_admin import FeedAdmin
from aggregator.desk.people_admin import DeskGroupAdmin, DeskUserAdmin, LogEntryAdmin
from aggregator.desk.source_admin import SourceAdmin
from aggregator.desk.tag_admin import TagAdmin

__all__ = [
    "ArticleAdmin",
    "DeskGroupAdmin",
    "DeskUserAdmin",
    "FeedAdmin",
    "LogEntryAdmin",
    "SourceAdmin",
    "TagAdmin",
]
