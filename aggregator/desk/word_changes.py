"""What a save changed in an entry, in one sentence for the log and the list of versions. Pure."""

from collections.abc import Mapping
from typing import Any

from aggregator.words.models import Word

_LABELS = {"name": "名称", "kind": "类别", "ticker": "代码", "weight": "权重", "note": "说明"}


def described(word: Word, before: Mapping[str, Any] | None) -> str:
    """Name what is new; `before` holds the fields as they were, None for a new entry."""
    if before is None:
        return f"停用“{word.name}”" if word.off else f"新增“{word.name}”"
    parts = [
        f"{label}“{before[name]}”改为“{getattr(word, name)}”"
        for name, label in _LABELS.items()
        if before[name] != getattr(word, name)
    ]
    was, now = list(before["aliases"]), list(word.aliases)
    added = [alias for alias in now if alias not in was]
    gone = [alias for alias in was if alias not in now]
    parts += [f"别名加{'、'.join(added)}"] if added else []
    parts += [f"别名去{'、'.join(gone)}"] if gone else []
    if before["off"] != word.off:
        parts.append("停用" if word.off else "恢复启用")
    return f"“{word.name}”：{'；'.join(parts) or '未改动'}"
