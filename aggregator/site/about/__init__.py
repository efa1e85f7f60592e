"""What the pages about this site say of it."""
