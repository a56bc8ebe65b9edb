"""Logs, disks and inventories to events and sightings."""
