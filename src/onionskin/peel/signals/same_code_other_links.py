"""The code of a program is as it was, and what the loader binds to it is something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.code.managed_calls import ManagedCalls
from onionskin.parse.code.native_code import NativeCode
from onionskin.parse.programs.loader_orders import RelocationKinds
from onionskin.peel.same_code import has_same_code
from onionskin.peel.steps import stated
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The same code, bound to something else",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1574",
    "misses": "a program with other code; one that is bound by number, or looks its functions up itself; ELF files without section headers; "
    "another function of a table that had a further one of the same name; a member of .NET whose name stays, of another type",
    "references": [
        "Microsoft, PE Format: the import tables; gABI, chapter 5, dynamic linking; Apple, mach-o/loader.h",
        "ECMA-335, partition II, section 22.25; MITRE ATT&CK T1574",
    ],
    "benign": "a tool that renames the libraries of finished programs",
}

SHOWN = 8
# What makers of packages put into the names of libraries, versions of symbols, and those in names: QtPrivate_6_11_3, u_strlen_74.
_VARYING = re.compile(
    r"-[0-9a-f]{6,}(?=\.)|@+[a-z][\w.]*$|(?<=\.so)(?:\.\d+)+$|[-.]\d+(?:\.\d+)*(?=\.(?:so|dylib)\b)|\d+(?:[_.]\d+)+|_\d+$"
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program whose code is the same and whose libraries, functions or kinds of relocation are others."""
    own_versions = _version(old), _version(new)
    for before, after in pairs.changed:
        found = list(_bound(before, after, own_versions))
        if found and has_same_code(before, after):
            own = after.artifact
            evidence = tuple(Evidence(each, own.id, 0, own.size) for each in found[:SHOWN])
            said = ", ".join(found[:SHOWN])
            yield Hit(f"{base_name(after)} has the code that it had, and now: {said}", evidence, subject=own.id)  # fmt: skip


def _version(tree: Tree) -> str:
    """Return the release's own version without its epoch: makers put it into the names of their libraries."""
    named = stated(tree)
    return named.version.rpartition(":")[2].lower() if named is not None else ""


def _bound(before: Layer, after: Layer, own: tuple[str, str]) -> Iterator[str]:
    """Yield what the new program is bound to, and the old one was not."""
    was, now = before.first(NativeCode), after.first(NativeCode)
    if was is not None and now is not None:
        known = {_plain(_without(each, own[0])) for each in was.libraries}
        yield from (f"needs {each}" for each in sorted({*now.libraries}) if _plain(_without(each, own[1])) not in known)  # fmt: skip
        # A library's other name is told once, not for each of its functions.
        yield from (f"asks for {each}" for each in _fresh(map(_function, was.imports), map(_function, now.imports)))  # fmt: skip
    one, two = before.first(ManagedCalls), after.first(ManagedCalls)
    if one is not None and two is not None:
        fresh = _fresh(one.names, two.names)
        # A compiler marks assemblies with further attributes, beside the same code: who swaps names leaves one out for each.
        if len(fresh) <= len(_fresh(two.names, one.names)):
            yield from (f"refers to {each.removeprefix('::')}" for each in fresh)
    left, right = before.first(RelocationKinds), after.first(RelocationKinds)
    if left is not None and right is not None and left.is_whole and left.kinds:
        kinds = sorted(set(right.kinds) - set(left.kinds))
        yield from (f"has relocations of kind {each}" for each in kinds)


def _fresh(was: Iterable[str], now: Iterable[str]) -> list[str]:
    known = {_plain(each) for each in was}
    return sorted({each for each in now if _plain(each) not in known})


def _without(name: str, version: str) -> str:
    return name.lower().replace(version, "") if len(version) > 2 else name


def _plain(name: str) -> str:
    return _VARYING.sub("", name.rpartition("/")[2].lower())


def _function(name: str) -> str:
    return name.rpartition("!")[2]
