"""Packages that are SquashFS images: snaps, and what an AppImage carries.

Sources: Snapcraft documentation, "The snap format" and "Supported snap hooks"; AppImage
specification, draft ("Image format", "The payload"); Desktop Entry Specification 1.5;
appimagetool's signing of the file's SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import structs

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, Signature, Span, Value
from onionskin.parse.archive import StrayBytes
from onionskin.parse.disks import squashfs
from onionskin.parse.disks.squashfs import FileSystem
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.programs.elf import ElfLayout, ElfSection
from onionskin.parse.signatures import openpgp
from onionskin.plugins.view import View

SNAP_YAML = "meta/snap.yaml"
_TEXT = 256 << 10
_LISTED = 200
_ROOM = 1 << 20
_ARMOUR = re.compile(
    rb"-----BEGIN PGP (SIGNATURE|PUBLIC KEY BLOCK)-----[\t\n\r -~]*?-----END PGP \1-----\s*"
)
_TAGS = frozenset({2, 6, 13, 14, 17})  # signatures, public keys, names and pictures of their owners
_SIGNATURE, _KEY, _MD5, _UPDATE = ".sha256_sig", ".sig_key", ".digest_md5", ".upd_info"


class SnapPackage(Value, frozen=True):
    """What a snap's meta/snap.yaml says. `apps` and `hooks` are names; `daemons` start by themselves; `plugs` are the interfaces it asks for."""

    name: str
    version: str
    type: str = ""
    base: str = ""
    confinement: str = ""
    grade: str = ""
    apps: tuple[str, ...] = ()
    daemons: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    plugs: tuple[str, ...] = ()


class AppImage(Value, frozen=True):
    """What an AppImage of type 2 says of itself. `update` is where its updater looks."""

    name: str
    version: str = ""
    desktop_file: str = ""
    command: str = ""
    update: str = ""


# --- snap ----------------------------------------------------------------------------------


def snap_yaml(view: View) -> bytes | None:
    """Return meta/snap.yaml of an image, or None; raise DamagedError where the image is broken."""
    if not squashfs.fits(view):
        return None
    system = FileSystem(view)
    system.read_tables()
    return system.content(SNAP_YAML, _TEXT)


def snap_facts(raw: bytes) -> Iterator[Fact]:
    """Yield what a snap.yaml says, and what it starts by itself."""
    text = raw.decode("utf-8", "replace")
    found = read_yaml(text)
    apps = found.blocks.get("apps", {})
    hooks = tuple(found.blocks.get("hooks", {}))[:_LISTED]
    daemons = tuple(name for name, each in apps.items() if "daemon" in each)[:_LISTED]
    words = {key: value[:200] for key, value in found.plain.items()}
    name, version = words.get("name", ""), words.get("version", "")
    yield Fact.of(
        SnapPackage(
            name, version, words.get("type", ""), words.get("base", ""), words.get("confinement", ""),
            words.get("grade", ""), tuple(apps)[:_LISTED], daemons, hooks, tuple(sorted(_plugs(text)))[:_LISTED],
        )
    )  # fmt: skip
    if name and version:
        yield Fact.of(ReleaseName(name, version, "", SNAP_YAML))
    for each in hooks:
        yield Fact.of(InstallerAction("program", f"hook {each}", f"meta/hooks/{each}"))
    for each in daemons:
        yield Fact.of(InstallerAction("service", each, apps[each].get("command", "")[:1000]))


def _plugs(text: str) -> set[str]:
    """Return the interfaces that the whole, its apps and hooks ask for: a list in brackets, rows of dashes, or the keys of a block."""
    found: set[str] = set()
    edge = -1
    for line in text.splitlines()[:20_000]:
        body = line.strip()
        if not body or body.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        key, colon, value = body.partition(":")
        if edge >= 0 and (indent > edge or (indent == edge and body.startswith("- "))):
            found |= {body[2:].strip()[:100]} if body.startswith("- ") else set()
            found |= {_scalar(value)} if key == "interface" else set()
            continue
        edge = indent if colon and key == "plugs" else -1
        if edge >= 0:
            found |= {each for each in (_scalar(one) for one in value.strip(" []").split(",")) if each}  # fmt: skip
    return found


@dataclass
class PlainYaml:
    """The part of a YAML text that is read: `plain` top-level values, `blocks` two levels deep."""

    plain: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)


def read_yaml(text: str) -> PlainYaml:
    """Read block mappings by their indentation; lists, anchors and flow style are left out."""
    found = PlainYaml()
    block: dict[str, dict[str, str]] | None = None
    entry: dict[str, str] | None = None
    first = 0
    for line in text.splitlines()[:20_000]:
        body = line.strip()
        if not body or body.startswith(("#", "- ", "---")) or ":" not in body:
            continue
        indent = len(line) - len(line.lstrip(" "))
        key, _, value = body.partition(":")
        key, value = _scalar(key), _scalar(value)
        if indent == 0:
            block, entry, first = found.blocks.setdefault(key, {}), None, 0
            if value:
                found.plain.setdefault(key, value)
        elif block is not None and (first in {0, indent}):
            first = indent
            entry = block.setdefault(key, {})
        elif entry is not None and indent > first:
            entry.setdefault(key, value)
    return found


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text.partition(" #")[0].strip()


# --- AppImage --------------------------------------------------------------------------------


def is_appimage(view: View) -> bool:
    """Say whether an ELF file's padding states that it is an AppImage of type 2."""
    return view.read(0, 4) == b"\x7fELF" and view.read(8, 3) == b"AI\2"


def appimage_facts(view: View, layout: ElfLayout, start: int) -> Iterator[Fact | Problem]:
    """Yield what the desktop file in the image at `start` says."""
    sections = {each.name: each for each in layout.sections}
    update = _text(view, sections.get(_UPDATE))
    image = view.slice(start, view.size - start)
    if not squashfs.fits(image):
        yield Fact.of(AppImage("", update=update))
        yield Problem("damaged", f"no SquashFS image stands behind the program, at {start:#x}")
        return
    try:
        system = FileSystem(image)
        system.read_tables()
        names = sorted(each for each in system.top_names() if each.endswith(".desktop"))
        raw = system.content(names[0], _TEXT) if names else None
    except DamagedError as error:
        yield Fact.of(AppImage("", update=update))
        yield Problem("damaged", f"the AppImage's desktop file could not be read: {error}")
        return
    entry = _desktop_entry((raw or b"").decode("utf-8", "replace"))
    name, version = entry.get("Name", "")[:200], entry.get("X-AppImage-Version", "")[:200]
    yield Fact.of(AppImage(name, version, names[0][:200] if names else "", entry.get("Exec", "")[:1000], update))  # fmt: skip
    if name and version:
        yield Fact.of(ReleaseName(name, version, entry.get("X-AppImage-Arch", "")[:200], names[0]))


def _desktop_entry(text: str) -> dict[str, str]:
    """Read the group `Desktop Entry`, its untranslated keys."""
    found: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), value.strip())
    return found


def _text(view: View, section: ElfSection | None) -> str:
    if section is None or not section.has_bytes:
        return ""
    raw = view.read(section.offset, min(section.size, 4096))
    return raw.split(b"\0", 1)[0].decode("utf-8", "replace")


def appimage_signature(view: View, layout: ElfLayout) -> Iterator[Fact | Signature | Problem]:
    """Yield the embedded signature: over the file's SHA-256, its own sections taken as zero.

    Signing tools differ in which sections they blank and how they write the digest, and
    nothing specifies it: where none of the known ways gives what was signed, that is a
    doubt and no failure.
    """
    sections = {each.name: each for each in layout.sections if each.has_bytes}
    yield from _strangers(view, sections)
    place = sections.get(_SIGNATURE)
    if place is None or view.is_zero(place.offset, place.size):
        return
    ways = [_blank(sections, names) for names in ((_SIGNATURE, _KEY), (_SIGNATURE, _KEY, _MD5))]
    try:
        block = openpgp.dearmored(view.read(place.offset, min(place.size, 1 << 20)).rstrip(b"\0"))
        found = list(openpgp.packets(block))
    except DamagedError as error:
        yield Problem("damaged", f"the signature of the AppImage: {error}")
        return
    digests = [(_digest(view, blank), blank) for blank in dict.fromkeys(ways)]
    for packet in found[:1]:
        made_over = ((_is_signed(packet, digest), blank) for digest, blank in digests)
        fitting = [(signed, blank) for signed, blank in made_over if signed is not None]
        signed, blank = fitting[0] if fitting else (None, ways[0])
        yield Fact.of(packet.says)
        made = packet.says.signature(
            "appimage-openpgp", signed, tuple(_outside(blank, view.size)), blank
        )
        doubts = made.flags if fitting else (*made.flags, "signed-digest-not-reproduced")
        yield structs.replace(made, flags=doubts)


def _strangers(view: View, sections: dict[str, ElfSection]) -> Iterator[Fact]:
    """Yield what of the rooms for signature and key is no OpenPGP: no tool writes it there, and no digest covers it."""
    for name in (_SIGNATURE, _KEY):
        place = sections.get(name)
        if place is None:
            continue
        raw = view.read(place.offset, min(place.size, _ROOM)).rstrip(b"\0")
        start = _openpgp_end(raw)
        if start < len(raw):
            yield Fact.of(StrayBytes("filling", place.offset + start, len(raw) - start))


def _openpgp_end(raw: bytes) -> int:
    """Return where a signature or key ends that begins the bytes, in armour or as packets; 0 where none does."""
    armour = _ARMOUR.match(raw)
    try:
        block = openpgp.dearmored(armour[0], armour[1]) if armour else raw
        known = all(tag in _TAGS for tag, _ in openpgp.split(block))
    except DamagedError:
        return 0
    return (armour.end() if armour else len(raw)) if known else 0


def _blank(sections: dict[str, ElfSection], names: tuple[str, ...]) -> tuple[Span, ...]:
    spans = [Span(sections[name].offset, sections[name].size) for name in names if name in sections]
    return tuple(sorted(spans, key=lambda span: span.offset))


def _is_signed(packet: openpgp.Packet, digest: bytes) -> bytes | None:
    """Return the digest over one of the forms in which tools sign a file's digest, or None."""
    text = digest.hex().encode()
    for form in (text, text + b"\n", digest):
        made = packet.says.digest_over([form])
        if made is not None and made[:2].hex() == packet.says.digest_start:
            return made
    return None


def _outside(spans: tuple[Span, ...], size: int) -> Iterator[Span]:
    at = 0
    for each in spans:
        if each.offset > at:
            yield Span(at, each.offset - at)
        at = max(at, each.end)
    if size > at:
        yield Span(at, size - at)


def _digest(view: View, blank: tuple[Span, ...]) -> bytes:
    state = hashlib.sha256()
    at = 0
    for each in blank:
        for chunk in view.chunks(at, max(each.offset - at, 0)):
            state.update(chunk)
        for chunk in view.chunks(max(each.offset, at), each.end - max(each.offset, at)):
            state.update(bytes(len(chunk)))
        at = max(at, each.end)
    for chunk in view.chunks(at):
        state.update(chunk)
    return state.digest()
