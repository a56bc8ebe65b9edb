"""One file per report: what a reader should see of it, in blocks."""
