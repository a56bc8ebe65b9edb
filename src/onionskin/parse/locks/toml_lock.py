"""Cargo.lock, poetry.lock, uv.lock and pylock.toml: TOML with a list of packages.

Sources: Cargo's reference (Cargo.lock), Poetry and uv documentation, PEP 751. Hashes are of
archives as they are published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.parse.locks.listed import Listed, listed, rows, table, toml_table


def read(text: str) -> Iterator[Listed]:
    """Yield the packages; DamagedError if it is no TOML."""
    found = toml_table(text)
    for key in ("package", "packages"):
        for number, entry in enumerate(rows(found.get(key))):
            if entry.get("name") and entry.get("version"):
                place = f"{key}[{number}]"
                yield listed(entry["name"], entry["version"], place, *_hashes(entry))


def _hashes(entry: dict[str, Any]) -> Iterator[object]:
    yield entry.get("checksum")
    sources = [*rows(entry.get("files")), *rows(entry.get("wheels")), table(entry.get("sdist"))]
    for each in sources:
        yield each.get("hash")
        yield table(each.get("hashes")).get("sha256")
