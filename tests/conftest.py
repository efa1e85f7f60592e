"""What tests of more than one room stand on: a page in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests.browser import FLAGS, NO_CHROMIUM, chromium

# No test fails because the machine is busy.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

TELL = """document.addEventListener("securitypolicyviolation", (e) => console.error(
  "CSP", e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber,
  e.target?.outerHTML?.slice(0, 200)));"""


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords hashed in no time: a good hash takes 0.3 s, and hundreds of tests log somebody in."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A running Chromium; skips with the cure where there is none.

    No longer than a module: Playwright keeps a loop running in this thread, beside which no other
    test could run one of its own.
    """
    program = chromium()
    if program is None:
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page's console complained of."""
    return []


@pytest.fixture
def page(browser: Any, complaints: list[str]) -> Iterator[Any]:
    """A page 1440 wide, in Chinese, whose complaints are kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    opened.add_init_script(TELL)
    opened.on(
        "console",
        lambda m: (
            complaints.append(f"{opened.url}: {m.text}") if m.type in {"error", "warning"} else None
        ),
    )
    opened.on("pageerror", lambda error: complaints.append(f"{opened.url}: {error}"))
    yield opened
    context.close()
