"""直播: what changed, told to open pages as it happens."""
