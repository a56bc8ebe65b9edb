"""The six nouns, and the values they are made of. The glossary of the program.

Artifact, Claim, Event, Finding, Exposure, Decision. Rooms meet only through
the case, so this vocabulary is their interface. Everything is frozen; ids hash
(kind, rule id, subject, location) and never a version, so that a newer run over
the same input supersedes instead of adding.

All offsets and lengths are bytes, except in text artifacts, where they count
characters of the UTF-8 text. Times are ISO 8601 strings in UTC; a date alone is
`YYYY-MM-DD`. A bound of None is "not known".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Base of all nouns and values: frozen, strict, encodable."""


def identify(kind: str, *parts: object) -> str:
    """Return the stable id of a record: its kind and 20 hex digits of SHA-256.

    `parts` are the rule id, the subject and the location, never a version.
    """
    # Length-prefixed, so that ("ab", "c") and ("a", "bc") differ.
    raws = [str(part).encode("utf-8", "surrogateescape") for part in (kind, *parts)]
    joined = b"".join([len(raw).to_bytes(8, "big") + raw for raw in raws])
    return f"{kind}-{hashlib.sha256(joined).hexdigest()[:20]}"


# --- judging -----------------------------------------------------------------


class Level(StrEnum):
    """How far one finding reaches alone, and the verdict on a release. Ordered."""

    NOTHING_FOUND = "nothing_found"
    REVIEW = "review"
    SUSPICIOUS = "suspicious"
    COMPROMISED = "compromised"


class Lane(StrEnum):
    """Which kind of question a signal asks."""

    INVARIANT = "invariant"  # something that honest releases never break
    CHANGE = "change"  # something that differs from the release before
    CONTENT = "content"  # something that the bytes can do, or say


class Certainty(StrEnum):
    """How surely a subject is hit. The first five are ordered; the last two stand apart."""

    UNKNOWN = "unknown"
    POSSIBLE = "possible"
    PLAUSIBLE = "plausible"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    NOT_AFFECTED = "not_affected"
    CLEARED = "cleared"


class Stage(StrEnum):
    """How far the attack went on a subject. Ordered."""

    SERVED = "served"
    INSTALLED = "installed"
    EXECUTED = "executed"
    BEACONED = "beaconed"
    SECOND_STAGE = "second_stage"
    HANDS_ON_KEYBOARD = "hands_on_keyboard"


class Confidence(StrEnum):
    """How sure the speaker of a claim is, in the speaker's own words' class."""

    CONFIRMED = "confirmed"
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    UNSTATED = "unstated"


class Outcome(StrEnum):
    """What became of one input. Every input ends as exactly one of these."""

    SCANNED = "scanned"
    INCOMPLETE = "incomplete"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    UNSUPPORTED = "unsupported"


# --- where -------------------------------------------------------------------


class Span(Value, frozen=True):
    """A run of bytes (of characters, in text artifacts)."""

    offset: int
    length: int

    @property
    def end(self) -> int:
        """The offset just behind the span."""
        return self.offset + self.length


class Evidence(Value, frozen=True):
    """Where exactly: an artifact and a span, or a table and a row.

    `artifact` is an artifact id; `table` the SHA-256 of a table file, and `row`
    its row from 0. `note` says in words what stands there.
    """

    note: str
    artifact: str | None = None
    offset: int = 0
    length: int = 0
    table: str | None = None
    row: int | None = None


class Problem(Value, frozen=True):
    """What we could not read, and why. Never dropped, never "clean".

    `reason` is a short fixed token (`truncated`, `limit:bytes`, `crashed`,
    `no-opener`, `missing-column`...), `detail` the sentence with the next step.
    """

    reason: str
    detail: str
    artifact: str | None = None


class Region(Value, frozen=True):
    """A named owner of bytes. `name` is lower case: `section .text`, `certificate table`."""

    name: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        """The offset just behind the region."""
        return self.offset + self.length


class Gap(Value, frozen=True):
    """Bytes that no region owns. `entropy` is in bits per byte, 0 to 8; `head` is hex."""

    offset: int
    length: int
    entropy: float
    head: str = ""


class Fact(Value, frozen=True):
    """One typed statement of a parser about an artifact.

    `kind` names the Struct in the code (`Signature`, `PeImage`), `value` is that
    Struct as builtins. Read it back with `Layer.all(Type)`, which validates.
    """

    kind: str
    value: dict[str, Any]

    @classmethod
    def of(cls, thing: msgspec.Struct) -> Fact:
        """Wrap a parser's Struct."""
        return cls(kind=type(thing).__name__, value=msgspec.to_builtins(thing))


class Signature(Value, frozen=True):
    """A code signature, as far as it was verified. A valid one never lowers a verdict.

    `status` is `valid` (no flag that names a failure), `invalid`, `unreadable`, or `unverified`:
    its key is not at hand, and nothing that can be seen without it is wrong.
    `flags` name every failure and every doubt, each a fixed token
    (`digest-mismatch`, `root-unknown`, `certificate-expired-at-signing`...).
    `covered` and `not_covered` partition the artifact's bytes. `authority` is the SHA-256 (hex) of the
    public key of a root that is no known one: who vouches for a name that anybody may write.
    """

    scheme: str
    status: str
    signer: str
    flags: tuple[str, ...] = ()
    signed_at: str | None = None
    digest: str = ""
    covered: tuple[Span, ...] = ()
    not_covered: tuple[Span, ...] = ()
    authority: str = ""


class ReleaseName(Value, frozen=True):
    """What a layer says it is: product and version in the maker's own words."""

    product: str
    version: str
    platform: str = ""
    source: str = ""


# --- 1 Artifact ----------------------------------------------------------------


class Artifact(Value, frozen=True):
    """Bytes and the path of layers that leads to them. `sha256` addresses the content.

    `path` is a list of names, the outermost first, never a joined string. `id`
    hashes the path and the content, so that one content at two places is two
    artifacts. `media` is `file`, `directory` (a release) or `text` (out of a report).
    """

    id: str
    path: tuple[str, ...]
    sha256: str
    size: int
    parent: str | None = None
    media: str = "file"


class Layer(Value, frozen=True):
    """An artifact opened: its format, its byte ledger and its parser's facts."""

    artifact: Artifact
    format: str
    outcome: Outcome
    regions: tuple[Region, ...] = ()
    unexplained: tuple[Gap, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Return every fact of that type, validated."""
        if not self.facts:
            return ()
        name = kind.__name__
        found = [fact.value for fact in self.facts if fact.kind == name]
        return tuple([msgspec.convert(each, kind) for each in found])

    def first(self, kind: type[T]) -> T | None:
        """Return the first fact of that type, validated, or None."""
        name = kind.__name__
        for fact in self.facts:
            if fact.kind == name:
                return msgspec.convert(fact.value, kind)
        return None

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.artifact.path[-1]

    @property
    def explained(self) -> int:
        """How many bytes have an owner."""
        return self.artifact.size - sum(gap.length for gap in self.unexplained)


class Reference(Value, frozen=True):
    """One file as a known release holds it: what a vendored copy of it should be.

    `product` and `version` are the release's, `name` is the file's own name, `code` the digest that
    its signature is over (empty: none), `made` what marks one signature (signer and time), `machine`
    the processor, `component` and `file_version` what the file says it is. `origin` tells how one knows.
    """

    product: str
    version: str
    name: str
    sha256: str
    size: int
    format: str
    origin: str
    code: str = ""
    made: str = ""
    machine: str = ""
    component: str = ""
    file_version: str = ""


# --- 2 Claim -------------------------------------------------------------------


class Bounds(Value, frozen=True):
    """A point in time known between two bounds, each an ISO date or time, or None."""

    earliest: str | None = None
    latest: str | None = None


class Window(Value, frozen=True):
    """A stretch of time with bounds on both of its ends."""

    start: Bounds = Bounds()
    end: Bounds = Bounds()


class Entity(Value, frozen=True):
    """A thing of the world: a kind from the closed list, and its name as written."""

    kind: str
    name: str


class Origin(Value, frozen=True):
    """Who a statement comes from, and whom it was copied from, if anybody.

    Corroboration counts distinct `root`s, not documents.
    """

    document: str
    publisher: str = ""
    copied_from: str | None = None

    @property
    def root(self) -> str:
        """The origin that corroboration counts."""
        return self.copied_from or self.publisher or self.document


OBSERVABLES = frozenset(
    {
        "domain", "ipv4", "ipv6", "cidr", "ip-range", "asn", "url", "email", "md5", "sha1", "sha256", "sha512",
        "ssdeep", "tlsh", "imphash", "path", "registry-key", "mutex", "pipe", "service", "scheduled-task",
        "certificate-serial", "certificate-thumbprint", "user-agent", "cookie", "package", "wallet",
        "cve", "cwe", "ghsa", "attack-id",
    }
)  # fmt: skip

ENTITY_KINDS = OBSERVABLES | frozenset(
    {
        "organisation", "person", "product", "release", "file", "malware", "actor", "campaign",
        "technique", "host", "account", "device", "website", "sector", "region", "group",
        "question", "date", "role", "motive", "measure", "artifact", "vulnerability", "data",
        "statement",
    }
)  # fmt: skip

_ORG = frozenset({"organisation", "group", "person"})
_THING = frozenset({"product", "release", "file", "website", "device", "account", "host"})
_MEANS = _THING | frozenset({"malware", "campaign", "technique"})


class Relation(Value, frozen=True):
    """One row of the closed table: a name, and the kinds it may join."""

    name: str
    subjects: frozenset[str]
    objects: frozenset[str]
    reads: str


# The six mechanisms by which a compromise travels (BUILD, DELIVER, EMBED, CREDENTIAL, MANAGE,
# HOST) sufficed for 14 incidents and 50 hops; the rest is what reports say around them.
RELATIONS: dict[str, Relation] = {
    relation.name: relation
    for relation in (
        Relation("build", _ORG, frozenset({"release", "product"}), "is built by the compromised"),
        Relation("deliver", _THING | _ORG, _ORG | _THING, "is what the next one installed"),
        Relation("embed", frozenset({"product", "release"}), frozenset({"product", "release"}), "contains"),
        Relation("credential", _THING | _ORG, _ORG | _THING, "gave up the credentials of"),
        Relation("manage", _ORG | _THING, _ORG | _THING, "administers"),
        Relation("host", _ORG | _THING, _THING | _ORG, "hosts"),
        Relation("compromised-through", _ORG | _THING, _MEANS | _ORG, "was compromised through"),
        Relation("compromised-by", _ORG | _THING, frozenset({"actor", "malware", "organisation"}), "was compromised by"),
        Relation("affects", frozenset({"campaign", "malware", "product", "release", "cve", "vulnerability"}), frozenset({"release", "product"}), "affects"),
        Relation("fixed-in", frozenset({"product"}), frozenset({"release"}), "is fixed in"),
        Relation("served", frozenset({"website", "organisation", "release"}), frozenset({"release", "product", "website"}), "served, in its window"),
        Relation("retired", frozenset({"product", "release"}), frozenset({"date"}), "was retired on"),
        Relation("signed-by", frozenset({"release", "file", "artifact"}), _ORG, "is signed by"),
        Relation("supplies", _ORG, _ORG | frozenset({"product", "release"}), "supplies"),
        Relation("uses", _ORG | frozenset({"host"}), frozenset({"product", "release"}), "uses"),
        Relation("attributed-to", frozenset({"campaign", "malware", "organisation", "product", "release"}), frozenset({"actor", "region", "group"}), "is attributed to"),
        Relation("employs", frozenset({"actor", "campaign", "malware", "group"}), frozenset({"malware", "technique", "product"}), "employs"),
        Relation("alias-of", frozenset({"actor", "malware", "campaign"}), frozenset({"actor", "malware", "campaign"}), "is called, by this source"),
        Relation("indicates", OBSERVABLES | frozenset({"file"}), frozenset({"role"}), "is mentioned as"),
        Relation("victim", _ORG | frozenset({"sector", "region"}), frozenset({"campaign", "malware", "product", "release"}), "is a victim of"),
        Relation("mitigated-by", frozenset({"campaign", "product", "release", "malware"}), frozenset({"measure"}), "is mitigated by"),
        Relation("motive", frozenset({"actor", "campaign"}), frozenset({"motive"}), "acts for"),
        Relation("collects", frozenset({"malware", "product", "release", "campaign", "actor"}), frozenset({"data"}), "collects"),
        Relation("part-of", frozenset({"campaign", "malware"}), frozenset({"campaign"}), "is part of"),
        Relation("began", frozenset({"campaign", "malware"}), frozenset({"date"}), "began on"),
        Relation("discovered", frozenset({"campaign", "malware", "release"}), frozenset({"date"}), "was discovered on"),
        Relation("admits", frozenset({"organisation", "person"}), frozenset({"statement"}), "admits that"),
        Relation("warns", frozenset({"organisation", "person", "campaign"}), frozenset({"statement"}), "warns that"),
        Relation("unknown", frozenset({"campaign", "product", "organisation", "artifact"}), frozenset({"question"}), "leaves open"),
    )
}  # fmt: skip

ROLES = ("indicator", "reference", "clean", "victim", "test")


class Claim(Value, frozen=True):
    """Subject - relation - object, who says it, when it was said, and the verbatim quote.

    `quote` is exactly the text at `evidence` (a text artifact and a character
    span). `holds` is False where the source denies it. `hedge` is the speaker's
    own hedging word, quoted. `reason` says why a reader gave this role.
    """

    id: str
    subject: Entity
    relation: str
    object: Entity
    quote: str
    evidence: Evidence
    origin: Origin
    reported_by: str = ""
    said_on: Bounds = Bounds()
    valid: Window = Window()
    confidence: Confidence = Confidence.UNSTATED
    hedge: str = ""
    holds: bool = True
    reason: str = ""


def check_claim(claim: Claim) -> str | None:
    """Return why a claim breaks the closed table, or None."""
    relation = RELATIONS.get(claim.relation)
    if relation is None:
        return f"no relation is called {claim.relation!r}"
    if claim.subject.kind not in relation.subjects:
        return f"{claim.relation} takes no subject of kind {claim.subject.kind!r}"
    if claim.object.kind not in relation.objects:
        return f"{claim.relation} takes no object of kind {claim.object.kind!r}"
    return None if claim.quote else "a claim without a quote"


class Grade(Value, frozen=True):
    """How reliable a document's source is: an Admiralty letter, why, and by whom (`rule` or `operator`).

    Where the operator spoke, `credibility` may hold the digit for all that the document says,
    and `rule` is the letter that the rules would have given.
    """

    letter: str
    why: str
    by: str = "rule"
    credibility: int | None = None
    rule: str = ""


class Standing(Value, frozen=True):
    """How credible one claim is: an Admiralty digit and why; `origins` are the independent ones that state it."""

    claim: str
    credibility: int
    why: str
    origins: tuple[str, ...] = ()
    by: str = "rule"


class SourceGrade(Value, frozen=True):
    """What an operator said of a source, as the case keeps it: of a document (its text's id), or of a publisher.

    `grade` is as it was given (`B2`, or `B`), `by` who gave it, `why` in the operator's words.
    """

    id: str
    grade: str
    document: str = ""
    publisher: str = ""
    by: str = ""
    why: str = ""


class Named(Value, frozen=True):
    """A name in the text: what kind of thing it is, as it is known (`value`) and as it stands there.

    `offset` counts characters of the extracted text, where `raw` stands. `known_by` are the sources
    of the gazetteer that have it, `introduced_by` the words in which the document introduces it, or
    `shape` where the name itself tells (`UNC4736`, `financial sector`).
    """

    kind: str
    value: str
    raw: str
    offset: int
    known_by: tuple[str, ...] = ()
    introduced_by: str = ""
    confidence: Confidence = Confidence.UNSTATED


# --- 3 Event -------------------------------------------------------------------

# Column -> type, flat, with Sigma's own field names. Every table also begins with EVENT_COLUMNS.
EVENT_COLUMNS: dict[str, str] = {"host": "str", "time": "str", "source": "str", "line": "int"}
EVENT_TABLES: dict[str, dict[str, str]] = {
    "process": {"Image": "str", "CommandLine": "str", "ParentImage": "str", "User": "str", "sha256": "str", "sha1": "str", "md5": "str"},
    "image_load": {"Image": "str", "ImageLoaded": "str", "sha256": "str", "sha1": "str", "md5": "str", "Signed": "str"},
    "dns": {"Image": "str", "QueryName": "str"},
    "connection": {"Image": "str", "DestinationHostname": "str", "DestinationIp": "str", "DestinationPort": "int"},
    "file_access": {"Image": "str", "TargetFilename": "str"},
    "file": {"path": "str", "sha256": "str", "sha1": "str", "md5": "str", "size": "int"},
    "install": {"product": "str", "version": "str", "platform": "str", "vendor": "str", "removed": "str"},
    "alert": {"product": "str", "rule": "str", "alert_id": "str", "severity": "str", "path": "str", "sha256": "str", "sha1": "str", "md5": "str", "status": "str", "closed_by": "str", "note": "str"},
}  # fmt: skip


class TableFile(Value, frozen=True):
    """A manifest row: one Parquet file of events. `name` is a key of EVENT_TABLES."""

    id: str
    name: str
    sha256: str
    rows: int
    source: str
    columns: tuple[str, ...] = ()


class Coverage(Value, frozen=True):
    """What was recorded of a host: the first and last event, and how many, per table."""

    host: str
    table: str
    rows: int
    first: str | None = None
    last: str | None = None
    id: str | None = None


# --- 4 Finding -----------------------------------------------------------------


class Finding(Value, frozen=True):
    """What a signal, or a foreign product's alert, says of an artifact or of events.

    `family` groups signals that see the same fault; lanes count families.
    `benign` is what it would look like if innocent. `subject` is an artifact id
    or a host. `thing` is what was seen there (a hash, a domain, a path); `ruling` what
    a person had already said of a foreign alert. `stage` is how far the attack had got if a sighting is true.
    """

    id: str
    signal: str
    family: str
    lane: Lane
    level: Level
    subject: str
    technique: str
    summary: str
    benign: str
    evidence: tuple[Evidence, ...]
    origin: str = "onionskin"
    stage: Stage | None = None
    thing: str = ""
    ruling: str = ""


class Verdict(Value, frozen=True):
    """The judgement on one release: the level, the rule that fired, the findings it stands on.

    `says` is the rule in words, `rival` the innocent reading of the first finding.
    """

    level: Level
    rule: str
    because: tuple[str, ...] = ()
    rival: str = ""
    says: str = ""


class Uncounted(Value, frozen=True):
    """A finding that is kept and shown, but not counted for the verdict, and why.

    `kind` is `accepted` (an operator's acceptance: `owner`, `until`) or `expected` (a lock file
    or SBOM explains the change). `source` is where that is written, `reason` what is written.
    """

    finding: str
    kind: str
    reason: str
    source: str
    owner: str = ""
    until: str | None = None


class Judgement(Value, frozen=True):
    """A release as it was judged: what the case keeps of a peel, beside layers and findings."""

    id: str
    artifact: str
    name: str
    sha256: str
    verdict: Verdict
    complete: bool
    reasons: tuple[str, ...] = ()
    product: str = ""
    version: str = ""
    against: str | None = None


# --- 5 Exposure ----------------------------------------------------------------


class Exposure(Value, frozen=True):
    """How certainty x stage stand for one subject, with reasons and what would change it."""

    id: str
    subject: Entity
    certainty: Certainty
    stage: Stage | None
    reasons: tuple[str, ...]
    raises: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    data: str = ""


# --- 6 Decision ----------------------------------------------------------------


class Decision(Value, frozen=True):
    """What a person ruled, when, why, on which evidence. Append-only.

    `evidence` are the proofs that stood against the subject then (weigh/certainty.py), `answers`
    what was held against them. A clearing holds as long as no other proof comes.
    """

    id: str
    about: str
    ruling: str
    by: str
    at: str
    why: str
    evidence: tuple[str, ...] = ()
    second_key: str = ""
    until: str | None = None
    answers: tuple[str, ...] = ()


class Run(Value, frozen=True):
    """One run: which verb, with which engine and rules, under which isolation."""

    id: str
    verb: str
    version: str
    isolation: str
    options: tuple[tuple[str, str], ...] = ()
    inputs: tuple[str, ...] = ()


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items once each, sorted: every list in a report is."""
    return tuple(sorted(set(items)))
