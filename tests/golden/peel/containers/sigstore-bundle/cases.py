"""Attestations: a bundle, PyPI's and npm's forms, one that another key signed, one cut short."""

from __future__ import annotations

import json
from pathlib import Path

from onionskin.lookalike.attestations import build_blob_bundle, build_bundle, build_npm, build_pypi


def _written(folder: Path, data: bytes, name: str = "inert.whl.sigstore.json") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_bundle("inert.whl", b"inert"))


def good_over_the_file(folder: Path) -> Path:
    return _written(folder, build_blob_bundle(b"inert"))


def good_of_pypi(folder: Path) -> Path:
    return _written(folder, build_pypi("inert.whl", b"inert"), "inert.whl.provenance")


def good_of_npm(folder: Path) -> Path:
    return _written(folder, build_npm("@inert/phone", "1.0.0", b"inert"), "attestations.json")


def bad_forged(folder: Path) -> Path:
    whole = json.loads(build_bundle("inert.whl", b"inert"))
    other = json.loads(build_bundle("<script>.whl", b"other"))
    whole["dsseEnvelope"]["payload"] = other["dsseEnvelope"]["payload"]
    return _written(folder, json.dumps(whole).encode())


def damaged(folder: Path) -> Path:
    whole = json.loads(build_bundle("inert.whl", b"inert"))
    whole["verificationMaterial"]["certificate"]["rawBytes"] = "aW5lcnQ="
    return _written(folder, json.dumps(whole).encode())
