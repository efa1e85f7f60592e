"""What the code as a whole does not do, so that no attack on it can succeed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from aggregator.feeds.models import Feed

ROOT = Path(__file__).resolve().parents[2]
FILES = [*ROOT.glob("aggregator/**/*.py"), *ROOT.glob("newsroom/**/*.py")]

EVALUATING = {"eval", "exec", "compile", "__import__"}
DANGEROUS = {
    ("pickle", "loads"), ("pickle", "load"), ("marshal", "loads"), ("yaml", "load"),
    ("os", "system"), ("os", "popen"), ("subprocess", "getoutput"),
}  # fmt: skip


def dangers(source: str) -> Iterator[str]:
    """Calls that run or unpack text, and patterns that are made of text from outside."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in EVALUATING:
                yield name
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (module, name) in DANGEROUS:
                yield f"{module}.{name}"
        for word in node.keywords:
            if word.arg == "shell" and not (
                isinstance(word.value, ast.Constant) and word.value.value is False
            ):
                yield "shell"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_20_no_text_is_run(file: Path) -> None:
    assert list(dangers(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source", ["eval(x)", "os.system(x)", "pickle.loads(x)", "run(x, shell=True)", "exec('a')"]
)
def test_20_the_scan_catches_it(source: str) -> None:
    assert list(dangers(source))


# One place for each of the two servers, and the option that says whom they believe.
READ_PROXIES = (
    "newsroom/proxies.py",
    "aggregator/live/server.py",
    "newsroom/options.py",
)


def test_13_one_place_of_each_server_reads_what_proxies_say() -> None:
    assert settings.SECURE_PROXY_SSL_HEADER is None
    assert not settings.USE_X_FORWARDED_HOST
    assert not settings.USE_X_FORWARDED_PORT
    for file in set(FILES) - {ROOT / name for name in READ_PROXIES}:
        assert "X_FORWARDED" not in file.read_text(encoding="utf-8").upper().replace("-", "_")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        place = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, place)
        else:
            yield place


def test_05_06_09_19_nothing_fetches_or_serves_what_a_stranger_names() -> None:
    """No proxy of pictures, no preview of links, no OPML to take in: each would be a second way
    out or in. Our own list of feeds and our own drafts are given out, and take nothing."""
    ours = {"opml.xml", "admin/preview/topic/<int:pk>/"}
    found = set(addresses(get_resolver().url_patterns))
    assert found > ours
    words = (
        "proxy",
        "image",
        "img",
        "opml",
        "import",
        "preview",
        "media",
        "fetch",
        "upload",
    )
    assert not [place for place in found - ours if any(word in place for word in words)]


def test_06_a_feed_has_no_proxy_and_no_headers_of_its_own() -> None:
    names = {field.name for field in Feed._meta.get_fields()}
    assert not names & {"proxy", "headers", "cookie", "user_agent", "auth", "verify"}
