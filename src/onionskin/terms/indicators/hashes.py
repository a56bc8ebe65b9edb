"""Hashes: of files, of their likeness (ssdeep, TLSH), of imports, and the thumbprints of certificates.

A run of hex digits is a file's hash unless the words before it say that it is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.terms.indicators.found import Found, Text

HASHES = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}

_HEX = re.compile(r"[0-9a-fA-F](?:[0-9a-fA-F]{31}[0-9a-fA-F]*+)")  # faster than {32,}
_REPEATS = re.compile(r"0{14}|f{14}")  # padding: a hash has no such run
_TLSH = 70  # hex digits, behind "T1" or without it
# A label's own letters may be hex digits: the run of `SHA1...` begins with its A.
_LABELS = (
    ("SH", "A512"), ("SH", "A256"), ("SH", "A1"), ("SHA", "512"), ("SHA", "256"), ("SHA", "1"), ("M", "D5"),
)  # fmt: skip
# What a label says that a run is, instead of a file's hash; "" is nothing that we take.
_LABELLED = re.compile(
    r"(?:(?P<imphash>imp-?hash(?: *\(?md5\)?)?)|(?P<tlsh>tlsh)|"
    r"(?P<thumbprint>thumb-?print(?: *\(?sha-?(?:1|256)\)?)?|(?:certificate|cert|ssl|tls) (?:fingerprint|hash|sha-?1)|"
    r"empreinte du certificat|huella (?:digital )?del certificado|zertifikats?-?fingerabdruck|impronta del certificato)|"
    r"(?P<nothing>rich[ -]?(?:pe )?(?:header )?hash|authentihash|serial(?: number| no\.?)?|ssdeep|"
    r"telfhash|vhash|dhash|commit|rev(?:ision)?|build[ -]?id|uuid|guid|key(?: id)?|pdb|ja3s?(?: hash| fingerprint)?|jarm|"
    r"tx(?:id| hash)?|transaction(?: id| hash)?|num[e\u00e9]ro de s[e\u00e9]rie|n[u\u00fa]mero de s[e\u00e9]rie|seriennummer))"
    r"(?: is| was)?\W{0,12}$",
    re.IGNORECASE,
)
# What stands around a label, and how every label ends: asked first, since most hashes have none.
_AROUND = " \t:=\"'`*|()[]-_.,>\u2019"
_ENDS = frozenset(
    {"ash", "lsh", "int", "ber", "ial", " no", "eep", "mit", "rev", "ion", "uid", "pdb", "ja3", "a3s", "arm",
     "xid", "cat", "ado", "uck", "ato", "rie", "mer", " is", "was", " id", "-id", "did", "yid", "id"}
)  # fmt: skip
_KEY = re.compile(r"key ?= ?[\"']\Z", re.IGNORECASE)
_NAMED = re.compile(r"print|imp-?hash", re.IGNORECASE)
_SSDEEP = re.compile(r":([A-Za-z0-9+/]{3,128}+):([A-Za-z0-9+/]{3,128}+)(?![A-Za-z0-9+/:])")
_BLOCK = re.compile(r"(?<![\w:])\d{1,8}\Z")
_SAMPLE_LINKS = ("/file/", "/sample/", "/samples/", "/files/", "/search/")
_LOOK_BACK = 48


def hashes(text: Text) -> Iterator[Found]:
    """Yield the hashes of files, TLSH, imphashes and thumbprints among the runs of hex digits."""
    for match in _HEX.finditer(text.plain):
        start, end = match.span()
        size = end - start
        if size not in HASHES:
            if size in (_TLSH, _TLSH + 1) and (tlsh := _as_tlsh(text, start, end)):
                yield text.claimed("tlsh", *tlsh)
                continue
            start, end = _unglued(text.plain, start, end)
            if end - start not in HASHES:
                continue
        value = text.plain[start:end].lower()
        if len(set(value)) < 5 or value.isdigit() or _REPEATS.search(value):
            continue
        kind = _said(text, start, HASHES[end - start])
        inside = "url" if text.taken[start] else ""
        if kind and (not inside or _is_sample_link(text.plain, start)):
            yield text.found(kind, value, start, end, inside=inside)


def _as_tlsh(text: Text, start: int, end: int) -> tuple[str, int, int] | None:
    """Return (value, start, end) of a TLSH: with its version `T1`, or by its label."""
    before = text.plain[start - 1 : start]
    if end - start == _TLSH + 1 and before in ("T", "t") and text.plain[start] == "1":
        return f"T{text.plain[start:end].upper()}", start - 1, end
    if end - start == _TLSH and "tlsh" in text.line_before(start, _LOOK_BACK).lower():
        return text.plain[start:end].upper(), start, end
    return None


def _unglued(plain: str, start: int, end: int) -> tuple[int, int]:
    """Cut a label's own digits off a run of hex digits: `SHA-10CA17...`, `MD5d41d...`."""
    before = plain[max(start - 4, 0) : start].upper()
    run = plain[start : start + 4].upper()
    for front, label in _LABELS:
        glued = before.rstrip("-_ ").endswith(front) and run.startswith(label)
        if glued and end - start - len(label) in HASHES:
            return start + len(label), end
    return start, end


def _said(text: Text, start: int, kind: str) -> str:  # noqa: PLR0911 - a question a line
    """Return what the words before a run say that it is; an empty string is nothing that we take."""
    tail = text.plain[max(start - 24, 0) : start]
    if tail.endswith("-g") or (kind == "sha1" and tail.endswith(("0x", "0X"))):
        return ""  # `git describe`; an address on a blockchain
    if (tail.endswith("_") and "boundary" in tail) or _KEY.search(tail):
        return ""  # what parts a message of MIME; `key = "..."` of a script that decrypts
    if tail.rstrip(_AROUND)[-3:].lower() not in _ENDS and not _NAMED.search(tail):
        return kind
    before = text.line_before(start, _LOOK_BACK)
    label = _LABELLED.search(before)
    if label is None:
        return kind
    if label["imphash"]:
        return "imphash" if kind == "md5" else kind
    if label["thumbprint"]:
        return "certificate-thumbprint" if kind != "sha512" else ""
    return ""


def _is_sample_link(plain: str, start: int) -> bool:
    return plain[max(start - 96, 0) : start].lower().endswith(_SAMPLE_LINKS)


def fuzzy(text: Text) -> Iterator[Found]:
    """Yield ssdeep hashes: a block size of 3 * 2^n and two digests of at most 64 signs."""
    for match in _SSDEEP.finditer(text.plain):
        size = _BLOCK.search(text.plain, max(match.start() - 9, 0), match.start())
        if size and not text.taken[size.start()] and is_ssdeep(size[0] + match[0]):
            value = text.plain[size.start() : match.end()]
            yield text.claimed("ssdeep", value, size.start(), match.end())


def is_ssdeep(value: str) -> bool:
    """Say whether a value is one of ssdeep (Kornblum 2006): the block size doubles from 3."""
    size, _, digests = value.partition(":")
    one, _, other = digests.partition(":")
    if not size.isdigit() or len(size) > 10:
        return False
    steps, rest = divmod(int(size), 3)
    return (
        rest == 0
        and steps > 0
        and steps & (steps - 1) == 0
        and 3 <= len(one) <= 64
        and 3 <= len(other) <= 64
        and len(set(one)) > 2
    )
