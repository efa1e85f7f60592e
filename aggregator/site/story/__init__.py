"""What an event and a report say: figures, names, doubts, corrections, who reported it."""
