"""What goes into the jail to have one artifact opened, and what comes back. Strict on both ends."""

from __future__ import annotations

from onionskin.model import Artifact, Evidence, Layer, Level, Problem, Value


class Request(Value, frozen=True):
    """Open the artifact at [base, base+size) of descriptor 0; decoded members go to descriptor 1.

    `limit` is how many decoded bytes may be written, `entries` how many members
    may come out, `ratio` how often larger than itself the artifact may become.
    `denied` are the containers that already killed a worker over these bytes.
    """

    artifact: Artifact
    base: int
    limit: int
    entries: int
    ratio: int
    denied: tuple[str, ...] = ()


class Member(Value, frozen=True):
    """A child: bytes of the parent (`spooled` False) or of the spool (True)."""

    name: str
    spooled: bool
    offset: int
    length: int


class Seen(Value, frozen=True):
    """What an artifact signal saw."""

    signal: str
    summary: str
    evidence: tuple[Evidence, ...]
    level: Level | None


class Opened(Value, frozen=True):
    """An artifact opened. `members` are in the container's order; `failed` are signals that broke."""

    layer: Layer
    members: tuple[Member, ...]
    seen: tuple[Seen, ...]
    failed: tuple[Problem, ...] = ()


class Fits(Value, frozen=True):
    """A fact: every container whose format the bytes satisfy, the opened one first."""

    opened: str
    others: tuple[str, ...]


class Opaque(Value, frozen=True):
    """A fact: what data of no known format looks like (see parse/texture.py)."""

    texture: str


class Needle(Value, frozen=True):
    """Search the bytes at [base, base+size) of descriptor 0."""

    base: int
    size: int
    needle: bytes
