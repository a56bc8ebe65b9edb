"""Debian packages: control facts, maintainer scripts, md5sums against content, signature members.

Sources: deb(5), deb-control(5), deb-md5sums(5), deb-conffiles(5) of dpkg 1.22; Debian
Policy, chapter 6 (maintainer scripts); debsigs(1); dpkg-sig(1).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import BudgetError, DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Signature, Span, Value
from onionskin.parse.archive import Item, Members
from onionskin.parse.archives import ar
from onionskin.parse.archives.forward import Forward, decoded, tar_members
from onionskin.parse.archives.listed_hashes import HashList, HashMismatch, Stated
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.signatures import openpgp
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# Of the control archive: bytes of one file that are read, and how many files.
_FILE, _FILES = 4 << 20, 1000
_BLOCK = 1 << 20
SCRIPTS = ("config", "preinst", "postinst", "prerm", "postrm")
_MD5 = re.compile(r"([0-9a-fA-F]{32})[ \t]+[ *]?(.+)")
_LISTED = re.compile(r"\s+([0-9a-f]{32}) ([0-9a-f]{40}) (\d{1,15}) (\S+)")
_CLEAR, _SIGNATURE = b"-----BEGIN PGP SIGNED MESSAGE-----", b"-----BEGIN PGP SIGNATURE-----"


class DebPackage(Value, frozen=True):
    """What a package's control file says. `conffiles` are at most 200 paths."""

    package: str
    version: str
    architecture: str = ""
    maintainer: str = ""
    section: str = ""
    depends: str = ""
    pre_depends: str = ""
    essential: bool = False
    conffiles: tuple[str, ...] = ()
    has_md5sums: bool = False


class DebScript(Value, frozen=True):
    """A script that dpkg runs as root: `interpreter` is its first line, `sha256` its content."""

    name: str
    interpreter: str
    sha256: str
    size: int


def fits(view: View) -> bool:
    """Say whether the first member is `debian-binary`."""
    return view.read(0, 8) == ar.MAGIC and view.read(8, 16).rstrip(b" /") == b"debian-binary"


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield the ar archive, and what the package says, runs, lists and is signed with."""
    yield from _Walk(view).run()


@dataclass
class _Walk:
    view: View
    members: Members = field(default_factory=Members)
    parts: list[tuple[str, Span]] = field(default_factory=list)

    def run(self) -> Iterator[Item | Signature]:
        for item in ar.walk(self.view):
            if isinstance(item, Child) and item.span is not None:
                self.parts.append((item.name, Span(*item.span)))
            if isinstance(item, Region) and item.name == "data debian-binary":
                yield from self._version(item)
            else:
                yield item
        control, data = self._first("control.tar"), self._first("data.tar")
        yield from self._order(control, data)
        files = yield from self._control(control)
        yield from self._signatures(control, data)
        yield from self._content(files, data)

    def _first(self, stem: str) -> int | None:
        return next((n for n, (name, _) in enumerate(self.parts) if _is(name, stem)), None)

    def _version(self, region: Region) -> Iterator[Item]:
        """Own the version's line; more lines are allowed, and dpkg does not read them."""
        raw = self.view.read(region.offset, min(region.length, 64))
        line = raw.find(b"\n") + 1 or len(raw)
        yield Region(region.name, region.offset, line)
        yield from self.members.stray("slack", region.offset + line, region.length - line)

    def _order(self, control: int | None, data: int | None) -> Iterator[Item]:
        """Say what dpkg does not find, and what it does not read."""
        if control is None or data is None:
            missing = "control.tar" if control is None else "data.tar"
            yield Problem("damaged", f"there is no member {missing}")
        elif data < control:
            yield Problem("damaged", "data.tar stands before control.tar, where dpkg refuses it")
        for number, (name, span) in enumerate(self.parts):
            if number in {0, control, data} or self._is_signature(name, span):
                continue
            detail = "dpkg does not read a member of this name, or at this place"
            yield from self.members.fault("ignored-member", name, detail, span.offset, span.length)

    def _is_signature(self, name: str, span: Span) -> bool:
        if not name.startswith("_gpg") or span.length > _BLOCK:
            return False
        try:
            block = openpgp.dearmored(self.view.read(span.offset, span.length))
            return bool(list(openpgp.packets(block)))
        except DamagedError:
            return False

    # --- control.tar ---------------------------------------------------------------

    def _control(self, number: int | None) -> Generator[Item, None, dict[str, bytes]]:
        """Read the control archive; return its files by name, without `./`."""
        files: dict[str, bytes] = {}
        if number is None:
            return files
        try:
            for member in tar_members(self._stream(number)):
                name = member.name.removeprefix("./")
                if member.kind != "file":
                    continue
                if member.size > _FILE or len(files) >= _FILES:
                    yield Problem("limit:bytes", f"{name!r} of control.tar was not read: too large, or one of too many")  # fmt: skip
                    continue
                files.setdefault(name, b"".join(member.pieces))
        except (DamagedError, BudgetError) as error:
            yield Problem("damaged", f"control.tar was not all read: {error}")
        yield from _said(files)
        return files

    def _stream(self, number: int) -> Forward:
        span = self.parts[number][1]
        return Forward(decoded(self.view.slice(span.offset, span.length)))

    # --- data.tar ---------------------------------------------------------------------

    def _content(self, files: dict[str, bytes], number: int | None) -> Iterator[Item]:
        """Compare the files with md5sums; conffiles are not listed there, links have no content."""
        stated = _read_md5sums(files.get("md5sums", b""))
        if number is None or not stated:
            return
        exempt = frozenset(path.lstrip("/") for path in _conffiles(files))
        hashes = HashList("md5sums", stated, complete=True, exempt=exempt)
        try:
            for member in tar_members(self._stream(number)):
                name = member.name.removeprefix("./").lstrip("/")
                if member.kind != "file":
                    hashes.seen.add(name)
                    continue
                for item in hashes.check(self.view, Child(name, chunks=member.pieces)):
                    if isinstance(item, Child):
                        for _ in item.chunks or ():
                            pass
                    else:
                        yield item
        except (DamagedError, BudgetError) as error:
            yield Problem("not-compared", f"the files were not all compared with md5sums: {error}")
            return
        yield from hashes.finish()

    # --- signatures ---------------------------------------------------------------------

    def _signatures(self, control: int | None, data: int | None) -> Iterator[Item | Signature]:
        """Read the members of debsigs (over three members) and dpkg-sig (over a list of digests)."""
        if control is None or data is None:
            return
        covered = tuple(self.parts[n][1] for n in (0, control, data))
        for name, span in self.parts:
            if not self._is_signature(name, span):
                continue
            raw = self.view.read(span.offset, span.length)
            if raw.startswith(_CLEAR):
                yield from self._clear_signed(name, raw)
            else:
                yield from self._packets("debsig-openpgp", raw, self._bytes(covered), covered)

    def _bytes(self, parts: Iterable[Span]) -> Iterator[bytes]:
        for part in parts:
            yield from self.view.chunks(part.offset, part.length)

    def _clear_signed(self, name: str, raw: bytes) -> Iterator[Item | Signature]:
        """Read dpkg-sig's list of digests, compare it, and say that it is signed."""
        text = raw.partition(b"\n\n")[2].partition(_SIGNATURE)[0].rstrip(b"\r\n")
        lines = [line.removeprefix(b"- ").rstrip(b" \t\r") for line in text.split(b"\n")]
        places = dict(reversed(self.parts))
        covered = []
        for line in lines[:200]:
            row = _LISTED.fullmatch(line.decode("utf-8", "replace"))
            if row is None or row[4] not in places:
                continue
            covered.append(places[row[4]])
            state = hashlib.sha1(usedforsecurity=False)
            for chunk in self._bytes(covered[-1:]):
                state.update(chunk)
            if state.hexdigest() != row[2]:
                yield Fact.of(HashMismatch(name, row[4], "hash-differs", row[2], state.hexdigest()))
        yield from self._packets("dpkg-sig-openpgp", raw, [b"\r\n".join(lines)], tuple(covered))

    def _packets(
        self, scheme: str, raw: bytes, signed: Iterable[bytes], covered: tuple[Span, ...]
    ) -> Iterator[Item | Signature]:
        for packet in list(openpgp.packets(openpgp.dearmored(raw)))[:1]:
            digest = packet.says.digest_over(signed)
            yield Fact.of(packet.says)
            yield packet.says.signature(scheme, digest, covered, _others(covered, self.view.size))


def _is(name: str, stem: str) -> bool:
    return name == stem or name.startswith(stem + ".")


def _others(covered: tuple[Span, ...], size: int) -> tuple[Span, ...]:
    found, at = [], 0
    for each in sorted(covered, key=lambda span: span.offset):
        if each.offset > at:
            found.append(Span(at, each.offset - at))
        at = max(at, each.end)
    return (*found, Span(at, size - at)) if size > at else tuple(found)


def _said(files: dict[str, bytes]) -> Iterator[Item]:
    """Yield what the control archive says of the package, and the scripts that dpkg runs."""
    fields = read_fields(files.get("control", b"").decode("utf-8", "replace"))
    package = DebPackage(
        fields.get("package", ""), fields.get("version", ""), fields.get("architecture", ""),
        fields.get("maintainer", ""), fields.get("section", ""), fields.get("depends", ""),
        fields.get("pre-depends", ""), fields.get("essential", "").lower() == "yes",
        tuple(_conffiles(files)[:200]), "md5sums" in files,
    )  # fmt: skip
    yield Fact.of(package)
    if package.package and package.version:
        yield Fact.of(ReleaseName(package.package[:200], package.version[:200], package.architecture[:200], "control"))  # fmt: skip
    for name in SCRIPTS:
        if name in files:
            body = files[name]
            first = body.partition(b"\n")[0][:200].decode("utf-8", "replace")
            interpreter = first.removeprefix("#!").strip() if first.startswith("#!") else ""
            yield Fact.of(DebScript(name, interpreter, hashlib.sha256(body).hexdigest(), len(body)))
            yield Fact.of(InstallerAction("shell", name, interpreter))


def read_fields(text: str) -> dict[str, str]:
    """Read the first paragraph of a control file: lower-case name to value, at most 2,000 characters."""
    found: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if not line.strip():
            if found:
                break
        elif line[0] in " \t":
            if name and len(found[name]) < 2000:
                found[name] += "\n" + line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            # dpkg refuses a field twice; the first is the one shown.
            found.setdefault(name, value.strip()[:2000])
    return found


def _conffiles(files: dict[str, bytes]) -> list[str]:
    text = files.get("conffiles", b"").decode("utf-8", "backslashreplace")
    # A path may follow the flag that dpkg is to remove the file.
    lines = (line.strip().removeprefix("remove-on-upgrade ") for line in text.split("\n"))
    return [line for line in lines if line]


def _read_md5sums(raw: bytes) -> dict[str, Stated]:
    found = {}
    for line in raw.decode("utf-8", "backslashreplace").split("\n"):
        row = _MD5.fullmatch(line.rstrip("\r"))
        if row:
            found[row[2].removeprefix("./").lstrip("/")] = Stated({"md5": row[1].lower()})
    return found
