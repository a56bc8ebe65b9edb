"""What the streams of a compound file hold, to be compared with those of another one."""

from __future__ import annotations

import hashlib

from onionskin.parse.archives.cfb import STREAM, Compound
from onionskin.parse.installers.msi import decode_name
from onionskin.parse.signatures.msi_digest import SIGNATURE, SIGNATURE_EX
from onionskin.parse.signatures.msi_signature import stored_name


def contents(compound: Compound) -> dict[str, str]:
    """Return name -> SHA-256 of every stream that the directory's tree reaches, but for a signature's.

    Tables are written `table NAME`, streams in storages with a slash; class ids of storages count
    as streams of their own, as a signature covers them.
    """
    found: dict[str, str] = {}
    for entry in compound.entries:
        if not entry.reached:
            continue
        name = "/".join(map(_shown, entry.path))
        if entry.kind != STREAM:
            found[f"class of {name or 'the root'}"] = entry.raw[80:96].hex()
        elif len(entry.path) != 1 or stored_name(entry) not in (SIGNATURE, SIGNATURE_EX):
            digest = hashlib.sha256()
            for chunk in compound.open(entry).chunks():
                digest.update(chunk)
            found[name] = digest.hexdigest()
    return found


def _shown(stored: str) -> str:
    name, is_table = decode_name(stored)
    return f"table {name}" if is_table else name
