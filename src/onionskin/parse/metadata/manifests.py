"""Manifests as text, JSON and TOML: read whole, bounded in size and depth, or refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Value
from onionskin.parse.texts import toml_text
from onionskin.plugins.view import View

LIMIT = 4 << 20
TOML_LIMIT = 1 << 20
DEPTH = 64
# How many facts of one kind a manifest may state.
FACTS = 2000
WORD = 300
_BOM = b"\xef\xbb\xbf"

Item = Fact | Problem


class UnreadManifest(Value, frozen=True):
    """A manifest inside a package that cannot be read, and why; tools cannot read it either."""

    why: str


def told(view: View, read: Callable[[View], Iterator[Item]]) -> Iterator[Item]:
    """Yield what `read` finds; say why it stopped.

    Packages carry broken manifests as material for tests; only the package's own, which
    stands at its top, leaves the package unread.
    """
    try:
        for number, item in enumerate(read(view)):
            if number >= FACTS:
                yield Problem("limit:facts", f"it states more than {FACTS} things; the rest was left out")  # fmt: skip
                return
            yield item
    except DamagedError as error:
        if is_top(view.name):
            yield Problem("damaged", str(error))
        else:
            yield Fact.of(UnreadManifest(str(error)))


def is_top(name: str) -> bool:
    """Say whether a member of that name is its package's own: at the top, or in the one folder there."""
    return name.replace("\\", "/").removeprefix("./").count("/") <= 1


def begins_object(view: View) -> bool:
    """Say whether the bytes begin as a JSON object."""
    return view.read(0, 4096).removeprefix(_BOM).lstrip()[:1] == b"{"


def is_text(view: View) -> bool:
    """Say whether it begins as text. What is not text further behind is for its reader to refuse."""
    return view.size > 0 and b"\0" not in view.read(0, 4096)


def is_utf8(view: View) -> bool:
    """Say whether all that is read of it is UTF-8, which a program or a model is not."""
    head = view.read(0, LIMIT)
    try:
        head[: max(len(head) - 3, 1) if view.size > LIMIT else None].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return view.size > 0


def cut_off(view: View, limit: int) -> Iterator[Problem]:
    """Say that only the first `limit` bytes of a text were read, where that is so."""
    if view.size > limit:
        yield Problem("limit:text", f"only the first {limit} of its {view.size} bytes were read")


def text(view: View, limit: int = LIMIT) -> str:
    """Return the whole text; bytes that are no UTF-8 are replaced. Raises DamagedError over `limit`."""
    if view.size > limit:
        raise DamagedError(f"it is {view.size} bytes long; at most {limit} are read")
    return view.read(0, view.size).decode("utf-8-sig", "replace")


def json_object(view: View) -> dict[str, Any]:
    """Return a JSON object, or raise DamagedError."""
    if view.size > LIMIT:
        raise DamagedError(f"it is {view.size} bytes long; at most {LIMIT} are read")
    try:
        found = msgspec.json.decode(view.read(0, view.size).removeprefix(_BOM))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise DamagedError(f"it is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise DamagedError("it is JSON, and no object")
    return found


def toml(view: View) -> dict[str, Any]:
    """Return a TOML document, or raise DamagedError."""
    if view.size > TOML_LIMIT:
        raise DamagedError(f"it is {view.size} bytes long; at most {TOML_LIMIT} are read")
    try:
        return toml_text.loads(text(view))
    except (RecursionError, ValueError) as error:
        raise DamagedError(f"it is no TOML: {error}") from error


def table(found: Any, *keys: str) -> dict[str, Any]:
    """Return the table at the end of a path of keys; an empty one where there is none."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def pairs(found: Any) -> Iterator[tuple[str, str]]:
    """Yield name and words of a table's entries; what is no text is shown as it is."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield str(key)[:WORD], word(value)


def listed(found: Any) -> list[str]:
    """Return the texts of a list; nothing of anything else."""
    return [each[:WORD] for each in found if isinstance(each, str)] if isinstance(found, list) else []  # fmt: skip


def word(value: Any) -> str:
    """Return a value as a short text."""
    if isinstance(value, str):
        return value[:WORD]
    try:
        return msgspec.json.encode(value).decode()[:WORD]
    except (TypeError, RecursionError, ValueError):
        return repr(type(value))
