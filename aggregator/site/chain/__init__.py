"""The figures of networks."""
