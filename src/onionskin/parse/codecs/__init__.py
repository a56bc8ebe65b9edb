"""Compressions, decoded within bounds."""
