"""Templates without their editors' white space: what a browser shows is the same."""

from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from pytest_django import Settings

from newsroom.templates import slim

SOURCE = """{% load i18n %}
<ul>
    {% if one %}
        {% for word in words %}
            <li>
                {{ word }}

            </li>
        {% endfor %}
    {% endif %}
    <p>a{% if not one %}
        b
    {% endif %}
    c</p>
</ul>
"""


@pytest.mark.parametrize("one", [True, False])
def test_the_words_keep_their_gaps(one: bool) -> None:
    given = Context({"one": one, "words": ["x", "y"]})
    before, after = Template(SOURCE).render(given), Template(slim(SOURCE)).render(given)
    assert after.split() == before.split()
    assert len(after) < len(before)
    assert "\n " not in after


def test_an_opening_line_leaves_one_break() -> None:
    assert slim("a\n  {% if b %}\n    c\n  {% endif %}\n  d") == "a\n{% if b %}c\n{% endif %}\nd"


@pytest.mark.parametrize(
    "text",
    [
        "<pre class='x'>\n  a\n    b</pre>",
        "<textarea>\n  a\n</textarea>",
        "{% blocktranslate %}\n  一\n  二\n{% endblocktranslate %}",
    ],
)
def test_text_that_is_white_space_itself_is_kept(text: str) -> None:
    assert slim(f"<p>\n    {text}\n    </p>") == f"<p>\n{text}\n</p>"


def test_only_the_pages_own_templates_are_slimmed(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    written = "<p>\n    a\n</p>\n"
    for name in ("site/page.html", "site/text.txt", "other.html"):
        (tmp_path / name).write_text(written)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    shown = {n: get_template(n).render() for n in ("site/page.html", "site/text.txt", "other.html")}
    assert shown["site/page.html"] == "<p>\na\n</p>\n"
    assert shown["site/text.txt"] == shown["other.html"] == written
