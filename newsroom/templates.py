"""How the site's templates are read: without the white space that is there for their editors.

It is a quarter of a page as it is written, and no browser shows it. Once a template is compiled
nothing is left to do, so that a page costs no time for it.
"""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

# Where white space is the text itself, or the key of its translation.
_KEPT = re.compile(
    r"(<(pre|textarea)\b.*?</\2>|{% *blocktrans(?:late)?\b.*?{% *endblocktrans(?:late)? *%})", re.S
)
_OPENING = r"{% *(?:load|if|for|with|block|comment)\b[^\n]*?%}"
# After a break of its own. What closes keeps its break: what it opened may stand within a line.
_ONLY_OPENING = re.compile(rf"(?<=\n)({_OPENING})\n")
_BREAK = re.compile(r"[ \t]*\n\s*")


def slim(source: str) -> str:
    """Give a template that renders as the source does, but for white space beside white space."""
    parts = _KEPT.split(source)
    # Every third part is text between two that are kept; the second of each three is a tag's name.
    return "".join(
        _slim(part) if place % 3 == 0 else part for place, part in enumerate(parts) if place % 3 < 2
    )


def _slim(source: str) -> str:
    return _ONLY_OPENING.sub(r"\1", _BREAK.sub("\n", source))


class SlimLoader(Loader):
    """Reads the templates of `DIRS`; the pages' own are slimmed."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template. Raises `TemplateDoesNotExist`."""
        text: str = super().get_contents(origin)
        name = str(origin.template_name)
        return slim(text) if name.startswith("site/") and name.endswith(".html") else text
