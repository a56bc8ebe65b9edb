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


def rule(
    exposure: Exposure,
    ruling: str,
    *,
    by: str,
    at: str,
    why: str,
    until: str | None = None,
    second_key: str = "",
    answers: Sequence[str] = (),
) -> Decision:
    """Return the decision of a person on an exposure, if law 8 permits it.

    `at` and `until` are ISO 8601 times. `answers` hold one counter-evidence per item of
    `exposure.clears`, in its order. Setting aside leaves the exposure where it stands.

    Raises:
        InputError: the ruling is not permitted; the sentence says what is missing.
    """
    where = exposure.subject.name
    if ruling not in RULINGS:
        raise InputError(
            f"{ruling!r} is no ruling", where=where, hint=f"one of {', '.join(RULINGS)}"
        )
    if not by.strip() or not why.strip():
        raise InputError(
            "a decision needs a name and a reason", where=where, hint="give --by and --why"
        )
    if ruling == "set-aside":
        until = _until(at, until, where)
    if ruling == "clear":
        _may_clear(exposure, by, second_key, answers)
    return Decision(
        id=identify("decision", exposure.id, ruling, by, at),
        about=exposure.id,
        ruling=ruling,
        by=by,
        at=at,
        why=why,
        evidence=tuple(answers),
        second_key=second_key,
        until=until,
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
