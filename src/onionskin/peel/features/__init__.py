"""One file per fault in a release."""
