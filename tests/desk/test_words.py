"""What unfold says is Chinese too."""

import re
from pathlib import Path

import unfold
from django.utils import translation

WORDS = re.compile(r"""\{%\s*(?:trans|translate)\s+(["'])((?:(?!\1)[^%])+)\1""")
# Texts that no page of the desk shows: unfold's optional parts.
UNSHOWN = {"Dataset not found. No action performed."}


def test_every_phrase_of_unfold_is_translated() -> None:
    templates = Path(unfold.__file__).parent / "templates"
    phrases = {
        phrase
        for file in templates.rglob("*.html")
        for _, phrase in WORDS.findall(file.read_text())
    }
    with translation.override("zh-hans"):
        english = {one for one in phrases if translation.gettext(one) == one} - UNSHOWN
    assert "Filters" in phrases
    assert english == set()
