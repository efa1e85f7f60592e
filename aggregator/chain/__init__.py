"""链上: figures of networks, each with source, height and time."""
