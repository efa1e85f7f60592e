"""Figures of a snapshot as the lines of the sidebar. Pure: a sheet in, text out."""

from datetime import UTC, datetime

from aggregator.chain.bitcoin import HALVING_BLOCKS, RETARGET_BLOCKS
from aggregator.chain.line import Line, Sheet
from aggregator.market.wording import age, compact, grouped, readable, signed_percent

_HASHES = ((1e18, "EH/s"), (1e15, "PH/s"), (1e12, "TH/s"), (1.0, "H/s"))
_DIFFICULTIES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1.0, ""))


def lines(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of the sheet's network, in the order of the page."""
    if sheet.network == "bitcoin":
        return (
            _last_block(sheet),
            _hash_rate(sheet),
            _difficulty(sheet),
            _fees(sheet),
            _mempool(sheet),
            _halving(sheet),
        )
    return (_last_block(sheet), _gwei(sheet, "base_fee"), _gwei(sheet, "gas_price"))


def _last_block(sheet: Sheet) -> Line:
    """Time since the newest block. Old figures can't say: there will have been blocks since."""
    at = sheet.number("last_block_at")
    if at is None:
        return sheet.unknown("last_block_at")
    if sheet.stale and sheet.observed_at is not None:
        note = f"{age(sheet.observed_at, sheet.now)}起没有新数据"
        return sheet.unknown("last_block_at", note=note)
    pace = "平均 10 分钟一块" if sheet.network == "bitcoin" else "平均 12 秒一块"
    return sheet.known(
        "last_block_at", age(datetime.fromtimestamp(at, tz=UTC), sheet.now), note=pace
    )


def _hash_rate(sheet: Sheet) -> Line:
    rate = sheet.number("hash_rate")
    if rate is None:
        return sheet.unknown("hash_rate", "EH/s")
    size, unit = _scale(rate, _HASHES)
    window = sheet.text("hash_rate_window")
    return sheet.known("hash_rate", readable(rate / size), unit, note=window)


def _difficulty(sheet: Sheet) -> Line:
    difficulty, left = sheet.number("difficulty"), sheet.number("adjustment_blocks_left")
    if difficulty is None:
        return sheet.unknown("difficulty", "T")
    size, unit = _scale(difficulty, _DIFFICULTIES)
    value = compact(difficulty / size, 2)
    if left is None:
        return sheet.known("difficulty", value, unit)
    change = sheet.number("adjustment_percent")
    estimate = "变化未知" if change is None else f"预计 {signed_percent(change, 1)}"
    return sheet.known(
        "difficulty",
        value,
        unit,
        note=f"距调整 {grouped(left)} 块，{estimate}",
        progress=_done(left, RETARGET_BLOCKS),
    )


def _fees(sheet: Sheet) -> Line:
    soon, hour = sheet.number("fee_next"), sheet.number("fee_hour")
    if soon is None:
        return sheet.unknown("fee_next", "sat/vB")
    slower = "" if hour is None else f"一小时内确认 {compact(hour)} sat/vB"
    return sheet.known("fee_next", compact(soon), "sat/vB", note=slower)


def _mempool(sheet: Sheet) -> Line:
    count, size = sheet.number("mempool_transactions"), sheet.number("mempool_vbytes")
    if count is None:
        return sheet.unknown("mempool_transactions", "笔")
    volume = "" if size is None else f"{compact(size / 1e6)} MvB"
    return sheet.known("mempool_transactions", grouped(count), "笔", note=volume)


def _halving(sheet: Sheet) -> Line:
    left, height = sheet.number("halving_blocks_left"), sheet.number("halving_height")
    at = sheet.number("halving_at")
    if left is None or height is None or at is None:
        return sheet.unknown("halving_blocks_left", "块")
    day = datetime.fromtimestamp(at, tz=UTC)
    return sheet.known(
        "halving_blocks_left",
        grouped(left),
        "块",
        note=f"高度 {grouped(height)}，约 {day.year} 年 {day.month} 月",
        progress=_done(left, HALVING_BLOCKS),
    )


def _gwei(sheet: Sheet, key: str) -> Line:
    price = sheet.number(key)
    if price is None:
        return sheet.unknown(key, "gwei")
    return sheet.known(key, readable(price), "gwei")


def _scale(value: float, scales: tuple[tuple[float, str], ...]) -> tuple[float, str]:
    return next((scale for scale in scales if value >= scale[0]), scales[-1])


def _done(left: float, total: int) -> float:
    return min(max(1 - left / total, 0.0), 1.0)
