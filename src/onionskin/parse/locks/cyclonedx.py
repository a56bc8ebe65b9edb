"""CycloneDX bills of materials as JSON, 1.2 to 1.6. Source: ECMA-424, section "components"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.parse.locks.listed import Listed, json_object, listed, rows


def read(text: str) -> Iterator[Listed]:
    """Yield the components, those inside others too; DamagedError if it is no such file."""
    found = json_object(text)
    waiting = [("components", rows(found.get("components")))]
    while waiting:
        place, several = waiting.pop()
        for number, entry in enumerate(several):
            own = f"{place}[{number}]"
            if entry.get("name"):
                yield listed(_name(entry), entry.get("version") or "", own, *_hashes(entry))
            if entry.get("components"):
                waiting.append((f"{own}.components", rows(entry["components"])))


def _name(entry: dict[str, Any]) -> str:
    """Return the name with its group, as npm and Maven write both."""
    group = entry.get("group")
    if not group:
        return str(entry["name"])
    return f"{group}{'/' if str(group).startswith('@') else ':'}{entry['name']}"


def _hashes(entry: dict[str, Any]) -> Iterator[object]:
    return (each.get("content") for each in rows(entry.get("hashes")) if each.get("alg") == "SHA-256")  # fmt: skip
