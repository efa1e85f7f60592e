"""The index in a folder of this machine, by tantivy; one process writes, any number read."""
