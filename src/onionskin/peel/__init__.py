"""Artifact to layers, byte ledger and verdict; two releases laid over each other."""
