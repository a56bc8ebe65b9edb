"""Rows that list packages: the name in one cell, the versions in another, the registry in a third or in a column's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onionskin.terms.indicators import Found
from onionskin.terms.indicators.packages import purl

if TYPE_CHECKING:
    from onionskin.read.documents.records import Row

# How tables call a registry -> the type of a package URL (purl-spec, PURL-TYPES).
_REGISTRIES = {
    "npm": "npm", "npmjs": "npm", "node": "npm", "nodejs": "npm", "pypi": "pypi", "pip": "pypi", "python": "pypi",
    "rubygems": "gem", "rubygem": "gem", "gem": "gem", "ruby": "gem", "crates.io": "cargo", "crate": "cargo", "cargo": "cargo",
    "rust": "cargo", "nuget": "nuget", "composer": "composer", "packagist": "composer", "go": "golang", "golang": "golang",
    "docker": "docker", "maven": "maven",
}  # fmt: skip
_NAMED = re.compile(
    r"(?:(?P<registry>[a-z.]{2,10})[ _-])?(?:(?:malicious|compromised|affected|infected)[ _-])?"
    r"(?:package|library|module|artifact|dependency|component)s?(?:[ _-]?names?)?\Z"
)
_WHERE = re.compile(
    r"ecosystem|registry|package[ _-]manager|(?:artifact|package|indicator|ioc)?[ _-]?type|platform"
)
_VERSIONED = re.compile(r"(?:[a-z]+[ _-])?versions?(?:[ _-][a-z]+)?\Z")
_NAME = re.compile(r"@?[A-Za-z0-9][\w.-]{0,213}(?:[/:][A-Za-z0-9][\w.-]{0,213}){0,3}\Z")
_RANGED = re.compile(r"[<>^~*]|\bto\b| - |\ball\b", re.IGNORECASE)
_VERSION = re.compile(r"(?<![\w.])v?(\d[\w.+!-]{0,80})")
_SCOPED = re.compile(r"""(?:^|[,;\t|"'])@[a-z0-9][\w.-]{0,80}/[a-z0-9]""", re.MULTILINE)
_BAD = re.compile(
    r"malicious|compromis|affected|infect|trojan|backdoor|hijack|typo-?squat|(?:^|[^a-z])iocs?(?:[^a-z]|$)|indicator",
    re.IGNORECASE,
)
VERSIONS = 500
LISTED = "row"  # what a package is inside of that a row lists over several cells


def named_for(header: Sequence[str], sample: str) -> list[str]:
    """Return a table's column names, those of packages with their registry where the names below tell it.

    Scoped names (`@owner/name`) are npm's alone; a table of one registry rarely names it.
    """
    told = any(_WHERE.match(each) for each in header) or not _SCOPED.search(sample)
    return [
        f"npm {each}"
        if not told and (found := _NAMED.match(each)) and not found["registry"]
        else each
        for each in header
    ]


def packages_of(row: Row) -> Iterator[Found]:
    """Yield the packages that a row lists, each version by itself; of a range nothing, since no version is named."""
    column, kind = _column(row)
    if not kind:
        return
    start, end = row.places[column]
    name = row.line[start:end].strip(" \"'`")
    cells = [cell for each, cell in row.cells.items() if _VERSIONED.match(each.strip())]
    if not _NAME.match(name) or any(map(_RANGED.search, cells)):
        return
    versions = [each for cell in cells for each in _VERSION.findall(cell)][:VERSIONS]
    for version in versions or [""]:
        yield Found("package", purl(kind, name, version), start, end - start, inside=LISTED)


def says_bad(row: Row, name: str) -> bool:
    """Say whether a table's columns, a row's type or the table's own name say that its packages are bad."""
    types = (cell for each, cell in row.cells.items() if _WHERE.match(each.strip()))
    return any(map(_BAD.search, (*row.cells, *types, name)))


def _column(row: Row) -> tuple[str, str]:
    """Return the column of a row that names a package, and the type of its registry; empty where either is unknown."""
    where = next(
        (kind for each, cell in row.cells.items() if _WHERE.match(each.strip()) and (kind := _registry(cell))), ""
    )  # fmt: skip
    for each in row.cells:
        found = _NAMED.match(each.strip())
        if found and (kind := _REGISTRIES.get(found["registry"] or "", "") or where):
            return each, kind
    if where and "name" in row.cells and any(_VERSIONED.match(each.strip()) for each in row.cells):
        return "name", where
    return "", ""


def _registry(cell: str) -> str:
    words = re.findall(r"[a-z.]+", cell.lower())
    return next((_REGISTRIES[each] for each in words if each in _REGISTRIES), "") if len(words) <= 4 else ""  # fmt: skip
