"""投票: what readers think of an event, counted without accounts."""
