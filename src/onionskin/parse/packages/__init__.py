"""Packages of systems and shops: an archive with a manifest, held to what it states."""
