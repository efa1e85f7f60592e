"""Items into documents: feeds in the formats of the field, and plain pages."""
