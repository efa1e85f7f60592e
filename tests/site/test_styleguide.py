"""The living style guide."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.site.styleguide import tokens
from aggregator.site.styleguide.specimens import SPECIMENS, Specimen, render
from tests.site.test_errors import inline

pytestmark = pytest.mark.django_db  # the dictionary in force is asked of the database now and then


def test_readers_have_none(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    assert client.get("/styleguide/").status_code == 404


def test_it_shows_every_token_and_component(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    answer = client.get("/styleguide/")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert inline(body) == []
    found = tokens.read(tokens.FILE.read_text("utf-8"))
    for colour in found.colours:
        assert f'fill="{colour.light}"' in body
        assert f'fill="{colour.dark}"' in body
    for one in SPECIMENS:
        assert one.name in body
    assert "noindex" in body
    assert body.count("<h1") == 1 + 1, "its own, and that of the error page it shows"


@pytest.mark.parametrize("one", SPECIMENS, ids=lambda one: one.name)
def test_each_component_renders_something_without_a_database(one: Specimen) -> None:
    assert len(render(one, timezone.now()).strip()) > 15


def test_tokens_of_both_themes() -> None:
    css = """
    :root { --paper: #fff; --rouge: #900; --up: var(--rouge); --text-m: 1rem; --text-s: 0.5rem;
      --s2: 0.5rem; --lead-s: 2rem; --font: a,
      b; }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --paper: #111; } }
    :root[data-theme="dark"] { --paper: #000; }
    @media (min-width: 1px) { :root { --paper: #777; } }
    """
    found = tokens.read(css)
    assert found.colours == (
        tokens.Colour("paper", "#fff", "#000"),
        tokens.Colour("rouge", "#900", "#900"),
    )
    assert [(one.name, one.pixels) for one in found.type] == [("text-s", 8), ("text-m", 16)]
    assert [(one.name, one.pixels) for one in found.space] == [("s2", 8)]
