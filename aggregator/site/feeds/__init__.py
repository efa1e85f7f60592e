"""Feeds of every list that has a page."""
