"""Origins and independence, certainty, the order of verdicts: the one place for judging."""
