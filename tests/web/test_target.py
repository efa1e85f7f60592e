import pytest

from aggregator.web.errors import BrokenError, DeniedError
from aggregator.web.policy import Policy
from aggregator.web.target import check_public, parse_target


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        (" http://News.Example./feed#top ", "news.example:80"),
        ("https://news.example/", "news.example:443"),
        ("http://[::1]:8332/", "[::1]:8332"),
        ("http://例子.中国/快讯", "xn--fsqu00a.xn--fiqs8s:80"),
    ],
)
def test_a_url_names_its_authority(text: str, authority: str) -> None:
    target = parse_target(text)

    assert target.authority == authority
    assert not target.url.fragment


@pytest.mark.parametrize(
    "text",
    ["", "news.example/feed", "//news.example/", "http:///feed", "http:\\\\h/", "http://h:0/",
     "http://h:99999/", "http://a b/", "http://a..b/", "http://-a.example/", "http://[v1.a:b]/",
     "http://" + "a" * 64 + ".example/", "http://h/" + "x" * 2048,
     "http://h.example:80\\@127.0.0.1/", "http://\udcff.example/"],
)  # fmt: skip
def test_what_is_no_url_is_bad(text: str) -> None:
    with pytest.raises(BrokenError) as caught:
        parse_target(text)

    assert caught.value.kind == "bad_url"


@pytest.mark.parametrize("text", ["ftp://h/", "file:///etc/passwd", "javascript:alert(1)",
                                  "gopher://h/", "data:text/xml,x"])  # fmt: skip
def test_only_the_web_is_visited(text: str) -> None:
    with pytest.raises(DeniedError, match="http"):
        parse_target(text)


@pytest.mark.parametrize("text", ["http://me:pass@h.example/", "http://me@h.example/",
                                  "http://:pass@h.example/"])  # fmt: skip
def test_credentials_in_a_url_are_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(DeniedError, match=r"h\.example") as caught:
        parse_target(text)

    assert "pass" not in caught.value.reason


@pytest.mark.parametrize("port", [22, 25, 443 + 1, 1023])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(DeniedError, match=str(port)):
        check_public(parse_target(f"http://h.example:{port}/"))


@pytest.mark.parametrize("port", [80, 443, 1024, 65535])
def test_web_ports_pass(port: int) -> None:
    check_public(parse_target(f"http://h.example:{port}/"))


def test_a_public_literal_passes() -> None:
    check_public(parse_target("http://1.1.1.1/"))


@pytest.mark.parametrize("entry", ["localhost", "LOCALHOST:80", "http://localhost:80", "::1:80"])
def test_a_trusted_address_must_name_host_and_port(entry: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        Policy("x", trusted=frozenset({entry}))
