"""Packages for Android and Java: with all their signatures, with one taken out, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.addons import sign_addon
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.signed_archives import sign_apk, sign_jar

TAGS = [("manifest", {"package": "example.inert", "versionName": "1.0"})]
FILES = {"AndroidManifest.xml": build_binary_xml(TAGS), "classes.dex": b"inert"}
MARK = "X-Android-APK-Signed: 2, 3\r\n"


def _written(folder: Path, data: bytes, name: str = "inert.apk") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, sign_apk(build_zip(sign_jar(FILES, head=MARK)), promises=3))


def good_unsigned_jar(folder: Path) -> Path:
    files = {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\n\r\n", "A.class": b"inert"}
    return _written(folder, build_zip(files), "inert.jar")


def bad_block_taken_out(folder: Path) -> Path:
    return _written(folder, build_zip(sign_jar(FILES, head=MARK)))


def bad_third_scheme_taken_out(folder: Path) -> Path:
    return _written(folder, sign_apk(build_zip(FILES), schemes=(2,), promises=3))


def bad_jar_without_its_signature(folder: Path) -> Path:
    signed = {name: data for name, data in sign_jar({"A.class": b"inert"}).items() if "INERT" not in name}  # fmt: skip
    return _written(folder, build_zip(signed), "inert.jar")


def bad_jar_without_its_block(folder: Path) -> Path:
    signed = sign_jar({"A.class": b"inert"})
    del signed["META-INF/INERT.RSA"]
    return _written(folder, build_zip(signed), "inert.jar")


def bad_add_on_without_its_second(folder: Path) -> Path:
    held = sign_addon({"manifest.json": b"{}"})
    del held["META-INF/cose.sig"]
    return _written(folder, build_zip(held), "inert.xpi")


def damaged(folder: Path) -> Path:
    data = sign_apk(build_zip(FILES))
    at = data.rindex(b"APK Sig Block 42")
    return _written(folder, data[: at - 40] + bytes(8) + data[at - 32 :])
