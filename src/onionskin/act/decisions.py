"""What people rule. Law 8: a corroborated exposure never falls without recorded counter-evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from onionskin.errors import InputError
from onionskin.model import Certainty, Decision, Exposure, identify
from onionskin.weigh.order import certain

LAW_8 = (
    "A corroborated exposure never falls without recorded counter-evidence: one person may contain, "
    "or set aside for at most 72 hours; clearing answers each item and needs a second key."
)
RULINGS = ("contain", "set-aside", "clear")
LONGEST = timedelta(hours=72)


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


def rule(exposure: Exposure, wanted: Ruling) -> Decision:
    """Return the decision on an exposure, if law 8 permits it; setting aside moves nothing.

    Raises:
        InputError: the ruling is not permitted; the sentence says what is missing.
    """
    where = exposure.subject.name
    if wanted.ruling not in RULINGS:
        known = ", ".join(RULINGS)
        raise InputError(f"{wanted.ruling!r} is no ruling", where=where, hint=f"one of {known}")
    if not wanted.by.strip() or not wanted.why.strip():
        hint = "give --by and --why"
        raise InputError("a decision needs a name and a reason", where=where, hint=hint)
    _time(wanted.at, where)
    if wanted.ruling == "clear":
        _may_clear(exposure, wanted)
    until = wanted.until
    return Decision(
        id=identify("decision", exposure.id, wanted.ruling, wanted.by, wanted.at),
        about=exposure.id,
        ruling=wanted.ruling,
        by=wanted.by,
        at=wanted.at,
        why=wanted.why,
        evidence=wanted.answers,
        second_key=wanted.second_key,
        until=_until(wanted.at, until, where) if wanted.ruling == "set-aside" else until,
    )


def _until(at: str, until: str | None, where: str) -> str:
    """Return the end of a setting aside: at most 72 hours on, that much if none is given."""
    start = _time(at, where)
    end = _time(until, where) if until else start + LONGEST
    if not start < end <= start + LONGEST:
        raise InputError(
            "an exposure is set aside for at most 72 hours",
            where=where,
            hint=f"until {start + LONGEST:%Y-%m-%dT%H:%MZ}",
        )
    return end.isoformat().replace("+00:00", "Z")


def _time(text: str, where: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{text!r} is no ISO 8601 time", where=where, hint="2023-03-29T15:13:00Z"
        ) from error
    if time.tzinfo is None:
        raise InputError(f"{text!r} has no time zone", where=where, hint="end it with Z for UTC")
    return time


def _may_clear(exposure: Exposure, wanted: Ruling) -> None:
    if not certain(exposure.certainty, Certainty.CORROBORATED):
        return
    where = exposure.subject.name
    given = [each for each in wanted.answers if each.strip()]
    if len(given) < len(exposure.clears):
        missing = "; ".join(exposure.clears[len(given) :])
        raise InputError(
            f"{LAW_8} Not answered: {missing}", where=where, hint="one --answer for each"
        )
    second = wanted.second_key.strip().casefold()
    if not second or second == wanted.by.strip().casefold():
        hint = "--second-key NAME: a colleague, or the signed statement of a vendor, a CERT, a provider"
        raise InputError(f"{LAW_8} The second key is missing.", where=where, hint=hint)
