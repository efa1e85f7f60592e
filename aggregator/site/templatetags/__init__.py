"""Filters of the reader's pages."""
