"""事件: which reports tell of one event."""
