"""Version numbers in one order, whoever wrote them.

Suppliers do not agree on a grammar: `18.12.416.0` (a Windows file version) is
`18.12.416` (the same release's name), and `7.17.90p608` is read by no packaging
standard. So: runs of digits compare as numbers, trailing zeros say nothing,
words that announce a release (alpha, beta, rc, dev...) come before it and words
that follow one (p, patch, sp, post...) after it; what stands behind `+` and
`(build 312)` is metadata and does not count (Semantic Versioning 2.0.0, item 10) -
but Debian writes there which build of the sources it is, and of what it took out of them,
and orders releases by it: `2.5.5-1+deb12u2` comes before `2.5.5-1+deb12u5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Key = tuple[tuple[int, int, str], ...]
"""Compares and hashes like the version it was made from."""

_LONGEST = 128  # characters; what is longer is no version
_BEFORE = ("dev", "nightly", "snapshot", "canary", "alpha", "insider", "beta", "pre", "preview", "rc")  # fmt: skip
_SHORT = {"a": "alpha", "b": "beta", "c": "rc", "cr": "rc", "m": "beta", "milestone": "beta"}
_SAME = {"p": "patch", "pl": "patch", "patchlevel": "patch", "u": "update", "servicepack": "sp"}
_END, _AFTER, _NUMBER, _AHEAD = 0, 1, 2, -1

_EPOCH = re.compile(r"(\d{1,9}):(?=\d)", re.ASCII)
_LEAD = re.compile(r"[^0-9a-z]*(?:version|ver|release|rel|v|r)?[\s._-]*(?=\d)", re.ASCII)
_BUILD = re.compile(r"[\s(,]+build[\s.:#]*\d{1,9}\s*\)?$", re.ASCII)
# Debian policy 5.6.12, and the Developer's Reference 5.8.5.4 and 5.11.2: a stable update, an upload by another, sources without a part.
_DEBIAN = re.compile(
    r"\+(?:deb\d+u\d|nmu\d|dfsg|ds\d*(?![a-z\d])|really\d|~)|-[\d.]+\+b\d+$", re.ASCII
)
_REBUILT = re.compile(r"(?<=\d)\+b(?=\d+$)", re.ASCII)
_PIECE = re.compile(r"\d+|[a-z]+|~", re.ASCII)


def key(version: str) -> Key | None:
    """Return what the version compares by, or None where there is no number in it."""
    text = _BUILD.sub("", _counted(version.strip().lower()))
    if not text or len(text) > _LONGEST:
        return None
    epoch = _EPOCH.match(text)
    text = text[epoch.end() :] if epoch else text
    lead = _LEAD.match(text)
    if lead is None:
        return None
    parts = _parts(_PIECE.findall(text[lead.end() :]))
    return ((_NUMBER, int(epoch[1]) if epoch else 0, ""), *parts, (_END, 0, ""))


def compare(left: str, right: str) -> int | None:
    """Return -1, 0 or 1, or None where one of them is no version."""
    first, second = key(left), key(right)
    if first is None or second is None:
        return None
    return (first > second) - (first < second)


def same(left: str, right: str) -> bool:
    """Say whether both name one version; two that are no versions must be equal as written."""
    first, second = key(left), key(right)
    if first is None or second is None:
        return first is second and left.strip().casefold() == right.strip().casefold()
    return first == second


def ranks(versions: Iterable[str]) -> dict[str, int]:
    """Return version as written -> its place in order, from 0; equal ones share a place.

    Compare a million installs by these integers instead of by their text. What
    is no version is left out.
    """
    keys = {version: each for version in set(versions) if (each := key(version)) is not None}
    place = {each: rank for rank, each in enumerate(sorted(set(keys.values())))}
    return {version: place[keys[version]] for version in sorted(keys)}


def _counted(text: str) -> str:
    """Return what counts of a version: without what stands behind `+`, if it is not Debian that wrote it."""
    if "+" not in text or not _DEBIAN.search(text[: 2 * _LONGEST]):
        return text.partition("+")[0]
    return _REBUILT.sub("+binary", text).replace("+~", "+")


def _parts(pieces: list[str]) -> list[tuple[int, int, str]]:
    parts: list[tuple[int, int, str]] = []
    for index, piece in enumerate(pieces):
        if piece.isdigit():
            parts.append((_NUMBER, int(piece), ""))
            continue
        # 1.0 and 1.0.0 are one version, and so are 1.0p1 and 1p1.
        _drop_zeros(parts)
        numbered = index + 1 < len(pieces) and pieces[index + 1].isdigit()
        parts.append(_word(piece, numbered=numbered))
    _drop_zeros(parts)
    return parts


def _word(piece: str, *, numbered: bool) -> tuple[int, int, str]:
    if piece == "~":  # Debian policy 5.6.12: sorts before the end
        return (_AHEAD, -1, "")
    # `1.0a1` is an alpha, but `1.1.1a` is the patch after `1.1.1`.
    if len(piece) > 1 or numbered:
        piece = _SHORT.get(piece, piece)
    if piece in _BEFORE:
        return (_AHEAD, _BEFORE.index(piece), "")
    return (_AFTER, 0, _SAME.get(piece, piece))


def _drop_zeros(parts: list[tuple[int, int, str]]) -> None:
    while parts and parts[-1] == (_NUMBER, 0, ""):
        parts.pop()
