"""The desk's pages of saved searches in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from aggregator.alerts.models import Delivery, SavedSearch
from tests.desk.conftest import NOON, make_article
from tests.desk.test_browser import log_in, shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1440, 390])
def test_a_search_is_saved_looked_after_and_given_a_key(
    page: Any, complaints: list[str], live_server: Any, source: Any, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, live_server)
    page.goto(live_server.url + reverse("admin:alerts_savedsearch_add"))
    page.fill("[name=name]", "大饼被盗")
    page.fill("[name=query]", "大饼 黑客 -传闻")
    page.fill("[name=webhook_url]", "https://hooks.example/in")
    page.click("[name=_save]")
    assert len(page.inner_text(".desk-key")) == 64
    shot(page, f"alert-key-{width}")
    search = SavedSearch.objects.get()
    states = list(Delivery.State)
    for number in range(8):
        Delivery.objects.create(
            search=search,
            article=make_article(source, number),
            state=states[number % 4],
            created_at=timezone.now() - timedelta(minutes=7 * number),
            last_error="hooks.example 服务器出错（HTTP 500）" if number % 4 > 1 else "",
        )
    SavedSearch.objects.update(stopped_at=NOON)
    page.click("text=已保存，返回订阅")
    shot(page, f"alert-change-{width}")
    page.click("button >> text=重发死信")
    page.wait_for_selector("text=现在重发也送不到")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.goto(live_server.url + reverse("admin:alerts_savedsearch_changelist"))
    page.wait_for_selector("text=已停止推送")
    shot(page, f"alert-list-{width}")
    page.goto(live_server.url + reverse("admin:alerts_delivery_changelist"))
    shot(page, f"alert-deliveries-{width}")
    assert complaints == []
