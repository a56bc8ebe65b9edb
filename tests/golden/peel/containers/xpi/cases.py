"""Firefox extensions: honest, signed by one or both ways, edited under either signature, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.addons import CoseRecipe, sign_addon, sign_whole
from onionskin.lookalike.archives import build_zip

PLAIN = {
    "manifest.json": b'{"manifest_version": 2, "name": "inert", "version": "1"}',
    "a.js": b"inert",
}
FILES = {
    "META-INF/manifest.mf": b"Manifest-Version: 1.0\n\nName: a.js\nSHA256-Digest: MyFnVwWTLjfFXAuksIcHiBd+P1ZwudfqejIG4ofdXq0=\n",
    "META-INF/mozilla.rsa": b"inert",
    **PLAIN,
}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.xpi"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def good_signed_twice(folder: Path) -> Path:
    return _written(folder, build_zip(sign_addon(PLAIN)))


def bad_forged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES | {"a.js": b"other"}))


def bad_signed_anew_by_pkcs7_alone(folder: Path) -> Path:
    """Another file and a new PKCS#7 over it, beside the COSE signature of what was."""
    held = {name: each for name, each in sign_addon(PLAIN).items() if "mozilla" not in name}
    del held["META-INF/manifest.mf"]
    held["a.js"] = b"other"
    return _written(folder, build_zip(held | sign_whole(held)))


def bad_hidden_in_the_message(folder: Path) -> Path:
    recipe = CoseRecipe(loose={99: b"inert" * 100})
    return _written(folder, build_zip(sign_addon(PLAIN, recipe)))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:100])


def damaged_message(folder: Path) -> Path:
    held = sign_addon(PLAIN)
    held["META-INF/cose.sig"] = held["META-INF/cose.sig"][:-20]
    return _written(folder, build_zip(held))
