"""The same page in each language."""

import pytest
from django.utils import translation

from aggregator.site.tongues.languages import bare, in_language, variants


@pytest.mark.parametrize(
    ("path", "usual"),
    [
        ("/", "/"),
        ("/en/", "/"),
        ("/zh-hant/tag/x/", "/tag/x/"),
        ("/en", "/en"),
        ("/english/", "/english/"),
        ("/zh-hans/first/", "/zh-hans/first/"),
        ("/story/1/", "/story/1/"),
    ],
)
def test_bare(path: str, usual: str) -> None:
    assert bare(path) == usual


def test_from_any_language_to_any() -> None:
    for path in ("/first/", "/en/first/", "/zh-hant/first/"):
        assert in_language(path, "zh-hans") == "/first/"
        assert in_language(path, "en") == "/en/first/"
        assert [one.href for one in variants(path, "kind=flash")] == [
            "/first/?kind=flash",
            "/zh-hant/first/?kind=flash",
            "/en/first/?kind=flash",
        ]
    assert [one.tag for one in variants("/")] == ["zh-Hans", "zh-Hant", "en"]


@pytest.mark.parametrize("code", ["zh-hans", "zh-hant", "en"])
def test_the_language_in_force_is_marked(code: str) -> None:
    with translation.override(code):
        assert [one.code for one in variants("/first/") if one.current] == [code]
