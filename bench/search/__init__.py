"""What search is worth: found what was meant, found what is there, how fast."""
