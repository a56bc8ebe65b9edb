"""A program says that it is of the build before, and its bytes are others: it was edited, not built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.code.native_code import NativeCode
from onionskin.parse.programs.build_marks import Part, differing
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.runtimes.net_bundle import NetBundle
from onionskin.peel.rebuilt import Parts, parts_of, where
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program of the same build with other bytes",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1554",
    "misses": "a program that was edited and given another mark of its build beside; a program without any mark of its build, "
    "unless something was only added to it; another version in the note by which a program names its package; resources that are other than they were, which tools of release write into "
    "finished programs; what stands behind the first 64 MiB of sections",
    "references": [
        "Microsoft, PE Format: time stamp, debug directory; GNU ld, --build-id; Apple, LC_UUID; ECMA-335, partition II, section 22.30",
        "MITRE ATT&CK T1554, Compromise Host Software Binary",
    ],
    "benign": "a tool that works on finished programs: a stamper of versions, a protector, a rewriter of paths to libraries",
}

SHOWN = 8
STUB = 2  # blocks
# What tools that pack a finished program for a system write anew: names of libraries, notes, symbols; and the sections by
# which makers of installers, images and one-file programs fill a finished stub.
_REWRITTEN = frozenset({
    ".rsrc", ".dynamic", ".dynstr", ".dynsym", ".interp", ".hash", ".gnu.hash", ".gnu.version", ".gnu.version_r", ".gnu.version_d",
    ".note.gnu.property", ".note.gnu.build-id",
    ".wixburn", "pydata", ".upd_info", ".sha256_sig", ".sig_key", ".digest_md5", "__NODE_SEA,__NODE_SEA_BLOB", "NODE_SEA_BLOB",
})  # fmt: skip

_HASH = re.compile(r"-[0-9a-f]{6,}(?=\.)")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that names the build before, or is all that it was, and has other bytes or parts."""
    del old, new
    for before, after in pairs.changed:
        parts = parts_of(before, after)
        if parts is None:
            continue
        # A one-file program of .NET says in its data where the files behind it begin.
        few = STUB if after.first(NetBundle) is not None else 0
        found = [*_changed(parts, few), *_added(parts), *_loaded(before, after)]
        kept = not parts.changed and not parts.removed
        if found and (parts.is_same_build or kept):
            marks = sorted(set(parts.before.marks) & set(parts.after.marks))
            why = f"names the same build ({marks[0]})" if parts.is_same_build else "has every part that it had"  # fmt: skip
            own = after.artifact
            evidence = [Evidence(what, own.id, span.offset, span.length) for what, span in found]
            words = ", ".join(dict.fromkeys(each.note for each in evidence[:SHOWN]))
            yield Hit(f"{base_name(after)} {why}, and yet: {words}", tuple(evidence[:SHOWN]), subject=own.id)  # fmt: skip


def _changed(parts: Parts, few: int) -> Iterator[tuple[str, Span]]:
    """Yield what differs; of data that of more than `few` blocks."""
    # Who rewrites the table of what to load also rewrites its words, or moves it.
    only = {one.name for one, _ in parts.changed} == {".dynamic"} and not parts.added
    for one, two in parts.changed:
        if one.name not in _REWRITTEN or only:
            if not two.is_code and len(differing(one, two)) <= few:
                continue
            code = "code" if two.is_code else "data"
            for span in where(one, two):
                yield f"other {code} in {_name(two)}", span
            if two.length != one.length and not where(one, two):
                yield f"{_name(two)} of another length", Span(two.offset, two.length)


def _added(parts: Parts) -> Iterator[tuple[str, Span]]:
    for part in parts.added:
        # A program without resources that gets some is told; one whose tables were moved is not.
        if part.name == ".rsrc" or part.name not in _REWRITTEN:
            yield f"{_name(part)} is new", Span(part.offset, part.length)


def _loaded(before: Layer, after: Layer) -> Iterator[tuple[str, Span]]:
    """Yield what the loader is told otherwise: where code begins, what is loaded, what may be written."""
    whole = Span(0, after.artifact.size)
    was, now = before.first(NativeCode), after.first(NativeCode)
    if was is not None and now is not None:
        known = {_library(each) for each in was.libraries}
        for each in now.libraries:
            if _library(each) not in known:
                yield f"loads {each}", whole
    one, two = before.first(PeLayout), after.first(PeLayout)
    if one is not None and two is not None:
        if one.entry_rva != two.entry_rva:
            yield "another entry point", Span(two.optional_offset + 16, 4)
        flags = {section.name: section.flags for section in one.sections}
        for section in two.sections:
            if flags.get(section.name, section.flags) != section.flags:
                yield f"other rights of {section.name}", Span(two.section_table_offset, 40 * two.section_count)  # fmt: skip


def _library(name: str) -> str:
    """Return a library's own name, without the hash that packers of wheels put into it."""
    return _HASH.sub("", name.rpartition("/")[2].lower())


def _name(part: Part) -> str:
    return f"section {part.name}" if part.name else "a section without a name"
