"""A unit of the system starts another program in a patch; only its version changes; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import npm_pair
from onionskin.lookalike.deb import DebRecipe, build_deb

SCRIPT = {"shapes.js": b"exports.area = (side) => side * side;\n"}
UNIT = b"[Unit]\nDescription=Inert 1.2.3\n[Service]\nExecStart=/usr/bin/false one\n"


def _pair(folder: Path, version: str, now: bytes) -> tuple[Path, Path]:
    return npm_pair(
        folder, version, SCRIPT | {"inert.service": UNIT}, SCRIPT | {"inert.service": now}
    )


def good_another_version(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", UNIT.replace(b"1.2.3", b"1.2.4"))


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", UNIT.replace(b"one", b"two"))


def bad_another_program(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", UNIT.replace(b"/usr/bin/false one", b"/usr/bin/false two"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_another_program(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new


def bad_settings_of_a_service_in_a_stable_update(folder: Path) -> tuple[Path, Path]:
    paths = []
    for version, more in (("1.0-1+deb12u1", b""), ("1.0-1+deb12u2", b"allow all\n")):
        control = b"Package: inert\nVersion: " + version.encode() + b"\nArchitecture: all\nMaintainer: inert <inert@example.invalid>\nDescription: inert\n"  # fmt: skip
        paths.append(folder / f"inert_{version}_all.deb")
        files = {"etc/inert.conf": b"side 2\n" + more}
        paths[-1].write_bytes(build_deb(DebRecipe(files=files, control={"control": control})))
    return paths[0], paths[1]
