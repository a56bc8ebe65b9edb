"""Inert edits of genuine files, one module per group of families; edits.py says what a family is."""
