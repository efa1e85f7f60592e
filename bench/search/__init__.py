"""How well and how fast search answers: `python -m bench.search`."""
