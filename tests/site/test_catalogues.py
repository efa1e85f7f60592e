"""The catalogues: complete, compiled, and level with the code."""

import ast
import gettext
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.template import Engine, Template

from aggregator.site import catalogues
from aggregator.site.catalogues import LANGUAGES, path_of, po
from aggregator.site.catalogues.finding import Unreadable, messages, of_module, of_template
from aggregator.site.catalogues.message import Message
from aggregator.site.catalogues.mo import compiled
from aggregator.site.catalogues.po import Entry

FIGURE = re.compile(r"%\(\w+\)[sd]|%s|%%")
CURE = "run manage.py messages, and translate what it names in aggregator/site/locale"


@pytest.fixture(scope="module")
def found() -> dict[Message, list[str]]:
    return messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str, found: dict[Message, list[str]]) -> None:
    kept = po.read(path_of(language).read_text(encoding="utf-8"))
    assert sorted(one.text for one in set(found) - set(kept)) == [], CURE
    assert sorted(one.text for one in set(kept) - set(found)) == [], CURE
    assert [entry.message.text for entry in kept.values() if not entry.is_told] == [], CURE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    kept = po.read(path_of(language).read_text(encoding="utf-8"))
    assert path_of(language, "mo").read_bytes() == compiled(language, kept.values()), CURE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_figures_of_its_message(language: str) -> None:
    for message, entry in po.read(path_of(language).read_text(encoding="utf-8")).items():
        for form in entry.forms:
            if FIGURE.search(message.text) and "%(" in message.text:
                assert set(FIGURE.findall(form)) == set(FIGURE.findall(message.text)), message.text


def test_english_is_english() -> None:
    for entry in po.read(path_of("en").read_text(encoding="utf-8")).values():
        if "kind:文章" not in entry.message.text and entry.message.text not in {
            "周",
            "疑似把“万”写成“亿”",
            "疑似把“亿”写成“万”",
        }:
            assert not re.search("[\u3400-\u9fff]", "".join(entry.forms)), entry


def test_a_template_says_what_it_looks_up() -> None:
    source = (
        '{% load i18n %}{% translate "一" %}{% if x %}{% translate "二" context "甲" %}{% endif %}{% translate x %}'
        "{% blocktranslate with n=x %}共 {{ n }} 条{% endblocktranslate %}"
        "{% blocktranslate count n=x trimmed %}\n 一条\n{% plural %}\n {{ n }}\n 条 {% endblocktranslate %}"
    )
    template = Template(source, engine=Engine.get_default())
    assert set(of_template(template)) == {
        Message("一"), Message("二", "甲"), Message("共 %(n)s 条"), Message("一条", "", "%(n)s 条"),
    }  # fmt: skip


def test_a_module_says_what_it_looks_up() -> None:
    source = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy as p
from other import gettext
_("一" "二"); ngettext("条", "些条", n); p("甲", "三"); gettext("不算"); _(name); other._("不算")
"""
    assert set(of_module(ast.parse(source), "x.py")) == {
        Message("一二"), Message("条", "", "些条"), Message("三", "甲"),
    }  # fmt: skip


def test_a_message_put_together_at_run_time_is_refused() -> None:
    source = "from django.utils.translation import gettext as _\n_(f'共 {n} 条')"
    with pytest.raises(Unreadable, match=r"x\.py:2"):
        list(of_module(ast.parse(source), "x.py"))


def test_a_catalogue_comes_back_as_it_was_written() -> None:
    entries = [
        Entry(Message('引号"和\\反斜\n换行\t'), ('quotes "and\\ \n\t',)),
        Entry(Message("有", "语境"), ("with",)),
        Entry(Message("条", "", "些"), ("one", "many")),
        Entry(Message("没有"), ("",)),
    ]
    text = po.write("en", entries, {entry.message: ["a.html"] for entry in entries})
    assert set(po.read(text).values()) == set(entries)
    long = 'msgid ""\n"一"\n"二"\nmsgstr ""\n"one "\n"two"\n'
    assert po.read(long) == {Message("一二"): Entry(Message("一二"), ("one two",))}
    fuzzy = '#, fuzzy\nmsgid "一"\nmsgstr "one"\n'
    assert not po.read(fuzzy)[Message("一")].is_told


def test_gettext_reads_what_we_compile() -> None:
    entries = [
        Entry(Message("一"), ("one",)),
        Entry(Message("有", "语境"), ("with",)),
        Entry(Message("条", "", "些"), ("item", "items")),
        Entry(Message("没有"), ("",)),
    ]
    read = gettext.GNUTranslations(io.BytesIO(compiled("en", entries)))
    assert read.gettext("一") == "one"
    assert read.pgettext("语境", "有") == "with"
    assert [read.ngettext("条", "些", n) for n in (1, 2)] == ["item", "items"]
    assert read.gettext("没有") == "没有"


def test_the_command_keeps_what_is_translated_and_says_what_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    command = "aggregator.site.management.commands.messages"
    found = {Message("软件"): ["a.py"], Message("条", "", "些"): ["a.py"]}
    monkeypatch.setattr(f"{command}.messages", lambda: found)
    with pytest.raises(CommandError, match="2 messages"):
        call_command("messages", "--check")
    assert not path_of("en").exists()
    with pytest.raises(CommandError):
        call_command("messages")
    assert 'msgstr "軟體"' in path_of("zh_Hant").read_text(encoding="utf-8")
    text = path_of("en").read_text(encoding="utf-8")
    assert 'msgstr[1] ""' in text
    for empty, told in (
        ('msgstr ""', 'msgstr "software"'),
        ('[0] ""', '[0] "a"'),
        ('[1] ""', '[1] "b"'),
    ):
        head, _, rest = text.partition("\n\n")
        text = f"{head}\n\n{rest.replace(empty, told)}"
    path_of("en").write_text(text, encoding="utf-8")
    capsys.readouterr()
    call_command("messages")
    assert capsys.readouterr().out == ""
    assert path_of("en").read_text(encoding="utf-8") == text
    assert b"software" in path_of("en", "mo").read_bytes()
