"""The shapes of answers. What is unknown is null, never 0 and never left out."""
