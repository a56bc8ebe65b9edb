"""What can be said of text without a grammar: sentences, dates, counts, fingerprints."""
