"""The comparisons of a STIX pattern, and what kind of observable each property holds.

Source: STIX 2.1, section 9 (patterning) and section 6 (cyber-observable objects). Only the
comparison expressions are read; how observations are joined in time is not.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 1 << 20
_STRING = r"'[^'\\]*+(?:\\.[^'\\]*+)*'"
_PATH = r"[a-z0-9][a-z0-9-]{0,60}+:(?:[A-Za-z0-9_-]{1,80}+|'(?:[^'\\]|\\.){1,80}'|\"[\w-]{1,80}\"|\.|\[(?:\*|\d{1,6})\]){1,40}(?![\w.'\"\[-])"
_COMPARISON = re.compile(
    rf"(?P<path>{_PATH})\s*+(?P<not>NOT\s++)?"
    r"(?P<operator>=|!=|<>|<=|>=|<|>|IN\b|LIKE\b|MATCHES\b|ISSUBSET\b|ISSUPERSET\b)\s*+"
    rf"(?P<value>{_STRING}|\(\s*+(?:{_STRING}|[^'()]++)*\)|[^\s\])]++)"
)
_LITERAL = re.compile(_STRING)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_HASHES = re.compile(r"(?:^|[.:])hashes\.['\"]?([A-Za-z0-9-]+)['\"]?\Z")
_KINDS = {
    "domain-name:value": "domain", "url:value": "url", "email-addr:value": "email",
    "email-message:from_ref.value": "email", "email-message:sender_ref.value": "email",
    "email-message:subject": "email-subject", "directory:path": "path", "file:name": "file-name",
    "file:parent_directory_ref.path": "path", "file:path": "path", "mutex:name": "mutex",
    "windows-registry-key:key": "registry-key", "process:command_line": "command-line",
    "x509-certificate:serial_number": "certificate-serial", "autonomous-system:number": "asn",
    "software:name": "software", "user-account:user_id": "account", "cryptocurrency-wallet:value": "wallet",
    "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'": "user-agent",
    "network-traffic:extensions.'http-request-ext'.request_header.'Cookie'": "cookie",
    "process:extensions.'windows-service-ext'.service_name": "service",
    "file:extensions.'windows-pebinary-ext'.imphash": "imphash",
}  # fmt: skip
_ADDRESSES = frozenset(
    {
        "ipv4-addr:value", "ipv6-addr:value", "network-traffic:dst_ref.value",
        "network-traffic:src_ref.value", "domain-name:resolves_to_refs[*].value",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """One comparison of a pattern: `path` as written, its values; `exact` if it asks for equality."""

    path: str
    values: tuple[str, ...]
    exact: bool


def comparisons(pattern: str) -> Iterator[Comparison]:
    """Yield the comparisons of a pattern in order, of its first LONGEST characters."""
    for found in _COMPARISON.finditer(pattern[:LONGEST]):
        values = tuple(_plain(each[0]) for each in _LITERAL.finditer(found["value"]))
        within = found["operator"] == "ISSUBSET" and found["path"] in _ADDRESSES
        exact = (within or found["operator"] in ("=", "IN")) and not found["not"]
        yield Comparison(found["path"], values or (found["value"],), exact)


def located(found: Iterable[Comparison]) -> list[Comparison]:
    """Return comparisons with the one folder and the one file's name of a pattern joined to a path."""
    several = list(found)
    folder = [each for each in several if each.path == "file:parent_directory_ref.path"]
    name = [each for each in several if each.path == "file:name"]
    if [len(each.values) for each in (*folder, *name) if each.exact] != [1, 1] or not folder:
        return several
    (start,), (end,) = folder[0].values, name[0].values
    sign = "/" if "/" in start else "\\"
    whole = Comparison(folder[0].path, (f"{start.rstrip(sign)}{sign}{end}",), exact=True)
    return [whole if each is folder[0] else each for each in several if each is not name[0]]


def _plain(literal: str) -> str:
    return _ESCAPE.sub(r"\1", literal[1:-1])


def kind_of(path: str, value: str) -> str:
    """Return the kind of observable that a property holds, or the property's path itself."""
    if found := _HASHES.search(path):
        return "certificate-thumbprint" if path.startswith("x509-") else hash_kind(found[1])
    if path == "file:name" and value.lower().startswith("\\\\.\\pipe\\"):
        return "pipe"
    if path in _ADDRESSES:
        return address_kind(value)
    return _KINDS.get(path, path)


def hash_kind(name: str) -> str:
    """Return our name of a hash algorithm as STIX writes it: `SHA-256` is `sha256`."""
    plain = name.lower()
    return plain.replace("-", "") if plain.startswith(("md", "sha-")) else plain


def address_kind(value: str) -> str:
    """Return `ipv4`, `ipv6`, `cidr` for a network of more than one host, or `domain`."""
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return "domain"
    if network.num_addresses > 1:
        return "cidr"
    return "ipv4" if network.version == 4 else "ipv6"


def observables(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (kind, value) of one cyber-observable object."""
    kind = thing.get("type")
    hashes = thing.get("hashes")
    for name, value in hashes.items() if isinstance(hashes, dict) else ():
        if isinstance(value, str):
            yield kind_of(f"{kind}:hashes.'{name}'", value), value
    if kind == "autonomous-system" and isinstance(number := thing.get("number"), int):
        yield "asn", f"AS{number}"
    for key in ("value", "name", "key", "command_line", "path", "serial_number", "subject"):
        value = thing.get(key)
        if isinstance(value, str) and value and f"{kind}:{key}" in _KINDS.keys() | _ADDRESSES:
            yield kind_of(f"{kind}:{key}", value), value
