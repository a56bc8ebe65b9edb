"""Entities as STIX 2.1 objects: the standard one where there is one, None where there is none.

Source: STIX 2.1, sections 4 (domain objects) and 6 (observables). Entities carry
the fixed time UNDATED: the same name in two reports is then the same object, byte for byte.
"""

from __future__ import annotations

import re
from typing import Any

from onionskin.model import Entity
from onionskin.terms.stix import UNDATED, made_id, observed_id

Object = dict[str, Any]

_HASHES = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha512": "SHA-512"}
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
        return "file", {"hashes": {_HASHES[kind]: name}}
    named = {
        "file": ("file", "name"),
        "artifact": ("file", "name"),
        "product": ("software", "name"),
        "release": ("software", "name"),
        "account": ("user-account", "account_login"),
    }
    if kind not in named:
        return None
    made, field = named[kind]
    return made, {field: name}


def _domain_object(kind: str, name: str) -> Object | None:
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
    plain: dict[str, Object] = {
        "malware": {"type": "malware", "is_family": True},
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


def pattern(entity: Entity) -> str | None:
    """Return the STIX pattern that matches an observable, or None where there is none."""
    kind, value = entity.kind, _quoted(entity.name)
    if kind in _VALUED:
        return f"[{_VALUED[kind]}:value = {value}]"
    if kind in _HASHES:
        return f"[file:hashes.'{_HASHES[kind]}' = {value}]"
    if kind == "file":
        return f"[file:name = {value}]"
    if kind == "path":
        folder, name = _split(entity.name)
        if not name:
            return f"[directory:path = {value}]"
        own = f"file:name = {_quoted(name)}"
        return f"[{own} AND file:parent_directory_ref.path = {_quoted(folder)}]" if folder else f"[{own}]"  # fmt: skip
    return None


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
