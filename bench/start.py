"""Seconds from the command to the first article on the page, and of a second start."""

import json
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from aggregator.articles.models import Article
from bench.bare import bare
from bench.figure import Figure
from bench.newsroom import BenchError, Running, running

BARE = "bare Python with Django set up"
NEWEST = 100
SECONDS = 90


def measure(_articles: int) -> list[Figure]:
    """Start the demo twice in one folder."""
    yardstick = bare().seconds
    var = Path(settings.VAR)
    with running(var, "demo") as first:
        page = first.until(lambda: first.answers("/"), "a page")
        stored = first.until(Article.objects.exists, "an article in the database", SECONDS)
        shown = _shown(first)
        first.until(lambda: _all_alive(first), "a sign of life of every service", SECONDS)
    connection.close()
    with running(var, "demo") as second:
        page_again = second.until(lambda: second.answers("/"), "a page")
        ready = second.until(lambda: second.answers("/readyz"), "/readyz", SECONDS)
        alive = second.until(lambda: _all_alive(second), "signs of life", SECONDS)
    note = "the front page names no article" if shown is None else ""
    return [
        _figure("first start to a page", page, yardstick, "setting up .venv is not in it"),
        _figure("first start to an article in the database", stored, yardstick),
        _figure("first start to an article on the front page", shown, yardstick, note),
        _figure("second start to a page", page_again, yardstick),
        _figure("second start to /readyz", ready, yardstick),
        _figure("second start to a new sign of every service", alive, yardstick),
        Figure("start", BARE, yardstick, "s"),
    ]


def _figure(what: str, seconds: float | None, yardstick: float, note: str = "") -> Figure:
    return Figure("start", what, seconds, "s", yardstick, BARE, note)


def _shown(site: Running) -> float | None:
    """Seconds until the front page links to one of the newest articles; None when it never does."""
    try:
        return site.until(lambda: _links(site), "an article on the front page", SECONDS / 3)
    except BenchError:
        if site.process.poll() is not None:
            raise
        return None


def _links(site: Running) -> bool:
    page = site.get("/")[1].decode()
    newest = Article.objects.order_by("-pk")[:NEWEST]
    return any(f'href="{article.get_absolute_url()}"' in page for article in newest)


def _all_alive(site: Running) -> bool:
    """Whether every service gave a sign after this start; older ones outlive a stop in Valkey."""
    status, body = site.get("/readyz")
    if status not in {200, 503}:
        return False
    ages = [part["age_s"] for part in json.loads(body).values() if _is_sign(part)]
    since = time.monotonic() - site.started
    return len(ages) > 0 and all(age is not None and age < since for age in ages)


def _is_sign(part: object) -> bool:
    return isinstance(part, dict) and "age_s" in part
