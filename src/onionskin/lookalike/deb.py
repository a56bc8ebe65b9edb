"""Inert Debian packages: honest ones, and such whose files are not those of md5sums.

Layout after deb(5) and deb-md5sums(5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.lookalike.elf import build_ar
from onionskin.lookalike.openpgp import armoured, build_signature


@dataclass(frozen=True)
class DebRecipe:
    """What the package holds. `forged` files replace others behind md5sums' back.

    `control` are further files of control.tar; `before` and `behind` further members of the
    archive, before control.tar and behind data.tar; `version` is the first member.
    """

    files: Mapping[str, bytes] = field(default_factory=lambda: {"usr/share/inert": b"inert\n"})
    forged: Mapping[str, bytes] = field(default_factory=dict)
    control: Mapping[str, bytes] = field(default_factory=dict)
    before: Mapping[str, bytes] = field(default_factory=dict)
    behind: Mapping[str, bytes] = field(default_factory=dict)
    version: bytes = b"2.0\n"
    has_md5sums: bool = True


def build_deb(recipe: DebRecipe | None = None) -> bytes:
    """Return a package of the recipe."""
    recipe = recipe or DebRecipe()
    members = deb_members(recipe)
    first = {"debian-binary": members.pop("debian-binary")}
    return build_ar(first | dict(recipe.before) | members | dict(recipe.behind), style="deb")


def deb_members(recipe: DebRecipe) -> dict[str, bytes]:
    """Return the three members that dpkg reads."""
    control = {
        "./control": b"Package: inert\nVersion: 1.0-1\nArchitecture: all\nMaintainer: Nobody\n"
    }
    if recipe.has_md5sums:
        rows = [f"{_md5(data)}  {name}\n" for name, data in recipe.files.items()]
        control["./md5sums"] = "".join(rows).encode()
    control |= {f"./{name}": data for name, data in recipe.control.items()}
    shown = {f"./{name}": data for name, data in {**recipe.files, **recipe.forged}.items()}
    return {
        "debian-binary": recipe.version,
        "control.tar.gz": build_gzip(build_tar(control)),
        "data.tar.gz": build_gzip(build_tar(shown)),
    }


def debsigs(members: Mapping[str, bytes]) -> bytes:
    """Return what debsigs adds as `_gpgorigin`: a signature over the three members."""
    return build_signature(b"".join(members.values()))


def dpkg_sig(members: Mapping[str, bytes]) -> bytes:
    """Return what dpkg-sig adds as `_gpgbuilder`: a signed list of digests."""
    rows = [
        f"\t{_md5(data)} {hashlib.sha1(data, usedforsecurity=False).hexdigest()} {len(data)} {name}"
        for name, data in members.items()
    ]
    lines = ["Version: 4", "Signer: nobody", "Role: builder", "Files: ", *rows]
    text = "\n".join(lines)
    signed = build_signature("\r\n".join(line.rstrip() for line in lines).encode(), kind=1)
    head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
    return (head + text + "\n").encode() + armoured(signed)


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
