from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from newsroom.secret_key import secret_key


def test_the_operators_key_is_taken(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    made = secret_key("", tmp_path)
    assert len(made) > 60
    assert secret_key("", tmp_path) == made
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        keys = set(pool.map(secret_key, [""] * 8, [tmp_path] * 8))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
