"""检索: documents in, hits out."""
