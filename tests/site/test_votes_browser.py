"""Voting, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.stories.models import Story
from aggregator.votes import limits
from aggregator.votes.models import Vote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def count(page: Any, way: str) -> str:
    return str(page.locator(f"[data-way={way}] [data-count]").inner_text())


def test_a_vote_is_cast_kept_and_taken_back(
    visit: Callable[[str], Any], one: Article, complaints: list[str]
) -> None:
    page = visit(f"/a/{one.pk}/")
    up = page.get_by_role("button", name="利好")
    up.click()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    assert (count(page, "up"), count(page, "down")) == ("1", "0")
    page.reload()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    page.get_by_role("button", name="利空").click()
    page.locator("[data-way=down][aria-pressed=true]").wait_for()
    assert (count(page, "up"), count(page, "down")) == ("0", "1")
    page.locator("[data-way=down]").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Space")
    page.locator("[data-way=down][aria-pressed=false]").wait_for()
    assert count(page, "down") == ""
    assert not Vote.objects.exists()
    assert complaints == []


def test_a_double_click_votes_once(visit: Callable[[str], Any], one: Article) -> None:
    page = visit(f"/a/{one.pk}/")
    page.locator("[data-way=up]").dblclick()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    assert Vote.objects.get().way == "up"
    assert count(page, "up") == "1"


def test_a_second_tab_knows_of_the_vote(
    visit: Callable[[str], Any], page: Any, one: Article
) -> None:
    visit(f"/a/{one.pk}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("[data-way=up]").click()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    other.locator("[data-way=up][aria-pressed=true]").wait_for()
    other.locator("[data-way=down]").click()
    other.locator("[data-way=down][aria-pressed=true]").wait_for()
    page.locator("[data-way=down][aria-pressed=true]").wait_for()
    assert Vote.objects.get().way == "down", "one reader, one vote"


def test_a_refusal_is_said_beside_the_buttons(
    visit: Callable[[str], Any], one: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VOTER", limits.Limit("voter", 0, 60))
    page = visit(f"/a/{one.pk}/")
    page.locator("[data-way=up]").click()
    note = page.locator(".votes__note")
    note.wait_for()
    assert "秒后再试" in note.inner_text()
    assert page.locator("[data-way=up]").get_attribute("aria-pressed") == "false"


def test_a_vote_without_javascript(live_server: Any, browser: Any, one: Article) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/a/{one.pk}/")
    page.click("[data-way=up]")
    page.click("button[value=down]")
    assert page.locator("button[value=down]").get_attribute("aria-pressed") == "true"
    page.click("text=回到这件事")
    assert count(page, "down") == "1"
    assert page.locator("[data-share-copy]").first.is_hidden()
    page.click("[data-share]")
    assert page.url.endswith(Story.objects.get().get_absolute_url())
    context.close()
