"""One file per language: its cues, as data."""
