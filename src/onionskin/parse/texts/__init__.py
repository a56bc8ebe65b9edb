"""Notations: XML, YAML, JSON, property lists, tables. Bounded, without entities."""
