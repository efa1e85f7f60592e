"""Where Django's admin looks for what the desk registers."""

from django.contrib import admin

from aggregator.desk.act_admin import ActAdmin
from aggregator.desk.alert_admin import DeliveryAdmin, SavedSearchAdmin
from aggregator.desk.api_admin import ApiKeyAdmin
from aggregator.desk.article_admin import ArticleAdmin
from aggregator.desk.feed_admin import FeedAdmin
from aggregator.desk.people_admin import DeskGroupAdmin, DeskUserAdmin, LogEntryAdmin
from aggregator.desk.source_admin import SourceAdmin
from aggregator.desk.story_admin import StoryAdmin
from aggregator.desk.tag_admin import TagAdmin
from aggregator.desk.topic_admin import TopicAdmin
from aggregator.desk.word_admin import WordAdmin
from aggregator.desk.word_finds_admin import CandidateAdmin, DictionaryVersionAdmin

admin.site.index_title = "编辑台"

__all__ = [
    "ActAdmin",
    "ApiKeyAdmin",
    "ArticleAdmin",
    "CandidateAdmin",
    "DeliveryAdmin",
    "DeskGroupAdmin",
    "DeskUserAdmin",
    "DictionaryVersionAdmin",
    "FeedAdmin",
    "LogEntryAdmin",
    "SavedSearchAdmin",
    "SourceAdmin",
    "StoryAdmin",
    "TagAdmin",
    "TopicAdmin",
    "WordAdmin",
]
