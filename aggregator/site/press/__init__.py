"""The outlets: who told an event, what is read of each, who was first."""
