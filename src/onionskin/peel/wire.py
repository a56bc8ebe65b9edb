"""What goes into the jail to have one artifact opened, and what comes back. Strict on both ends."""

from __future__ import annotations

import msgspec

from onionskin.model import Artifact, Evidence, Fact, Layer, Level, Problem, Signature, Value
from onionskin.parse.signatures.idsig_facts import Idsig
from onionskin.parse.signatures.openpgp import OpenpgpSignature


class Request(Value, frozen=True):
    """Open the artifact at [base, base+size) of a descriptor; decoded members go to another one.

    `descriptor` says which of the job's the bytes are in. `limit` is how many decoded bytes may be written, `entries` how many members
    may come out, `ratio` how often larger than itself the artifact may become, but `free` bytes at least, after
    how many `seconds` it is to say what it has. `denied` are the plugins that already
    killed a worker over these bytes, `within` is where a stored member stands in its holder.
    `is_member` says that a container holds it, and all of it was there.
    `keys` names the OpenPGP keys in the job's last descriptor by their SHA-256; "" where none are given.
    With `leaves_digests` members are not hashed to be compared with a list: Member says what it states.
    """

    artifact: Artifact
    base: int
    limit: int
    entries: int
    ratio: int
    seconds: float = 60.0
    denied: tuple[str, ...] = ()
    within: int = 0
    keys: str = ""
    descriptor: int = 0
    is_member: bool = False
    leaves_digests: bool = False
    free: int = 64 << 20


class Member(Value, frozen=True):
    """A child: bytes of the parent (`spooled` False) or of the spool (True).

    A child that is not `whole` is the beginning of one that was not decoded to its end. `stated` is the
    SHA-256 in hex that a list in the container states, if nobody compared it yet.
    """

    name: str
    spooled: bool
    offset: int
    length: int
    whole: bool = True
    stated: str = ""


class Seen(Value, frozen=True):
    """What an artifact signal saw."""

    signal: str
    summary: str
    evidence: tuple[Evidence, ...]
    level: Level | None


class Opened(Value, frozen=True):
    """An artifact opened. `members` are in the container's order; `failed` are signals that broke.

    `short` says that a larger `limit` or more `entries` would have brought more.
    """

    layer: Layer
    members: tuple[Member, ...]
    seen: tuple[Seen, ...]
    failed: tuple[Problem, ...] = ()
    short: bool = False


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


class RuleSource(Value, frozen=True):
    """One file of YARA rules: its name, and where its text stands in the descriptor of the rules."""

    name: str
    offset: int
    length: int


class Rules(Value, frozen=True):
    """All rules of a run. `digest` is of the whole descriptor, so that a worker compiles them once."""

    digest: str
    sources: tuple[RuleSource, ...]


class Broken(Value, frozen=True):
    """A rule that cannot be compiled: the others are."""

    source: str
    line: int
    what: str


class Compiled(Value, frozen=True):
    """What became of the rules: how many there are, which are broken, or why none can be run here."""

    count: int
    broken: tuple[Broken, ...] = ()
    refused: str = ""


class Asked(Value, frozen=True):
    """Say what the bytes at [base, base+size) of a descriptor can do: run the features over them.

    `layer` is what opening said of them. `seconds`, `denied` and `descriptor` are as in Request. With
    `rules`, these are read from the job's last descriptor, and run instead.
    """

    layer: Layer
    base: int
    seconds: float = 60.0
    denied: tuple[str, ...] = ()
    rules: Rules | None = None
    descriptor: int = 0


class AskedTogether(Value, frozen=True):
    """Say it of several small files; the `rules` are those of all of them."""

    files: tuple[Asked, ...]
    rules: Rules | None = None


class Featured(Value, frozen=True):
    """What the features say, in the order of their ids, or the rules; they name no artifact."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()


class Exchanged(Value, frozen=True):
    """A few lines of a text, and those that stand in their place now."""

    was: bytes
    now: bytes


class Weighing(Value, frozen=True):
    """Say what the new lines of one text hold less than the old ones. `language` is one of script_lexing.LANGUAGES; "" for a text that is no script."""

    name: str
    language: str
    exchanged: tuple[Exchanged, ...]


class Weighed(Value, frozen=True):
    """What is held less: (number of the exchange, in words, when it asks for a review) each."""

    told: tuple[tuple[int, str, int], ...]


class Weakened(Value, frozen=True):
    """A fact: what stands at [offset, offset+length) holds less than what stood in its place; `asks` as a Weakening's."""

    says: str
    asks: int
    offset: int
    length: int


class KeyFiles(Value, frozen=True):
    """What the descriptor of the keys holds: the operator's files, one after the other."""

    files: tuple[bytes, ...]


class KeysRead(Value, frozen=True):
    """How many keys each file holds; 0 with the reason where it holds none."""

    counts: tuple[tuple[int, str], ...]


class Beside(Value, frozen=True):
    """Digest the bytes at [base, base+size) of descriptor 0 for signatures that lie beside them.

    `keys` is as in Request, with the keys in descriptor 1; `algorithms` are digests to return. `idsig` is what
    a signature of scheme 4 for Android states.
    """

    base: int
    size: int
    signatures: tuple[OpenpgpSignature, ...] = ()
    algorithms: tuple[str, ...] = ()
    keys: str = ""
    idsig: Idsig | None = None


class Beheld(Value, frozen=True):
    """What became of the signatures beside a file, in their order; its digests in hex by algorithm."""

    signatures: tuple[Signature, ...] = ()
    digests: dict[str, str] = msgspec.field(default_factory=dict)
