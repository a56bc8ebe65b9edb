"""Applications in a copy of their runtime: what stands behind the runtime's program."""
