"""Installers: what they carry, and what they do beside unpacking it."""
