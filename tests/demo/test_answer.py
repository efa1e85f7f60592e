import pytest

from newsroom.demo.answer import Answer, conditional
from tests.demo.moments import STARTED

FULL = Answer(200, "text/plain", b"abc", STARTED)
STAMP = "Tue, 10 Mar 2026 10:00:00 GMT"


def test_a_full_answer_carries_its_validators() -> None:
    answer = conditional(FULL, {})
    assert answer.status == 200
    assert answer.body == b"abc"
    assert answer.headers["Last-Modified"] == STAMP
    assert answer.headers["ETag"].startswith('"')


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_known_etag_is_not_sent_again(form: str) -> None:
    etag = conditional(FULL, {}).headers["ETag"]
    answer = conditional(FULL, {"if-none-match": form.format(etag)})
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize(
    ("date", "status"),
    [
        (STAMP, 304),
        ("Tue, 10 Mar 2026 11:00:00 GMT", 304),
        ("Tue, 10 Mar 2026 09:59:59 GMT", 200),
        ("yesterday", 200),
        ("Tue, 10 Mar 2026 10:00:00 -0000", 200),
    ],
)
def test_the_date_decides_without_an_etag(date: str, status: int) -> None:
    assert conditional(FULL, {"if-modified-since": date}).status == status


def test_the_etag_wins_over_the_date() -> None:
    headers = {"if-none-match": '"other"', "if-modified-since": STAMP}
    assert conditional(FULL, headers).status == 200


def test_errors_and_changing_answers_are_never_conditional() -> None:
    for plain in (Answer(500, "text/plain", b"", STARTED), Answer(200, "text/plain", b"abc")):
        assert conditional(plain, {"if-none-match": "*"}) == plain
