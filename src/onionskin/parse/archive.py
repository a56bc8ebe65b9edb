"""What archives of every format share: odd member names, contradictions, stray bytes.

Facts only; which of them matter is for the signals to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onionskin.model import Fact, Problem, Region, Value
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# How many facts of one kind an archive may state; the rest is counted.
FACTS = 50
# How many member names are remembered, to see one used twice.
NAMES = 200_000
# How many regions are named one by one; beyond, those that touch become one.
REGIONS = 100_000

Item = Region | Child | Fact | Problem

_DRIVE = re.compile(r"[A-Za-z]:")
_SLASHES = re.compile(r"[/\\]")
_CONTROL = re.compile(r"[\x01-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


class ArchiveFault(Value, frozen=True):
    """Two statements of one archive that contradict each other, at [offset, offset+length).

    `kind` is a fixed token: `name-differs`, `method-differs`, `size-differs`,
    `checksum-differs`, `encryption-differs`, `overlap`, `hidden-member`, `second-directory`,
    `end-records-differ`, `count-differs`, `no-local-header`, `member-behind-end`,
    `duplicate-name`, `ignored-member`. `member` is the name as written; `detail` states both sides.
    """

    kind: str
    member: str
    detail: str
    offset: int
    length: int = 0


class OddName(Value, frozen=True):
    r"""A member's name that says more than where to put it. `why` holds fixed tokens.

    `parent`, `absolute`, `drive`, `nul`, `link-outside` (a hard link) and `through-link` leave the folder that
    the archive is unpacked to; `control`, `bidi` and `invisible` deceive the reader;
    `not-utf-8` is a name whose bytes (`raw`, hex) are no valid UTF-8 and are shown as `\\xNN`.
    """

    member: str
    why: tuple[str, ...]
    offset: int
    length: int = 0
    target: str = ""
    raw: str = ""


class Link(Value, frozen=True):
    """A member that is no file: `kind` is `symlink`, `hardlink`, `device` or `fifo`."""

    member: str
    kind: str
    target: str = ""


class StrayBytes(Value, frozen=True):
    """Bytes that no structure of the archive owns. `where` says between what.

    `before`, `between`, `behind`, `unread` (behind a broken header), `slack` (inside a member, behind the end of its
    compressed stream), `extra` (an extra field of no known grammar), `padding`, `comment`; `header` and `filling` (what
    every writer of tar, cpio and rpm leaves zero: the rest of a header's field, and behind data up to the next header).
    """

    where: str
    offset: int
    length: int


def show_name(raw: bytes) -> str:
    r"""Return a UTF-8 name as text; bytes that are no UTF-8 appear as `\\xNN`.

    Text that is valid stays exactly as written. An `OddName` fact carries the raw
    bytes of the others, so that nothing is lost.
    """
    return raw.decode("utf-8", "backslashreplace")


def name_oddities(name: str) -> tuple[str, ...]:
    """Return the fixed tokens of `OddName.why` that a name earns by itself, sorted."""
    found = set()
    if ".." in name and ".." in _SLASHES.split(name):
        found.add("parent")
    if name[:1] in {"/", "\\"}:
        found.add("absolute")
    if _DRIVE.match(name):
        found.add("drive")
    if "\0" in name:
        found.add("nul")
    # A folder's own icon on a Mac is kept in a file of just this name.
    shown = name.removesuffix("\r") if f"/{name}".endswith(("/Icon\r", "/._Icon\r")) else name
    if not shown.isprintable() or not shown.isascii():
        for token, pattern in (("control", _CONTROL), ("bidi", _BIDI), ("invisible", _INVISIBLE)):
            if pattern.search(shown):
                found.add(token)
    return tuple(sorted(found))


class Members:
    """What is remembered of an archive's members while it is walked. Bounded memory."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()
        self._names: set[str] = set()
        self._escaping: set[str] = set()
        self.count = 0

    def fault(
        self, kind: str, member: str, detail: str, offset: int, length: int = 0
    ) -> Iterator[Fact]:
        """Yield a contradiction as a fact, unless enough of its kind were said."""
        if self._allowed(f"fault {kind}"):
            yield Fact.of(ArchiveFault(kind, member, detail, offset, length))

    def stray(self, where: str, offset: int, length: int) -> Iterator[Fact]:
        """Yield bytes without an owner as a fact."""
        if length > 0 and self._allowed(f"stray {where}"):
            yield Fact.of(StrayBytes(where, offset, length))

    def is_named(self, name: str) -> bool:
        """Say whether a member had this name already."""
        return name in self._names

    def named(
        self, name: str, offset: int, length: int, raw: bytes = b"", *, is_copy: bool = False
    ) -> Iterator[Fact]:
        """Note a member's name; yield what is odd about it, and a name used twice, unless for the same bytes.

        `raw` is given where the name was no valid UTF-8.
        """
        self.count += 1
        why = set(name_oddities(name))
        if raw:
            why.add("not-utf-8")
        if self._escaping and self._is_below_link(name):
            why.add("through-link")
        if why and self._allowed(f"name {sorted(why)}"):
            odd = OddName(name, tuple(sorted(why)), offset, length, raw=raw[:512].hex())
            yield Fact.of(odd)
        if name.endswith("/"):
            return
        if name in self._names and not is_copy:
            yield from self.fault("duplicate-name", name, "more than one member has this name", offset, length)  # fmt: skip
        elif len(self._names) < NAMES:
            self._names.add(name)

    def link(self, link: Link, offset: int, length: int) -> Iterator[Fact]:
        """Note a link (never followed): yield it, and remember one that leads outside."""
        if self._allowed(f"link {link.kind}"):
            yield Fact.of(link)
        if link.kind in {"symlink", "hardlink"} and leads_outside(link):
            if len(self._escaping) < NAMES:
                self._escaping.add(link.member.rstrip("/"))
            if link.kind == "hardlink" and self._allowed("name hardlink"):
                why = ("link-outside",)
                yield Fact.of(OddName(link.member, why, offset, length, target=link.target))

    def overflow(self) -> Iterator[Problem]:
        """Yield one problem naming what was counted and no longer listed."""
        more = {key: n - FACTS for key, n in sorted(self._said.items()) if n > FACTS}
        faults = {key: n for key, n in more.items() if not key.startswith("link")}
        if faults:
            listed = ", ".join(f"{n} more of {key}" for key, n in faults.items())
            yield Problem("limit:facts", f"not listed one by one: {listed}")

    def _allowed(self, key: str) -> bool:
        self._said[key] += 1
        return self._said[key] <= FACTS

    def _is_below_link(self, name: str) -> bool:
        parts = name[:4096].split("/")[:64]
        return any("/".join(parts[:n]) in self._escaping for n in range(1, len(parts)))


def merged(items: Iterable[Item], limit: int = REGIONS) -> Iterator[Item]:
    """Yield the items; after `limit` regions, those that touch are joined as `further members`."""
    count, held = 0, None
    for item in items:
        if not isinstance(item, Region):
            yield item
        elif count < limit:
            count += item.length > 0
            yield item
        elif held is not None and held.end == item.offset:
            held = Region(held.name, held.offset, held.length + item.length)
        else:
            if held is not None:
                yield held
            held = Region("further members", item.offset, item.length)
    if held is not None:
        yield held


def zeros_end(view: View, at: int) -> int:
    """Return the offset of the first byte from `at` on that is not zero, or the view's size."""
    for chunk in view.chunks(at):
        rest = chunk.lstrip(b"\0")
        at += len(chunk) - len(rest)
        if rest:
            break
    return at


def clip(name: str) -> str:
    """Return a member's name short enough to be part of a region's."""
    return name if len(name) <= 100 else f"{name[:60]}...{name[-37:]}"


def leads_outside(link: Link) -> bool:
    """Say whether a link's target lies outside the folder that the archive is unpacked to."""
    target = link.target.replace("\\", "/")
    if target.startswith("/") or _DRIVE.match(target):
        return True
    depth = link.member.strip("/").count("/") if link.kind == "symlink" else 0
    for part in target.split("/"):
        if part == "..":
            depth -= 1
        elif part not in {"", "."}:
            depth += 1
        if depth < 0:
            return True
    return False
