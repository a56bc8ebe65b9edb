"""A sentence read by the grammar of its language: its mentions, its patterns, its kinds."""
