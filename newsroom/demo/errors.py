"""What can be wrong with the demo: its own content, its state file, its port."""


class DemoError(Exception):
    """Anything that keeps the demo server from starting; the message names the cure."""


class DemoContentError(DemoError):
    """An outlet, event or article file does not hang together."""


class DemoStateError(DemoError):
    """The file that keeps the start time cannot be read."""
