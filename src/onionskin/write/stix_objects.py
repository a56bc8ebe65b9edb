"""Entities as STIX 2.1 objects: the standard one where there is one, None where there is none.

Source: STIX 2.1, sections 4 (domain objects) and 6 (observables). Entities carry
the fixed time UNDATED: the same name in two reports is then the same object, byte for byte.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, summarize_address_range
from typing import Any
from urllib.parse import unquote

from onionskin.model import Entity
from onionskin.terms.stix import UNDATED, made_id, observed_id

Object = dict[str, Any]

_HASHES = {
    "md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha512": "SHA-512", "ssdeep": "SSDEEP", "tlsh": "TLSH",
}  # fmt: skip
_DIGESTS = {32: "MD5", 40: "SHA-1", 64: "SHA-256"}
# Kinds that STIX has only a pattern for: the observable around them would need what no report says.
_PATTERNS = {
    "imphash": "file:extensions.'windows-pebinary-ext'.imphash",
    "service": "process:extensions.'windows-service-ext'.service_name",
    "user-agent": "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
    "cookie": "network-traffic:extensions.'http-request-ext'.request_header.'Cookie'",
    "pipe": "file:name",
    "wallet": "cryptocurrency-wallet:value",
    "registry-key": "windows-registry-key:key",
    "mutex": "mutex:name",
    "certificate-serial": "x509-certificate:serial_number",
}
_TECHNIQUE = re.compile(r"\bT\d{4}(?:\.\d{3})?\b")
_CVE = re.compile(r"\bCVE-\d{4}-\d{4,}\b", re.IGNORECASE)
_VALUED = {
    "domain": "domain-name",
    "ipv4": "ipv4-addr",
    "ipv6": "ipv6-addr",
    "url": "url",
    "email": "email-addr",
}
_CLASSES = {
    "organisation": "organization",
    "person": "individual",
    "group": "group",
    "sector": "class",
}


def stix_objects(entity: Entity, author: str, document: str) -> tuple[Object, ...]:
    """Return the object of an entity, and before it the objects that it refers to.

    `author` is the id of the identity that makes domain objects. An incident without a name
    is of its `document`. Empty where STIX has no object: questions, dates, roles, motives.
    """
    kind, name = entity.kind, entity.name
    if kind == "path":
        return _path(name)
    if seen := _seen(kind, name):
        return (_observable(*seen),)
    made = _domain_object(kind, name)
    if made is None:
        return ()
    apart = (document,) if name == "the incident" else ()
    own = {
        "type": made.pop("type"),
        "spec_version": "2.1",
        "id": "",
        "created_by_ref": author,
        "created": UNDATED,
        "modified": UNDATED,
        "name": name,
        **made,
    }
    own["id"] = made_id(own["type"], kind, name, *apart)
    return (own,)


def _seen(kind: str, name: str) -> tuple[str, Object] | None:
    """Return the observable type of a thing that is one, and what its id derives from."""
    if kind in _VALUED:
        return _VALUED[kind], {"value": name}
    if kind in _HASHES:
        return "file", {"hashes": {_HASHES[kind]: _digest(kind, name)}}
    named = {
        "file": ("file", "name"),
        "artifact": ("file", "name"),
        "product": ("software", "name"),
        "release": ("software", "name"),
        "account": ("user-account", "account_login"),
        "registry-key": ("windows-registry-key", "key"),
        "mutex": ("mutex", "name"),
        "certificate-serial": ("x509-certificate", "serial_number"),
    }
    if kind in named:
        made, field = named[kind]
        return made, {field: name}
    return _network_or_package(kind, name)


def _digest(kind: str, name: str) -> str:
    """Return a hash as STIX wants it: a TLSH without its version, 70 digits."""
    return name.removeprefix("T1") if kind == "tlsh" and len(name) == 72 else name


def _network_or_package(kind: str, name: str) -> tuple[str, Object] | None:
    if kind == "certificate-thumbprint" and len(name) in _DIGESTS:
        return "x509-certificate", {"hashes": {_DIGESTS[len(name)]: name}}
    if kind == "asn":
        return "autonomous-system", {"number": int(name.removeprefix("AS"))}
    if kind == "cidr":
        return ("ipv6-addr" if ":" in name else "ipv4-addr"), {"value": name}
    if kind == "package":
        title, version = _bare_package(name)
        return "software", {"name": title, **({"version": version} if version else {})}
    return None


def _bare_package(purl: str) -> tuple[str, str]:
    """Return the name and the version of a package URL; the version is empty where it has none."""
    name, at, version = purl.partition("/")[2].rpartition("@")
    return (unquote(name), unquote(version)) if at and name else (unquote(version), "")


def _domain_object(kind: str, name: str) -> Object | None:  # noqa: PLR0911 - a question a line
    if kind in _CLASSES:
        return {"type": "identity", "identity_class": _CLASSES[kind]}
    if kind == "region":
        return {"type": "location", "region": name}
    if kind in ("website", "device", "host"):
        return {"type": "infrastructure", "description": f"a {kind}"}
    if kind == "technique":
        found = _TECHNIQUE.search(name)
        return {"type": "attack-pattern", **_referenced("mitre-attack", found)}
    if kind in ("cve", "vulnerability"):
        return {"type": "vulnerability", **_referenced("cve", _CVE.search(name))}
    if kind == "ghsa":
        return {"type": "vulnerability", **_referenced("ghsa", re.match(r".*", name))}
    if kind == "attack-id":
        made = {"T1": "attack-pattern", "M1": "course-of-action"}.get(name[:2])
        return (
            {"type": made, **_referenced("mitre-attack", re.match(r".*", name))} if made else None
        )
    plain: dict[str, Object] = {
        "malware": {"type": "malware", "is_family": True},
        "tool": {"type": "tool"},
        "actor": {"type": "intrusion-set"},
        "campaign": {"type": "campaign"},
        "measure": {"type": "course-of-action"},
    }
    return dict(plain[kind]) if kind in plain else None


def _referenced(source: str, found: re.Match[str] | None) -> Object:
    if found is None:
        return {}
    return {"external_references": [{"source_name": source, "external_id": found[0].upper()}]}


def _observable(kind: str, contributing: Object) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": observed_id(kind, contributing),
        **contributing,
    }


def _path(path: str) -> tuple[Object, ...]:
    folder, name = _split(path)
    if not name:
        return (_observable("directory", {"path": path}),)
    if not folder:
        return (_observable("file", {"name": name}),)
    directory = _observable("directory", {"path": folder})
    return directory, _observable("file", {"name": name, "parent_directory_ref": directory["id"]})


def _split(path: str) -> tuple[str, str]:
    at = max(path.rfind("/"), path.rfind("\\"))
    return (path[: max(at, 1)], path[at + 1 :]) if at >= 0 else ("", path)


def pattern(entity: Entity) -> str | None:  # noqa: PLR0911 - a question a line
    """Return the STIX pattern that matches an observable, or None where there is none."""
    kind, value = entity.kind, _quoted(entity.name)
    if kind in _VALUED:
        return f"[{_VALUED[kind]}:value = {value}]"
    if kind in _HASHES:
        return f"[file:hashes.'{_HASHES[kind]}' = {_quoted(_digest(kind, entity.name))}]"
    if kind in _PATTERNS:
        return f"[{_PATTERNS[kind]} = {value}]"
    if kind == "file":
        return f"[file:name = {value}]"
    if kind == "path":
        folder, name = _split(entity.name)
        if not name:
            return f"[directory:path = {value}]"
        own = f"file:name = {_quoted(name)}"
        return f"[{own} AND file:parent_directory_ref.path = {_quoted(folder)}]" if folder else f"[{own}]"  # fmt: skip
    return _network_pattern(kind, entity.name)


def _network_pattern(kind: str, name: str) -> str | None:
    if kind == "certificate-thumbprint" and len(name) in _DIGESTS:
        return f"[x509-certificate:hashes.'{_DIGESTS[len(name)]}' = {_quoted(name)}]"
    if kind == "asn":
        return f"[autonomous-system:number = {int(name.removeprefix('AS'))}]"
    if kind == "cidr":
        return f"[{'ipv6' if ':' in name else 'ipv4'}-addr:value ISSUBSET {_quoted(name)}]"
    if kind == "ip-range":
        first, last = map(IPv4Address, name.split("-"))
        within = (f"ipv4-addr:value ISSUBSET '{n}'" for n in summarize_address_range(first, last))
        return f"[{' OR '.join(within)}]"
    if kind == "package":
        title, version = _bare_package(name)
        also = f" AND software:version = {_quoted(version)}" if version else ""
        return f"[software:name = {_quoted(title)}{also}]"
    return None


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
