"""One file per input format of a report."""
