"""axe-core over every page: light on the phone, dark on the desktop."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser import NODE
from tests.site.stock import stocked  # noqa: F401 - a fixture
from tests.site.test_browser import paths

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"
RUN = "async () => (await axe.run()).violations"


@pytest.fixture(scope="module")
def axe() -> str:
    """The checks, as npm brought them; skips where npm has not been asked."""
    if not Path(AXE).exists():
        pytest.skip("no axe-core: run make test, which brings it from npm")
    return AXE.read_text()


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_no_page_has_a_violation(
    live_server: Any, page: Any, axe: str, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in paths():
        page.goto(live_server.url + path)
        page.evaluate(axe)
        if broken := page.evaluate(RUN):
            found[path] = [(one["id"], one["nodes"][0]["html"][:200]) for one in broken]
    assert found == {}
