"""Upstream, exposures and timeline, out of the case alone."""
