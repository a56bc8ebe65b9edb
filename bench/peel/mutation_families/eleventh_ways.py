"""Eleventh set: addresses that code asks, and those that it asks under a lock (HTTPS); no page of help, no standard."""

from __future__ import annotations

from mutation_families.eighth_ways import ADDRESS

_SAID_ONLY = rb"schema|docs?\b|info|help|issue|wiki|github|homepage|message|comment"
# What is named after an address and is no page for people.
USED = ADDRESS.replace(rb"schema|docs?\b", _SAID_ONLY)
UNLOCKED = (
    rb"(?mi)^(?![ \t]*(?:\*|//|#)|[^\n]*(?:" + _SAID_ONLY + rb"))"
    rb"([^\n]*\b\w*(?:host|endpoint|registry|server|api|base|issuer|authority|origin|index|auth|token|rpc)\w*['\"]?(?: ?: ?str)?\s*[:=]\s*['\"`])"
    rb"https(://(?!www\.w3\.org)[a-z0-9.-]+\.(?:com|org|io|net|dev|tech)[/'\"`])"
)  # fmt: skip
