"""Property lists out of evidence: bounded, without entities, never trusted to be well formed.

Source: Apple, plist(5). The document type that every XML property list names is not
fetched; one that declares entities is refused before it is parsed.
"""

from __future__ import annotations

import plistlib
import struct
from typing import Any
from xml.parsers.expat import ExpatError

from onionskin.errors import DamagedError
from onionskin.plugins.view import View

MAX_BYTES = 1 << 20
BINARY = b"bplist00"
# What plistlib raises on a list that its grammar does not expect.
_FAULTS = (ValueError, ExpatError, LookupError, TypeError, AttributeError, OverflowError,
           RecursionError)  # fmt: skip


def begins(view: View) -> bool:
    """Say whether the bytes begin as a property list, in XML or binary."""
    head = view.read(0, 512).lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<plist", b"<!DOCTYPE plist", b"bplist00"))


def read_properties(data: bytes, limit: int = MAX_BYTES) -> dict[str, Any]:
    """Return the top dictionary of an XML property list of at most `limit` bytes, or raise DamagedError."""
    if len(data) > limit:
        raise DamagedError(f"a property list of {len(data)} bytes")
    if b"<!ENTITY" in data or b"\0" in data.rstrip(b"\0"):
        raise DamagedError("a property list that declares entities, or is no UTF-8")
    try:
        # Apple's reader takes blanks in front of the declaration, as in the entitlements of Node.js 18.
        found = plistlib.loads(data.rstrip(b"\0").lstrip(b" \t\r\n"), fmt=plistlib.FMT_XML)
    except _FAULTS as error:
        raise DamagedError(f"the property list is not well formed: {error}") from error
    if not isinstance(found, dict):
        raise DamagedError("the property list is no dictionary")
    return found


def read_any(data: bytes, limit: int = MAX_BYTES) -> dict[str, Any]:
    """Return the top dictionary of an XML or a binary property list, or raise DamagedError.

    A binary list may hold one thing at many places: never write out what comes of it unseen.
    """
    if data[:8] != BINARY:
        return read_properties(data, limit)
    if len(data) > limit:
        raise DamagedError(f"a property list of {len(data)} bytes")
    try:
        found = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except (*_FAULTS, struct.error) as error:
        raise DamagedError(f"the property list is not well formed: {error}") from error
    if not isinstance(found, dict):
        raise DamagedError("the property list is no dictionary")
    return found


def word(properties: dict[str, Any], *keys: str) -> str:
    """Return the first of these keys that holds text, at most 200 characters, or ""."""
    values = (properties.get(key) for key in keys)
    return next((each[:200] for each in values if isinstance(each, str) and each), "")
