"""The pages of the lexicon in a real browser: on a phone and a desk, in light and dark."""

import pytest
from django.urls import reverse

from aggregator import language
from aggregator.words import current
from aggregator.words.models import Candidate, DictionaryVersion
from aggregator.words.versions import ensure
from tests.desk.conftest import NOON
from tests.desk.test_browser import log_in, shot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def own_book():
    before = language.book()
    current.forget()
    ensure(NOON)
    yield
    language.install(before)
    current.forget()


def test_a_word_is_added_on_a_phone_in_the_dark(page, live_server, complaints, own_book) -> None:
    row = Candidate.objects.create(
        key="柠檬鲸", text="柠檬鲸", count=9, outlets=3, score=5, found_at=NOON, seen_at=NOON,
        examples=[{"article": 1, "text": "…消息，柠檬鲸完成一千万美元融资，由多家机构参投…"}],
    )  # fmt: skip
    log_in(page, live_server)
    for name in ("word", "candidate", "dictionaryversion"):
        page.goto(live_server.url + reverse(f"admin:words_{name}_changelist"))
        shot(page, f"words-{name}")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + reverse("admin:words_word_changelist") + "?q=比特币")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "words-phone")
    page.goto(live_server.url + reverse("admin:words_word_add") + f"?candidate={row.pk}")
    page.fill("[name=slug]", "lemon-whale")
    page.select_option("[name=kind]", "coin")
    shot(page, "words-add")
    page.click("[name=_save]")
    page.wait_for_url("**" + reverse("admin:words_word_changelist"), timeout=10_000)
    assert "词典已生效" in page.content()
    shot(page, "words-saved")
    assert DictionaryVersion.objects.first().added == ["柠檬鲸"]
    assert complaints == []
