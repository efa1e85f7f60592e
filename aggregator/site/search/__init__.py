"""A search as a page shows it."""
