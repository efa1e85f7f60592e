"""`python -m newsroom.demo --port 8790 --var var`."""

import sys

from newsroom.demo.server import main

if __name__ == "__main__":
    sys.exit(main())
