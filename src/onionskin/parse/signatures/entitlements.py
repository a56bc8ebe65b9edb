"""Entitlements in DER, as signatures carry them since macOS 12: the form that the system obeys.

`[APPLICATION 16] { INTEGER 1, [16] { SEQUENCE { UTF8String key, value }... } }`; a value is a
BOOLEAN, an INTEGER, a UTF8String, a SEQUENCE of values or a [16] of entries. An older form is a
SET of entries.

Source: apple-platform-rs, `plist_der.rs`; Apple, xnu `CoreEntitlements`.
"""

from __future__ import annotations

from typing import Any

from onionskin.errors import DamagedError
from onionskin.parse.pki import der

MAX_BYTES = 1 << 20
DEPTH = 16
_TOP, _DICTIONARY, _TEXT = 0x70, 0xB0, 0x0C
_BOOLEAN, _INTEGER = 0x01, 0x02


def read_binary_entitlements(data: bytes) -> dict[str, Any]:
    """Return entitlements in DER as a property list would hold them, or raise DamagedError."""
    if len(data) > MAX_BYTES:
        raise DamagedError(f"entitlements of {len(data)} bytes")
    top = der.read_node(data)
    if top.stop != len(data):
        raise DamagedError("bytes stand behind the entitlements")
    if top.tag == der.SET:
        return _entries(top, 0)
    parts = der.fields(top, "entitlements", 2, tag=_TOP)
    if len(parts) != 2 or der.integer(parts[0]) != 1:
        raise DamagedError("entitlements of another version")
    return _entries(der.expect(parts[1], _DICTIONARY, "entitlements"), 0)


def _entries(node: der.Node, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in node.children():
        parts = der.fields(each, "an entitlement", 2)
        key = _text(der.expect(parts[0], _TEXT, "an entitlement's name"))
        # Two values of one key: which of them is obeyed is not said.
        if len(parts) != 2 or key in found:
            raise DamagedError(
                f"the entitlement {key[:100]!r} stands twice, or has more than a value"
            )
        found[key] = _value(parts[1], depth)
    return found


def _value(node: der.Node, depth: int) -> Any:
    if depth > DEPTH:
        raise DamagedError("entitlements that are nested too deeply")
    if node.tag == _BOOLEAN:
        return node.content != b"\0"
    if node.tag == _INTEGER:
        return int.from_bytes(node.content, "big", signed=True)
    if node.tag == _TEXT:
        return _text(node)
    if node.tag == der.SEQUENCE:
        return [_value(each, depth + 1) for each in node.children()]
    if node.tag in (_DICTIONARY, der.SET):
        return _entries(node, depth + 1)
    raise DamagedError(f"an entitlement of the type {node.tag:#x}")


def _text(node: der.Node) -> str:
    try:
        return node.content.decode()
    except UnicodeError as error:
        raise DamagedError("an entitlement that is no UTF-8") from error
