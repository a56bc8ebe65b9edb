"""Scripts that carry an archive behind their last line: makeself's `.run`, installers that unpack themselves with `tail`.

Source: makeself 2.x, makeself-header.sh (`filesizes`, `skip`); POSIX sh reads line by line, and never reaches what stands behind `exit`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archives import zip as archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

_SEARCHED = 1 << 20  # bytes of script; makeself's own header has 20 KB, NVIDIA's 30 KB
_PARTS = 100
# What a payload begins with: gzip, xz, bzip2, zstandard, LZ4, lzip, 7z, ELF, compress, openssl's salt.
_MAGICS = re.compile(
    rb"\n(?=\x1f\x8b\x08|\xfd7zXZ\0|BZh[1-9]1AY&SY|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18|LZIP\x01|7z\xbc\xaf\x27\x1c|\x7fELF|\x1f\x9d|Salted__)"
)
_SIZES = re.compile(rb'(?m)^filesizes="(\d[\d ]{0,1000})"')
_SALTED = b"Salted__"
_TAR_MAGIC = 257  # where a tar says that it is one


class ShellArchive(Value, frozen=True):
    """A script with something behind it: how long the script is, and how many payloads it says it carries (0: it does not say)."""

    script: int
    stated: int


@dataclass(frozen=True)
class _Layout:
    script: bytes
    payloads: tuple[Span, ...]
    stated: int


def fits(view: View) -> bool:
    """Say whether a script of lines is followed by bytes that are none. A zip behind a script is a zip."""
    return view.read(0, 2) == b"#!" and _script_end(view) is not None and not archive.fits(view)


def walk(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the script and what it carries, each as a member."""
    layout = _read(view)
    if layout is None:
        return
    end = len(layout.script)
    yield Fact.of(ShellArchive(end, layout.stated))
    yield Region("script", 0, end)
    yield Child("script.sh", span=(0, end))
    for number, each in enumerate(layout.payloads):
        name = "payload" if not number else f"payload-{number + 1}"
        length = min(each.length, view.size - each.offset)
        yield Region(name, each.offset, length)
        if view.read(each.offset, len(_SALTED)) == _SALTED:
            yield Problem(
                "encrypted",
                f"the {name} is encrypted by openssl; the password is asked for on installing",
            )
        yield Child(name, span=(each.offset, length))
        if length < each.length:
            yield Problem("truncated", f"the {name} has {each.length} bytes by the script, {length} are there")  # fmt: skip


def _read(view: View) -> _Layout | None:
    end = _script_end(view)
    if end is None:
        return None
    script = view.read(0, end)
    sizes = _SIZES.search(script)
    stated = [int(each) for each in sizes[1].split()[:_PARTS]] if sizes else []
    payloads, at = [], end
    for length in stated or [view.size - end]:
        if at < view.size:
            payloads.append(Span(at, length))
        at += length
    return _Layout(script, tuple(payloads), len(stated))


def _script_end(view: View) -> int | None:
    """Return where the lines end and a payload begins: one that is known by its first bytes, or a plain tar."""
    head = view.read(0, _SEARCHED)
    zero = head.find(b"\0")
    magic = _MAGICS.search(head)
    if magic is not None and (zero < 0 or magic.end() <= zero):
        return magic.end()
    end = head.rfind(b"\n", 0, max(zero, 0)) + 1
    return end if end and view.read(end + _TAR_MAGIC, 5) == b"ustar" else None
