"""RPM packages: lead, signature header, main header, payload, and the digests that bind them.

Sources: RPM reference manual, "RPM V4 Package format" and "RPM Package signatures and
digests"; rpm, include/rpm/rpmtag.h, lib/rpmvs.c and lib/cpio.c.
"""

from __future__ import annotations

import binascii
import hashlib
import lzma
from base64 import b64decode
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import BudgetError, DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Signature, Span, Value
from onionskin.parse.archive import Item, Members, OddName, name_oddities
from onionskin.parse.archives.forward import Forward, Passing, cpio_members, decoded
from onionskin.parse.archives.listed_hashes import HashList, HashMismatch, Stated
from onionskin.parse.archives.rpm_header import REGIONS, RpmHeader, owned, read_rpm_header
from onionskin.parse.codecs import zstd
from onionskin.parse.codecs.decoding import MEMORY, Decoder, Stream
from onionskin.parse.installers.installer_actions import InstallerAction
from onionskin.parse.metadata.settings import SHOWN, ActingSetting
from onionskin.parse.signatures import openpgp
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

LEAD = 96
MAGIC = b"\xed\xab\xee\xdb"
LISTED = 500
# Files of one package that are compared; the largest of a distribution has about 100,000.
FILES = 250_000
# Tags of the signature header (rpmtag.h, RPMSIGTAG_*), which no signature covers.
_RESERVED = (999, 1008)
_SIGNATURE_TAGS = REGIONS | {100, 257, 259, 261, 262, 264, 265, 267, 268, 269, 270, 271, 272, 273, 274, 275, 276, 277, 278, 279, 280, 999, *range(1000, 1009)}  # fmt: skip
_PACKAGE_SIGNATURES, _HEADER_SIGNATURES = (1002, 1005, 1003), (268, 267)
_ALGORITHMS = {1: "md5", 2: "sha1", 8: "sha256", 9: "sha384", 10: "sha512", 11: "sha224"}
_GHOST = 1 << 6
# (script, interpreter, name): what rpm runs as root when the package comes, changes or goes.
_SCRIPTLETS = (
    (1151, 1153, "pretrans"), (1023, 1085, "prein"), (1024, 1086, "postin"), (1152, 1154, "posttrans"),
    (1025, 1087, "preun"), (1026, 1088, "postun"), (5104, 5106, "preuntrans"), (5105, 5107, "postuntrans"),
    (1079, 1091, "verify"), (1065, 1092, "trigger"), (5066, 5067, "file trigger"),
    (5076, 5077, "transaction file trigger"),
)  # fmt: skip


class RpmPackage(Value, frozen=True):
    """What an RPM's main header says of it. `requires` are at most 500 names with their bounds."""

    name: str
    version: str
    release: str
    epoch: int | None = None
    architecture: str = ""
    system: str = ""
    vendor: str = ""
    packager: str = ""
    build_host: str = ""
    build_time: int | None = None
    source: str = ""
    license: str = ""
    url: str = ""
    compressor: str = ""
    files: int = 0
    requires: tuple[str, ...] = ()


class RpmScriptlet(Value, frozen=True):
    """Code that rpm runs: `interpreter` and, at [offset, offset+length), the script (none: empty)."""

    kind: str
    interpreter: str
    offset: int = 0
    length: int = 0


def fits(view: View) -> bool:
    """Say whether a lead of version 3 or 4 stands there, and a signature header behind it."""
    return view.read(0, 4) == MAGIC and view.read(4, 1) in {b"\3", b"\4"} and view.size > LEAD


def walk(view: View) -> Iterator[Item | Signature]:
    """Yield everything an RPM holds: regions, the payload, scriptlets, facts, signatures, problems."""
    yield from _Walk(view).run()


@dataclass
class _Walk:
    view: View
    members: Members = field(default_factory=Members)

    def run(self) -> Iterator[Item | Signature]:
        yield from self._lead()
        signatures = read_rpm_header(self.view, LEAD, "the signature header")
        yield from self._header("signature header", signatures)
        start = -(-signatures.end // 8) * 8
        if self.view.is_zero(signatures.end, start - signatures.end):
            yield Region("padding", signatures.end, start - signatures.end)
        else:
            yield from self.members.stray("filling", signatures.end, start - signatures.end)
        header = read_rpm_header(self.view, start, "the main header")
        yield from self._header("main header", header)
        yield from _named(header)
        yield from map(Fact.of, _rights(header))
        scriptlets = list(_scriptlets(header))
        for each in scriptlets:
            yield Fact.of(each)
            yield Fact.of(InstallerAction("shell", f"scriptlet {each.kind}", each.interpreter))
        payload, whole = yield from self._payload(signatures, header)
        yield from self._bound(signatures, header, payload, whole=whole)
        yield from self.members.overflow()
        for each in scriptlets:
            if each.length:
                yield Child(f"scriptlet {each.kind}", span=(each.offset, each.length))
        yield from self._content(header, payload, whole=whole)

    # --- who owns which byte -----------------------------------------------------

    def _lead(self) -> Iterator[Item]:
        """Own the lead; no digest covers it and rpm reads only its magic (rpm, lib/rpmlead.c)."""
        raw = self.view.exactly(0, LEAD, "the lead")
        name_end = 10 + len(raw[10:76].split(b"\0", 1)[0])
        filled = [span for span in ((name_end, 76), (80, LEAD)) if any(raw[slice(*span)])]
        at = 0
        for start, stop in filled:
            yield Region("lead", at, start - at)
            yield from self.members.stray("header", start, stop - start)
            at = stop
        yield Region("lead", at, LEAD - at)

    def _header(self, name: str, header: RpmHeader) -> Iterator[Item]:
        if name == "signature header":
            self._take_unsigned(header)
        for start, stop in owned(header):
            yield Region(name, start, stop - start)
        for hole in header.holes:
            yield from self.members.stray("extra", hole.offset, hole.length)
        for kind, tag, detail in header.faults:
            yield from self.members.fault(kind, f"tag {tag}", f"{name}: {detail}", header.offset, header.end - header.offset)  # fmt: skip

    def _take_unsigned(self, header: RpmHeader) -> None:
        """Take the value of what rpm does not read out of the signature header's own bytes."""
        for row in header.tags.values():
            at = header.store + row.start
            filled = row.tag in _RESERVED and not self.view.is_zero(at, row.length)
            if row.length and (filled or row.tag not in _SIGNATURE_TAGS):
                header.holes.append(Span(at, row.length))
        header.holes.sort(key=lambda each: each.offset)

    def _payload(
        self, signatures: RpmHeader, header: RpmHeader
    ) -> Generator[Item, None, tuple[Span, bool]]:
        """Own and yield the payload; return where it stands, and whether all of it is there."""
        stated = signatures.number(270) or signatures.number(1000)
        rest = self.view.size - header.end
        length = rest if stated is None else stated - (header.end - header.offset)
        whole = 0 <= length <= rest
        if not whole:
            yield Problem("truncated", f"the payload should be {length} bytes long, {rest} are there")  # fmt: skip
            length = rest
        span = Span(header.end, length)
        name, chunks = _payload_member(self.view.slice(span.offset, span.length))
        yield Region(f"data {name}", span.offset, span.length)
        yield from self.members.stray("behind", span.end, self.view.size - span.end)
        if chunks is None:
            yield Child(name, span=(span.offset, span.length))
        else:
            yield Child(name, chunks=chunks)
            if chunks.finished:
                end = span.offset + chunks.used
                yield from self.members.stray("slack", end, span.end - end)
        return span, whole

    # --- digests and signatures ----------------------------------------------------

    def _bound(
        self, signatures: RpmHeader, header: RpmHeader, payload: Span, *, whole: bool
    ) -> Iterator[Item | Signature]:
        """Compare every digest of header and payload, then say what the signatures cover."""
        own = Span(header.offset, header.end - header.offset)
        for tag, algorithm in ((273, "sha256"), (269, "sha1")):
            stated = signatures.string(tag)
            yield from self._compare("main header", "the signature header", algorithm, stated, (own,))  # fmt: skip
        whole_payload = False
        if whole:
            both = (own, payload)
            yield from self._compare("main header and payload", "the signature header", "md5", signatures.binary(1004).hex(), both)  # fmt: skip
            algorithm = _ALGORITHMS.get(header.number(5093) or 8, "")
            stated = header.string(5092)
            wrong = list(self._compare("payload", "the main header", algorithm, stated, (payload,)))
            yield from wrong
            whole_payload = bool(stated and algorithm) and not wrong
        covered = Span(own.offset, own.length + (payload.length if whole_payload else 0))
        for tag in _HEADER_SIGNATURES:
            yield from self._signed(signatures.binary(tag), (own,), covered)
        for text in signatures.strings(278):
            try:
                yield from self._signed(b64decode(text), (own,), covered)
            except binascii.Error:
                yield Problem("damaged", "an OpenPGP signature in the signature header is no base64")  # fmt: skip
        if whole:
            together = Span(own.offset, payload.end - own.offset)
            for tag in _PACKAGE_SIGNATURES:
                yield from self._signed(signatures.binary(tag), (own, payload), together)

    def _compare(
        self, member: str, listing: str, algorithm: str, stated: str, parts: Iterable[Span]
    ) -> Iterator[Fact]:
        if not stated or not algorithm:
            return
        state = hashlib.new(algorithm, usedforsecurity=False)
        for part in parts:
            for chunk in self.view.chunks(part.offset, part.length):
                state.update(chunk)
        if state.hexdigest() != stated.lower():
            yield Fact.of(HashMismatch(listing, member, "hash-differs", stated, state.hexdigest()))

    def _signed(
        self, block: bytes, parts: tuple[Span, ...], covered: Span
    ) -> Iterator[Item | Signature]:
        rest = (Span(0, covered.offset), Span(covered.end, self.view.size - covered.end))
        try:
            for packet in openpgp.packets(block):
                digest = packet.says.digest_over(
                    chunk for part in parts for chunk in self.view.chunks(part.offset, part.length)
                )
                yield Fact.of(packet.says)
                outside = tuple(each for each in rest if each.length)
                yield packet.says.signature("rpm-openpgp", digest, (covered,), outside)
        except DamagedError as error:
            yield Problem("damaged", f"a signature of the package: {error}")

    # --- the files --------------------------------------------------------------------

    def _content(self, header: RpmHeader, payload: Span, *, whole: bool) -> Iterator[Item]:
        """Compare each file of the payload with the digest that the main header lists for it."""
        names = header.tags.get(1117) or header.tags.get(1027)
        if names is not None and names.count > FILES:
            yield Problem("limit:files", f"of {names.count} listed files none was compared")
            return
        listed = _files(header)
        yield from _odd_names(listed, header)
        part = self.view.slice(payload.offset, payload.length)
        _, alone = _payload_member(part)
        chunks = alone or decoded(part)
        hashes = _hash_list(listed)
        try:
            for member in cpio_members(Forward(chunks), [each.size for each in listed]):
                for item in hashes.check(self.view, _as_child(member, listed)):
                    if isinstance(item, Child):
                        for _ in item.chunks or ():
                            pass
                    elif not (member.links > 1 and member.size == 0):
                        # Of files that are one, only the last in the payload has its bytes.
                        yield item
        except (DamagedError, BudgetError) as error:
            if whole:
                yield Problem("not-compared", f"the files were not all compared with their digests: {error}")  # fmt: skip
            return
        yield from hashes.finish()


@dataclass(frozen=True)
class _File:
    name: str
    digest: str
    algorithm: str
    size: int
    is_ghost: bool


def _files(header: RpmHeader) -> list[_File]:
    """Return the files that the main header lists, in its order."""
    folders, names = header.strings(1118), header.strings(1117)
    places = header.numbers(1116)
    paths = header.strings(1027) or [
        (folders[at] if at < len(folders) else "") + name
        for at, name in zip(places, names, strict=False)
    ]
    digests, flags = header.strings(1035), header.numbers(1037)
    sizes = header.numbers(1028) or header.numbers(5008)
    algorithm = _ALGORITHMS.get(header.number(5011) or 1, "")
    return [
        _File(
            path,
            digests[at].lower() if at < len(digests) else "",
            algorithm,
            sizes[at] if at < len(sizes) else -1,
            is_ghost=bool(at < len(flags) and flags[at] & _GHOST),
        )
        for at, path in enumerate(paths)
    ]


def _rights(header: RpmHeader) -> Iterator[ActingSetting]:
    """Yield what the files of a package may do beyond their users: capabilities(7), and the bits of another's identity."""
    listed = [each.name for each in _files(header)]
    for name, rights in zip(listed, header.strings(5010), strict=False):
        if rights.strip():
            yield ActingSetting("rpm", "capabilities", f"{name} {rights}"[:SHOWN])
    for name, mode in zip(listed, header.numbers(1030), strict=False):
        if mode & 0o6000 and mode & 0o170000 == 0o100000:
            yield ActingSetting("rpm", "runs as its owner", f"{name} {mode & 0o7777:o}"[:SHOWN])


def _hash_list(listed: list[_File]) -> HashList:
    stated = {
        each.name: Stated({each.algorithm: each.digest})
        for each in listed
        if each.digest and each.algorithm and not each.is_ghost
    }
    exempt = frozenset(each.name for each in listed if each.name not in stated)
    return HashList("the main header", stated, complete=bool(listed), exempt=exempt)


def _as_child(member: Passing, listed: list[_File]) -> Child:
    if member.index is not None:
        return Child(listed[member.index].name, chunks=member.pieces)
    # Packages name their files from the root, the payload from where it is unpacked.
    return Child(member.name.removeprefix("."), chunks=member.pieces)


def _odd_names(listed: list[_File], header: RpmHeader) -> Iterator[Fact]:
    """Say which listed paths are odd; that they begin at the root is how packages name files."""
    said = 0
    for each in listed:
        why = tuple(word for word in name_oddities(each.name) if word != "absolute")
        if why and said < 50:
            said += 1
            yield Fact.of(OddName(each.name, why, header.offset, header.end - header.offset))


# --- what the package says -------------------------------------------------------------


def _named(header: RpmHeader) -> Iterator[Fact]:
    name, version, release = (header.string(tag) for tag in (1000, 1001, 1002))
    requires = zip(header.strings(1049), header.strings(1050), strict=False)
    package = RpmPackage(
        name, version, release, header.number(1003), header.string(1022), header.string(1021),
        header.string(1011), header.string(1015), header.string(1007), header.number(1006),
        header.string(1044), header.string(1014), header.string(1020), header.string(1125),
        names.count if (names := header.tags.get(1117)) else 0, tuple(" ".join(filter(None, each)) for each in requires)[:LISTED],
    )  # fmt: skip
    yield Fact.of(package)
    if name and version:
        full = f"{version}-{release}" if release else version
        full = f"{package.epoch}:{full}" if package.epoch else full
        yield Fact.of(ReleaseName(name[:200], full[:200], package.architecture[:200], "rpm header"))


def _scriptlets(header: RpmHeader) -> Iterator[RpmScriptlet]:
    for script, program, kind in _SCRIPTLETS:
        bodies, runners = header.spans(script), header.strings(program)
        for at in range(min(max(len(bodies), 1 if runners else 0), LISTED)):
            body = bodies[at] if at < len(bodies) else Span(0, 0)
            # An interpreter with arguments is a list of words, that of a trigger one word each.
            several = len(bodies) > 1 and len(runners) == len(bodies)
            runner = runners[at] if several else " ".join(runners[:20])
            name = f"{kind} {at + 1}" if len(bodies) > 1 else kind
            yield RpmScriptlet(name, runner[:500], body.offset, body.length)


def _payload_member(part: View) -> tuple[str, Stream | None]:
    """Return the payload's name, and its decoder where no container of its own decodes it."""
    head = part.read(0, 13)
    for magic, suffix in ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"), (zstd.MAGIC, ".zst")):  # fmt: skip
        if head.startswith(magic):
            return f"payload.cpio{suffix}", None
    if head[:1] == b"]" and head[10:13] in {b"\0\0\0", b"\xff\xff\xff"}:
        return "payload.cpio", Stream(part, (0, part.size), _lzma_alone, "the payload")
    return "payload.cpio", None


def _lzma_alone() -> Decoder:
    return lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=MEMORY)
