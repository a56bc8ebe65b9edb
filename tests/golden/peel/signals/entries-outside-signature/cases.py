"""Signed jars: all entries covered; one added behind the signer's back; an Android channel name; cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.addons import sign_addon
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.signed_archives import sign_jar

FILES = {"org/inert/A.class": b"inert", "org/inert/" + "long" * 30 + "é.txt": b"inert"}
MANIFEST = build_binary_xml([("manifest", {"package": "example.inert", "versionName": "1.0"})])


def _written(folder: Path, data: bytes, name: str = "inert.jar") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_zip(sign_jar(FILES)))


def good_second_signature_later(folder: Path) -> Path:
    """Files that belong to a signature may be added when the first signer is done."""
    first = sign_jar(FILES)
    second = sign_jar(FILES, stem="OTHER")
    return _written(
        folder,
        build_zip(first | {name: data for name, data in second.items() if "OTHER" in name}),
    )


def good_channel_of_an_android_market(folder: Path) -> Path:
    signed = sign_jar({"AndroidManifest.xml": MANIFEST, "classes.dex": b"inert"})
    return _written(folder, build_zip(signed | {"META-INF/channel_inert": b""}), "inert.apk")


def good_add_on(folder: Path) -> Path:
    """Firefox's signature file has no sections: it speaks for the whole manifest."""
    held = sign_addon({"manifest.json": b"{}", "a.js": b"inert"})
    return _written(folder, build_zip(held), "inert.xpi")


def bad_add_on_with_code_as_a_block(folder: Path) -> Path:
    held = sign_addon({"manifest.json": b"{}", "a.js": b"inert"})
    return _written(folder, build_zip(held | {"META-INF/code.rsa": b"inert"}), "inert.xpi")


def bad_added_class(folder: Path) -> Path:
    return _written(folder, build_zip(sign_jar(FILES) | {"org/inert/B.class": b"inert"}))


def bad_named_in_the_manifest_alone(folder: Path) -> Path:
    """The manifest hashes it, and no signer named it."""
    signed = sign_jar(FILES | {"B.class": b"inert"}, only=tuple(FILES))
    return _written(folder, build_zip(signed))


def bad_added_dex(folder: Path) -> Path:
    signed = sign_jar({"AndroidManifest.xml": MANIFEST, "classes.dex": b"inert"})
    return _written(folder, build_zip(signed | {"classes2.dex": b"inert"}), "inert.apk")


def damaged(folder: Path) -> Path:
    signed = sign_jar(FILES)
    signed["META-INF/INERT.RSA"] = signed["META-INF/INERT.RSA"][:300]
    return _written(folder, build_zip(signed))
