"""Topics, method pages, the log and error pages in a real browser: they fit, and axe finds nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Article, Revision, Tag
from aggregator.stories.models import Act, Story
from aggregator.stories.moderation import record_correction, record_flag, record_ruling
from aggregator.topics.models import Topic
from tests.site.stock import LONG, stocked  # noqa: F401 - a fixture
from tests.site.test_accessible_browser import RUN, axe  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("edited"),
]
PATHS = (
    "/topic/",
    "/topic/long/",
    "/topic/empty/",
    "/about/importance/",
    "/about/first/",
    "/about/figures/",
    "/about/texts/",
    "/about/corrections/",
    "/about/log/",
)
ERRORS = {"/nothing/": 404, "/fr/": 404, "/?after=x": 400, "/topic/gone/": 410}


@pytest.fixture
def edited(stocked: None) -> None:  # noqa: F811
    """Topics and deeds over the stock, with words as long as they may be."""
    now, story = timezone.now(), Story.objects.get()
    article = Article.objects.filter(report__isnull=True).latest("pk")
    topic = Topic.objects.create(
        slug="long",
        title=LONG[:80],
        lede=(LONG * 3)[:300],
        intro=f"{LONG}\n\n- {LONG}\n- 二\n\n## {LONG}\n[{'X' * 60}](https://x.example/{'y' * 300})",
        state="open",
        least=0,
        started_at=now - timedelta(days=9),
        latest=story,
        latest_at=now,
    )
    topic.tags.set(Tag.objects.all())
    topic.entries.create(story=story, note=LONG, pinned=True)
    Topic.objects.create(slug="empty", title="空", state="closed", closed_at=now)
    Topic.objects.create(slug="gone", title="撤", state="withdrawn")
    record_flag([article], "is_hidden", True, "scam", now)
    record_correction(article, LONG, ["title", "html"], "wrong", now)
    record_ruling(Act.Verb.SPLIT, story.pk, story.pk, 3, "", now)
    Revision.objects.create(article=article, title=LONG + "旧", seen_at=now)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_every_page_fits_and_has_no_violation(
    live_server: Any,
    page: Any,
    complaints: list[str],
    axe: str,  # noqa: F811
    width: int,
    scheme: str,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in (*PATHS, *ERRORS):
        answer = page.goto(live_server.url + path)
        assert answer.status == ERRORS.get(path, 200), path
        assert page.locator("h1").count() == 1
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path
        page.evaluate(axe)
        if broken := page.evaluate(RUN):
            found[path] = [(one["id"], one["nodes"][0]["html"][:200]) for one in broken]
    assert found == {}
    # The browser says of each error page that it is one.
    assert [one for one in complaints if "Failed to load" not in one] == []


def test_text_of_twice_the_size_fits_a_phone(live_server: Any, page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (*PATHS, *ERRORS):
        page.goto(live_server.url + path)
        page.evaluate(
            """() => { const sheet = new CSSStyleSheet();
            sheet.replaceSync(':root { font-size: 200% !important }');
            document.adoptedStyleSheets = [sheet]; }"""
        )
        wide = page.evaluate(
            """() => [...document.querySelectorAll('main *, aside *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
              && !one.closest('.ledger, .ticker, .tabs'))
            .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert wide == [], path
