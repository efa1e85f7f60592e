"""稿件: articles, tags and revisions; `ingest` turns a feed's entries into articles."""
