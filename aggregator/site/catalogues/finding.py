"""Finding every message of the reader's pages: in templates and in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template import Engine, Template
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from aggregator.api.tiers import Tier
from aggregator.site.catalogues import ROOT, rooms
from aggregator.site.catalogues.message import Message

# The desk is in Chinese alone; what the rooms below say of themselves is said to editors.
ROOMS = (
    "site",
    "api",
    "live",
    "topics",
    "votes",
    "stories",
    "chain",
    "market",
    "articles",
    "feeds",
)
TEMPLATES = ROOT / "templates" / "site"
_MODULE = "django.utils.translation"
_FORMS = {
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "npgettext_lazy": ("context", "text", "plural"),
}
_IN_FILTER = re.compile(r"""[:|(\s]_\((["'])(.+?)\1\)""")

Place = tuple[Message, str]


class Unreadable(ValueError):  # noqa: N818 - a state, said plainly
    """A message that is put together at run time; no catalogue can hold it."""


def messages() -> dict[Message, list[str]]:
    """Every message, with the files that say it, relative to the repository."""
    found: dict[Message, list[str]] = {}
    found_all = (*in_templates(), *in_python(), *in_rooms())
    for message, place in sorted(found_all):
        places = found.setdefault(message, [])
        if place not in places:
            places.append(place)
    return found


def in_templates() -> Iterator[Place]:
    """Messages of {% translate %}, {% blocktranslate %} and _() in filters."""
    engine = Engine.get_default()
    for path in sorted(TEMPLATES.rglob("*.*")):
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        yield from ((message, name) for message in of_template(Template(source, engine=engine)))
        yield from ((Message(found[2]), name) for found in _IN_FILTER.finditer(source))


def of_template(template: Template) -> Iterator[Message]:
    """Messages of a compiled template, without those of what it includes."""
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode) and node.filter_expression.var.literal is not None:
            context = node.message_context.var if node.message_context else ""
            yield Message(str(node.filter_expression.var.literal), str(context))
        elif isinstance(node, BlockTranslateNode):
            context = node.message_context.var if node.message_context else ""
            text = node.render_token_list(node.singular)[0]
            plural = node.render_token_list(node.plural)[0] if node.plural else ""
            yield Message(_trimmed(text, node), str(context), _trimmed(plural, node))


def _trimmed(text: str, node: BlockTranslateNode) -> str:
    if not node.trimmed:
        return text
    return " ".join(line.strip() for line in text.strip().splitlines())


def in_rooms() -> Iterator[Place]:
    """What the rooms below say from tables of their own."""
    name = str(Path(rooms.__file__).relative_to(ROOT))
    yield from ((Message(text), name) for text in (*rooms.words(), *map(str, Tier.labels)))


def in_python() -> Iterator[Place]:
    """Messages of the functions of `django.utils.translation`, under whatever name."""
    for room in ROOMS:
        for path in sorted((ROOT / "aggregator" / room).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from ((message, name) for message in of_module(tree, name))


def of_module(tree: ast.Module, name: str) -> Iterator[Message]:
    """Messages of a module. Raises `Unreadable`."""
    known = {
        alias.asname or alias.name: _FORMS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == _MODULE
        for alias in node.names
        if alias.name in _FORMS
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        form = known.get(node.func.id)
        if form is None:
            continue
        said = [arg.value for arg in node.args[: len(form)] if isinstance(arg, ast.Constant)]
        if len(said) == len(form):
            yield Message(**dict(zip(form, map(str, said), strict=True)))
        elif any(isinstance(arg, ast.JoinedStr) for arg in node.args):
            raise Unreadable(f"{name}:{node.lineno}: a message can't be an f-string; use %(name)s")
