"""Packages of registries as package URLs (purl-spec): `npm install x` is `pkg:npm/x`.

A name is a package's where a command installs it, where it is written as a purl, or, as
`name@1.2.3`, where the text speaks of a registry or the name is no user's: it has a scope or a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from onionskin.terms.indicators.found import Found, Text

_NPM_NAME = r"@?[a-z0-9][a-z0-9._~-]{0,213}(?:/[a-z0-9][a-z0-9._~-]{0,213})?"
_FLAGS = r"(?:-{1,2}[A-Za-z][\w=.:/-]{0,80}[ \t]+){0,6}"
_VERSION = r"[0-9][\w.+!-]{0,80}"
_COMMANDS = (
    ("npm", "npm", rf"npm[ \t]+(?:install|i|add|ci|uninstall|view|update)[ \t]+{_FLAGS}(?P<name>{_NPM_NAME})(?:@(?P<version>[\w.^~-]{{1,80}}))?"),
    ("npm", "yarn", rf"yarn[ \t]+(?:global[ \t]+)?add[ \t]+{_FLAGS}(?P<name>{_NPM_NAME})(?:@(?P<version>[\w.^~-]{{1,80}}))?"),
    ("npm", "npx", rf"npx[ \t]+{_FLAGS}(?P<name>{_NPM_NAME})(?:@(?P<version>[\w.^~-]{{1,80}}))?"),
    ("pypi", "pip", rf"pip[x3]?[ \t]+(?:install|download|uninstall)[ \t]+{_FLAGS}(?P<name>[A-Za-z0-9][\w.-]{{0,100}})(?:\[[\w,-]{{1,80}}\])?(?:[ ]?==[ ]?(?P<version>{_VERSION}))?"),
    ("gem", "gem", rf"gem[ \t]+install[ \t]+{_FLAGS}(?P<name>[A-Za-z0-9][\w.-]{{0,100}})(?:[ \t]+(?:-v|--version)[ \t=]*[\"']?(?P<version>{_VERSION}))?"),
    ("cargo", "cargo", rf"cargo[ \t]+(?:add|install)[ \t]+{_FLAGS}(?P<name>[A-Za-z][\w-]{{0,64}})(?:@(?P<version>{_VERSION}))?"),
    ("composer", "composer", rf"composer[ \t]+require[ \t]+{_FLAGS}(?P<name>[a-z0-9][\w.-]{{0,80}}/[a-z0-9][\w.-]{{0,80}})(?::(?P<version>{_VERSION}))?"),
    ("nuget", "dotnet", rf"dotnet[ \t]+add[ \t]+(?:\S{{1,80}}[ \t]+)?package[ \t]+(?P<name>[A-Za-z0-9][\w.-]{{0,100}})(?:[ \t]+(?:-v|--version)[ \t]+(?P<version>{_VERSION}))?"),
    ("golang", "go ", rf"go[ \t]+(?:get|install)[ \t]+{_FLAGS}(?P<name>[a-z0-9][a-z0-9.-]{{1,80}}\.[a-z]{{2,12}}/[\w./~-]{{1,160}})(?:@(?P<version>v?{_VERSION}))?"),
)  # fmt: skip
_PATTERNS = tuple(
    (kind, gate, re.compile(rf"(?<![\w/.-])(?:{body})(?![\w/@])")) for kind, gate, body in _COMMANDS
)
_PURL = re.compile(
    r"pkg:(?P<type>[a-z][a-z0-9.+-]{1,20})/(?P<rest>[\w.~%@/+-]{2,300})(?:\?[\w.~%=&:/+-]{1,300})?"
)
_AT = re.compile(r"@(?=\d)(?P<version>\d{1,6}\.\d{1,6}\.\d{1,9}(?:[-+][\w.-]{1,40})?)(?![\w@])")
_BEFORE = re.compile(rf"(?<![\w@./-]){_NPM_NAME}\Z")
_REGISTRIES = (
    "npm",
    "node package",
    "package.json",
    "paquete",
    "paquet",
    "paket",
    "pacote",
    "pacchetto",
)
_LONGEST = 430


def packages(text: Text) -> Iterator[Found]:
    """Yield packages as purls without qualifiers."""
    plain = text.plain
    # What says most of itself comes first: a purl holds what looks like `name@version`, too.
    if "pkg:" in plain:
        yield from _stated(text)
    if "@" in plain:
        yield from _versioned(text)
    for kind, gate, pattern in _PATTERNS:
        if gate in plain:
            for match in _begun(plain, gate, pattern):
                if not text.taken[match.start("name")] and match["name"] not in _NO_NAMES:
                    start = match.start("name")
                    yield text.claimed(
                        "package",
                        purl(kind, match["name"], match["version"] or ""),
                        start,
                        match.end(),
                    )


def _begun(plain: str, word: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with a word."""
    at = plain.find(word)
    while at >= 0:
        match = pattern.match(plain, at)
        if match:
            yield match
        at = plain.find(word, match.end() if match else at + 1)


_NO_NAMES = frozenset(
    {"the", "a", "this", "these", "and", "or", "it", "is", "from", "package", "packages"}
)


def _stated(text: Text) -> Iterator[Found]:
    for match in _PURL.finditer(text.plain):
        end = match.end("rest")
        while text.plain[end - 1] in ".-/@":
            end -= 1
        if not text.taken[match.start()]:
            yield text.claimed("package", text.plain[match.start() : end], match.start(), end)


def _versioned(text: Text) -> Iterator[Found]:
    known: bool | None = None
    for match in _AT.finditer(text.plain):
        name = _BEFORE.search(text.plain, max(match.start() - _LONGEST, 0), match.start())
        if name is None or text.taken[match.start()]:
            continue
        if known is None:
            known = any(word in text.lower for word in _REGISTRIES)
        if known or name[0].startswith("@") or "-" in name[0]:
            yield text.claimed(
                "package", purl("npm", name[0], match["version"]), name.start(), match.end()
            )


def purl(kind: str, name: str, version: str = "") -> str:
    """Return the package URL of a name, normalised as its type asks for (purl-spec, PURL-TYPES)."""
    if kind == "pypi":
        name = re.sub(r"[_.]+", "-", name).lower()
    elif kind in ("npm", "composer", "golang"):
        name = name.lower()
    version = version.lstrip("^~")
    encoded = "/".join(quote(part, safe="._~-") for part in name.split("/"))
    behind = f"@{quote(version, safe='._~-')}" if version and version != "latest" else ""
    return f"pkg:{kind}/{encoded}{behind}"
