"""Triage, decisions, playbooks."""
