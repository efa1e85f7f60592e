import pytest

from newsroom.demo import demo_sources, outlets
from newsroom.demo.errors import DemoContentError


def test_eight_outlets_are_marked_and_in_both_scripts() -> None:
    shown = outlets.outlets()
    assert len(shown) == 8
    assert all("示例" in outlet.name for outlet in shown)
    assert sorted(outlet.language for outlet in shown) == ["zh-Hans"] * 6 + ["zh-Hant"] * 2
    assert {outlet.text_policy for outlet in shown} == {"headline", "excerpt", "full"}


def test_the_feeds_differ_in_format_encoding_dates_and_kind() -> None:
    feeds = [feed for outlet in outlets.outlets() for feed in outlet.feeds]
    assert len(feeds) == 9
    assert {feed.format for feed in feeds} == {"rss", "atom", "json", "broken"}
    assert {feed.encoding for feed in feeds} == {"UTF-8", "GBK", "Big5"}
    assert {feed.kind for feed in feeds} == {"flash", "article", "mixed"}
    assert len({feed.dates for feed in feeds}) >= 6
    assert sum(not feed.guids for feed in feeds) == 1
    assert sum(feed.relative_links for feed in feeds) == 1


def test_sources_have_the_shape_of_the_catalogue() -> None:
    sources = demo_sources("http://127.0.0.1:9999/")
    assert len({source["slug"] for source in sources}) == 8
    for source in sources:
        assert source["home"].startswith(f"http://127.0.0.1:9999/{source['slug']}/")
        assert set(source) == {
            "slug", "name", "home", "language", "text_policy", "credit", "zone", "boilerplate",
            "feeds",
        }  # fmt: skip
        for feed in source["feeds"]:
            assert feed["url"].startswith("http://127.0.0.1:9999/demo-")
            assert set(feed) == {
                "key", "title", "url", "alternates", "kind", "enabled", "disabled_reason",
            }  # fmt: skip


def test_the_boilerplate_is_what_the_opening_says() -> None:
    for outlet in outlets.outlets():
        assert all(outlet.opening.startswith(words) for words in outlet.boilerplate)
        assert bool(outlet.opening) == bool(outlet.boilerplate)


def test_a_wrong_field_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text('[[outlet]]\ncolour = "red"\nboilerplate = []\nfeed = []\n', encoding="utf-8")
    monkeypatch.setattr(outlets, "OUTLETS_FILE", path)
    with pytest.raises(DemoContentError, match="colour"):
        outlets.outlets.__wrapped__()
