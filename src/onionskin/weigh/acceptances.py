"""What the operator accepts: findings set aside by name, for a reason, for a time, for certain bytes.

Acceptances are a TOML file of the operator's, reviewed like code, or decisions in the case. Never
anything in a release. Each is bound to the SHA-256 of every file that its finding stands on, so that
it ends with the bytes it was given for; and it ends by itself, after a year at the latest.

    [[accept]]
    signal = "bytes-behind-signature"       # or finding = "finding-...", or both
    sha256 = ["64 hex digits"]              # of the files, or of what holds them
    owner = "release-engineering@example.org"
    reason = "the download server's tag, ticket 4711"
    decided = 2026-05-01
    until = 2026-11-01
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from onionskin.errors import InputError
from onionskin.model import Artifact, Decision, Finding, Level, Problem, Uncounted, Value

LONGEST = timedelta(days=366)
RULING = "accept-finding"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Acceptance(Value, frozen=True):
    """One entry. `source` says where it stands, `sha256` holds lower-case hex."""

    sha256: tuple[str, ...]
    owner: str
    reason: str
    decided: date
    until: date
    finding: str = ""
    signal: str = ""
    source: str = ""

    def means(self, finding: Finding) -> bool:
        """Say whether it names this finding, whatever the bytes."""
        return self.finding in ("", finding.id) and self.signal in ("", finding.signal)


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    sha256: str | list[str]
    owner: str
    reason: str
    decided: date
    until: date
    finding: str = ""
    signal: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    accept: list[_Entry] = []


def read_acceptances(text: str, source: str) -> tuple[Acceptance, ...]:
    """Return the entries of an acceptance file.

    Raises:
        InputError: it is no TOML, a key is missing or unknown, or an entry says what none may.
    """
    try:
        entries = msgspec.convert(tomllib.loads(text), _File).accept
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        hint = "an entry has finding or signal, sha256, owner, reason, decided and until"
        raise InputError(f"is no list of acceptances: {error}", where=source, hint=hint) from error
    return tuple(_checked(each, f"{source}, entry {n}") for n, each in enumerate(entries, 1))


def _checked(entry: _Entry, source: str) -> Acceptance:
    several = [entry.sha256] if isinstance(entry.sha256, str) else entry.sha256
    made = Acceptance(
        tuple(each.strip().lower() for each in several),
        entry.owner.strip(),
        entry.reason.strip(),
        entry.decided,
        entry.until,
        entry.finding.strip(),
        entry.signal.strip(),
        source,
    )
    fault = fault_of(made)
    if fault:
        raise InputError(fault, where=source, hint="see docs/verdict.md")
    return made


def fault_of(made: Acceptance) -> str:
    """Return why an acceptance is none, or nothing."""
    if not (made.finding or made.signal):
        return "names neither a finding nor a signal"
    if not (made.owner and made.reason):
        return "an acceptance needs an owner and a reason"
    if not made.sha256 or not all(_SHA256.fullmatch(each) for each in made.sha256):
        return "sha256 is 64 hex digits of the file that the finding is about, or a list of such"
    if not made.decided <= made.until <= made.decided + LONGEST:
        return "it ends after it was decided, and a year later at the latest"
    return ""


def of_decision(decision: Decision) -> Acceptance | None:
    """Return what a case's decision accepts, or None if it rules on something else."""
    if decision.ruling != RULING or fault_of_decision(decision):
        return None
    return _as_acceptance(decision)


def fault_of_decision(decision: Decision) -> str:
    """Return why a decision accepts nothing, or nothing."""
    try:
        return fault_of(_as_acceptance(decision))
    except ValueError:
        return "it needs the days on which it was decided and ends, as YYYY-MM-DD"


def _as_acceptance(decision: Decision) -> Acceptance:
    return Acceptance(
        decision.evidence,
        decision.by.strip(),
        decision.why.strip(),
        date.fromisoformat(decision.at[:10]),
        date.fromisoformat((decision.until or "")[:10]),
        decision.about,
        source=decision.id,
    )


def written(made: Acceptance) -> str:
    """Return an entry of an acceptance file (TOML), to be put under review."""
    sums = ", ".join(f'"{each}"' for each in made.sha256)
    lines = [
        "[[accept]]",
        *(f"{key} = {_quoted(value)}" for key, value in (("finding", made.finding), ("signal", made.signal)) if value),
        f"sha256 = [{sums}]",
        f"owner = {_quoted(made.owner)}",
        f"reason = {_quoted(made.reason)}",
        f"decided = {made.decided.isoformat()}",
        f"until = {made.until.isoformat()}",
    ]  # fmt: skip
    return "\n".join(lines)


def _quoted(text: str) -> str:
    r"""Return a TOML string; every letter that could end or hide it is written as `\uXXXX`."""
    shown = (
        each if each.isprintable() and each not in '"\\' else f"\\U{ord(each):08x}" for each in text
    )
    return f'"{"".join(shown)}"'


def apply(
    entries: Sequence[Acceptance],
    findings: Sequence[Finding],
    artifacts: Mapping[str, Artifact],
    today: date,
) -> tuple[tuple[Uncounted, ...], tuple[Problem, ...]]:
    """Return what is set aside, and what is to be said of entries that do nothing here."""
    aside: dict[str, Uncounted] = {}
    problems = []
    for entry in entries:
        meant = [
            each for each in findings if entry.means(each) and each.level is not Level.NOTHING_FOUND
        ]
        held = [each for each in meant if _is_bound(entry, each, artifacts)]
        fault = _useless(entry, meant, held, today)
        if fault:
            problems.append(fault)
            continue
        for each in held:
            until = entry.until.isoformat()
            made = Uncounted(each.id, "accepted", entry.reason, entry.source, entry.owner, until)
            aside.setdefault(each.id, made)
    return tuple(aside[key] for key in sorted(aside)), tuple(problems)


def _useless(
    entry: Acceptance, meant: Sequence[Finding], held: Sequence[Finding], today: date
) -> Problem | None:
    named = " ".join(filter(None, (entry.signal, entry.finding)))
    about = f"{entry.source} ({named}, {entry.owner})"
    if today > entry.until:
        detail = f"{about} ended on {entry.until}; decide anew, or delete it"
        return Problem("acceptance-expired", detail)
    if today < entry.decided:
        detail = f"{about} is dated {entry.decided}, after today"
        return Problem("acceptance-not-yet", detail)
    if not meant:
        if entry.source.startswith("decision-"):  # a case holds those of other releases, too
            return None
        return Problem("acceptance-unmatched", f"{about} fits no finding here; delete it")
    if not held:
        first = meant[0]
        detail = f"{about} was given for other bytes than {first.signal} stands on now; look at them anew"
        return Problem("acceptance-other-bytes", detail, first.subject)
    return None


def _is_bound(entry: Acceptance, finding: Finding, artifacts: Mapping[str, Artifact]) -> bool:
    """Say whether every file that a finding stands on is one of the entry's, or inside one."""
    stands = {finding.subject, *(each.artifact for each in finding.evidence if each.artifact)}
    return all(_is_held(each, entry.sha256, artifacts) for each in stands)


def _is_held(ident: str, sha256: tuple[str, ...], artifacts: Mapping[str, Artifact]) -> bool:
    at = artifacts.get(ident)
    while at is not None:
        if at.sha256 in sha256:
            return True
        at = artifacts.get(at.parent or "")
    return False
