"""What a save changed in an entry, in one sentence for the log and the list of versions. Pure."""

from collections.abc import Mapping
from typing import Any

from aggregator.words.models import Word

_LABELS = {"name": "名称", "kind": "类别", "ticker": "代码", "weight": "权重", "note": "说明"}
_COMPARED = (*_LABELS, "aliases", "off")


def first_said(word: Word, shipped: Word | None) -> str:
    """Say what a new row is: an entry of the editors' own, or what it makes of a shipped one."""
    if shipped is None or word.off:
        return f"停用“{word.name}”" if word.off else f"新增“{word.name}”"
    parts = _differences(word, {name: getattr(shipped, name) for name in _COMPARED})
    return f"修改“{word.name}”：{'；'.join(parts)}" if parts else f"修改“{word.name}”"


def described(word: Word, before: Mapping[str, Any]) -> str:
    """Name what is new in a row; `before` holds the fields as they were."""
    return f"“{word.name}”：{'；'.join(_differences(word, before)) or '未改动'}"


def _differences(word: Word, before: Mapping[str, Any]) -> list[str]:
    parts = [
        f"{label}{_shown(name, before[name])}改为{_shown(name, getattr(word, name))}"
        for name, label in _LABELS.items()
        if before[name] != getattr(word, name)
    ]
    was, now = list(before["aliases"]), list(word.aliases)
    added = [alias for alias in now if alias not in was]
    gone = [alias for alias in was if alias not in now]
    parts += [f"新增别名 {'、'.join(added)}"] if added else []
    parts += [f"删去别名 {'、'.join(gone)}"] if gone else []
    if before["off"] != word.off:
        parts.append("停用" if word.off else "恢复启用")
    return parts


def _shown(name: str, value: Any) -> str:
    if name == "kind":
        value = Word.Kind(value).label
    return "（空）" if value == "" else f"“{value}”"
