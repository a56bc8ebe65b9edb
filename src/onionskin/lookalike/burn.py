"""Build inert WiX burn bundles. Source: WiX Toolset, WixToolset.Core.Burn/Bundles/BurnCommon.cs."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from onionskin.lookalike.cab import build_cab
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe

NAMESPACE = "http://wixtoolset.org/schemas/v4/2008/Burn"


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds. `payloads` are real names; the cabinet calls them `a0`, `a1`...

    `unlisted` stand in the attached cabinet and not in the manifest; `forged` is put in the
    place of a payload's bytes, of the same or another length; `original` is the first
    signature's certificate table; `gap` stands in front of the attached cabinet, `tail` behind it.
    """

    payloads: Mapping[str, bytes]
    version: str = "1.2.3"
    arguments: str = ""
    unlisted: Mapping[str, bytes] = field(default_factory=dict)
    forged: Mapping[str, bytes] = field(default_factory=dict)
    original: bytes = b""
    gap: bytes = b""
    tail: bytes = b""
    section: bytes | None = None


def build_bundle(recipe: Bundle) -> bytes:
    """Return the bundle as a program."""
    names = {name: f"a{number}" for number, name in enumerate(recipe.payloads)}
    honest = build_cab({names[name]: data for name, data in recipe.payloads.items()})
    files = {names[name]: recipe.forged.get(name, data) for name, data in recipe.payloads.items()}
    attached = build_cab(files | dict(recipe.unlisted))
    interface = build_cab({"0": manifest(recipe, honest), "u0": b"inert interface"})
    stub = len(_program(bytes(512), b""))
    start = stub + len(interface) if recipe.original else 0
    section = recipe.section or struct.pack(
        "<II16s8I", 0x00F14300, 2, bytes(range(16)), stub, 0, start, len(recipe.original),
        1, 2, len(interface), len(attached),
    )  # fmt: skip
    behind = interface + recipe.original + recipe.gap + attached + recipe.tail
    return _program(section.ljust(512, b"\0"), behind)


def _program(section: bytes, overlay: bytes) -> bytes:
    return build_pe(Recipe(sections=((".wixburn", section, READ_DATA),), overlay=overlay))


def manifest(recipe: Bundle, container: bytes) -> bytes:
    """Return the manifest of the payloads, all in one attached container."""
    rows = []
    for number, (name, data) in enumerate(recipe.payloads.items()):
        values = {
            "Id": f"pay{number}", "FilePath": name, "FileSize": str(len(data)),
            "Hash": hashlib.sha512(data).hexdigest().upper(), "Packaging": "embedded",
            "SourcePath": f"a{number}", "Container": "WixAttachedContainer",
        }  # fmt: skip
        rows.append(_element("Payload", values))
    digest = hashlib.sha512(container).hexdigest().upper()
    attached = {
        "Id": "WixAttachedContainer", "FileSize": str(len(container)), "Hash": digest,
        "FilePath": "setup.exe", "AttachedIndex": "1", "Attached": "yes", "Primary": "yes",
    }  # fmt: skip
    arp = _element("Arp", {"DisplayName": "Inert Phone", "DisplayVersion": recipe.version})
    package = f'<MsiPackage Id="Phone" InstallArguments={quoteattr(recipe.arguments)}>'
    package += '<PayloadRef Id="pay0" /></MsiPackage>'
    interface = _element("Payload", {"Id": "ba", "FilePath": "ba.dll", "SourcePath": "u0"})
    body = (
        f"<UX>{interface}</UX>{_element('Container', attached)}<Registration>{arp}</Registration>"
    )
    body += f"<Chain>{package}</Chain>{''.join(rows)}"
    return f'<?xml version="1.0" encoding="utf-8"?><BurnManifest xmlns="{NAMESPACE}" EngineVersion="4.0.0">{body}</BurnManifest>'.encode()


def _element(name: str, values: Mapping[str, str]) -> str:
    return f"<{name} {' '.join(f'{key}={quoteattr(value)}' for key, value in values.items())} />"
