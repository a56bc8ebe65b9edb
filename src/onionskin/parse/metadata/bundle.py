"""The property lists of a macOS or iOS bundle: what it is (Info.plist), what its seal holds (CodeResources).

Source: Apple, "Information Property List"; TN2206, "macOS Code Signing In Depth" (resource
rules); Security `resources.cpp` (which names no rule can seal).
"""

from __future__ import annotations

import unicodedata
from typing import Any

from onionskin.model import ReleaseName, Value
from onionskin.parse.texts.property_list import word

MAX_SEAL = 32 << 20
FILES = 20_000
_SHOWN = 200
# The rules by which codesign leaves files out of a seal, unless it is told otherwise.
_USUAL = frozenset(
    {
        r"^(.*/)?\.DS_Store$", r"^Info\.plist$", r"^PkgInfo$", r"^Resources/.*\.lproj/locversion.plist$",
        r"^.*\.lproj/locversion.plist$", r"^(.*/)?.*\.lproj/locversion.plist$", r"^.*\.lproj/locversion\.plist$",
    }
)  # fmt: skip


class SealedFile(Value, frozen=True):
    """One row of a seal: a path inside the bundle, and what is to stand there.

    `sha256` of a file, `code_hash` (hex) and `requirement` of nested code, `target` of a link. A
    row with none of them gives only SHA-1.
    """

    path: str
    sha256: str = ""
    code_hash: str = ""
    requirement: str = ""
    target: str = ""
    is_optional: bool = False


class Seal(Value, frozen=True):
    """A bundle's CodeResources. `whole` is false where it has more than FILES rows, or none by SHA-256.

    `left_out` are patterns of its own by which files are left out, beside those that everybody has.
    """

    files: tuple[SealedFile, ...]
    whole: bool
    left_out: tuple[str, ...]


class Entitlements(Value, frozen=True):
    """A file of entitlements, to be put into a signature: the keys, and those that are granted."""

    keys: tuple[str, ...]
    granted: tuple[str, ...]


class BundleInfo(Value, frozen=True):
    """An Info.plist, as far as it decides what runs and what is allowed.

    `environment` are (name, value) that programs of the bundle are started with; `helpers` are
    programs that it may install to run as root; `insecure` are hosts with which it may speak
    without TLS (`*`: all).
    """

    identifier: str
    name: str
    version: str
    executable: str
    kind: str
    minimum_system: str
    environment: tuple[tuple[str, str], ...]
    helpers: tuple[str, ...]
    insecure: tuple[str, ...]
    schemes: tuple[str, ...]
    is_agent: bool

    @property
    def release(self) -> ReleaseName | None:
        """The bundle's name and version, if it has both."""
        product = self.name or self.identifier
        if not product or not self.version:
            return None
        return ReleaseName(product, self.version, "macos", "Info.plist")


def read_seal(properties: dict[str, Any]) -> Seal:
    """Return a seal; rows of unknown form are rows without a hash."""
    rows = _table(properties, "files2")
    files = tuple(
        _row(plain_path(path), value)
        for path, value in sorted(rows.items(), key=lambda item: str(item[0]))[:FILES]
        if isinstance(path, str)
    )
    return Seal(files, 0 < len(rows) <= FILES or "rules2" in properties, _left_out(properties))


def plain_path(path: str) -> str:
    """Return a path as it is compared: composed letters, since seals and archives write them either way."""
    return unicodedata.normalize("NFC", path)


def _row(path: str, value: object) -> SealedFile:
    if not isinstance(value, dict):
        return SealedFile(path)
    return SealedFile(
        path=path,
        sha256=_hex(value.get("hash2"), 32),
        code_hash=_hex(value.get("cdhash"), 20),
        requirement=word(value, "requirement"),
        target=_plain(value.get("symlink")),
        is_optional=value.get("optional") is True,
    )


def _left_out(properties: dict[str, Any]) -> tuple[str, ...]:
    rules = _table(properties, "rules2")
    found = [
        str(pattern)[:_SHOWN]
        for pattern, rule in sorted(rules.items(), key=lambda item: str(item[0]))
        if isinstance(rule, dict) and rule.get("omit") is True and pattern not in _USUAL
    ]
    return tuple(found[:64])


def read_entitlements(properties: dict[str, Any]) -> Entitlements:
    """Return the entitlements of a property list."""
    keys = sorted(key[:_SHOWN] for key in properties if isinstance(key, str))[:512]
    granted = sorted(key[:_SHOWN] for key, value in properties.items() if isinstance(key, str) and value is not False)  # fmt: skip
    return Entitlements(tuple(keys), tuple(granted[:512]))


def read_info(properties: dict[str, Any]) -> BundleInfo:
    """Return what an Info.plist says."""
    environment = _table(properties, "LSEnvironment")
    helpers = _table(properties, "SMPrivilegedExecutables")
    return BundleInfo(
        identifier=word(properties, "CFBundleIdentifier"),
        name=word(properties, "CFBundleName", "CFBundleDisplayName"),
        version=word(properties, "CFBundleShortVersionString", "CFBundleVersion"),
        executable=word(properties, "CFBundleExecutable"),
        kind=word(properties, "CFBundlePackageType"),
        minimum_system=word(properties, "LSMinimumSystemVersion", "MinimumOSVersion"),
        environment=tuple((_plain(k), _plain(environment[k])) for k in sorted(environment, key=str)[:32]),
        helpers=tuple(_plain(each) for each in sorted(helpers, key=str)[:32]),
        insecure=_insecure(_table(properties, "NSAppTransportSecurity")),
        schemes=_schemes(properties.get("CFBundleURLTypes")),
        is_agent=any(properties.get(key) in (True, "1", 1) for key in ("LSUIElement", "LSBackgroundOnly")),
    )  # fmt: skip


def _insecure(transport: dict[Any, Any]) -> tuple[str, ...]:
    found = ["*"] if transport.get("NSAllowsArbitraryLoads") is True else []
    domains = _table(transport, "NSExceptionDomains")
    for host in sorted(domains, key=str)[:64]:
        rule = domains[host]
        keys = ("NSExceptionAllowsInsecureHTTPLoads", "NSTemporaryExceptionAllowsInsecureHTTPLoads")
        if isinstance(rule, dict) and any(rule.get(key) is True for key in keys):
            found.append(_plain(host))
    return tuple(found)


def _schemes(types: object) -> tuple[str, ...]:
    found: set[str] = set()
    for each in types[:64] if isinstance(types, list) else ():
        names = each.get("CFBundleURLSchemes") if isinstance(each, dict) else None
        found.update(_plain(name) for name in (names if isinstance(names, list) else [])[:64])
    return tuple(sorted(found))


def _table(properties: dict[Any, Any], key: str) -> dict[Any, Any]:
    value = properties.get(key)
    return value if isinstance(value, dict) else {}


def _plain(value: object) -> str:
    """Return text as it is, other things as nothing: a list may hold itself a million times over."""
    return value[:1024] if isinstance(value, str) else ""


def _hex(value: object, size: int) -> str:
    return value.hex() if isinstance(value, bytes) and len(value) == size else ""
