"""What is wrong with a parameter, in words. Nothing of what was sent is repeated."""

import re
from collections.abc import Mapping
from typing import Any

_QUOTED = re.compile(r"'([^']*)'")
_WORDS = {
    "int_parsing": "写成整数",
    "int_parsing_size": "写成整数",
    "int_from_float": "写成整数",
    "bool_parsing": "写 true 或 false",
    "missing": "缺少这个参数",
}


def complaint(error: Mapping[str, Any]) -> dict[str, str]:
    """{parameter, detail} of an error as pydantic gives it; "" where it is of none alone."""
    place = [str(part) for part in error["loc"]]
    known = place[-1] if place[-1] not in {"query", "asked"} else ""
    return {"parameter": known, "detail": _sentence(str(error["type"]), error.get("ctx") or {})}


def _sentence(kind: str, bounds: Mapping[str, Any]) -> str:
    match kind:
        case "value_error":
            return str(bounds["error"])
        case "literal_error" | "enum":
            return f"只能写 {'、'.join(filter(None, _QUOTED.findall(str(bounds['expected']))))}"
        case "greater_than_equal":
            return f"不能小于 {bounds['ge']}"
        case "less_than_equal":
            return f"不能大于 {bounds['le']}"
        case "string_too_long":
            return f"最多 {bounds['max_length']} 个字"
        case "string_too_short":
            return "不能为空"
        case "string_pattern_mismatch":
            return "只能用字母、数字、连字符和下划线"
    return _WORDS.get(kind, "写法有误")
