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
    """What one finding must be. A key that is None asks nothing; a family among `besides` is never meant."""

    lane: Lane | None = None
    family: str | None = None
    signal: str | None = None
    level: Level | None = None
    besides: tuple[str, ...] = ()

    def met_by(self, finding: Finding) -> bool:
        """Say whether a finding is what is needed."""
        return (
            self.lane in (None, finding.lane)
            and self.family in (None, finding.family)
            and self.signal in (None, finding.signal)
            and finding.family not in self.besides
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
            if len({finding.family for finding in chosen}) == len(chosen):
                because = tuple(finding.id for finding in chosen)
                rival = next((finding.benign for finding in chosen), "")
                return Verdict(rule.verdict, rule.id, because, rival, rule.says)
    raise AssertionError("the last rule of verdict.toml needs nothing")


def _choices(rule: Rule, findings: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    met = [[each for each in findings if need.met_by(each)] for need in rule.needs]
    if not rule.linked:
        # One finding per family is enough to try: more would only multiply equal choices.
        yield from product(*(_one_per_family(some) for some in met))
        return
    first, *others = met
    naming = [_by_artifact(some) for some in others]
    for each in first:
        yield from product([each], *(some.get(each.subject, []) for some in naming))


def _one_per_family(findings: Sequence[Finding]) -> list[Finding]:
    chosen: dict[str, Finding] = {}
    for finding in findings:
        chosen.setdefault(finding.family, finding)
    return list(chosen.values())


def _by_artifact(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by each artifact that their evidence names."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for artifact in sorted({each.artifact or "" for each in finding.evidence}):
            found.setdefault(artifact, []).append(finding)
    return found
