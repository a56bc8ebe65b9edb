"""The signatures of a Java archive: block over signature file over manifest over entries.

`META-INF/X.SF` holds digests of the manifest, or of its sections; `META-INF/X.RSA` (.DSA, .EC) signs that
file. An entry is covered by a signer if his file names it, and what he says of the manifest holds there.
Files that belong to a signature, straight in META-INF, are covered by none, and may be added later.

Source: JAR File Specification, Java SE 21, "Signed JAR File"; Android Open Source Project, "APK
signature scheme v2", section "Rollback protections" (X-Android-APK-Signed).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Signature, Span, Value
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives.zip_directory import Entry, read_local
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki import plain_cms
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import binds, status_of
from onionskin.plugins.view import View

FOLDER = "META-INF/"
BLOCKS = (".RSA", ".DSA", ".EC")
LIMIT, SIGNERS, SHOWN = 8 << 20, 8, 50
# Strongest first: a signer may state several.
DIGESTS = {"SHA-512": "sha512", "SHA-384": "sha384", "SHA-256": "sha256", "SHA256": "sha256", "SHA1": "sha1", "SHA-1": "sha1", "SHA": "sha1", "MD5": "md5"}  # fmt: skip
STATED = re.compile(r"[0-9, ]{1,40}")
ANDROID = "x-android-apk-signed"


class JarSignature(Value, frozen=True):
    """One signature file: its block ("" where there is none), and how much of the archive it covers.

    `whole` says that the digest of the whole manifest holds, not only those of sections. `schemes` are
    the numbers of Android's signature schemes that the file says were used beside it.
    """

    file: str
    block: str
    whole: bool
    covered: int
    broken: tuple[str, ...] = ()
    schemes: tuple[int, ...] = ()
    certificate: str = ""


class OutsideSignature(Value, frozen=True):
    """Entries of a signed archive that no right signature covers: the first by name, and how many."""

    scheme: str
    names: tuple[str, ...]
    count: int


class StrippedSignature(Value, frozen=True):
    """Signs of a signature that is no longer there: `what` is missing, `mark` is what tells."""

    what: str
    mark: str


@dataclass
class Signer:
    """A signature file while the archive is walked: which entries it names, and what was found."""

    file: Entry
    block: Entry | None
    names: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    schemes: tuple[int, ...] = ()
    whole: bool = False
    flags: set[str] = field(default_factory=set)
    checked: list[plain_cms.Checked] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether what this file names is what some key signed."""
        return self.block is not None and any(binds(each.flags) for each in self.checked) and binds(self.flags)  # fmt: skip


def is_signing_file(name: str) -> bool:
    """Say whether an entry belongs to the signatures, which none of them covers."""
    upper = name.upper()
    base = upper.removeprefix(FOLDER)
    if not upper.startswith(FOLDER) or "/" in base:
        return False
    return base in {"", "MANIFEST.MF"} or base.startswith("SIG-") or base.endswith((".SF", *BLOCKS))


def unfolded(data: bytes) -> bytes:
    """Return a manifest with its continued lines joined, before any letter is decoded."""
    return data.replace(b"\r\n ", b"").replace(b"\n ", b"").replace(b"\r ", b"")


class JarSigners:
    """The signatures of one archive: read before its walk, judged behind it.

    `by_whole` is Firefox's reading: who signs the whole manifest signs every entry that it names, and only
    the very files of a signature need not be in it.
    """

    def __init__(self, view: View, manifest: str, *, by_whole: bool = False) -> None:
        self._view = view
        self._manifest = manifest
        self._by_whole = by_whole
        self._entries: dict[str, Entry] = {}
        self._stated: set[str] = set()
        self.signers: list[Signer] = []
        self.problems: list[Problem] = []

    def read(self, stated: set[str]) -> None:
        """Read every signature file; `stated` are the entries of which the manifest holds a digest."""
        self._stated = stated
        listed = archive.entries(self._view)
        self._entries = {each.name: each for each in listed if not each.is_folder}
        sections: dict[str, bytes] | None = None
        whole = b""
        for name in sorted(self._entries):
            if not (name.upper().endswith(".SF") and is_signing_file(name)):
                continue
            if len(self.signers) == SIGNERS:
                self.problems.append(Problem("limit:signature", f"more than {SIGNERS} signature files; the rest was not read"))  # fmt: skip
                return
            signer = Signer(self._entries[name], self._block(name))
            self.signers.append(signer)
            try:
                if sections is None:
                    whole = self._read(self._entries.get(self._manifest))
                    sections = _sections(whole)
                self._one(signer, whole, sections)
            except DamagedError as error:
                signer.flags.add("unreadable-pkcs7")
                self.problems.append(Problem("damaged", f"{name}: {error}"))

    def _block(self, name: str) -> Entry | None:
        stem = name[:-3].upper()
        fitting = {each.upper(): each for each in self._entries}
        return next((self._entries[fitting[stem + end]] for end in BLOCKS if stem + end in fitting), None)  # fmt: skip

    def _read(self, entry: Entry | None) -> bytes:
        if entry is None:
            raise DamagedError("there is no manifest")
        if entry.size > LIMIT:
            raise DamagedError(f"it is over {LIMIT >> 20} MiB long and was not compared")
        return archive.read_member(self._view, entry, LIMIT)

    def _one(self, signer: Signer, whole: bytes, sections: dict[str, bytes]) -> None:
        """Check the block, then what the signature file says of the manifest."""
        data = self._read(signer.file)
        if signer.block is not None:
            signer.checked = plain_cms.check(self._read(signer.block), data)
        main, *rest = _attributes(data)
        numbers = main.get(ANDROID, "")
        signer.schemes = tuple(sorted({int(each) for each in numbers.split(",") if each.strip().isdecimal() and len(each) < 6})) if STATED.fullmatch(numbers) else ()  # fmt: skip
        signer.whole = _agrees(main, "-digest-manifest", whole) is True
        if not signer.whole and _agrees(main, "-digest-manifest-main-attributes", sections.get("", b"")) is False:  # fmt: skip
            signer.flags.add("digest-mismatch")
        for each in rest:
            name = each.get("name", "")
            if signer.whole or _agrees(each, "-digest", sections.get(name, b"")) is True:
                signer.names.add(name)
            else:
                signer.broken.add(name)
        if not rest and not signer.whole:
            signer.flags.add("digest-mismatch")
        if self._by_whole and signer.whole:
            signer.names |= self._stated

    # --- behind the walk -----------------------------------------------------------------

    def finish(self, wrong: set[str], scheme: str) -> Iterator[Fact | Signature | Problem]:
        """Yield each signature; `wrong` are the entries that are not what the manifest hashes."""
        yield from self.problems
        covered: set[str] = set()
        for signer in self.signers:
            named = signer.names & self._stated
            if signer.names & wrong:
                signer.flags.add("digest-mismatch")
            if signer.broken & self._entries.keys():
                signer.flags.add("digest-mismatch")
            if any(binds(each.flags) for each in signer.checked):
                covered |= named - wrong
            yield from self._said(signer, scheme)
        if any(each.checked for each in self.signers):
            yield from self._outside(covered, scheme)
        yield from self._stripped()

    def _said(self, signer: Signer, scheme: str) -> Iterator[Fact | Signature]:
        certificate = next((each.certificate for each in signer.checked if each.certificate), b"")
        names = signer.names & self._stated & self._entries.keys()
        yield Fact.of(
            JarSignature(
                signer.file.name[:200],
                signer.block.name[:200] if signer.block else "",
                signer.whole,
                len(names),
                tuple(sorted(signer.broken)[:SHOWN]),
                signer.schemes,
                hashlib.sha256(certificate).hexdigest() if certificate else "",
            )
        )
        spans: tuple[Span, ...] | None = None
        for each in signer.checked:
            flags = each.flags | signer.flags
            if spans is None:
                spans = data_spans(self._view, self._entries, [*names, signer.file.name, self._manifest])  # fmt: skip
            covered = spans if binds(flags) else ()
            yield Signature(
                scheme=scheme,
                status=status_of(flags),
                signer=each.signer,
                flags=tuple(sorted(flags)),
                signed_at=each.signed_at,
                digest=each.digest,
                covered=covered,
                not_covered=outside(covered, self._view.size),
                authority=authority(each.chain),
            )

    def _outside(self, covered: set[str], scheme: str) -> Iterator[Fact]:
        names = sorted(name for name in self._entries.keys() - covered if not self._is_exempt(name))
        if names:
            yield Fact.of(OutsideSignature(scheme, tuple(each[:300] for each in names[:SHOWN]), len(names)))  # fmt: skip

    def _is_exempt(self, name: str) -> bool:
        if not self._by_whole:
            return is_signing_file(name)
        own = [(each.file, each.block) for each in self.signers]
        return name == self._manifest or any(each and each.name == name for pair in own for each in pair)  # fmt: skip

    def _stripped(self) -> Iterator[Fact]:
        """Say which parts of a signature are there without the others."""
        for signer in self.signers:
            if signer.block is None:
                yield Fact.of(StrippedSignature("the signature block", signer.file.name[:200]))
        files = {each.file.name.upper() for each in self.signers}
        for name in sorted(self._entries):
            upper = name.upper()
            if is_signing_file(name) and upper.endswith(BLOCKS) and f"{upper.rpartition('.')[0]}.SF" not in files:  # fmt: skip
                yield Fact.of(StrippedSignature("the signature file", name[:200]))
        if not files and self._stated:
            yield Fact.of(StrippedSignature("the signature", f"{self._manifest}: digests of {len(self._stated)} entries"))  # fmt: skip


def data_spans(view: View, entries: Mapping[str, Entry], names: Iterable[str]) -> tuple[Span, ...]:
    """Return where the data of these entries stand; their headers are covered by no digest."""
    found = []
    for name in names:
        entry = entries.get(name)
        local = read_local(view, entry.local) if entry else None
        if entry and local and local.data + entry.packed <= view.size:
            found.append(Span(local.data, entry.packed))
    return joined(found)


def _sections(data: bytes) -> dict[str, bytes]:
    """Return a manifest's sections by the entry that they name ("" for the main one), as written."""
    found: dict[str, bytes] = {}
    at = 0
    for number, end in enumerate([*(each.end() for each in _BLANK.finditer(data)), len(data)]):
        raw, at = data[at:end], end
        name = "" if number == 0 else next(iter(_attributes(raw)), {}).get("name", "")
        if raw.strip():
            found.setdefault(name, raw)
    return found


_BLANK = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r)+")


def _attributes(data: bytes) -> list[dict[str, str]]:
    """Return the sections' attributes, names in lower case; the first is the main one."""
    found: list[dict[str, str]] = [{}]
    for line in unfolded(data).splitlines():
        if not line:
            found.append({})
            continue
        key, _, value = line.partition(b":")
        found[-1].setdefault(key.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace"))  # fmt: skip
    return [found[0], *(each for each in found[1:] if each)]


def _agrees(stated: dict[str, str], suffix: str, data: bytes) -> bool | None:
    """Say whether the strongest digest stated with this suffix is that of the data; None for no digest."""
    for word, algorithm in DIGESTS.items():
        value = stated.get(f"{word.lower()}{suffix}")
        if value is not None:
            try:
                return b64decode(value) == hashlib.new(algorithm, data, usedforsecurity=False).digest()  # fmt: skip
            except (Base64Error, ValueError):
                return False
    return None
