"""The demo: a feed server on loopback with invented outlets, for a newsroom without network."""

from newsroom.demo.outlets import sources as demo_sources

__all__ = ["demo_sources"]
