"""What `python -m bench` understands."""

from pathlib import Path

import pytest

from bench.__main__ import NAMES, Wanted, wanted


def test_everything_is_measured_when_nothing_is_named() -> None:
    assert wanted([]) == Wanted(NAMES, None, 100_000)


def test_names_are_measured_once_and_in_the_table_s_order() -> None:
    assert wanted(["memory", "ingest", "memory"]).names == ("ingest", "memory")


def test_a_file_and_a_number_of_articles() -> None:
    asked = wanted(["site", "--json", "figures.json", "--articles", "500"])
    assert asked == Wanted(("site",), Path("figures.json"), 500)


def test_an_unknown_name_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        wanted(["site", "speed"])
    said = capsys.readouterr().err
    assert "'speed'" in said
    assert all(name in said for name in NAMES)


def test_no_articles_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        wanted(["--articles", "0"])
    assert "--articles" in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_measurement(name: str) -> None:
    from importlib import import_module

    assert callable(import_module(f"bench.{name}").measure)
