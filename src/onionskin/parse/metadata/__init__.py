"""Manifests, settings and hooks as text: what a package says of itself and what it starts."""
