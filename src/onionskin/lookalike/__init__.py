"""Inert releases, logs and estates for the demo, tests and benchmarks."""
