"""Names in a text: those known, those introduced, and whose they are."""
