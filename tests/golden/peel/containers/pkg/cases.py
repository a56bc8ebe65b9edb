"""macOS installer packages: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.xar import XarRecipe, build_pkg, build_xar

DISTRIBUTION = (
    b'<?xml version="1.0"?><installer-gui-script minSpecVersion="1"><title>Shapes</title>'
    b'<options allow-external-scripts="no"/><product id="com.example.shapes" version="2.1"/>'
    b"<script>// inert</script></installer-gui-script>"
)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.pkg"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_pkg(b"inert scripts", b"inert payload"))


def good_signed_distribution(folder: Path) -> Path:
    files = {"Distribution": DISTRIBUTION, "shapes.pkg/Payload": b"inert payload"}
    return _written(folder, build_xar(files, XarRecipe(signer="Example Phone Ltd")))


def bad_manifest_with_entities(folder: Path) -> Path:
    text = b'<!DOCTYPE a [<!ENTITY b "c">]><pkg-info identifier="&b;" version="1"/>'
    return _written(folder, build_xar({"PackageInfo": text, "<script>": b"x"}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_pkg(b"inert scripts", b"inert payload" * 400)[:-20])
