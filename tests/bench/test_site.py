"""The figures of the site: which stand there, and what they are held against."""

import pytest

from bench.figure import Figure
from bench.site import loading
from bench.site.loading import BenchError, Loaded, figures_of, half

PLAIN = Loaded(1000.0, [0.001] * 10, 9000)
FRONT = Loaded(800.0, [0.002] * 10, 9000)


def test_each_page_stands_beside_each_limit() -> None:
    found = {"plain": PLAIN, "healthz": Loaded(1600.0, [0.001], 3), "front": FRONT}
    figures = figures_of("kept", found, FRONT, "note")
    ratios = {f.against: f.ratio for f in figures if f.what == "front, kept"}
    assert ratios == {loading.LIMITS["plain"]: 0.8, "/healthz": 0.5}
    halves = [f for f in figures if "half load" in f.what]
    assert [(f.what[-3:], f.value, f.unit) for f in halves] == [
        ("p50", 2.0, "ms"),
        ("p99", 2.0, "ms"),
    ]
    assert all(isinstance(figure, Figure) for figure in figures)


def test_half_load_is_half_of_what_it_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, float] = {}

    def answer(base: str, places: dict[str, str], options: dict[str, float]) -> dict[str, Loaded]:
        asked.update(options)
        return {"half": FRONT}

    monkeypatch.setattr(loading, "_asked", answer)
    assert half("http://site.example", "/", FRONT) is FRONT
    assert asked["rate"] == 400
    assert asked["count"] == 400 * loading.HALF_SECONDS


def test_a_server_that_is_not_there_gives_no_figures() -> None:
    with pytest.raises(BenchError):
        loading.loaded("http://127.0.0.1:9", {"front": "/"})
