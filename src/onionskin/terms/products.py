"""What a product is called by its maker, an inventory and a report: one identity for the three.

`3CX Desktop App`, `3CXDesktopApp` and `3CX Desktop App (x64) 18.12.416` are one
product. Nothing fuzzier is done: `3CX Phone` is another product, and similar
names are exactly what a look-alike would use.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from onionskin.terms.versions import same as same_version

_LONGEST = 512
_DECORATION = re.compile(
    r"\(\s*(?:x64|x86|amd64|arm64|64[- ]?bit|32[- ]?bit|user|machine|all users|[a-z]{2}[-_][a-z]{2})\s*\)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[®™©]|\((?:r|tm|c)\)", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:^|[\s_-])((?:version|ver|v|r)?[\s.]?\d+(?:\.\w+)+(?:[-+]\w[\w.]*)?)$",
    re.ASCII | re.IGNORECASE,
)
_COMPANY = re.compile(
    r"[\s,]+(?:inc|incorporated|ltd|limited|llc|gmbh|ag|sa|s\.a|plc|corp|corporation|co|bv|b\.v|oy|ab)\.?$",
    re.IGNORECASE,
)
_PLATFORMS = {
    "windows": "windows", "win": "windows", "win32": "windows", "win64": "windows",
    "macos": "macos", "mac": "macos", "osx": "macos", "macosx": "macos", "darwin": "macos",
    "linux": "linux", "gnulinux": "linux", "debian": "linux", "ubuntu": "linux", "rhel": "linux",
    "redhat": "linux", "centos": "linux", "fedora": "linux", "suse": "linux", "almalinux": "linux",
    "ios": "ios", "ipados": "ios", "iphone": "ios", "android": "android",
    "web": "web", "pwa": "web", "webclient": "web", "browser": "web",
}  # fmt: skip


@dataclass(frozen=True)
class Release:
    """A product, one version of it and the platform it is for, as far as the text says."""

    product: str
    version: str = ""
    platform: str = ""


def key(name: str) -> str:
    """Return what a product's name compares by: letters and digits alone, without decoration."""
    return _letters(_undecorated(name))


def same(left: str, right: str, *, left_vendor: str = "", right_vendor: str = "") -> bool:
    """Say whether two names are one product.

    A vendor's name in front may be missing on one side, where the vendors are
    known to be the same: `Desktop App` of 3CX is `3CX Desktop App`.
    """
    if not key(left) or not key(right):
        return False
    if key(left) == key(right):
        return True
    vendor = vendor_key(left_vendor)
    if not vendor or vendor != vendor_key(right_vendor):
        return False
    return _without(key(left), vendor) == _without(key(right), vendor)


def vendor_key(name: str) -> str:
    """Return what a company's name compares by: without its legal form."""
    text = unicodedata.normalize("NFKC", name[:_LONGEST]).strip()
    return _letters(_COMPANY.sub("", text) or text)


def platform(name: str) -> str:
    """Return windows, macos, linux, ios, android or web; the folded name where it is another.

    `Windows 10 Pro` and `Win64` are windows; an empty name stays empty.
    """
    words = re.findall(r"[^\W\d_]+(?:32|64)?", name[:_LONGEST].lower())
    joined = "".join(words)
    for candidate in (joined, *("".join(words[:n]) for n in (3, 2, 1)), *words):
        if candidate in _PLATFORMS:
            return _PLATFORMS[candidate]
    return joined


def release(text: str) -> Release:
    """Take a release's name apart: `3CXDesktopApp 18.12.416 (Windows)`."""
    text = text[:_LONGEST].strip()
    found_platform = ""
    bracket = re.search(r"[\s(]+(?:for\s+|on\s+)?([A-Za-z][A-Za-z/ ]{1,20}?)\s*\)?$", text)
    if bracket and platform(bracket[1]) in set(_PLATFORMS.values()):
        found_platform, text = platform(bracket[1]), text[: bracket.start()].strip()
    version = _VERSION.search(text)
    if version is None:
        return Release(text, "", found_platform)
    return Release(text[: version.start()].strip(" -_,"), version[1].strip(), found_platform)


def same_release(left: Release, right: Release) -> bool:
    """Say whether both name one build: product, version *and* platform.

    A platform that one side does not state excludes nothing.
    """
    platforms = {platform(each.platform) for each in (left, right) if each.platform}
    return (
        same(left.product, right.product)
        and same_version(left.version, right.version)
        and len(platforms) <= 1
    )


def _undecorated(name: str) -> str:
    # Before NFKC, which spells a trade mark's sign as two letters of the name.
    text = unicodedata.normalize("NFKC", _MARKS.sub("", name[:_LONGEST]))
    text = _DECORATION.sub(" ", text).strip()
    shorter = _VERSION.sub("", text).strip(" -_,")
    return shorter or text


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _without(product: str, vendor: str) -> str:
    return product.removeprefix(vendor) or product
