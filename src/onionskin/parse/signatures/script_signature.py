"""The Authenticode signature in the last comment of a script.

Signed is the text before the block's first line and its line end, as UTF-16LE. A text without a byte order
mark was turned into it by the signer's code page, which the file does not state: the common ones are tried.
Windows' script host (.vbs, .js, .wsf) leaves the mark out, takes the text behind the block too, and digests
at the end where the block stands, in UTF-16 units as four bytes.

Source: Microsoft Learn, about_Signing (PowerShell); the SIP of PowerShell and the forms of comments as they
are publicly known from osslsigncode and relic; the script host's as jsign's documentation has it, measured
on 103 files that Microsoft signed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Signature, Span
from onionskin.parse.holes import joined, outside
from onionskin.parse.pki.chain import authority
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.spc import SIP_INFO, Verified, verify_blob
from onionskin.parse.signatures.authenticode_facts import facts
from onionskin.plugins.view import View

LIMIT = 32 << 20
TAIL = 1 << 20
_BEGIN = re.compile(
    r"(?m)^(?:(# |<!-- |/\* |// SIG // |'' SIG '' )(?:SIG # )?Begin signature block(?: -->| \*/)?"
    r"|<signature>(?=[ \t]*(?:\r?\n|\r)\*\* SIG \*\* ))[ \t]*(?:\r?\n|\r)"
)
# Without these no block begins, where a letter is a byte.
_WORDS = (b"Begin signature block", b"<signature>")
_ENDS = {"** SIG ** ": "</signature>"}
_END = "End signature block"
_PAGES = (
    "utf-8", "cp1252", "cp1250", "cp1251", "cp932", "gbk", "cp949", "cp950", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "cp874", "cp437", "cp850",
)  # fmt: skip
# Over this a text is not tried in every code page.
_LARGE = 2 << 20
# Windows turns the five bytes that its page 1252 leaves open into the control characters of their number.
_OPEN_1252 = {each: chr(each) for each in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BASE64 = re.compile(r"[A-Za-z0-9+/=]+")
_WSF = "** SIG ** "
_HOST = ("// SIG // ", "'' SIG '' ", _WSF)


@dataclass(frozen=True)
class Block:
    """Where the parts stand, in bytes: the text, the comment's lines, what follows; and the PKCS#7.

    `sign` is how a line of the comment begins, `encoding` that of the file ("" for one that no mark tells).
    `is_bare` says that the comment holds the signature and no more.
    """

    text: Span
    comment: Span
    behind: Span
    sign: str
    encoding: str
    blob: bytes
    is_bare: bool


def find(view: View) -> Block | None:
    """Return the signature block at the end of a script, or None."""
    start = max(0, view.size - TAIL)
    head = view.read(0, 3)
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "latin-1")
    start += start % 2
    raw = view.read(start, TAIL)
    if encoding == "latin-1" and not any(each in raw for each in _WORDS):
        return None
    text = _text(raw, encoding)
    found = list(_BEGIN.finditer(text))
    if not found:
        return None
    opening = found[-1]
    sign, width = opening[1] or _WSF, 1 if encoding == "latin-1" else 2
    end = text.find(_ENDS.get(sign, _END), opening.end())
    if end < 0:
        raise DamagedError("the signature block has no end")
    line = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?").match(text, end)
    stop = line.end() if line else end
    # The line end before the block belongs to it.
    before = opening.start()
    before -= 2 if text[:before].endswith("\r\n") else 1 if text[:before].endswith(("\n", "\r")) else 0  # fmt: skip
    # A letter beyond the first 65,536 is four bytes of UTF-16.
    first = start + len(text[:before].encode(encoding, "surrogatepass"))
    last = start + len(text[:stop].encode(encoding, "surrogatepass"))
    blob, is_bare = _read_comment(text, opening.end(), end, stop, sign)
    marked = "utf-8-sig" if head == b"\xef\xbb\xbf" else encoding if width == 2 else ""
    return Block(
        Span(0, first), Span(first, last - first), Span(last, view.size - last), sign, marked, blob,
        is_bare,
    )  # fmt: skip


def _read_comment(text: str, start: int, end: int, stop: int, sign: str) -> tuple[bytes, bool]:
    """Return the PKCS#7 in a comment's lines, and whether these hold nothing else.

    Who signs leaves out the whole block: a line in it that is no comment runs, and nobody signed it.
    """
    closing = {"<!-- ": " -->", "/* ": " */"}.get(sign, "")
    ending = _ENDS.get(sign, _END)
    # The last line's beginning stands before the words that end the block.
    *lines, last = re.split(r"\r\n|\n|\r", text[start:end])
    before = ("",) if sign == _WSF else (sign, f"{sign}SIG # ")
    is_bare = last in before and text[end + len(ending) : stop].strip() == closing.strip()
    body = []
    for each in filter(None, map(str.strip, lines)):
        row = each.removeprefix(sign).removesuffix(closing).strip()
        is_row = each.startswith(sign) and each.endswith(closing) and _BASE64.fullmatch(row)
        is_bare = is_bare and bool(is_row or each == sign.strip())
        body += [row] if is_row else []
    try:
        return base64.b64decode("".join(body)), is_bare
    except ValueError as error:  # binascii.Error
        raise DamagedError(f"the signature block is no base64: {error}") from error


def _text(raw: bytes, encoding: str) -> str:
    """Return the text with its length kept: a half letter at the end is left out, half a pair stays one."""
    if encoding == "latin-1":
        return raw.decode(encoding)
    units = raw[: len(raw) // 2 * 2]
    try:
        return units.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return units[:-2].decode(encoding, "surrogatepass")


def examine(view: View) -> Iterator[Signature | Fact | Region]:
    """Yield the script's parts, each signature and its facts."""
    block = find(view)
    if block is None:
        raise DamagedError("there is no signature block")
    yield Region("script", block.text.offset, block.text.length)
    yield Region("signature", block.comment.offset, block.comment.length)
    results: list[Verified] = []
    form = _Form(b"")
    if block.text.length + block.behind.length <= LIMIT:
        results, form = _verify(view, block)
    blank = view.is_zero(block.behind.offset, block.behind.length)
    if form.whole and block.behind.length:
        yield Region("script behind the signature", block.behind.offset, block.behind.length)
    elif blank or not view.read(block.behind.offset, 1 << 16).strip():
        yield Region("blank lines", block.behind.offset, block.behind.length)
    if not results:
        raise DamagedError(f"a script of {block.text.length} bytes, which is not digested")
    for result in results:
        stated = facts(result, 0, block.comment.offset)
        flags = (
            result.flags | form.odd | (set() if block.is_bare else {"unsigned-lines-in-comment"})
        )
        text = (block.text, block.behind) if form.whole else (block.text,)
        # One line end more or less is not what hides something; that the digest does not hold, is said.
        covered = joined(text) if result.binds else ()
        yield Signature(
            "authenticode-script", status_of(flags), stated.signer, tuple(sorted(flags)), result.signed_at,
            f"{result.digest_algorithm}:{stated.signed_digest}" if stated.signed_digest else "",
            covered, outside(covered, view.size), authority(result.chain),
        )  # fmt: skip
        yield Fact.of(stated)


@dataclass(frozen=True)
class _Form:
    """What may have been digested, what is odd if it was, and whether it is the text behind the block, too."""

    data: bytes
    odd: frozenset[str] = frozenset()
    whole: bool = False


def _verify(view: View, block: Block) -> tuple[list[Verified], _Form]:
    """Return what the PKCS#7 says over the first form of the text that fits, and that form."""
    forms = _forms(view, block)
    first = next(forms, _Form(b""))
    made = verify_blob(block.blob, _hasher(first.data), frozenset({SIP_INFO}))
    name, stated = made[0].digest_algorithm, made[0].signed_digest
    if "digest-mismatch" not in made[0].flags:
        return made, first
    for form in forms:
        if _hasher(form.data)(name) == stated:
            return verify_blob(block.blob, _hasher(form.data), frozenset({SIP_INFO})), form
    return made, _Form(b"")


def _hasher(data: bytes) -> Callable[[str], bytes]:
    return lambda name: hashlib.new(name, data, usedforsecurity=False).digest()


def _forms(view: View, block: Block) -> Iterator[_Form]:
    """Yield what may have been digested: the text as it is, then with other line ends."""
    pairs = _texts(view, block)
    form_of = _of_host if block.sign in _HOST else _of_powershell
    for odd, change in (
        (frozenset[str](), _kept),
        (frozenset({"line-ends-changed"}), _windows_lines),
    ):
        seen = set()
        for text, behind in pairs:
            changed = change(text), change(behind)
            if changed not in seen and (not odd or changed != (text, behind)):
                yield from form_of(*changed, odd, block)
            seen.add(changed)


def _of_powershell(text: str, behind: str, odd: frozenset[str], block: Block) -> Iterator[_Form]:
    del behind, block
    yield _Form(_wide(text), odd)
    if text.startswith("\ufeff"):
        yield _Form(_wide(text[1:]), odd)


def _of_host(text: str, behind: str, odd: frozenset[str], block: Block) -> Iterator[_Form]:
    """Yield the script host's form: the text without the block, and where that stood."""
    before = _wide(text.removeprefix("\ufeff"))
    place = struct.pack("<I", len(before) // 2)
    if behind:
        yield _Form(before + _wide(behind) + place, odd, whole=True)
    if block.sign != _WSF:
        yield _Form(before + place, odd)
        yield _Form(before, odd | {"script-digest-without-place"})


def _texts(view: View, block: Block) -> list[tuple[str, str]]:
    """Return the text and what is behind the block, in every code page that the bytes may be in."""
    parts = [view.read(each.offset, each.length) for each in (block.text, block.behind)]
    if block.encoding:
        pages: tuple[str, ...] = (block.encoding,)
    else:
        small = block.text.length <= _LARGE
        pages = _PAGES[:1] if all(each.isascii() for each in parts) else _PAGES if small else _PAGES[:2]  # fmt: skip
    found: dict[tuple[str, str], None] = {}
    for page in pages:
        try:
            text, behind = (_decoded(each, page) for each in parts)
        except UnicodeDecodeError:
            continue
        found[(text, behind)] = None
    return list(found)


def _decoded(raw: bytes, page: str) -> str:
    """Return bytes as text. A mark at the start stays a letter, so that each form can take or leave it."""
    if page == "cp1252":
        known = {
            each: bytes([each]).decode(page) for each in range(0x80, 0xA0) if each not in _OPEN_1252
        }
        return raw.decode("latin-1").translate(known | _OPEN_1252)
    return raw.decode("utf-8" if page == "utf-8-sig" else page)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _kept(text: str) -> str:
    return text


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
