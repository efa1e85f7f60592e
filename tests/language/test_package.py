"""The room as its neighbours see it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from aggregator import language


def test_all_names_are_there() -> None:
    assert all(hasattr(language, name) for name in language.__all__)


def test_it_imports_neither_django_nor_jieba() -> None:
    code = (
        "import sys; from aggregator.language import segment, tags_of; segment('比特币');"
        "tags_of('比特币', ''); sys.exit(any(m in sys.modules for m in ('django', 'jieba')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_threads_share_it() -> None:
    texts = [f"贝莱德比特币 ETF 净流入 {n} 亿美元" for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(language.segment, texts)) == [language.segment(t) for t in texts]
