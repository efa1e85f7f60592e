import tempfile
from pathlib import Path

import pytest

from newsroom import valkey
from newsroom.valkey import SOCKET_PATH_LIMIT, ValkeyError, answers, binary, command, socket_path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what is temporary."""
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


LONG = Path("/" + "long-name/" * 20)


def test_the_socket_is_in_var_when_its_path_is_short() -> None:
    assert socket_path(Path("/v")) == Path("/v/valkey.sock")


def test_a_long_var_has_its_socket_in_a_private_folder(temporary: Path) -> None:
    path = socket_path(LONG)
    assert path.parent.parent == temporary
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert socket_path(LONG) == path
    assert socket_path(LONG / "other") != path
    assert len(path.name) + len("/tmp/newsroom-4294967295-0123456789abcdef/") < SOCKET_PATH_LIMIT


def test_a_folder_that_others_may_enter_is_refused(temporary: Path) -> None:
    socket_path(LONG).parent.chmod(0o755)
    with pytest.raises(ValkeyError, match="set VAR to a short path"):
        socket_path(LONG)


def test_valkey_listens_nowhere_but_on_its_socket(tmp_path: Path) -> None:
    words = command(tmp_path, tmp_path / "s.sock")
    options = dict(zip(words[1::2], words[2::2], strict=True))
    assert options["--port"] == "0"
    assert options["--unixsocketperm"] == "600"
    assert options["--appendonly"] == "yes"
    assert (tmp_path / "valkey").stat().st_mode & 0o777 == 0o700


def test_without_any_server_the_cure_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(valkey.platform, "machine", lambda: "sparc")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValkeyError, match="set REDIS_URL"):
        binary()
    server = tmp_path / "redis-server"
    server.write_text("#!/bin/sh\n")
    server.chmod(0o755)
    assert binary() == str(server)


def test_nobody_answers_where_nobody_listens(tmp_path: Path) -> None:
    assert not answers(f"unix://{tmp_path}/no.sock")
