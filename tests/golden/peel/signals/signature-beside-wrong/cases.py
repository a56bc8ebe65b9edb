"""A release with an OpenPGP signature beside a file: over it, over another one, cut short."""

from __future__ import annotations

import json
import os
from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.attestations import build_bundle
from onionskin.lookalike.idsig import IdsigRecipe, sign_both
from onionskin.lookalike.openpgp import armoured
from onionskin.lookalike.openpgp_keys import PgpKey
from onionskin.lookalike.packages import build_binary_xml
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.signed_windows import build_catalogue
from onionskin.lookalike.signing import sign_pe
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.signatures.authenticode import authentihash
from onionskin.plugins.view import View


def _release(folder: Path, signature: bytes) -> Path:
    release = folder / "release"
    release.mkdir()
    (release / "phone-1.0.bin").write_bytes(b"inert")
    (release / "phone-1.0.bin.asc").write_bytes(signature)
    return release


def good(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"inert")))


def bad(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"other")))


def bad_forged_attestation(folder: Path) -> Path:
    """The statement is about this file, and another statement was signed."""
    release = _release(folder, armoured(PgpKey().sign(b"inert")))
    whole = json.loads(build_bundle("phone-1.0.bin", b"other"))
    stated = json.loads(build_bundle("phone-1.0.bin", b"inert"))
    whole["dsseEnvelope"]["payload"] = stated["dsseEnvelope"]["payload"]
    (release / "phone-1.0.bin.sigstore").write_text(json.dumps(whole))
    return release


PLAIN = build_zip(
    {
        "AndroidManifest.xml": build_binary_xml([("manifest", {"package": "example.inert"})]),
        "classes.dex": b"inert" * 3000,
    }
)


def _android(folder: Path, package: bytes, beside: bytes) -> Path:
    release = folder / "android"
    release.mkdir()
    (release / "inert.apk").write_bytes(package)
    (release / "inert.apk.idsig").write_bytes(beside)
    return release


def good_android_package(folder: Path) -> Path:
    return _android(folder, *sign_both(PLAIN))


def bad_android_package_of_another_signer(folder: Path) -> Path:
    """Scheme 4 is right over all bytes, and names another digest than the package's own signature."""
    return _android(folder, *sign_both(PLAIN, IdsigRecipe(inside=bytes(32))))


def bad_android_package_edited(folder: Path) -> Path:
    package, beside = sign_both(PLAIN)
    return _android(folder, package.replace(b"classes.dex", b"Classes.dex"), beside)


def _driver(folder: Path, listed: bytes) -> Path:
    release = folder / "driver"
    release.mkdir()
    (release / "phone.inf").write_bytes(b"inert")
    (release / "phone.cat").write_bytes(build_catalogue({"phone.inf": listed}))
    return release


def good_catalogue(folder: Path) -> Path:
    return _driver(folder, b"inert")


def bad_catalogue_of_another_file(folder: Path) -> Path:
    return _driver(folder, b"other")


def _program(folder: Path, listed: bytes) -> Path:
    """A catalogue that lists a program by its digest as Windows makes it, for two architectures."""
    release = folder / "driver"
    release.mkdir()
    program = build_pe(Recipe(name="phone.sys"))
    (release / "phone.sys").write_bytes(sign_pe(program))
    digests = [("phone.sys", bytes(32)), ("phone.sys", listed)]
    (release / "phone.cat").write_bytes(build_catalogue({}, digests=digests))
    return release


def good_program_of_a_catalogue(folder: Path) -> Path:
    view = _view(build_pe(Recipe(name="phone.sys")))
    return _program(folder, bytes.fromhex(authentihash(view, parse_layout(view))))


def bad_program_of_another_catalogue(folder: Path) -> Path:
    return _program(folder, b"\1" * 32)


def _view(data: bytes) -> View:
    descriptor = os.memfd_create("program")
    os.write(descriptor, data)
    return View(descriptor)


def damaged(folder: Path) -> Path:
    return _release(folder, armoured(PgpKey().sign(b"other"))[:90])
