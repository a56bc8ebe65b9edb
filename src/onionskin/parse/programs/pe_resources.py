"""The resource tree of a PE file: leaves, version strings, icons put together again.

Source: Microsoft, "PE Format", section ".rsrc"; VS_VERSIONINFO and GRPICONDIR in
"Resource file formats". The tree is walked to three levels and 8,192 nodes, each
table once, so that a tree that contains itself ends.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.parse.programs.pe import Addresses, PeLayout, parse_layout
from onionskin.plugins.view import View

MAX_NODES = 8192
RT_ICON, RT_GROUP_ICON, RT_VERSION, RT_MANIFEST = "3", "14", "16", "24"

_WANTED = (
    "CompanyName", "FileDescription", "FileVersion", "InternalName", "LegalCopyright",
    "OriginalFilename", "ProductName", "ProductVersion",
)  # fmt: skip
_LONGEST_TEXT = 512


class Leaf(Value, frozen=True):
    """One resource. `type` and `name` are numbers as text, or names; `offset` is in the file."""

    type: str
    name: str
    language: int
    offset: int
    length: int


class Manifest(Value, frozen=True):
    """The side-by-side manifest: an XML text, cut at 16 KiB."""

    text: str


class VersionStrings(Value, frozen=True):
    """What the version resource says: the maker's own words, unchecked."""

    product_name: str = ""
    product_version: str = ""
    file_version: str = ""
    company_name: str = ""
    original_filename: str = ""
    internal_name: str = ""
    file_description: str = ""
    legal_copyright: str = ""


@dataclass
class _Walk:
    """A walk over the tree: what it may still visit, and where it has been."""

    view: View
    addresses: Addresses
    root: int
    problems: list[Problem]
    left: int = MAX_NODES
    seen: set[int] = field(default_factory=set)

    def table(self, offset: int, path: tuple[str, ...]) -> Iterator[Leaf]:
        """Yield the leaves below the table at an offset of the tree."""
        if offset in self.seen:
            self._contradict("the resource tree contains itself")
            return
        self.seen.add(offset)
        head = self.addresses.read(self.view, self.root + offset, 16)
        if len(head) < 16:
            self._contradict(f"a resource table at {offset:#x} lies outside")
            return
        named, numbered = struct.unpack_from("<HH", head, 12)
        count = min(named + numbered, self.left)
        rows = self.addresses.read(self.view, self.root + offset + 16, 8 * count)
        for at in range(0, len(rows) - 7, 8):
            if self.left <= 0:
                break
            self.left -= 1
            name, target = struct.unpack_from("<II", rows, at)
            label = self._name(name)
            if not target & 0x8000_0000:
                yield from self._leaf(target, (*path, label))
            elif len(path) < 3:
                yield from self.table(target & 0x7FFF_FFFF, (*path, label))
            else:
                self._contradict("the resource tree is deeper than its format allows")
        if named + numbered > count or self.left <= 0:
            detail = f"only {MAX_NODES} nodes of the resource tree were read"
            self._note(Problem("limit:resources", detail))

    def _name(self, value: int) -> str:
        if not value & 0x8000_0000:
            return str(value)
        at = self.root + (value & 0x7FFF_FFFF)
        head = self.addresses.read(self.view, at, 2)
        length = min(struct.unpack("<H", head)[0] if len(head) == 2 else 0, 256)
        raw = self.addresses.read(self.view, at + 2, 2 * length)
        return raw.decode("utf-16-le", "replace")

    def _leaf(self, offset: int, path: tuple[str, ...]) -> Iterator[Leaf]:
        row = self.addresses.read(self.view, self.root + offset, 16)
        start = None
        if len(row) == 16:
            rva, length = struct.unpack_from("<II", row)
            start = self.addresses.offset(rva)
        if start is None or start + length > self.view.size:
            self._contradict(f"the resource {'/'.join(path)} lies outside the file")
            return
        kind, name, language = (*path, "0", "0")[:3]
        yield Leaf(kind, name, int(language) if language.isdecimal() else 0, start, length)

    def _contradict(self, detail: str) -> None:
        self._note(Problem("contradictory", detail))

    def _note(self, problem: Problem) -> None:
        if problem.reason not in {each.reason for each in self.problems}:
            self.problems.append(problem)


def parse_leaves(view: View, layout: PeLayout, problems: list[Problem]) -> tuple[Leaf, ...]:
    """Return every resource, in the order of the tree; contradictions are appended to `problems`."""
    directory = layout.directory("resource")
    if directory is None:
        return ()
    own: list[Problem] = []
    walk = _Walk(view, Addresses(layout), directory.rva, own)
    leaves = tuple(walk.table(0, ()))
    problems.extend(own)
    return leaves


def is_in_resource(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in one resource of a program."""
    if view.read(0, 2) != b"MZ" or not start:
        return False
    try:
        leaves = parse_leaves(view, parse_layout(view), [])
    except DamagedError:
        return False
    return any(each.offset <= start and end <= each.offset + each.length for each in leaves)


# --- icons ------------------------------------------------------------------------------------------


def icon_groups(
    view: View, leaves: tuple[Leaf, ...]
) -> Iterator[tuple[str, tuple[Leaf, ...], bytes]]:
    """Yield (name, images, header) of each icon group: header and images are an ICO file.

    Images that no group uses come as files of one image each. The sizes in the header
    are those of the resources, so that bytes behind an image stay with it.
    """
    icons: dict[str, Leaf] = {}
    for leaf in leaves:
        if leaf.type == RT_ICON:
            icons.setdefault(leaf.name, leaf)
    grouped: set[Leaf] = set()
    for group in (each for each in leaves if each.type == RT_GROUP_ICON):
        rows = list(_group_rows(view.read(group.offset, min(group.length, 6 + 14 * 256))))
        known = [(row, icons[number]) for row, number in rows if number in icons]
        if known:
            images = tuple(image for _, image in known)
            grouped.update(images)
            yield f"icon {group.name}.ico", images, _ico_header([row for row, _ in known], images)
    for leaf in leaves:
        if leaf.type == RT_ICON and leaf not in grouped:
            name = f"icon {leaf.name} of language {leaf.language}.ico"
            yield name, (leaf,), _ico_header([bytes(8)], (leaf,))


def _group_rows(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield the first 8 bytes (size, colours, planes, depth) and the icon's number of each row."""
    if len(data) < 6:
        return
    count = struct.unpack_from("<H", data, 4)[0]
    for at in range(6, min(len(data) - 13, 6 + 14 * count), 14):
        yield data[at : at + 8], str(struct.unpack_from("<H", data, at + 12)[0])


def _ico_header(rows: list[bytes], images: tuple[Leaf, ...]) -> bytes:
    header = struct.pack("<HHH", 0, 1, len(rows))
    at = 6 + 16 * len(rows)
    for row, image in zip(rows, images, strict=True):
        header += row + struct.pack("<II", image.length, at)
        at += image.length
    return header


# --- version ----------------------------------------------------------------------------------------


def version_strings(view: View, leaves: tuple[Leaf, ...]) -> VersionStrings | None:
    """Return the first version resource's strings, or None where there is none."""
    for leaf in leaves:
        if leaf.type == RT_VERSION:
            data = view.read(leaf.offset, min(leaf.length, 1 << 16))
            texts: dict[str, str] = {}
            for key, text in _version_texts(data, 0, len(data), 0):
                texts.setdefault(key, text)
            return VersionStrings(**{_snake(key): texts[key] for key in _WANTED if key in texts})
    return None


def manifest(view: View, leaves: tuple[Leaf, ...]) -> Manifest | None:
    """Return the first manifest, or None where there is none."""
    leaf = next((each for each in leaves if each.type == RT_MANIFEST), None)
    if leaf is None:
        return None
    return Manifest(view.read(leaf.offset, min(leaf.length, 16 << 10)).decode("utf-8", "replace"))


def _snake(key: str) -> str:
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in key).lstrip("_")


def _version_texts(data: bytes, start: int, end: int, depth: int) -> Iterator[tuple[str, str]]:
    """Yield (key, text) of the String blocks below."""
    at = start
    while at + 6 <= end and depth < 5:
        length, value_length, is_text = struct.unpack_from("<HHH", data, at)
        if length < 6:
            return
        stop = min(at + length, end)
        key_end = _wide_end(data, at + 6, stop)
        key = data[at + 6 : key_end].decode("utf-16-le", "replace")
        value = _align4(key_end + 2)
        if key in _WANTED:
            raw = data[value : min(_wide_end(data, value, stop), value + 2 * _LONGEST_TEXT)]
            yield key, raw.decode("utf-16-le", "replace").strip()
        elif depth < 3:
            width = 2 if is_text else 1
            yield from _version_texts(data, _align4(value + width * value_length), stop, depth + 1)
        at = _align4(stop)


def _wide_end(data: bytes, start: int, stop: int) -> int:
    at = start
    while at + 2 <= stop and data[at : at + 2] != b"\0\0":
        at += 2
    return min(at, stop)


def _align4(value: int) -> int:
    return (value + 3) & ~3
