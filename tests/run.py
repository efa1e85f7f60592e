"""`make test`: every test on SQLite and, beside it, those that touch rows on PostgreSQL.

`python -m tests.run [pytest arguments]`; gives the worst exit status of the two. What PostgreSQL
has to say is shown after SQLite's; coverage is counted on SQLite.
"""

import os
import subprocess
import sys
import tempfile

PYTEST = [sys.executable, "-m", "pytest"]
COVERAGE = [sys.executable, "-m", "coverage"]
ON_POSTGRES = [
    "-m",
    "not browser and not processes and not real",
    "--ignore=tests/language",
    "--ignore=tests/web",
    "--ignore=tests/bench",
    "--ignore=tests/demo",
]


def main(arguments: list[str]) -> int:
    """Run both; then hold the coverage of aggregator/ against its floor."""
    subprocess.run([*COVERAGE, "erase"], check=True)
    with tempfile.TemporaryFile() as said:
        other = subprocess.Popen(
            [*PYTEST, *ON_POSTGRES, *arguments],
            env={**os.environ, "TEST_DATABASE": "postgres"},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            print("== SQLite", flush=True)
            covered = [*PYTEST, "--cov", "--cov-report=", *arguments]
            first = subprocess.run(covered, check=False).returncode
            second = other.wait()
        finally:
            other.terminate()
            other.wait()
        print("== PostgreSQL", flush=True)
        said.seek(0)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    report = [*COVERAGE, "report", "--skip-covered", "--skip-empty"]
    floor = subprocess.run(report, check=False).returncode
    return max(first, second, 0 if arguments else floor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
