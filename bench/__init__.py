"""How fast and how big: `python -m bench`, every figure beside a baseline of the same run."""
