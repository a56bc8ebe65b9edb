"""What a conda package says of itself: name and version, its list of hashes, and what it runs.

Source: conda documentation, "Conda package specification" (info/index.json, info/paths.json, link scripts)
and "Managing environments" (activate.d); CEP 34 and conda-package-handling (the .conda format).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, ReleaseName, Value
from onionskin.parse.archives import tar_members
from onionskin.parse.archives.tar_members import Member
from onionskin.parse.metadata.hooks import Hook
from onionskin.plugins.view import View

INDEX, PATHS = "info/index.json", "info/paths.json"
LIMIT, LISTED = 16 << 20, 50_000
SCRIPTS = 64
_LINK = re.compile(
    r"(?:bin/|Scripts/)\.[\w.-]+-(?P<when>pre-link|post-link|pre-unlink)\.(?:sh|bat)"
)
_START = re.compile(r"etc/conda/(?:activate|deactivate)\.d/[^/]+\.(?:sh|bat|ps1|fish|csh|xsh)")
_HEX = re.compile(r"[0-9a-f]{64}")


class _Index(msgspec.Struct):
    name: str = ""
    version: str = ""
    subdir: str | None = ""


class _Row(msgspec.Struct):
    path: str = msgspec.field(default="", name="_path")
    path_type: str = ""
    sha256: str | None = ""
    size_in_bytes: int | None = 0


class _Paths(msgspec.Struct):
    paths: list[_Row] = []


T = TypeVar("T", _Index, _Paths)


class CondaPath(Value, frozen=True):
    """One file as paths.json states it: SHA-256 in hex, and its size."""

    name: str
    sha256: str
    size: int


class CondaPaths(Value, frozen=True):
    """The files that paths.json lists with a hash; `whole` is False where there are more."""

    paths: tuple[CondaPath, ...]
    whole: bool = True


def is_payload(view: View) -> bool:
    """Say whether a tar holds the description that every conda package has."""
    wanted = {INDEX, PATHS}
    return wanted <= {each.name.removeprefix("./") for each in tar_members.members(view)}


def said(view: View) -> Iterator[Fact | Problem]:
    """Yield the name, and the list of hashes, of the tar that holds them."""
    found = {each.name.removeprefix("./"): each for each in tar_members.members(view)}
    for name, read in ((INDEX, _named), (PATHS, _listed)):
        try:
            yield from read(view, found[name])
        except DamagedError as error:
            yield Problem("damaged", f"{name}: {error}")


def hook(name: str) -> Hook | None:
    """Return what is run of a member because of its name, or None."""
    name = name.removeprefix("./")
    link = _LINK.fullmatch(name)
    if link:
        return Hook("maintainer script", "install", f"{link['when']} of conda", name[:500])
    return Hook("conda", "start", "activation of the environment", name[:500]) if _START.fullmatch(name) else None  # fmt: skip


def _read(view: View, member: Member, form: type[T]) -> T:
    part = tar_members.text_of(view, member, LIMIT)
    try:
        return msgspec.json.decode(part.read(0, part.size), type=form)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise DamagedError(f"it cannot be read: {str(error)[:200]}") from error


def _named(view: View, member: Member) -> Iterator[Fact]:
    index = _read(view, member, _Index)
    if index.name and index.version:
        platform = (index.subdir or "")[:100]
        yield Fact.of(ReleaseName(index.name[:200], index.version[:200], platform, INDEX))


def _listed(view: View, member: Member) -> Iterator[Fact]:
    rows = _read(view, member, _Paths).paths
    paths = tuple(
        CondaPath(each.path[:4096], each.sha256 or "", each.size_in_bytes or 0)
        for each in rows[:LISTED]
        if each.path_type == "hardlink" and _HEX.fullmatch(each.sha256 or "")
    )
    yield Fact.of(CondaPaths(paths, len(rows) <= LISTED))
