"""A program with one list of entitlements in two forms, and with two lists."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import write_entitlements
from onionskin.lookalike.macho import AppleSigning, build_macho, sign_macho

JIT, TASK = "com.apple.security.cs.allow-jit", "com.apple.security.get-task-allow"


def _written(folder: Path, said: dict[str, bool], obeyed: bytes) -> Path:
    signing = AppleSigning(entitlements=said, binary_entitlements=obeyed)
    path = folder / "shapes"
    path.write_bytes(sign_macho(build_macho(), signing))
    return path


def good(folder: Path) -> Path:
    return _written(folder, {JIT: True, TASK: False}, write_entitlements({JIT: True, TASK: False}))


def bad_another_key(folder: Path) -> Path:
    return _written(folder, {JIT: True}, write_entitlements({JIT: True, TASK: True}))


def bad_another_value(folder: Path) -> Path:
    return _written(folder, {TASK: False}, write_entitlements({TASK: True}))


def damaged(folder: Path) -> Path:
    return _written(folder, {JIT: True}, write_entitlements({JIT: True, TASK: True})[:-5])
