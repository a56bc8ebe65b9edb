"""Manifests of bundles: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.burn import Bundle, manifest

PAYLOADS = {"phone.msi": b"inert package", "redist\\vc.exe": b"inert runtime"}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "manifest.xml"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, manifest(Bundle(PAYLOADS, arguments="/quiet"), b"container"))


def bad_names_and_numbers(folder: Path) -> Path:
    payloads = {"..\\..\\<script>.exe": b"x", "\u202egpj.exe": b"y", "a" * 3000: b"z"}
    data = manifest(Bundle(payloads), b"container").replace(b'FileSize="1"', b'FileSize="-9e99"')
    return _written(folder, data)


def bad_with_entities(folder: Path) -> Path:
    data = manifest(Bundle(PAYLOADS), b"container")
    return _written(folder, data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e "e">]>', 1))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, manifest(Bundle(PAYLOADS), b"container")[:-40])
