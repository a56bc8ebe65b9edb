"""The verdict on a release: the rules of `verdict.toml` over its findings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import msgspec

from onionskin.model import Finding, Lane, Level, Value, Verdict
from onionskin.weigh.order import reaches


class Need(Value, frozen=True):
    """What one finding must be. A key that is None asks nothing."""

    lane: Lane | None = None
    family: str | None = None
    signal: str | None = None
    level: Level | None = None

    def met_by(self, finding: Finding) -> bool:
        """Say whether a finding is what is needed."""
        return (
            self.lane in (None, finding.lane)
            and self.family in (None, finding.family)
            and self.signal in (None, finding.signal)
            and (self.level is None or reaches(finding.level, self.level))
        )


class Rule(Value, frozen=True):
    """One rule of verdict.toml."""

    id: str
    verdict: Level
    says: str
    needs: tuple[Need, ...]
    linked: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, the gravest first, as the file orders them."""
    text = Path(__file__).with_name("verdict.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["rule"], tuple[Rule, ...])


def judge(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict: the first rule that holds, and the findings that it stands on."""
    for rule in rules():
        for chosen in _choices(rule, findings):
            families = {finding.family for finding in chosen}
            if len(families) == len(chosen) and _linked(rule, chosen):
                because = tuple(finding.id for finding in chosen)
                rival = next((finding.benign for finding in chosen), "")
                return Verdict(rule.verdict, rule.id, because, rival, rule.says)
    raise AssertionError("the last rule of verdict.toml needs nothing")


def _choices(rule: Rule, findings: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    # One finding per family and subject is enough to try: more would only multiply equal choices.
    chosen = [_distinct(need, findings) for need in rule.needs]
    if rule.linked:
        named = {at.artifact for others in chosen[1:] for each in others for at in each.evidence}
        chosen[0] = [each for each in chosen[0] if each.subject in named]
    return product(*chosen)


def _distinct(need: Need, findings: Sequence[Finding]) -> list[Finding]:
    chosen: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if need.met_by(finding):
            chosen.setdefault((finding.family, finding.subject), finding)
    return list(chosen.values())


def _linked(rule: Rule, chosen: Sequence[Finding]) -> bool:
    if not rule.linked:
        return True
    first, *others = chosen
    return all(any(each.artifact == first.subject for each in other.evidence) for other in others)
