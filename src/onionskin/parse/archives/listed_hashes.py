"""Archives that carry the hashes of their own members, compared with what the members are.

Source: the binary distribution format (RECORD, PEP 376 and 427); the JAR file
specification (`SHA-256-Digest` of a manifest's sections).
"""

from __future__ import annotations

import binascii
import csv
import hashlib
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.model import Fact, Problem, Value
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

ALGORITHMS = {"md5", "sha1", "sha256", "sha384", "sha512"}
FACTS = 50


class HashMismatch(Value, frozen=True):
    """A list of hashes inside an archive, and a member that does not agree with it.

    `kind` is `hash-differs`, `size-differs`, `not-listed` or `absent`, or `retagged`: it differs, and holds
    nothing but what tools rewrite without a new list. `stated` and `found` are hex digests or decimal sizes.
    """

    listing: str
    member: str
    kind: str
    stated: str = ""
    found: str = ""


@dataclass(frozen=True)
class Stated:
    """What the list says of one member: hex digests by algorithm, and its size."""

    digests: dict[str, str]
    size: int | None = None


@dataclass
class HashList:
    """A list of hashes inside an archive. `complete` lists must name every member.

    `exempt` are the members that no such list names, `rewritten` those whose whole content is what
    tools rewrite. With `leaves`, members are yielded as a container's own and hashed by whoever opens them: those
    with a SHA-256 alone are then not hashed here (see View.leaves_digests).
    """

    listing: str
    stated: dict[str, Stated]
    complete: bool = False
    exempt: frozenset[str] = frozenset()
    rewritten: frozenset[str] = frozenset()
    leaves: bool = False
    seen: set[str] = field(default_factory=set)
    said: int = 0

    def check(self, view: View, child: Child) -> Iterator[Child | Fact]:
        """Yield the member, hashed while it is taken, then how it contradicts the list."""
        self.seen.add(child.name)
        stated = self.stated.get(child.name)
        if stated is None:
            yield child
            if self.complete and child.name not in self.exempt and not child.name.endswith("/"):
                yield from self._say(child.name, "not-listed")
            return
        left = stated.digests.get("sha256", "") if self.leaves else ""
        if left and len(stated.digests) == 1:
            stated = Stated({}, stated.size)
        else:
            left = ""
        hashed = _Hashed(child, view, stated.digests)
        if child.span is None:
            yield Child(child.name, None, hashed, child.declared, left)
        else:
            yield Child(child.name, child.span, None, child.declared, left)
            hashed.take()
        if hashed.finished:
            yield from self._compare(child.name, stated, hashed)

    def _compare(self, name: str, stated: Stated, hashed: _Hashed) -> Iterator[Fact]:
        retagged = "retagged" if name in self.rewritten else ""
        for algorithm, digest in stated.digests.items():
            found = hashed.states[algorithm].hexdigest()
            if found != digest:
                yield from self._say(name, retagged or "hash-differs", digest, found)
                return
        if stated.size is not None and stated.size != hashed.size:
            yield from self._say(
                name, retagged or "size-differs", str(stated.size), str(hashed.size)
            )

    def finish(self) -> Iterator[Fact | Problem]:
        """Yield what is listed and absent, and how many facts were left out."""
        for name in sorted(self.stated.keys() - self.seen - self.exempt):
            yield from self._say(name, "absent")
        if self.said > FACTS:
            more = self.said - FACTS
            yield Problem("limit:facts", f"{more} more members contradict {self.listing}")

    def _say(self, name: str, kind: str, stated: str = "", found: str = "") -> Iterator[Fact]:
        self.said += 1
        if self.said <= FACTS:
            yield Fact.of(HashMismatch(self.listing, name, kind, stated, found))


class _Hashed:
    """A member's chunks, hashed on their way."""

    def __init__(self, child: Child, view: View, algorithms: Iterable[str]) -> None:
        self._chunks = view.chunks(*child.span) if child.span else child.chunks or ()
        self._stored = view.slice(*child.span).size if child.span and child.span[0] >= 0 else None
        self.states = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
        self.size = 0
        self.finished = False

    def take(self) -> None:
        """Hash them without giving them to anybody; where there is nothing to hash, do not even read."""
        if not self.states and self._stored is not None:
            self.size, self.finished = self._stored, True
            return
        for _ in self:
            pass

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            for state in self.states.values():
                state.update(chunk)
            yield chunk
        self.finished = True


def read_record(text: str) -> dict[str, Stated]:
    """Read a wheel's RECORD: `path,algorithm=base64url,size`. Raises csv.Error on broken quoting."""
    found = {}
    for row in csv.reader(text.splitlines()):
        if len(row) < 2 or "=" not in row[1]:
            continue
        algorithm, _, value = row[1].partition("=")
        digest = _digest(value, url=True)
        if algorithm in ALGORITHMS and digest:
            size = int(row[2]) if len(row) > 2 and row[2].isdecimal() and len(row[2]) < 19 else None
            found[row[0]] = Stated({algorithm: digest}, size)
    return found


def with_slashes(stated: dict[str, Stated], members: frozenset[str]) -> dict[str, Stated]:
    """Return the list with the names that builders on Windows wrote by its own separator as members are called.

    PEP 376 has "/" in RECORD; maturin 1.11 wrote backslashes. A name that a member bears, or that stands
    in the list both ways, stays as it is.
    """
    found = {}
    for name, each in stated.items():
        other = name.replace("\\", "/")
        fits = name not in members and other in members and other not in stated
        found[other if fits else name] = each
    return found


def read_manifest(text: str) -> tuple[dict[str, str], dict[str, Stated]]:
    """Read a jar's MANIFEST.MF: its main attributes (lower-case keys), and digests by member."""
    main, *sections = _sections(text)
    found = {}
    for section in sections:
        digests = {}
        for key, value in section.items():
            if key.endswith("-digest"):
                algorithm = key.removesuffix("-digest").replace("-", "")
                algorithm = "sha1" if algorithm == "sha" else algorithm
                digest = _digest(value, url=False)
                if algorithm in ALGORITHMS and digest:
                    digests[algorithm] = digest
        if digests and "name" in section:
            found[section["name"]] = Stated(digests)
    return main, found


def _sections(text: str) -> list[dict[str, str]]:
    sections: list[dict[str, str]] = [{}]
    key = ""
    for line in text.splitlines():
        if not line:
            if sections[-1]:
                sections.append({})
            key = ""
        elif line[0] == " " and key:
            sections[-1][key] += line[1:]
        elif ":" in line:
            name, _, value = line.partition(":")
            key = name.strip().lower()
            sections[-1][key] = value.strip()
    return sections


def _digest(value: str, *, url: bool) -> str:
    padded = value + "=" * (-len(value) % 4)
    try:
        return (urlsafe_b64decode(padded) if url else b64decode(padded)).hex()
    except (binascii.Error, ValueError):
        return ""
