"""Disk images and file systems: every file by its path, every block by its owner."""
