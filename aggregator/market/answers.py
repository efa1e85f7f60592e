"""Read what a provider answered, and believe nothing that is not plainly a figure in its range.

An answer goes from here into the database and onto the page, so a wrong type, a NaN or a number
out of all proportion stops the reading with a `ProviderError` instead of becoming a figure.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

from aggregator.market.provider import ProviderError
from aggregator.web import Failed, Fresh, Gone, Limited, Moved, Outcome, Refused

# The first Bitcoin block; nothing we read is older.
_EARLIEST = datetime(2009, 1, 3, tzinfo=UTC)
# A block's header may be this far ahead of the clock (Bitcoin Core, MAX_FUTURE_BLOCK_TIME).
_AHEAD = timedelta(hours=2)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,64}")
# Only this many characters are a figure; longer ones cost time to read and mean nothing.
_LONGEST_NUMBER = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """One place in a provider's JSON; `place` says which, for the error."""

    provider: str
    place: str
    value: object

    def at(self, key: str | int) -> "Answer":
        """The member of an object, or the item of a list. Raises ProviderError when missing."""
        place = f"{self.place}.{key}"
        if isinstance(key, str) and isinstance(self.value, dict) and key in self.value:
            return Answer(self.provider, place, self.value[key])
        if isinstance(key, int) and isinstance(self.value, list) and key < len(self.value):
            return Answer(self.provider, place, self.value[key])
        raise replace(self, place=place).wrong("缺少这一项")

    def maybe(self, key: str) -> "Answer | None":
        """The member of an object, None when it is missing or null."""
        if not isinstance(self.value, dict):
            raise self.wrong("不是一个对象")
        return None if self.value.get(key) is None else self.at(key)

    def items(self) -> list["Answer"]:
        """The items of a list. Raises ProviderError when it is none, or empty."""
        if not isinstance(self.value, list) or not self.value:
            raise self.wrong("不是列表，或列表为空")
        return [self.at(position) for position in range(len(self.value))]

    def number(self, low: Decimal | int, high: Decimal | int) -> Decimal:
        """A number, or one written as a string, from `low` to `high`, both included."""
        value = self.value
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            value = Decimal(value)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong("不是数字")
        if not low <= value <= high:
            raise self.wrong("超出合理范围")
        return Decimal(value)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.number(low, high)
        if value != int(value):
            raise self.wrong("不是整数")
        return int(value)

    def quantity(self, low: int, high: int) -> int:
        """A whole number in Ethereum's hex form, 0x…, from `low` to `high`."""
        if not isinstance(self.value, str) or not _HEXADECIMAL.fullmatch(self.value):
            raise self.wrong("不是 0x 开头的十六进制数")
        return replace(self, value=int(self.value, 16)).whole(low, high)

    def word(self, pattern: str) -> str:
        """A string that is `pattern` from end to end."""
        if not isinstance(self.value, str) or not re.fullmatch(pattern, self.value):
            raise self.wrong("格式不对")
        return self.value

    def seconds(self, now: datetime) -> int:
        """A Unix time in seconds, decimal or hex, that `now` allows: after 2009, at most two
        hours ahead."""
        low, high = int(_EARLIEST.timestamp()), int((now + _AHEAD).timestamp())
        is_hex = isinstance(self.value, str) and self.value.startswith("0x")
        return self.quantity(low, high) if is_hex else self.whole(low, high)

    def wrong(self, cause: str) -> ProviderError:
        """The error that says what is the matter here."""
        return ProviderError(f"{self.provider} 的应答有误：{self.place} {cause}")


def answer(outcome: Outcome, provider: str, place: str) -> Answer:
    """The JSON of an outcome; `place` names what was asked. Raises ProviderError."""
    body = fresh_body(outcome, provider)
    try:
        value = json.loads(
            body, parse_float=_decimal, parse_int=_whole, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"{provider} 的应答有误：{place} 不是有效的 JSON") from error
    return Answer(provider, place, value)


def fresh_body(outcome: Outcome, provider: str) -> bytes:
    """The body of an outcome. Raises ProviderError for every outcome that has none."""
    match outcome:
        case Fresh() if outcome.truncated:
            raise ProviderError(f"{provider} 的应答不完整：连接中途断开")
        case Fresh():
            return outcome.body
        case Moved():
            return fresh_body(outcome.content, provider)
        case Limited():
            wait = outcome.retry_after_seconds
            raise ProviderError(f"{provider} 限制了访问次数，要求 {wait} 秒后再试", wait)
        case Failed() | Refused():
            raise ProviderError(f"{provider} 没有给出数字：{outcome.reason}")
        case Gone():
            raise ProviderError(f"{provider} 已停用这个接口（HTTP {outcome.status}）")
    raise ProviderError(f"{provider} 没有给出内容")


def _decimal(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("number too long")
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError("number out of bounds") from error


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("number too long")
    return int(text)


def _no_constant(text: str) -> object:
    raise ValueError(f"{text} is not JSON")
