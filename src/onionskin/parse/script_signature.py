"""The Authenticode signature in the last comment of a script.

Signed is the text before the block's first line and its line end, as UTF-16LE. A text without a byte order
mark was turned into it by the signer's code page, which the file does not state: the common ones are tried.

Source: Microsoft Learn, about_Signing (PowerShell); the SIP of PowerShell and the forms of comments as they
are publicly known from osslsigncode and relic.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Signature, Span
from onionskin.parse.authenticode_facts import facts
from onionskin.parse.holes import outside
from onionskin.parse.signature_flags import status_of
from onionskin.parse.spc import SIP_INFO, Verified, verify_blob
from onionskin.plugins.view import View

LIMIT = 32 << 20
TAIL = 1 << 20
_BEGIN = re.compile(
    r"(?m)^(# |<!-- |/\* |// SIG // |'' SIG '' )(?:SIG # )?Begin signature block(?: -->| \*/)?[ \t]*(?:\r?\n|\r)"
)
_END = "End signature block"
_PAGES = ("utf-8", "cp1252", "cp1250", "cp1251", "cp932", "gbk", "cp949", "cp950")
# How Windows' script host turns a text into what it digests is not published.
_HOST = ("// SIG // ", "'' SIG '' ")


@dataclass(frozen=True)
class Block:
    """Where the parts stand, in bytes: the text, the comment's lines, what follows; and the PKCS#7.

    `sign` is how a line of the comment begins, `encoding` that of the file ("" for one that no mark tells).
    """

    text: Span
    comment: Span
    behind: Span
    sign: str
    encoding: str
    blob: bytes


def find(view: View) -> Block | None:
    """Return the signature block at the end of a script, or None."""
    start = max(0, view.size - TAIL)
    head = view.read(0, 3)
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "latin-1")
    start += start % 2
    text = _text(view.read(start, TAIL), encoding)
    found = list(_BEGIN.finditer(text))
    if not found:
        return None
    opening = found[-1]
    sign, width = opening[1], 1 if encoding == "latin-1" else 2
    end = text.find(_END, opening.end())
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
    closing = {"<!-- ": " -->", "/* ": " */"}.get(sign, "")
    lines = text[opening.end() : end].splitlines()
    body = "".join(each.removeprefix(sign).removesuffix(closing).strip() for each in lines if "SIG #" not in each)  # fmt: skip
    if sign in _HOST:
        body = body.replace(sign.strip(), "")
    try:
        blob = base64.b64decode(body)
    except ValueError as error:  # binascii.Error, or letters that are not ASCII
        raise DamagedError(f"the signature block is no base64: {error}") from error
    marked = "utf-8-sig" if head == b"\xef\xbb\xbf" else encoding if width == 2 else ""
    return Block(
        Span(0, first), Span(first, last - first), Span(last, view.size - last), sign, marked, blob
    )


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
    if view.is_zero(block.behind.offset, block.behind.length) or not view.read(block.behind.offset, 1 << 16).strip():  # fmt: skip
        yield Region("blank lines", block.behind.offset, block.behind.length)
    if block.text.length > LIMIT:
        raise DamagedError(f"a script of {block.text.length} bytes, which is not digested")
    results, odd = _verify(view, block)
    for result in results:
        stated = facts(result, 0, block.comment.offset)
        flags = (result.flags - {"digest-mismatch"}) | odd if odd else result.flags
        status = status_of(flags)
        if "signed-digest-not-reproduced" in odd and status == "valid":
            status = "unverified"
        # One line end more or less is not what hides something; that the digest does not hold, is said.
        covered = (block.text,) if result.binds or odd == {"line-ends-changed"} else ()
        yield Signature(
            "authenticode-script", status, stated.signer, tuple(sorted(flags)), result.signed_at,
            f"{result.digest_algorithm}:{stated.signed_digest}" if stated.signed_digest else "",
            covered, outside(covered, view.size),
        )  # fmt: skip
        yield Fact.of(stated)


def _verify(view: View, block: Block) -> tuple[list[Verified], set[str]]:
    """Return what the PKCS#7 says over the first form of the text that fits, and what is odd with it."""
    results: list[Verified] = []
    raw = view.read(block.text.offset, block.text.length)
    for odd, form in _forms(raw, block.encoding):
        made = verify_blob(block.blob, _hasher(form), frozenset({SIP_INFO}))
        results = results or made
        if "digest-mismatch" not in made[0].flags:
            return made, odd
    return results, {"signed-digest-not-reproduced"} if block.sign in _HOST and results else set()


def _hasher(data: bytes) -> Callable[[str], bytes]:
    return lambda name: hashlib.new(name, data, usedforsecurity=False).digest()


def _forms(raw: bytes, encoding: str) -> Iterator[tuple[set[str], bytes]]:
    """Yield the texts that may have been digested, as UTF-16LE: as it is, then with other line ends."""
    texts: list[str] = []
    for page in (encoding,) if encoding else _PAGES:
        try:
            text = raw.decode("utf-8" if page == "utf-8-sig" else page)
        except (UnicodeDecodeError, LookupError):
            continue
        texts += [text, *([text[1:]] if text.startswith("\ufeff") else [])]
        if raw.isascii():
            break
    unique = list(dict.fromkeys(texts))
    for text in unique:
        yield set(), text.encode("utf-16-le", "surrogatepass")
    for text in unique:
        changed = text.replace("\r\n", "\n").replace("\n", "\r\n")
        if changed != text:
            yield {"line-ends-changed"}, changed.encode("utf-16-le", "surrogatepass")
