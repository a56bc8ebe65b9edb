"""WiX burn bundles: what the `.wixburn` section of a program says stands behind it, and its manifest.

Source: WiX Toolset, src/wix/WixToolset.Core.Burn/Bundles/BurnCommon.cs (the section's
fields), BurnReader.cs (where the containers stand), CreateBurnManifestCommand.cs
(the manifest), src/burn/engine/section.cpp. Integers are little-endian.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Span, Value
from onionskin.parse.archive import FACTS, Members
from onionskin.parse.holes import outside
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.programs.pe import PeLayout, der_length
from onionskin.parse.texts.plain_xml import Element, elements
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

SECTION = ".wixburn"
MAGIC = 0x00F14300
CONTAINERS = 115
MAX_MANIFEST = 8 << 20
ELEMENTS = 100_000
PAYLOADS = 5_000
_FIXED = struct.Struct("<II16sIIIIII")
# What signing puts in front of a certificate table.
_ALIGNMENT = 8


class BurnContainer(Value, frozen=True):
    """One cabinet behind the program. `index` 0 is the one with the user interface and the manifest."""

    index: int
    name: str
    offset: int
    length: int
    sha1: str
    sha512: str


class BurnBundle(Value, frozen=True):
    """What the section says. `bundle` is its GUID in hex; `engine` where the attached containers begin."""

    version: int
    bundle: str
    stub: int
    engine: int
    containers: tuple[BurnContainer, ...]


class BurnPayload(Value, frozen=True):
    """A file that the manifest names: `source` is its name in the container, `path` its own.

    `digest` is hex as stated: SHA-512, or SHA-1 by WiX 3. `size` is -1 where none is stated.
    """

    source: str
    path: str
    container: str
    size: int
    digest: str
    packaging: str


class BurnAttached(Value, frozen=True):
    """A container that the manifest names, at its place among those behind the program."""

    id: str
    index: int
    size: int
    digest: str
    attached: bool


class BurnManifest(Value, frozen=True):
    """The manifest of a bundle. `payloads` are those for the installation, `interface` those of the user interface."""

    engine: str
    containers: tuple[BurnAttached, ...]
    payloads: tuple[BurnPayload, ...]
    interface: tuple[BurnPayload, ...]


@dataclass(frozen=True)
class Bundle:
    """Where the parts of a bundle stand in its file."""

    version: int
    guid: str
    stub: int
    engine: int
    signature: Span
    containers: tuple[Span, ...]


def read_bundle(view: View, layout: PeLayout) -> Bundle | None:
    """Return what the section `.wixburn` says, or None where there is none that could be true."""
    section = next((each for each in layout.sections if each.name == SECTION), None)
    raw = view.read(section.offset, min(section.size, 512)) if section else b""
    if len(raw) < _FIXED.size + 4:
        return None
    magic, version, guid, stub, _, start, length, _, count = _FIXED.unpack_from(raw)
    room = min((len(raw) - _FIXED.size) // 4, CONTAINERS)
    if magic != MAGIC or not 0 < count <= room or not layout.section_end <= stub < view.size:
        return None
    sizes = struct.unpack_from(f"<{count}I", raw, _FIXED.size)
    certificates = layout.certificate_table
    engine = stub + sizes[0]
    if start:
        engine = start + length
    elif certificates[1] and count < 2:
        engine = sum(certificates)
    spans = [Span(stub, sizes[0])]
    at = engine
    for size in sizes[1:]:
        spans.append(Span(at, size))
        at += size
    return Bundle(version, guid.hex(), stub, engine, Span(start, length), tuple(spans))


def bundle_items(
    view: View, bundle: Bundle, start: int, end: int
) -> Iterator[Region | Child | Fact | Problem]:
    """Yield who owns the bytes behind the program's sections, [start, end), and the containers."""
    members = Members()
    owned: list[Span] = []
    said = []
    for index, stated in enumerate(bundle.containers):
        name = "ux container" if index == 0 else f"attached container {index}"
        span = _clipped(stated, start, end)
        if span != stated:
            detail = (
                f"its {stated.length} bytes at {stated.offset:#x} do not lie behind the program"
            )
            yield from members.fault("hidden-member", name, detail, span.offset, span.length)
            yield Problem("truncated", f"the {name} is not whole: {detail}")
        if any(span.offset < each.end and each.offset < span.end for each in owned):
            detail = "it lies over another container"
            yield from members.fault("overlap", name, detail, span.offset, span.length)
        else:
            yield Region(name, span.offset, span.length)
        owned.append(span)
        said.append(_container(view, index, name, span))
    if bundle.signature.length:
        owned.append(bundle.signature)
        yield from _signature(view, bundle.signature, members)
    for gap in outside(owned, end, start):
        if gap.length < _ALIGNMENT and view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        else:
            yield from members.stray(
                "between" if gap.end < end else "behind", gap.offset, gap.length
            )
    yield Fact.of(BurnBundle(bundle.version, bundle.guid, bundle.stub, bundle.engine, tuple(said)))
    for each in said:
        yield Child(each.name, span=(each.offset, each.length))


def _clipped(span: Span, start: int, end: int) -> Span:
    first = min(max(span.offset, start), end)
    return Span(first, max(min(span.end, end) - first, 0))


def _container(view: View, index: int, name: str, span: Span) -> BurnContainer:
    sha1, sha512 = hashlib.sha1(usedforsecurity=False), hashlib.sha512()
    for chunk in view.chunks(span.offset, span.length):
        sha1.update(chunk)
        sha512.update(chunk)
    return BurnContainer(
        index, name, span.offset, span.length, sha1.hexdigest(), sha512.hexdigest()
    )


def _signature(view: View, span: Span, members: Members) -> Iterator[Region | Fact | Problem]:
    """Own the certificate that signed the program before containers were attached; not the room behind it."""
    head = view.read(span.offset, 8)
    length = int.from_bytes(head[:4], "little")
    body = der_length(view, span.offset + 8) if len(head) == 8 else None
    if body is None or not 8 + body <= length <= span.length:
        yield Problem("damaged", "the original signature of the bundle is no certificate")
        yield from members.stray("unread", span.offset, span.length)
        return
    end = span.offset + 8 + body
    yield Region("original signature", span.offset, 8 + body)
    room = span.end - end
    if room < _ALIGNMENT and view.is_zero(end, room):
        yield Region("padding", end, room)
    else:
        yield from members.stray("slack", end, room)


# --- the manifest -----------------------------------------------------------------


def is_manifest(view: View) -> bool:
    """Say whether the bytes begin as a bundle's manifest."""
    return b"<BurnManifest" in view.read(0, 512) and view.size <= MAX_MANIFEST


def manifest_items(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what a manifest says: release, containers, payloads, and the packages that are run."""
    found = elements(view.read(0, MAX_MANIFEST), ELEMENTS)
    if not found or found[0].path[-1] != "BurnManifest":
        raise DamagedError("the root of the XML is no BurnManifest")
    yield Region("manifest", 0, view.size)
    payloads = [_payload(each) for each in found if each.path == ("BurnManifest", "Payload")]
    interface = [_payload(each) for each in found if each.path == ("BurnManifest", "UX", "Payload")]
    containers = [_attached(each) for each in found if each.path == ("BurnManifest", "Container")]
    if len(payloads) + len(interface) > PAYLOADS:
        yield Problem("limit:facts", f"more than {PAYLOADS} payloads; the others are not listed")
    manifest = BurnManifest(
        engine=found[0].attributes.get("EngineVersion", "")[:100],
        containers=tuple(containers[:FACTS]),
        payloads=tuple(payloads[:PAYLOADS]),
        interface=tuple(interface[:PAYLOADS]),
    )
    yield Fact.of(manifest)
    paths = {each.attributes.get("Id", ""): each.attributes.get("FilePath", "") for each in found if each.path == ("BurnManifest", "Payload")}  # fmt: skip
    for each in found:
        if each.path[-1] == "Arp" and each.attributes.get("DisplayName"):
            named = each.attributes["DisplayName"], each.attributes.get("DisplayVersion", "")
            yield Fact.of(ReleaseName(*named, "windows", "burn manifest"))
    for action in _actions(found, paths):
        yield Fact.of(action)


def _actions(found: list[Element], paths: dict[str, str]) -> Iterator[InstallerAction]:
    """Yield the packages of the chain, each with the file that is run and its arguments."""
    package: Element | None = None
    for each in found:
        if each.path[:2] != ("BurnManifest", "Chain"):
            continue
        if len(each.path) == 3 and each.path[2].endswith("Package"):
            package = each
        elif each.path[3:] == ("PayloadRef",) and package is not None:
            kind = package.path[2].removesuffix("Package").lower()
            run = paths.get(each.attributes.get("Id", ""), "")
            arguments = package.attributes.get("InstallArguments", "")
            target = f"{run} {arguments}".strip()[:500]
            yield InstallerAction(
                "program", f"{kind} package {package.attributes.get('Id', '')}", target
            )
            package = None


def _payload(element: Element) -> BurnPayload:
    stated = element.attributes
    return BurnPayload(
        source=stated.get("SourcePath", "")[:1000],
        path=stated.get("FilePath", "")[:1000],
        container=stated.get("Container", "")[:200],
        size=_number(stated.get("FileSize", "")),
        digest=stated.get("Hash", "").lower()[:128],
        packaging=stated.get("Packaging", "embedded")[:20],
    )


def _attached(element: Element) -> BurnAttached:
    stated = element.attributes
    return BurnAttached(
        id=stated.get("Id", "")[:200],
        index=_number(stated.get("AttachedIndex", "")),
        size=_number(stated.get("FileSize", "")),
        digest=stated.get("Hash", "").lower()[:128],
        attached=stated.get("Attached", "") == "yes",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1
