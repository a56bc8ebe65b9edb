"""One file per behaviour."""
