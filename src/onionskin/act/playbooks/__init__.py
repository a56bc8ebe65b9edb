"""One file per response."""
