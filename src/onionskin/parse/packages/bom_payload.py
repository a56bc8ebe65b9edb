"""A bill of materials held to the archive that is installed: names, kinds, sizes, checksums, modes, targets.

Source: lsbom(8), pkgbuild(1); measured on packages by Apple's tools: the row of an AppleDouble file (`._name`)
states neither size, checksum nor a mode of its own, that of the top folder no mode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Value
from onionskin.parse.archives import cpio
from onionskin.parse.codecs.posix_crc import PosixCrc
from onionskin.parse.packages.bom import Bom, Listed
from onionskin.plugins.view import View

FACTS, MEMBERS, SHOWN = 50, 1_000_000, 300
_KINDS = {"fifo": "device", "socket": "device"}


class BomMismatch(Value, frozen=True):
    """A path that bill and archive tell differently. `member` is as in the archive, without `./`.

    `kind` is `not-listed`, `absent`, `kind-differs`, `size-differs`, `hash-differs`, `mode-differs` or
    `target-differs`; `offset` and `length` are where its data stand in the archive.
    """

    member: str
    kind: str
    stated: str = ""
    found: str = ""
    offset: int = 0
    length: int = 0


def compare(bom: Bom, archive: View) -> Iterator[BomMismatch]:
    """Yield what differs, the first few of each kind. Raises DamagedError where the bill cannot be read."""
    stated: dict[str, Listed] = {}
    for each in bom.listed():
        stated[bare(each.path)] = each
    said: Counter[str] = Counter()
    for mismatch in _all(stated, archive):
        said[mismatch.kind] += 1
        if said[mismatch.kind] <= FACTS:
            yield mismatch


def bare(path: str) -> str:
    """Return a path as both write it when `./` and slashes at the ends are left out."""
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path.strip("/")


def _all(stated: dict[str, Listed], archive: View) -> Iterator[BomMismatch]:
    seen: set[str] = set()
    whole, at = False, 0
    for _ in range(MEMBERS):
        header = cpio.read_header(archive, at)
        if header is None:
            break
        if header.bare_name == cpio.TRAILER:
            whole = True
            break
        if header.end > archive.size:
            break
        at = -(-header.end // header.align) * header.align
        name = bare(header.bare_name.decode("utf-8", "backslashreplace"))
        seen.add(name)
        if name in {"", "."}:
            continue
        row = stated.get(name)
        if row is not None:
            yield from _differing(row, name, header, archive)
        elif not _is_double(name, stated):
            yield BomMismatch(name[:SHOWN], "not-listed", "", header.kind, *_place(header))
    # An archive that cannot be read to its end lacks nothing for sure.
    for name, row in stated.items() if whole else ():
        if name not in seen and name not in {"", "."} and not _is_double(name, stated):
            yield BomMismatch(name[:SHOWN], "absent", row.kind)


def _differing(row: Listed, name: str, header: cpio.Header, archive: View) -> Iterator[BomMismatch]:
    kind, place = _KINDS.get(header.kind, header.kind), _place(header)
    if name.rpartition("/")[2].startswith("._"):
        return
    if row.kind != kind:
        yield BomMismatch(name[:SHOWN], "kind-differs", row.kind, kind, *place)
        return
    if row.mode is None:
        return
    if kind != "symlink" and (row.mode ^ header.mode) & 0o7777:
        modes = f"{row.mode & 0o7777:o}", f"{header.mode & 0o7777:o}"
        yield BomMismatch(name[:SHOWN], "mode-differs", *modes, *place)
    told = None
    if kind == "symlink":
        told = _target(row, header, archive)
    elif kind == "file" and not _is_elsewhere(header):
        told = _content(row, header, archive)
    if told:
        yield BomMismatch(name[:SHOWN], *told, *place)


def _target(row: Listed, header: cpio.Header, archive: View) -> tuple[str, str, str] | None:
    raw = archive.read(_place(header)[0], min(header.size, 4096))
    target = raw.decode("utf-8", "backslashreplace")
    return ("target-differs", row.target[:SHOWN], target[:SHOWN]) if target != row.target else None


def _content(row: Listed, header: cpio.Header, archive: View) -> tuple[str, str, str] | None:
    if row.size != header.size:
        return "size-differs", str(row.size), str(header.size)
    running = PosixCrc()
    for chunk in archive.chunks(*_place(header)):
        running.update(chunk)
    same = running.value == row.check
    return None if same else ("hash-differs", str(row.check), str(running.value))


def _place(header: cpio.Header) -> tuple[int, int]:
    return header.offset + header.length, header.size


def _is_elsewhere(header: cpio.Header) -> bool:
    """Say whether another name of the same file carries its data, as in the newer forms of cpio."""
    return header.form in {"newc", "crc"} and header.links > 1 and not header.size


def _is_double(name: str, stated: dict[str, Listed]) -> bool:
    """Say whether it is the AppleDouble file of a listed one, which only carries its attributes."""
    folder, slash, last = name.rpartition("/")
    return last.startswith("._") and f"{folder}{slash}{last[2:]}" in stated
