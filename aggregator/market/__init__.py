"""行情: prices, each with source and time."""
