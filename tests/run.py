"""`make test`: every test on SQLite, then those that touch rows again on PostgreSQL.

`python -m tests.run [pytest arguments]`; gives the worst exit status of the two.
"""

import os
import subprocess
import sys

PYTEST = [sys.executable, "-m", "pytest", "--cov", "--cov-append", "--cov-report="]
ON_POSTGRES = [
    "-m",
    "not browser and not processes and not real",
    "--ignore=tests/language",
    "--ignore=tests/web",
]


def main(arguments: list[str]) -> int:
    """Run both; then hold the coverage of aggregator/ against its floor."""
    subprocess.run([sys.executable, "-m", "coverage", "erase"], check=True)
    print("== SQLite", flush=True)
    first = subprocess.run([*PYTEST, *arguments], check=False).returncode
    print("== PostgreSQL", flush=True)
    environment = {**os.environ, "TEST_DATABASE": "postgres"}
    second = subprocess.run(
        [*PYTEST, *ON_POSTGRES, *arguments], env=environment, check=False
    ).returncode
    covered = subprocess.run(
        [sys.executable, "-m", "coverage", "report", "--skip-covered", "--skip-empty"], check=False
    ).returncode
    return max(first, second, 0 if arguments else covered)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
