"""What the nine kinds of plugin give and get.

One file per plugin; its folder is its kind and its file's name is its id
(underscores read as hyphens). Each has a literal `META` dictionary, readable
without importing the code, and one function whose name is its scope. Plugins
yield values; the framework adds ids and runs.

====================  =====================  ==========================================
folder                function               runs in
====================  =====================  ==========================================
peel/containers       peel(view)             jail
peel/signals          artifact(layer, view)  jail
                      release(tree)          coordinator, over facts only
                      change(old, new, pairs) coordinator, over facts only
peel/features         feature(layer, view)   jail, over what changed alone
read/formats          read(view)             jail
read/language         CUES (data)            jail
sweep/sources         rows(view, out)        jail
sweep/signals         hunt(tables)           jail, with the event tables
write/writers         write(report, document, out)  coordinator
act/playbooks         steps(incident)        coordinator
====================  =====================  ==========================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from onionskin.model import (
    EVENT_TABLES,
    Claim,
    Entity,
    Evidence,
    Finding,
    Grade,
    Layer,
    Level,
    Named,
    Origin,
    Reference,
    Standing,
    Value,
)

# --- peel/containers ---------------------------------------------------------------


@dataclass(frozen=True)
class Child:
    """A member of a container. Give `span` (stored bytes) or `chunks` (decoded bytes), not both.

    `name` is the member's own full name as the container writes it, whatever is
    in it: it is never used as a path. `declared` is the size the container states, `sha256` the hex digest
    that a list in it states, where the comparison is left to whoever hashes the member (see View).
    """

    name: str
    span: tuple[int, int] | None = None
    chunks: Iterable[bytes] | None = None
    declared: int | None = None
    sha256: str = ""


# A container's META: title, suffixes, match, refines, misses, references.
#   match    [[offset, b"magic"], ...]: any one suffices (negative offset: from the end)
#   names    optional, ["package.json", "*.ps1"]: a file of such a name may be one, too; `fits` then looks
#   refines  id of the container this one specialises, or None
#   kind     "container", "executable", "image" or "data"
# peel(view) yields Region | Child | Fact | Signature | Problem. A Signature is a Fact of that type.
# fits(view) -> bool, optional: the look that magic bytes cannot give.

# --- peel/features -------------------------------------------------------------------

# A feature's META: title, formats (as a signal's), misses, references. It looks at what a file can
# do, which costs more than saying what it is: so it runs over the files that differ from the release
# before, on both sides, and over those that are new.
# feature(layer, view) yields Fact | Problem. A fact never names its artifact: one content at several
# places is looked at once.

# --- peel/signals --------------------------------------------------------------------


def _as_they_are(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    return tuple(layers)


def _no_passages(_layer: Layer, _places: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
    return ()


def _unweighed(_asked: Sequence[Any]) -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class Hit:
    """What a signal found. The framework fills in ids, family, lane, technique.

    `evidence` in an `artifact` signal may leave `artifact` as None: it is the
    layer's own. `level` replaces META's level where the case is weaker or stronger;
    `subject` names the artifact (release and change signals) or the host (behaviours).
    """

    summary: str
    evidence: tuple[Evidence, ...] = ()
    level: Level | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Tree:
    """One release, opened: every layer, outermost first, in path order.

    `search(needle, layers)` returns (layer, offset) for each layer whose bytes hold
    the needle; the search itself runs in the jail. `featured(layers)` returns the layers
    with the facts of the features. `passages(layer, places)` returns the bytes at each (offset, length), to be handed on and
    not read; `weigh(texts)` has the jail say what lines hold less. `findings` are those of the artifact signals; `claims` what
    the case knows of the world (a product's retirement, say), never indicators of the incident.
    """

    layers: tuple[Layer, ...]
    search: Callable[[bytes, Iterable[Layer]], list[tuple[Layer, int]]]
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    featured: Callable[[Iterable[Layer]], tuple[Layer, ...]] = _as_they_are
    passages: Callable[[Layer, Sequence[tuple[int, int]]], tuple[bytes, ...]] = _no_passages
    weigh: Callable[[Sequence[Any]], tuple[Any, ...]] = _unweighed

    def layer(self, artifact: str) -> Layer | None:
        """Return the layer of an artifact id, or None."""
        return self._by_id.get(artifact)

    @cached_property
    def _by_id(self) -> dict[str, Layer]:
        return {each.artifact.id: each for each in reversed(self.layers)}

    @property
    def root(self) -> Layer:
        """The release itself."""
        return self.layers[0]

    def children(self, layer: Layer) -> list[Layer]:
        """Return the layers directly inside one."""
        return self._by_parent.get(layer.artifact.id, [])

    def siblings(self, layer: Layer) -> list[Layer]:
        """Return the other layers in the same folder of the same container."""
        return [each for each in self._by_folder.get(folder_of(layer), []) if each is not layer]

    @cached_property
    def _by_parent(self) -> dict[str | None, list[Layer]]:
        found: dict[str | None, list[Layer]] = {}
        for each in self.layers:
            found.setdefault(each.artifact.parent, []).append(each)
        return found

    @cached_property
    def _by_folder(self) -> dict[tuple[str | None, str], list[Layer]]:
        found: dict[tuple[str | None, str], list[Layer]] = {}
        for each in self.layers:
            found.setdefault(folder_of(each), []).append(each)
        return found


def folder_of(layer: Layer) -> tuple[str | None, str]:
    """Return (parent's id, folder inside it) of a layer; both slashes separate folders."""
    return layer.artifact.parent, layer.name.replace("\\", "/").rpartition("/")[0].lower()


def base_name(layer: Layer) -> str:
    """Return the file's own name, without folders, as written."""
    return layer.name.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Pairs:
    """Two releases laid over each other: what stayed at its place, what came, what went."""

    same: tuple[tuple[Layer, Layer], ...]
    changed: tuple[tuple[Layer, Layer], ...]
    added: tuple[Layer, ...]
    removed: tuple[Layer, ...]


# A signal's META: title, alias, family, lane, level, technique, formats (artifact scope only;
# a format stands for those that refine it, [] is all), optionally facts (artifact and release scope: the kinds
# of fact of which it needs one to see anything), misses, references, benign. Exactly one of artifact, release, change.

# --- read/formats, read/language ---------------------------------------------------------

# A format's META: title, suffixes, misses, references; optional `refines`, the id of the format that
# this one specialises, and `quiet`, that its documents list no indicators. read(view) yields Block | Record | Stated | Mentioned | Graded | Judged | Note | Problem. fits(view) -> bool looks at the
# bytes and decides first, the most refined wins; one without `fits` goes by the name's suffix alone.


@dataclass(frozen=True)
class Block:
    """A run of text of a report. `kind` is `paragraph`, `heading`, `cell`, `line` or `hidden`.

    Text of kind `hidden` is carried and not shown: it is only looked through for orders to the reader.
    `offset` is where it stands in the source's bytes, where that is known.
    """

    text: str
    kind: str = "paragraph"
    offset: int | None = None


@dataclass(frozen=True)
class Record:
    """A structured row of a feed: column name -> cell as written."""

    cells: dict[str, str]
    offset: int | None = None


@dataclass(frozen=True)
class Note:
    """A remark of a format for the reader's notes: what was left out, what the source asks for."""

    text: str


@dataclass(frozen=True)
class Stated:
    """A claim that the source holds whole, as an Onionskin bundle does; its quote becomes the text."""

    claim: Claim
    standing: Standing | None = None


@dataclass(frozen=True)
class Mentioned:
    """A name that the source lists, as an Onionskin bundle does: no claim. `name.raw` becomes text."""

    name: Named


@dataclass(frozen=True)
class Graded:
    """The Admiralty grade that the source holds of itself; with `lists_names` it also lists all names of its text."""

    grade: Grade
    lists_names: bool = False


@dataclass(frozen=True)
class Judged:
    """How credible the source calls the indicator `value` of a kind; `standing.claim` is empty."""

    value: Entity
    standing: Standing


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: how a language file writes a long list of them."""
    return tuple(text.split())


@dataclass(frozen=True)
class Phrase:
    """One pattern of a language: how a sentence says a relation.

    `pattern` is a regular expression for one sentence, in lower or upper case alike. Before it
    is applied, every name, version, date, platform, counted group, sector and region of the sentence
    has been recognised and stands as one sign. It may hold, beside plain regular expression:

    - `<subject>`, `<object>`, `<speaker>`: a mention, or several joined by "and". `subject` and `object`
      say of what kinds, joined by `|`: `group` ("more than 600,000 companies"), `sector`, `region` and `date`
      are signs of their own, every other kind is a name; a name gets the first kind that is none of these,
      or, of the kinds listed, the one that the document itself gives it;
    - `<object!>` and so on: the same, right here, while `<object>` may have up to five words before it;
    - `<date>`, `<version>`, `<platform>`: one of those; each at most once; `<any>`: a name, group, sector or
      region that does not matter; `<count>`: a counted group that does not;
    - ` .. `: up to eight words without a mention in between, or a remark between commas;
    - `<incident>`: any of the language's own words for "the attack" (`words`);
    - exactly one `(?P<cue>...)`: plain words or word beginnings, one of which must occur. A
      sentence without one is not looked at, which is what makes the matcher fast;
    - `(?P<object>...)` or `(?P<subject>...)`: free text in that place (a question, a measure, data, a
      statement, a described thing). It ends at the next "but" or "while", and counts only where no mention
      already stands in the same relation to the same subject.

    Without `<subject>` or `<object>` the document's incident stands there (a sentence's date, if the
    object is a date); an `affects` or `fixed-in` without `<object>` takes product,
    versions and platforms of the clause. No nested quantifiers, no backreference.
    """

    relation: str
    pattern: str
    subject: str
    object: str
    holds: bool = True


@dataclass(frozen=True)
class Cues:
    """A language, as data: read by one matcher for all languages.

    `hedges` maps a phrase to a Confidence; `months` are twelve entries, alternatives separated
    by `|`, `weekdays` seven from Monday, `seasons` four from spring; `copies` and `orders` are patterns
    as in Phrase (`<speaker>` is whom it is copied from); `roles` maps a role of model.ROLES to patterns
    of the line or heading; `numbers` maps number words to numbers ("a" may be 1).

    `relative` maps a date phrase to what it means, counted from the day it was said: `-1 day`, `0 week`, `-1 month`,
    `-1 year` (the calendar week, month, year so many before); `last` with `<weekday>`, `<season>` or `<month>`
    in the phrase. `<n>` is a number, in digits or words, by which it is multiplied. A meaning that begins
    with `~` counts from the last date of the text instead ("three weeks earlier").

    `demonyms` maps adjectives to the region that `words["region"]` names ("North Korean" to "North Korea").
    `techniques` maps an ATT&CK number, `motives` one of money, espionage, sabotage, ideology, to patterns of words, each
    beginning with a plain word of four letters or more, or with one whole shorter word; a name may stand inside ("over rdp").
    `kinds` maps a kind of entity (malware, actor, organisation, product, campaign, person) to patterns of nouns that stand
    beside a name of that kind ("backdoor", "group", "company"): they tell what the name is.

    `words` are the language's words for what every language has: `and`, `but`, `yet` (what else
    joins predicates), `pronoun` (that may stand for a subject), `we`, `you` (words of the first and second person), `if`, `since`, `after`,
    `until`, `before`, `between`, `early`, `mid`, `late`, `incident` ("the attack"), `common` (words that
    begin a sentence with a capital and are no names), `region` (countries, continents), `negation-free`
    ("not only"), `against` (before a technique that is only warded off), `denial` (what denies all that follows: "no evidence that"), `whether` (what opens an indirect
    question in mid-sentence), `sources` (a line "source: ..."), `the` (articles and the like before "company", "program"), `in` (before a bare month), `group` (nouns that a number counts as victims or users,
    as patterns), `bound` ("more than", before a number), `vague` ("dozens of", "several": what stands for a number), `sector` (patterns),
    `question` (what opens an indirect question) and `nor` (what joins two), `ellipsis` (patterns of "... are not" at a sentence's end),
    `data-end` (what follows a list of data: "from", "to"),
    `act` (verbs that tell a reader what to do, as patterns), `act-to` (small words before a further one), `expletive` (patterns of "it is
    unclear that", whose "it" is nobody), `compound` (ends of words as in "Chicago-based" that are no part of a name),
    `title` ("CEO", "spokesperson": what stands between an organisation and a person, as patterns), and things by their
    English name (`personal computer`, `work computer`, `phone`).

    `frames` are classes of words that call a scene in whatever order a clause has (read/syntax/frames.py), as patterns. Harm:
    `hurt` (states), `attack` (acts), `affair` (nouns), `victims`, `bodies` (public ones), `not harmed` (what is counted and no victim), `including` (before a list), `by`
    (before who does it). Releases: `tainted`, `fixed`, `heals`, `absent`, `release number` (a pattern with `number`). Trade: `customers`, `maker`, `makes` (a pattern with `what` or
    `thing`), `of`. Theft: `steal`, `data` (nouns), `stolen` (participles that may only describe), `aux` (before one that does not). Blame: `blame`, `hackers` (beside a region),
    `hackers from`, `state hackers`. Days: `find`, `start`. Means: `way` (nouns), `through`, `access`, `deploy`, `tool` (malware without a name). Speech: `confess`, `say`, `own`
    (of oneself), `unclear`, `unknown` (adjectives), `advise`, `must`. Those that call a scene begin with a whole word or four letters.
    Ties of two names (read/scenes/ties.py), verbs: `supplies`, `buys`, `counts` (among its customers), `runs`, `installs`, `reaches`, `pushes`, `bundles`, `contains`, `embedded`, `manages`, `outsources`,
    `hosts`, `lies` (with somebody), `houses`, `signs`, `hits`, `belongs`, `comprises`, `called`; nouns of one for another: `supplier of`, `maker of`, `client of`, `product of`, `user of`, `component of`,
    `administrator of`, `hoster of`, `gateway into`, `flaw in`, `stage of`, `byname of`; what has to stand beside them: `ware`, `copied`, `component`, `estate`, `premises`, `data centre`, `gap`, `campaign`;
    small words: `done by`, `done at`, `bought from`, `named as`, `being`, `its`, `where`, `whose`, `whereto`, `stage whose` (before whose it is), and `passive`, in a language that puts verbs last only.

    `lexicon` are senses of words by which the part that a mention plays is weighed (read/parts/): harm, take, enter, victim and so on, and
    the small words (of, by, with). Separated by blanks; a word that ends in `*` is a beginning, one that begins with it an end.
    Every language has the same senses.

    A language that writes every noun with a capital says how to tell nouns from names: `noun endings` (suffixes of ordinary nouns),
    `determiner` (what stands before a noun, seldom before a name), `name tails` (nouns tied to a name by a hyphen: "Lazarus-Gruppe"),
    `name parts` (nouns that may stand inside a name).
    """

    code: str
    name: str
    stopwords: tuple[str, ...]
    hedges: dict[str, str]
    negations: tuple[str, ...]
    facts: tuple[Phrase, ...]
    months: tuple[str, ...] = ()
    defangs: tuple[tuple[str, str], ...] = ()
    orders: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    relative: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    techniques: dict[str, tuple[str, ...]] = field(default_factory=dict)
    motives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    frames: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lexicon: dict[str, str] = field(default_factory=dict)


# --- sweep/sources, sweep/signals -----------------------------------------------------------


class Tables(Protocol):
    """Where a source writes its events: one call per row, checked against EVENT_TABLES."""

    def write(self, table: str, row: dict[str, Any]) -> None:
        """Append a row. `host` is required; unknown columns are a PluginError."""


class EventTables(Protocol):
    """What a behaviour reads: the event tables of a case, through SQL."""

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns that hold at least one value; empty where there is no table."""

    def sql(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        """Run a query over the tables by their names; each row also has `_file` and `_row`."""


# A behaviour's META: title, family, level, technique, stage, misses, references, benign.
# NEEDS = {"file_access": ("Image", "TargetFilename")} names the columns without which it is
# "not evaluable here"; hunt(tables) yields Hit with subject=host.

# --- write/writers --------------------------------------------------------------------------


class Report(Value, frozen=True):
    """Base of what a flow hands to the writers: one class per verb, in `write/reports.py`."""


# A writer's META: title, media, reports (["peel", ...] or [] for all).
# write(report, document, out): `report` is the machine's form, `document` the same for readers.

# --- act/playbooks ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of a response. `hosts` are the case's; `undo` and `check` are never empty."""

    title: str
    why: str
    do: tuple[str, ...]
    undo: str
    check: str
    hosts: tuple[str, ...] = ()
    platform: str = ""


@dataclass(frozen=True)
class Incident:
    """What a playbook is filled with: the product, the hosts by certainty, the platforms."""

    product: str
    versions: tuple[str, ...]
    hosts: dict[str, tuple[str, ...]]
    platforms: dict[str, str]
    indicators: tuple[str, ...] = ()
    alternative: str = ""
    origins: tuple[Origin, ...] = ()


# A playbook's META: title, fits (what kind of incident), misses, references.

__all__ = [
    "EVENT_TABLES",
    "Block",
    "Child",
    "Cues",
    "EventTables",
    "Graded",
    "Hit",
    "Incident",
    "Iterator",
    "Judged",
    "Mentioned",
    "Note",
    "Pairs",
    "Phrase",
    "Record",
    "Report",
    "Stated",
    "Step",
    "Tables",
    "Tree",
    "base_name",
    "folder_of",
    "words",
]
