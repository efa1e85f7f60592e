"""`make test`: every test on SQLite and, beside it, those that touch rows on PostgreSQL.

`python -m tests.run [--coverage] [pytest arguments]`; gives the worst exit status. Two processes
share the work: one runs most tests on SQLite and then those that drive browsers, the other those on
PostgreSQL and then those of whole newsrooms and of real data. What the other says is shown last.
With --coverage the first counts what of aggregator/ it ran, which takes it half as long again.
"""

import os
import subprocess
import sys
import tempfile

PYTEST = [sys.executable, "-m", "pytest"]
COVERAGE = [sys.executable, "-m", "coverage"]
QUICK = "not (browser or processes or real)"
BROWSERS = "browser"
WHOLE = "(processes or real) and not browser"
# What hangs on texts, pictures or processes, and on no database's ways.
WITHOUT_ROWS = [
    f"--ignore=tests/{name}"
    for name in (
        *("language", "web", "bench", "demo", "newsroom", "site/og"),
        *(
            f"site/test_{name}.py"
            for name in ("catalogues", "english", "traditional", "styleguide", "reader", "charts")
        ),
    )
]
NOTHING_CHOSEN = 5  # pytest's word for: of these arguments there is no test here


def main(arguments: list[str], *, counted: bool) -> int:
    """Run both; then, if it was counted, hold the coverage of aggregator/ against its floor."""
    counting = ["--cov", "--cov-report="] if counted else []
    if counted:
        subprocess.run([*COVERAGE, "erase"], check=True)
    with tempfile.TemporaryFile() as said:
        other = subprocess.Popen(
            [sys.executable, "-m", "tests.run", "--beside", *arguments],
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            print("== SQLite", flush=True)
            first = _pytest([*counting, "-m", QUICK, *arguments])
            print("== SQLite: browsers", flush=True)
            first = max(first, _pytest(["-m", BROWSERS, *arguments]))
            second = other.wait()
        finally:
            other.terminate()
            other.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    if not counted:
        return max(first, second)
    report = [*COVERAGE, "report", "--skip-covered", "--skip-empty"]
    floor = subprocess.run(report, check=False).returncode
    return max(first, second, 0 if arguments else floor)


def beside(arguments: list[str]) -> int:
    """What the other process runs, one after the other."""
    print("== PostgreSQL", flush=True)
    postgres = _pytest(["-m", QUICK, *WITHOUT_ROWS, *arguments], TEST_DATABASE="postgres")
    print("== SQLite: whole newsrooms, real data", flush=True)
    return max(postgres, _pytest(["-m", WHOLE, *arguments]))


def _pytest(arguments: list[str], **environment: str) -> int:
    status = subprocess.run(
        [*PYTEST, *arguments], env={**os.environ, **environment}, check=False
    ).returncode
    if status < 0:  # ended by a signal
        return 128 - status
    return 0 if status == NOTHING_CHOSEN else status


if __name__ == "__main__":
    chosen = sys.argv[1:]
    if chosen[:1] == ["--beside"]:
        sys.exit(beside(chosen[1:]))
    counted = chosen[:1] == ["--coverage"]
    sys.exit(main(chosen[1:] if counted else chosen, counted=counted))
