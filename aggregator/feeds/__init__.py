"""信源: outlets and their feeds; when to poll, how to fetch, how to parse into entries."""
