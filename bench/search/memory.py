"""What this process holds in memory (Linux)."""

from pathlib import Path

MB = 1024


def own_memory() -> dict[str, float]:
    """Resident MB, and of it what is this process's own (not pages of files that others share)."""
    return parsed(Path("/proc/self/smaps_rollup").read_text())


def parsed(rollup: str) -> dict[str, float]:
    """`resident` and `anonymous` MB of a smaps_rollup."""
    lines = (line.split() for line in rollup.splitlines()[1:])
    sizes = {words[0].rstrip(":"): int(words[1]) / MB for words in lines}
    return {"resident": sizes["Rss"], "anonymous": sizes["Anonymous"]}
