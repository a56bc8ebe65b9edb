"""Python wheels: a zip with METADATA and RECORD."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.archives.listed_hashes import HashList, read_record, with_slashes
from onionskin.parse.metadata import package_names
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Python wheel",
    "kind": "container",
    "suffixes": [".whl"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "hashes that RECORD leaves out, or gives by an algorithm other than SHA-1 and SHA-2",
        "the signatures of RECORD (RECORD.jws, RECORD.p7s)",
        "as for zip",
    ],
    "references": [
        "Binary distribution format, PyPA specifications (PEP 427)",
        "Recording installed projects, PyPA specifications (PEP 376)",
        "PyPI blog, Preventing ZIP parser confusion attacks, August 2025",
    ],
}

RECORD_LIMIT = 8 << 20
WHEEL_LIMIT = 4096
# What `wheel tags` and builders rewrite, and forget to hash again: names of tags, nothing that is run or read.
_TAGS = re.compile(
    r"(?:(?:Wheel-Version: 1\.\d+|Generator: [\w.+ ()-]{1,80}|Root-Is-Purelib: (?:true|false)"
    r"|Tag: [\w.]{1,60}-[\w.]{1,60}-[\w.]{1,200}|Build: \d\w{0,40})?\r?\n){1,100}"
)


def fits(view: View) -> bool:
    """Say whether the directory lists a `*.dist-info/WHEEL` at the top."""
    return _top(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its RECORD."""
    top = _top(view) or ""
    hashes = HashList(f"{top}/RECORD", {})
    try:
        yield from _name(view, top)
        hashes = _record(view, top)
    except (DamagedError, csv.Error) as error:
        yield Problem("damaged", f"{top}: {error}")
    for item in archive.walk(view):
        if isinstance(item, Child):
            yield from hashes.check(view, item)
        else:
            yield item
    yield from hashes.finish()


def _top(view: View) -> str | None:
    for name in zip_directory.names_ending(view, b".dist-info/WHEEL"):
        if name.count("/") == 1:
            return name.rpartition("/")[0]
    return None


def _name(view: View, top: str) -> Iterator[Fact]:
    texts = {f"{top}/METADATA": "", f"{top}/WHEEL": ""}
    for entry in archive.entries(view):
        if entry.name in texts:
            texts[entry.name] = archive.member_text(view, entry)
    metadata, wheel = texts
    platform = package_names.wheel_platform(texts[wheel])
    yield from package_names.of_headers(texts[metadata], metadata, platform)


def _record(view: View, top: str) -> HashList:
    listing = f"{top}/RECORD"
    exempt = frozenset({listing, f"{listing}.jws", f"{listing}.p7s"})
    rewritten = frozenset(_rewritten(view, f"{top}/WHEEL"))
    for entry in archive.entries(view):
        if entry.name == listing and entry.size > RECORD_LIMIT:
            raise DamagedError(f"RECORD is over {RECORD_LIMIT >> 20} MiB long and was not compared")
        if entry.name == listing:
            stated = read_record(archive.member_text(view, entry, RECORD_LIMIT))
            known = frozenset(each.name for each in archive.entries(view))
            return HashList(
                listing,
                with_slashes(stated, known),
                complete=True,
                exempt=exempt,
                rewritten=rewritten,
                leaves=view.leaves_digests,
            )
    raise DamagedError("there is no RECORD")


def _rewritten(view: View, name: str) -> Iterator[str]:
    """Yield the name of WHEEL if every member of that name says nothing but the tags of the wheel."""
    found = [entry for entry in archive.entries(view) if entry.name == name]
    small = all(entry.size <= WHEEL_LIMIT for entry in found)
    if small and all(_TAGS.fullmatch(archive.member_text(view, each)) for each in found):
        yield name
