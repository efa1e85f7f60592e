import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.options import OPTIONS, OptionError, read_options, settings_page

ROOT = Path(__file__).resolve().parents[2]


def test_every_default_is_a_right_value() -> None:
    assert set(read_options({})) == {option.name for option in OPTIONS}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "80a"),
        ("PORT", "70000"),
        ("DEBUG", "maybe"),
        ("SITE_URL", "example.org"),
        ("REDIS_URL", "http://x"),
        ("DATABASE_URL", "mysql://x/y"),
        ("TIME_ZONE", "Mars/Base"),
        ("LOG_FORMAT", "xml"),
        ("POLL_SECONDS", "-1"),
        ("POLL_SECONDS", "0"),
        ("WEB_WORKERS", "two"),
        ("WEB_WORKERS", "0"),
        ("TASK_WORKERS", "²"),
        ("VAR", " "),
        ("SITE_URL", "https://example.org/news"),
        ("SITE_URL", "https://example.org?a"),
        ("SITE_URL", "https://user@example.org"),
        ("SITE_URL", "https://example.org:99999"),
        ("TRUSTED_PROXIES", "*"),
        ("TRUSTED_PROXIES", "127.0.0.1, nginx"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(OptionError, match=name):
        read_options({name: value})


def test_a_wrong_secret_is_not_repeated() -> None:
    with pytest.raises(OptionError) as caught:
        read_options({"DATABASE_URL": "mysql://user:hunter2@host/x"})
    assert "hunter2" not in str(caught.value)


def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PORT": "no", "VAR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.strip() == "newsroom: PORT: 'no' is not a port; use a port from 1 to 65535"


def test_the_page_is_that_of_the_table() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page()
