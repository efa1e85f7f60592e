"""Why a report is 重要, in the words that readers and programs get."""

from aggregator.articles.models import Article
from aggregator.stories.models import Story


def reasons_of(article: Article, story: Story | None) -> list[str]:
    """The reasons, the weightiest first; none for a report that is not 重要.

    The editor's word comes before all that was worked out, the outlet's own after it.
    """
    if not article.is_important:
        return []
    if "is_important" in article.locked_fields:
        return ["编辑选为重要消息"]
    reasons = story.reasons if story and story.is_important else []
    return list(map(str, reasons)) or ["媒体标为重要消息"]


def why_important(article: Article, story: Story | None, most: int = 6) -> str:
    """At most so many reasons in a line; "" for a report that is not 重要."""
    return "，".join(reasons_of(article, story)[:most])
