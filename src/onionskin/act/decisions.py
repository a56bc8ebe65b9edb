"""What people rule. Law 8: a corroborated exposure never falls without recorded counter-evidence."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onionskin.errors import InputError
from onionskin.model import Certainty, Decision, Exposure, identify
from onionskin.weigh.certainty import proofs
from onionskin.weigh.order import certain

LAW_8 = (
    "A corroborated exposure never falls without recorded counter-evidence: one person may contain, "
    "or set aside for at most 72 hours; clearing answers each item and needs a second key."
)
RULINGS = ("contain", "set-aside", "clear")
LONGEST = timedelta(hours=72)
FIRST_YEAR, LAST_YEAR = 1970, 9000


@dataclass(frozen=True)
class Ruling:
    """What a person wants to rule. `at` and `until` are ISO 8601 times.

    `answers` hold one counter-evidence per item of the exposure's `clears`, in its order.
    """

    ruling: str
    by: str
    at: str
    why: str
    until: str | None = None
    second_key: str = ""
    answers: tuple[str, ...] = ()


def rule(exposure: Exposure, wanted: Ruling, earlier: Sequence[Decision] = ()) -> Decision:
    """Return the decision on an exposure, if law 8 permits it; setting aside moves nothing.

    `earlier` are the decisions of the case: one person's 72 hours are not begun anew.

    Raises:
        InputError: the ruling is not permitted; the sentence says what is missing.
    """
    where = exposure.subject.name
    if wanted.ruling not in RULINGS:
        known = ", ".join(RULINGS)
        raise InputError(f"{wanted.ruling!r} is no ruling", where=where, hint=f"one of {known}")
    if not _person(wanted.by) or not wanted.why.strip():
        hint = "give --by and --why"
        raise InputError("a decision needs a name and a reason", where=where, hint=hint)
    at = _written(_time(wanted.at, where))
    if wanted.ruling == "clear":
        _may_clear(exposure, wanted)
    if wanted.ruling == "set-aside":
        until: str | None = _until(exposure, wanted, earlier)
    else:
        until = _written(_time(wanted.until, where)) if wanted.until else None
    return Decision(
        id=identify("decision", exposure.id, wanted.ruling, wanted.by, at),
        about=exposure.id,
        ruling=wanted.ruling,
        by=wanted.by,
        at=at,
        why=wanted.why,
        evidence=proofs(exposure.evidence),
        second_key=wanted.second_key,
        until=until,
        answers=wanted.answers,
    )


def _until(exposure: Exposure, wanted: Ruling, earlier: Sequence[Decision]) -> str:
    """Return the end of a setting aside: 72 hours on at most, that much if none is given."""
    where = exposure.subject.name
    start = _time(wanted.at, where)
    own = [
        _time(each.at, where)
        for each in earlier
        if (each.about, each.ruling) == (exposure.id, "set-aside")
        and _person(each.by) == _person(wanted.by)
    ]
    last = min([start, *own]) + LONGEST
    end = _time(wanted.until, where) if wanted.until else last
    if not start < end <= last:
        hint = f"until {_written(last)}" if start < last else "a colleague may, with another reason"
        raise InputError(
            "one person sets an exposure aside for at most 72 hours", where=where, hint=hint
        )
    return _written(end)


def _time(text: str, where: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{text!r} is no ISO 8601 time", where=where, hint="2023-03-29T15:13:00Z"
        ) from error
    if time.tzinfo is None:
        raise InputError(f"{text!r} has no time zone", where=where, hint="end it with Z for UTC")
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise InputError(f"{text!r} is not in this age", where=where, hint="2023-03-29T15:13:00Z")
    return time.astimezone(UTC)


def _written(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def _may_clear(exposure: Exposure, wanted: Ruling) -> None:
    if not certain(exposure.certainty, Certainty.CORROBORATED):
        return
    where = exposure.subject.name
    answers = [*wanted.answers, *[""] * len(exposure.clears)]
    missing = [
        item for item, answer in zip(exposure.clears, answers, strict=False) if not answer.strip()
    ]
    if missing:
        raise InputError(
            f"{LAW_8} Not answered: {'; '.join(missing)}", where=where, hint="one --answer for each"
        )
    if _person(wanted.second_key) in {"", _person(wanted.by)}:
        hint = "--second-key NAME: a colleague, or the signed statement of a vendor, a CERT, a provider"
        raise InputError(f"{LAW_8} The second key is missing.", where=where, hint=hint)


def _person(name: str) -> str:
    """Return what two names of one person compare by: letters and digits."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum())
