"""One file per source of events."""
