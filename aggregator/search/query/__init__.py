"""What a reader typed: read into clauses, shown back as chips, turned into a plan."""
