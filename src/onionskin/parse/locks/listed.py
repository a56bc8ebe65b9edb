"""What a lock file or a bill of materials lists: a component, its version, its hashes, and where it says so."""

from __future__ import annotations

import json
import re
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Value
from onionskin.parse.texts import toml_text

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_LONGEST = 200


class Listed(Value, frozen=True):
    """One component. `place` is a line or a path inside the document, `quote` what stands there.

    `sha256` are hex digests of whole files (an archive as it is published, or one file of it).
    """

    name: str
    version: str
    place: str
    quote: str
    sha256: tuple[str, ...] = ()


def listed(name: object, version: object, place: str, *hashes: object) -> Listed:
    """Return a component; what is no SHA-256 in hex among the hashes is left out."""
    words = (str(name)[:_LONGEST], str(version)[:_LONGEST])
    sums = (str(each).rpartition(":")[2] for each in hashes if each)
    kept = tuple(sorted({each.lower() for each in sums if _SHA256.fullmatch(each)}))
    return Listed(*words, place[:_LONGEST], " ".join(filter(None, words)), kept)


def json_object(text: str) -> dict[str, Any]:
    """Return a JSON document that is an object; DamagedError if it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"is no JSON: {str(error)[:100]}") from error
    if not isinstance(found, dict):
        raise DamagedError("is no JSON object")
    return found


def toml_table(text: str) -> dict[str, Any]:
    """Return a TOML document; DamagedError if it is none."""
    try:
        return toml_text.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"is no TOML: {str(error)[:100]}") from error


def rows(thing: object) -> list[dict[str, Any]]:
    """Return the objects of a list; nothing of anything else."""
    return [each for each in thing if isinstance(each, dict)] if isinstance(thing, list) else []


def table(thing: object) -> dict[str, Any]:
    """Return an object, an empty one for anything else."""
    return thing if isinstance(thing, dict) else {}
