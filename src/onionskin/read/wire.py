"""What goes into the jail to have one document read, and what comes back. Strict on both ends."""

from __future__ import annotations

from onionskin.model import (
    Bounds,
    Confidence,
    Entity,
    Grade,
    Named,
    Outcome,
    Problem,
    Standing,
    Value,
    Window,
)


class Request(Value, frozen=True):
    """Read the document on descriptor 0; its text goes to descriptor 1, its drafts to 2.

    `name` chooses the format by its suffix; `dated` is what the operator says of the
    document's date; `denied` are the formats that already killed a worker over it. After
    `limit` claims, or `seconds`, reading stops and what was found is handed out.
    `names` is the SHA-256 of a gazetteer on descriptor 3, which is added to the package's own.
    """

    name: str
    dated: Bounds = Bounds()
    denied: tuple[str, ...] = ()
    limit: int = 200_000
    seconds: float = 3600.0
    names: str = ""


class Draft(Value, frozen=True):
    """A claim as the worker hands it out: everything but the document it stands in.

    `said_on`, `origin` and `standing` are set where the source itself keeps them, as a bundle of ours does.
    `offset` and `length` are the quote's, in characters of the extracted text; `speaker` is
    whoever the sentence says it comes from; `print` is the sentence's fingerprint,
    `shingles` are those of its runs of words.
    """

    subject: Entity
    relation: str
    object: Entity
    offset: int
    length: int
    speaker: str = ""
    valid: Window = Window()
    confidence: Confidence = Confidence.UNSTATED
    hedge: str = ""
    holds: bool = True
    reason: str = ""
    print: int = 0
    shingles: tuple[int, ...] = ()
    said_on: Bounds | None = None
    origin: str = ""
    standing: Standing | None = None


class Reading(Value, frozen=True):
    """One document read. The drafts are on descriptor 2, one JSON object a line.

    `copied` is whom the document itself names as its source; `prints` are the
    fingerprints of its longer sentences, smallest first, at most PRINTS of them; `sketch` the shingles
    of its text, thinned out; `site` the registrable domain that its head names; `grade` is the one that the source
    holds of itself.
    """

    format: str
    outcome: Outcome
    characters: int = 0
    language: str = ""
    publisher: str = ""
    said_on: Bounds = Bounds()
    copied: str = ""
    prints: tuple[int, ...] = ()
    sketch: tuple[int, ...] = ()
    site: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    names: tuple[Named, ...] = ()
    grade: Grade | None = None


class Prints(Value, frozen=True):
    """The fingerprints of a text that was read before, as in a Reading."""

    prints: tuple[int, ...] = ()
    sketch: tuple[int, ...] = ()


PRINTS = 4096
