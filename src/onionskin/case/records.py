"""Records: the model's values as rows of canonical JSON, with an id and a hash each.

The registry is closed: what is not a value of the model is refused on the way
in, and decoded strictly on the way out. A body holds no clock and no machine's
name, so that the same record is the same bytes everywhere.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from onionskin import model
from onionskin.errors import CaseError
from onionskin.model import Layer, Value, identify

V = TypeVar("V", bound=Value)

LIMIT = 256 << 20  # bytes of one body


class Blob(Value, frozen=True):
    """A manifest row: bytes kept under `blobs/`, named by their SHA-256."""

    id: str
    size: int


KINDS: dict[str, type[Value]] = {
    name: thing
    for name, thing in sorted(vars(model).items())
    if isinstance(thing, type) and issubclass(thing, Value) and thing not in (Value, model.Relation)
} | {"Blob": Blob}


class Row(NamedTuple):
    """One record as the ledger keeps it; `sha256` covers the other three."""

    kind: str
    id: str
    body: bytes
    sha256: str


def hash_row(kind: str, record_id: str, body: bytes) -> str:
    """Return the SHA-256 of a row, in hex; each part is length-prefixed."""
    digest = hashlib.sha256(b"onionskin-row/1\0")
    for part in (kind.encode(), record_id.encode(), body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def encode(record: Value) -> Row:
    """Turn a record into its row. Raises CaseError for what could not be read back."""
    kind = type(record).__name__
    if KINDS.get(kind) is not type(record):
        raise CaseError(f"a case keeps no {kind}", hint="commit values of the model only")
    try:
        body = _canonical(record)
        msgspec.json.decode(body, type=type(record))
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError) as error:
        where = str(getattr(record, "id", kind))
        raise CaseError(f"this {kind} cannot be recorded: {error}", where=where) from error
    if len(body) > LIMIT:
        raise CaseError(f"this {kind} is larger than {LIMIT >> 20} MiB", where=kind)
    record_id = _escape(_id_of(record, body))
    return Row(kind, record_id, body, hash_row(kind, record_id, body))


def decode(kind: type[V], body: bytes) -> V:
    """Read a body back, strictly. Raises msgspec.MsgspecError when it does not fit."""
    return msgspec.json.decode(body, type=kind)


def _id_of(record: Value, body: bytes) -> str:
    if isinstance(record, Layer):
        return record.artifact.id
    own = getattr(record, "id", None)
    if own is None:
        return identify(type(record).__name__.lower(), body.decode())
    if not own:
        raise CaseError(f"a {type(record).__name__} needs an id", hint="use model.identify")
    return cast("str", own)


def _canonical(record: Value) -> bytes:
    try:
        return msgspec.json.encode(record, order="sorted")
    except UnicodeEncodeError:
        # Names out of evidence may hold lone surrogates, which JSON cannot: keep them visible.
        return msgspec.json.encode(_visible(msgspec.to_builtins(record)), order="sorted")


def _visible(thing: Any) -> Any:
    if isinstance(thing, str):
        return _escape(thing)
    if isinstance(thing, dict):
        return {_escape(str(key)): _visible(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_visible(each) for each in thing]
    return thing


def _escape(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
