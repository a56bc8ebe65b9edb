"""What an indicator does in a report, and what its source got wrong."""
