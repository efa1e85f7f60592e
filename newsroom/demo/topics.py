"""The demo's 专题 (`topics.toml`): made once, fed by the tags of its invented events."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from aggregator.articles.models import Tag
from aggregator.language import lexicon
from aggregator.topics.following import refresh
from aggregator.topics.models import Topic

TOPICS_FILE = Path(__file__).with_name("topics.toml")


@transaction.atomic
def load_topics(now: datetime) -> int:
    """Make the topics that are not there yet; gives how many. One that was changed stays so."""
    wanted: list[dict[str, Any]] = tomllib.loads(TOPICS_FILE.read_text("utf-8"))["topic"]
    known = set(Topic.objects.values_list("slug", flat=True))
    made = [_make(one, now) for one in wanted if one["slug"] not in known]
    refresh(made)
    return len(made)


def _make(one: dict[str, Any], now: datetime) -> int:
    topic = Topic.objects.create(
        slug=one["slug"],
        title=one["title"],
        lede=one["lede"],
        intro=one["intro"].strip(),
        least=one["least"],
        state=Topic.State.OPEN,
        started_at=now - timedelta(days=one["days"]),
        updated_at=now,
    )
    topic.tags.set([_tag(slug) for slug in one["tags"]])
    return topic.pk


def _tag(slug: str) -> Tag:
    """The tag, which no article may carry yet."""
    term = lexicon().by_slug[slug]
    values = {
        "name": term.name,
        "kind": term.kind,
        "ticker": term.ticker,
        "aliases": list(term.aliases),
    }
    return Tag.objects.get_or_create(slug=slug, defaults=values)[0]
