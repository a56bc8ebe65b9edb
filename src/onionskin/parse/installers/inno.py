"""What an Inno Setup installer carries behind its program: chunks of files, setup data, setup's own program.

Source: jrsoftware/issrc, Compiler.SetupCompiler.pas (how Setup.exe is put together), Struct.pas.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import FACTS, Item, Members, clip, merged
from onionskin.parse.archives.solid import Solid
from onionskin.parse.holes import joined, outside, without
from onionskin.parse.installers import pascal_script
from onionskin.parse.installers.inno_setup import (
    CALLS,
    COMPRESSED,
    ENCRYPTED,
    ENCRYPTION,
    ID,
    ID_SIZE,
    KNOWN,
    NEWEST,
    OLDEST,
    InnoFile,
    Location,
    Run,
    Setup,
    Version,
    read_id,
    read_setup,
)  # fmt: skip
from onionskin.parse.installers.inno_streams import Block, Chunk, calls_made_relative, unpacked
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

CHUNK = b"zlb\x1a"
# Since these versions: an encryption header in front of the setup data; lengths of 8 bytes.
SEALED, WIDE = (6, 5, 0, 0), (6, 7, 0, 0)
ALL = 2
SALT = 8
MAX_TEXT = 400
NAMED = 5
# How many identifications are tried: one in a stored file is that of another installer.
CANDIDATES = 32


class InnoInstaller(Value, frozen=True):
    """An installer as a whole. `version` is what it states, `layout` what it was read as.

    `aliases` are further destinations of members that are installed more than once: (name,
    the member's name); `external` are destinations of files that are not in the installer.
    """

    version: str
    layout: str
    unicode: bool
    application: str
    application_version: str
    publisher: str
    method: str
    files: int
    encrypted: bool
    aliases: tuple[tuple[str, str], ...] = ()
    external: tuple[str, ...] = ()


class _SealedError(DamagedError):
    """Setup data that is encrypted as a whole."""


def fits(view: View) -> bool:
    """Say whether setup data of Inno Setup stands here, at the begin or behind chunks of files."""
    return next(identified(view), None) is not None


def identified(view: View) -> Iterator[tuple[int, Version, bool]]:
    """Yield (offset, version, is Unicode) of each identification of setup data."""
    at = view.find(ID)
    while at >= 0:
        found = read_id(view.read(at, ID_SIZE))
        if found is not None:
            yield at, *found
        at = view.find(ID, at + 1)


def walk(view: View) -> Iterator[Item]:
    """Yield everything behind an Inno Setup program: members, what the script does, regions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Hashed:
    """A file's plain bytes while they are read: its calls relative again, and its digest."""

    chunks: Iterator[bytes]
    algorithm: str
    digest: bytes = b""
    finished: bool = False

    def __iter__(self) -> Iterator[bytes]:
        running = hashlib.new(self.algorithm, usedforsecurity=False)
        for chunk in self.chunks:
            running.update(chunk)
            yield chunk
        self.digest = running.digest()
        self.finished = True


@dataclass
class _Walk:
    view: View
    members: Members = field(default_factory=Members)
    owned: list[Region] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    away: dict[int, list[str]] = field(default_factory=dict)
    is_spread: bool = False

    def run(self) -> Iterator[Item]:
        at, version, setup = yield from self._chosen()
        self._own("setup data identification", at, ID_SIZE)
        if setup is None:
            yield from self._unread()
            return
        lead = _lead(version)
        self._own("encryption header", at + ID_SIZE, lead - ID_SIZE, self._unused(at, setup, lead))
        is_wide = version >= WIDE
        blocks = [Block(self.view, at + lead, is_wide)]
        blocks.append(Block(self.view, blocks[0].end, is_wide))
        if version not in KNOWN:
            yield Problem("unknown-version", f"no version {_text(version)} of Inno Setup is known; its setup data was read as if it were, which fits to the byte")  # fmt: skip
        for name, block in zip(("setup data", "file locations"), blocks, strict=True):
            for _ in block:
                pass
            self._block(name, block)
        # Where nothing stands before the setup data, not even the first chunk is here (DiskSpanning).
        self.is_spread = at == 0
        yield from self._contents(setup)
        yield from self._program(blocks[1].end, is_wide=is_wide)
        yield self._fact(setup, version)
        yield from self._ledger(at)
        yield from self.members.overflow()

    # --- setup data ---------------------------------------------------------

    def _chosen(self) -> Generator[Item, None, tuple[int, Version, Setup | None]]:
        """Read the last setup data that can be read: a stored file may hold another installer's.

        One that lies outside of every chunk is nobody's in the ledger, and told there.
        """
        found = list(islice(identified(self.view), CANDIDATES))
        if not found:
            raise DamagedError("no setup data of Inno Setup stands here")
        problems = []
        for at, version, unicode in reversed(found):
            try:
                return at, version, self._read(at, version, unicode=unicode)
            except _SealedError as error:
                problems.append(Problem("encrypted", f"setup data of Inno Setup {_text(version)}: {error}"))  # fmt: skip
            except DamagedError as error:
                reason = "damaged" if OLDEST <= version <= NEWEST else "unknown-version"
                problems.append(
                    Problem(reason, f"setup data of Inno Setup {_text(version)}: {error}")
                )
        yield problems[0]
        return *found[-1][:2], None

    def _read(self, at: int, version: Version, *, unicode: bool) -> Setup:
        if not OLDEST <= version <= NEWEST:
            raise DamagedError(f"only versions {_text(OLDEST)} to {_text(NEWEST)} are read")
        use = self._encryption(at + ID_SIZE) if version >= SEALED else 0
        first = Block(self.view, at + _lead(version), version >= WIDE)
        rows = Block(self.view, first.end, version >= WIDE)
        if use == ALL:
            raise _SealedError("all of the setup data is encrypted, with a password")
        setup = read_setup(unpacked(first), unpacked(rows), version, unicode=unicode)
        setup.encrypted = setup.encrypted or use != 0
        return setup

    def _encryption(self, at: int) -> int:
        """Return what is encrypted since 6.5.0: 0 nothing, 1 files, 2 the setup data, too."""
        raw = self.view.exactly(at, ENCRYPTION, "the encryption header")
        if zlib.crc32(raw[4:]) != int.from_bytes(raw[:4], "little"):
            raise DamagedError("the encryption header fails its CRC-32")
        if raw[4] > ALL:
            raise DamagedError(f"the encryption header states an unknown use, {raw[4]}")
        return raw[4]

    def _unused(self, at: int, setup: Setup, lead: int) -> list[Span]:
        """Return salt, nonce and password test where nothing is encrypted, unless they are zero as they should be."""
        parts = (Span(at + ID_SIZE + 5, 16), Span(at + ID_SIZE + 25, 28))
        is_used = setup.encrypted or lead == ID_SIZE
        return [] if is_used else [each for each in parts if not self.view.is_zero(each.offset, each.length)]  # fmt: skip

    def _contents(self, setup: Setup) -> Iterator[Item]:
        yield from _actions(setup)
        names = self._names(setup)
        chunks: dict[tuple[int, int, int, int], list[int]] = {}
        for number, each in enumerate(setup.locations):
            key = (each.first_slice, each.chunk, each.packed, each.flags & (ENCRYPTED | COMPRESSED))
            chunks.setdefault(key, []).append(number)
        for key in sorted(chunks):
            yield from self._chunk(setup, chunks[key], names)
        yield from self._kept(setup)
        yield from self._not_read()

    def _names(self, setup: Setup) -> dict[int, str]:
        """Return a location's first destination; further ones become aliases."""
        names: dict[int, str] = {}
        for each in setup.files:
            name = _destination(each)
            if not 0 <= each.location < len(setup.locations):
                continue
            if each.location in names:
                self.aliases.append((clip(name), clip(names[each.location])))
            else:
                names[each.location] = name
        return names

    def _kept(self, setup: Setup) -> Iterator[Item]:
        """Yield what setup data itself holds: compiled script, libraries, pictures."""
        kept = [("setup script.ifps", setup.code), *setup.libraries]
        kept += [(f"wizard picture {at}", data) for at, data in enumerate(setup.images)]
        for name, data in kept:
            if data:
                yield Child(name, chunks=iter((data,)), declared=len(data))

    # --- chunks -------------------------------------------------------------

    def _chunk(self, setup: Setup, numbers: list[int], names: dict[int, str]) -> Iterator[Item]:
        numbers = sorted(numbers, key=lambda each: (setup.locations[each].offset, each))
        first = setup.locations[numbers[0]]
        shown = [names.get(each, f"location {each}") for each in numbers]
        if self.is_spread or first.first_slice != 0 or first.last_slice != 0:
            self.away.setdefault(first.first_slice, []).extend(shown)
            return
        encrypted = bool(first.flags & ENCRYPTED)
        start = first.chunk + len(CHUNK) + SALT * (encrypted and setup.layout < (6, 4))
        if self.view.read(first.chunk, len(CHUNK)) != CHUNK:
            yield Problem("damaged-member", f"no chunk stands at {first.chunk:#x}, where {', '.join(map(repr, shown[:NAMED]))} should be")  # fmt: skip
            return
        method = setup.method if first.flags & COMPRESSED else "stored"
        if encrypted:
            self.closed += shown
            self._own(f"encrypted chunk ({method})", first.chunk, start + first.packed - first.chunk)  # fmt: skip
            return
        chunk = Chunk(self.view, start, first.packed, method)
        solid = Solid(iter(chunk))
        reached = 0
        for number in numbers:
            where = setup.locations[number]
            if where.offset > reached:
                yield from self._unnamed(first.chunk, reached, solid.part(reached, where.offset - reached))  # fmt: skip
            yield from self._file(setup, number, names.get(number), solid)
            reached = max(reached, where.offset + where.size)
        yield from self._own_chunk(first, start, chunk, solid)

    def _unnamed(self, chunk: int, offset: int, plain: Iterator[bytes]) -> Iterator[Item]:
        """Open plain bytes of a chunk that are no file's."""
        yield from self.members.fault("hidden-member", "", f"plain bytes of the chunk at {chunk:#x} from {offset:#x} on belong to no file", chunk)  # fmt: skip
        yield Child(f"chunk {chunk:#x}, plain bytes at {offset:#x} of no file", chunks=plain)

    def _file(self, setup: Setup, number: int, name: str | None, solid: Solid) -> Iterator[Item]:
        where: Location = setup.locations[number]
        if name is None:
            name = f"location {number}, {where.size} bytes of no file"
            yield from self.members.fault("hidden-member", "", f"location {number} belongs to no file of the script", where.chunk)  # fmt: skip
        yield from self.members.named(name, where.chunk, 0)
        plain = solid.part(where.offset, where.size)
        if where.flags & CALLS:
            plain = calls_made_relative(plain, setup.layout)
        file = _Hashed(plain, where.algorithm)
        yield Child(name, chunks=file, declared=where.size)
        if file.finished and file.digest != where.digest:
            detail = f"stated {where.algorithm} {where.digest.hex()}, found {file.digest.hex()}"
            yield from self.members.fault("checksum-differs", name, detail, where.chunk)

    def _own_chunk(self, first: Location, start: int, chunk: Chunk, solid: Solid) -> Iterator[Item]:
        """Own a chunk, but for what stands behind the end of its packed stream."""
        length = start + first.packed - first.chunk
        if solid.broken is None:
            try:
                rest = solid.held or next(solid.chunks, b"")
            except DamagedError as error:
                yield Problem("damaged", f"the end of the chunk at {first.chunk:#x}: {error}")
                rest = b""
            if rest:
                yield from self._unnamed(first.chunk, solid.at, chain((rest,), solid.chunks))
        holes = []
        if chunk.used is not None and chunk.used < first.packed:
            holes = [Span(start + chunk.used, first.packed - chunk.used)]
        self._own(f"chunk ({chunk.method})", first.chunk, length, holes)

    # --- program and ledger ---------------------------------------------------

    def _program(self, at: int, *, is_wide: bool) -> Iterator[Item]:
        """Open setup's own program, which stands behind the setup data."""
        if at >= self.view.size or self.view.is_zero(at, min(self.view.size - at, ID_SIZE)):
            return
        try:
            block = Block(self.view, at, is_wide)
        except DamagedError as error:
            yield Problem("damaged", f"setup's own program: {error}")
            return
        yield Child("setup.e32", chunks=calls_made_relative(block, (5, 3, 9)))
        self._block("setup program", block)

    def _block(self, name: str, block: Block) -> None:
        self._own(name, block.offset, block.end - block.offset, block.holes)

    def _own(self, name: str, offset: int, length: int, holes: list[Span] | None = None) -> None:
        """Note who owns bytes; the ledger is drawn up once, at the end."""
        self.owned.append(Region(name, offset, max(min(length, self.view.size - offset), 0)))
        self.holes += holes or ()

    def _ledger(self, setup: int) -> Iterator[Item]:
        """Yield the regions in the order of their bytes, then what none of them owns."""
        holes, reached = joined(self.holes), 0
        for each in sorted(self.owned, key=lambda one: (one.offset, one.length)):
            if each.offset < reached and each.length:
                yield from self.members.fault("overlap", "", f"{each.name} lies over what stands before it", each.offset, each.length)  # fmt: skip
            start = max(each.offset, reached)
            yield from without(Region(each.name, start, max(each.end - start, 0)), holes)
            reached = max(reached, each.end)
        for hole in holes:
            yield from self.members.stray("slack", hole.offset, hole.length)
        for gap in outside([Span(each.offset, each.length) for each in self.owned], self.view.size):
            where = "between" if gap.offset < setup else "behind"
            if gap.length < ID_SIZE and self.view.is_zero(gap.offset, gap.length):
                yield Region("zero padding", gap.offset, gap.length)
            else:
                yield from self.members.stray(where, gap.offset, gap.length)

    def _unread(self) -> Iterator[Region]:
        """Own everything as unread: what stands there is not known, so nothing of it is odd."""
        yield from self.owned
        spans = [Span(each.offset, each.length) for each in self.owned]
        for part in outside(spans, self.view.size):
            yield Region("unread setup data", part.offset, part.length)

    def _not_read(self) -> Iterator[Problem]:
        for number, names in sorted(self.away.items())[:NAMED]:
            yield Problem("spanning", f"the file beside the installer whose name ends in -{number + 1}.bin holds {_some(names)}; this version does not join the two (innoextract unpacks them)")  # fmt: skip
        if self.closed:
            yield Problem("encrypted", f"these files are encrypted: {_some(self.closed)}")

    def _fact(self, setup: Setup, version: Version) -> Fact:
        external = [clip(_destination(each)) for each in setup.files if each.location < 0]
        return Fact.of(
            InnoInstaller(
                version=_text(version),
                layout=_text(setup.layout),
                unicode=setup.unicode,
                application=clip(setup.name),
                application_version=clip(setup.version_text),
                publisher=clip(setup.publisher),
                method=setup.method,
                files=len(setup.files),
                encrypted=setup.encrypted,
                aliases=tuple(self.aliases[:FACTS]),
                external=tuple([each for each in external if each][:FACTS]),
            )
        )


def _lead(version: Version) -> int:
    return ID_SIZE + (ENCRYPTION if version >= SEALED else 0)


def _destination(file: InnoFile) -> str:
    if file.uninstaller and not file.destination:
        return "{app}\\unins000.exe"
    return file.destination or file.source


def _actions(setup: Setup) -> Iterator[Fact]:
    """Yield what the script does beside unpacking, as facts; a thousand at most."""
    found = [_ran("Run", each) for each in setup.runs]
    found += [_ran("UninstallRun", each) for each in setup.uninstall_runs]
    for value in setup.registry:
        source = f"{value.key}\\{value.value_name}"
        found.append(InstallerAction("registry", source[:MAX_TEXT], value.value[:MAX_TEXT]))
    found += [
        InstallerAction("library", "regserver", _destination(each)[:MAX_TEXT])
        for each in setup.files
        if each.registers
    ]
    found += [
        InstallerAction("download", _destination(each)[:MAX_TEXT], each.source[:MAX_TEXT])
        for each in setup.files
        if each.downloaded
    ]
    found += [
        InstallerAction("beside", _destination(each)[:MAX_TEXT], each.source[:MAX_TEXT])
        for each in setup.files
        if each.location < 0 and each.source and not each.downloaded
    ]
    found += pascal_script.actions(setup.code)
    for icon in setup.icons:
        target = f"{icon.target} {icon.parameters}".strip()
        found.append(InstallerAction("shortcut", icon.name[:MAX_TEXT], target[:MAX_TEXT]))
    yield from map(Fact.of, found[:1000])


def _ran(section: str, run: Run) -> InstallerAction:
    command = f"{run.name} {run.parameters}".strip()
    return InstallerAction("shell" if run.shell else "program", section, command[:MAX_TEXT])


def _text(version: Version) -> str:
    return ".".join(map(str, version[: 4 if version[3] else 3]))


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(repr(clip(each)) for each in names[:NAMED]) + more
