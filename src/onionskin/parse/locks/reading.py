"""Which lock file or bill of materials a file is, by its name and its first words, and what it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onionskin.errors import BudgetError, DamagedError
from onionskin.parse.locks import (
    cyclonedx,
    go_sum,
    npm_lock,
    nuget_lock,
    pnpm_lock,
    requirements,
    spdx,
    toml_lock,
    yarn_lock,
)
from onionskin.parse.locks.listed import Listed, json_object
from onionskin.plugins.view import View

LARGEST = 64 << 20
MOST = 200_000

Reader = Callable[[str], Iterator[Listed]]

# The end of a file's name, in lower case -> its reader. JSON is told apart by its keys.
NAMES: tuple[tuple[str, Reader], ...] = (
    ("yarn.lock", yarn_lock.read),
    ("pnpm-lock.yaml", pnpm_lock.read),
    ("cargo.lock", toml_lock.read),
    ("poetry.lock", toml_lock.read),
    ("uv.lock", toml_lock.read),
    (".toml", toml_lock.read),
    ("go.sum", go_sum.read),
    (".txt", requirements.read),
    (".in", requirements.read),
    (".yaml", pnpm_lock.read),
)


def read(view: View) -> tuple[Listed, ...]:
    """Return what a file lists, in its order.

    Raises:
        DamagedError: it is no lock file or bill of materials that is known, or lists nothing.
        BudgetError: it is larger than 64 MiB or lists more than 200,000 components.
    """
    if view.size > LARGEST:
        raise BudgetError(f"more than {LARGEST >> 20} MiB", where="bytes")
    text = view.read(0, view.size).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    found: list[Listed] = []
    for each in _reader(view.name.lower(), text)(text):
        found.append(each)
        if len(found) > MOST:
            raise BudgetError(f"more than {MOST} components", where="components")
    if not found:
        raise DamagedError("lists no component")
    return tuple(found)


def _reader(name: str, text: str) -> Reader:
    if text.lstrip()[:1] == "{":
        return _json_reader(text)
    for end, reader in NAMES:
        if name.endswith(end):
            return reader
    known = "package-lock.json, yarn.lock, pnpm-lock.yaml, requirements.txt, Cargo.lock, poetry.lock, uv.lock, packages.lock.json, go.sum, CycloneDX and SPDX JSON"
    raise DamagedError(f"its name is none of a known lock file: {known}")


def _json_reader(text: str) -> Reader:
    found = json_object(text)
    if found.get("bomFormat") == "CycloneDX":
        return cyclonedx.read
    if "spdxVersion" in found:
        return spdx.read
    if "lockfileVersion" in found:
        return npm_lock.read
    if "dependencies" in found and "version" in found:
        return nuget_lock.read
    raise DamagedError("is no CycloneDX, SPDX, package-lock.json or packages.lock.json")
