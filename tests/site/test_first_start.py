"""A newsroom that has read nothing yet: every link on its pages leads somewhere."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from aggregator.feeds.models import Feed, Source
from tests.site.conftest import NOON
from tests.site.test_front import text


@pytest.mark.django_db
def test_no_link_of_an_empty_front_page_is_dead(client: Client) -> None:
    body = text(client, "/")
    paths = {path for path in re.findall(r'href="(/[^"#]+)', body) if "/static/" not in path}
    assert "/coin/bitcoin/" in paths
    for path in paths:
        assert client.get(path).status_code in (200, 302), path


@pytest.mark.django_db
def test_a_name_of_the_lexicon_has_a_page_before_its_first_article(client: Client) -> None:
    body = text(client, "/coin/ethereum/")
    assert "还没有关于以太坊的稿件" in body
    assert "ETH" in body
    assert client.get("/coin/ethereum/?after=x").status_code == 400


@pytest.mark.django_db
def test_the_state_of_the_outlets_is_one_step_away(client: Client) -> None:
    assert 'href="/about/#outlets"' in text(client, "/")
    assert "还没有启用信源" in text(client, "/about/")
    read, waiting, off = (
        Source.objects.create(slug=name, name=name) for name in ("read", "waiting", "off")
    )
    for number, (source, enabled) in enumerate(((read, True), (waiting, True), (off, False))):
        url = f"https://{source.slug}.example/{number}"
        Feed.objects.create(source=source, title=source.name, url=url, enabled=enabled)
    Feed.objects.filter(source=read).update(succeeded_at=NOON + timedelta(minutes=41))
    body = text(client, "/about/")
    assert re.search(r'href="/source/read/".*?3月25日 12:41', body, re.DOTALL)
    assert body.count("还没有读到") == 1
    assert "/source/off/" not in body


@pytest.mark.django_db
def test_the_mark_is_found_by_its_old_name(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/site/favicon.svg"
