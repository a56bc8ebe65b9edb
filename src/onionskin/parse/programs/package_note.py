"""The note by which a program names the package that it is of, without the version.

Source: UAPI group, package metadata for executable files (an ELF note of the owner FDO, type 0xcafe1a7e, that holds an object of JSON).
Linkers write it, and the build id does not always cover it: a package that is built again may hold the same program under another version.
"""

from __future__ import annotations

import json
import re
import struct

LONGEST = 4096
_OWNER, _TYPE = b"FDO\0", 0xCAFE1A7E
_HEAD = 16  # bytes: three numbers, the owner
_VERSION = re.compile(r"[0-9A-Za-z.+~:_^-]{1,80}")


def without_version(raw: bytes) -> bytes | None:
    """Return what a section says but for `version`, in one order; None if it is anything but one such note with a version."""
    order = next((each for each in "<>" if _is_note(raw, each)), "")
    if not order:
        return None
    (size,) = struct.unpack_from(f"{order}I", raw, 4)
    body = raw[_HEAD : _HEAD + size]
    if len(raw) != _HEAD + -(-size // 4) * 4 or raw[_HEAD + size :].strip(b"\0"):
        return None
    try:
        said = json.loads(body.rstrip(b"\0"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not _is_plain(said):
        return None
    return json.dumps({**said, "version": ""}, sort_keys=True).encode()


def _is_note(raw: bytes, order: str) -> bool:
    if len(raw) < _HEAD:
        return False
    length, _, kind = struct.unpack_from(f"{order}III", raw)
    return (length, kind) == (len(_OWNER), _TYPE) and raw[12:_HEAD] == _OWNER


def _is_plain(said: dict[str, object]) -> bool:
    """Say whether there is a version that is one, and every value is a text."""
    version = said.get("version")
    is_version = isinstance(version, str) and bool(_VERSION.fullmatch(version))
    return is_version and all(isinstance(each, str) for each in said.values())
