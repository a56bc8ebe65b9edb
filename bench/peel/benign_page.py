"""The page of benign_pairs.py: counts, bounds, REVIEWs by product and month, and every finding in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from bounds import upper


class Found(msgspec.Struct, frozen=True):
    """One finding; `expected` says whether the bills explain it."""

    signal: str
    lane: str
    level: str
    place: str
    summary: str
    expected: bool


class Run(msgspec.Struct, frozen=True):
    """One release, laid over the one before; `before` is "" for the first of a product.

    `seconds` are of the run without `--expect`; `explained` of `decoded` bytes have an owner.
    """

    product: str
    platform: str
    version: str
    before: str
    file: str
    size: int
    sha256: str
    half: str
    vendor: str
    date: str
    level: str
    expected_level: str
    papers: bool
    complete: bool
    reasons: tuple[str, ...]
    findings: tuple[Found, ...]
    formats: dict[str, int]
    explained: int
    decoded: int
    seconds: float

    @property
    def name(self) -> str:
        """Return product and both versions."""
        return f"{self.product} ({self.platform}) {self.before} -> {self.version}"


class Count(NamedTuple):
    """What is counted, over which runs, and what counts."""

    what: str
    runs: Sequence[Run]
    holds: Callable[[Run], bool]


ABOVE = {"suspicious", "compromised"}


def of_lane(lane: str) -> Callable[[Run], bool]:
    return lambda run: any(each.lane == lane for each in run.findings)


def rates(title: str, runs: Sequence[Run]) -> Iterator[str]:
    pairs = [each for each in runs if each.before]
    counts = [
        Count("releases with a finding in the invariant lane", runs, of_lane("invariant")),
        Count("releases at SUSPICIOUS or worse", runs, lambda run: run.level in ABOVE),
        Count("pairs at SUSPICIOUS or worse", pairs, lambda run: run.level in ABOVE),
        Count("pairs at REVIEW, with `--expect`", pairs, lambda run: run.expected_level == "review"),
        Count("pairs at REVIEW, without", pairs, lambda run: run.level == "review"),
        Count("releases incomplete", runs, lambda run: not run.complete),
    ]  # fmt: skip
    yield f"| {title} | count | of | rate | at most, by 95 % |"
    yield "|---|---|---|---|---|"
    for what, some, holds in counts:
        count = sum(map(holds, some))
        rate = count / len(some) if some else 0.0
        yield f"| {what} | {count} | {len(some)} | {rate:.1%} | {upper(count, len(some)):.1%} |"


def vendors(runs: Sequence[Run]) -> Iterator[str]:
    """Yield, by who signs most files, the counts and the bounds."""
    groups: dict[str, list[Run]] = defaultdict(list)
    for each in runs:
        groups[each.vendor or "(nobody signs it)"].append(each)
    yield "| vendor | products | releases | invariant | at most | pairs | REVIEW | at most |"
    yield "|---|---|---|---|---|---|---|---|"
    for vendor, group in sorted(groups.items()):
        pairs = [each for each in group if each.before]
        broken = sum(map(of_lane("invariant"), group))
        review = sum(each.expected_level == "review" for each in pairs)
        products = len({each.product for each in group})
        yield (
            f"| {vendor} | {products} | {len(group)} | {broken} | {upper(broken, len(group)):.0%} "
            f"| {len(pairs)} | {review} | {upper(review, len(pairs)):.0%} |"
        )


def months(runs: Sequence[Run]) -> Iterator[str]:
    """Yield how many releases and REVIEWs of each product fall into each month."""
    yield "| product | months | releases | REVIEWs without | with `--expect` | in |"
    yield "|---|---|---|---|---|---|"
    total, without, remaining, undated = 0, 0, 0, 0
    groups: dict[str, list[Run]] = defaultdict(list)
    for each in runs:
        groups[f"{each.product} ({each.platform})"].append(each)
    for product, group in sorted(groups.items()):
        dated = sorted(each.date for each in group if each.date)
        undated += sum(not each.date for each in group)
        if not dated:
            continue
        span = _number(dated[-1]) - _number(dated[0]) + 1
        asked = [each for each in group if each.level == "review"]
        left = [each for each in group if each.expected_level == "review"]
        total, without, remaining = total + span, without + len(asked), remaining + len(left)
        when = ", ".join(sorted(each.date for each in asked)) or "-"
        yield f"| {product} | {span} | {len(dated)} | {len(asked)} | {len(left)} | {when} |"
    months = max(total, 1)
    yield (
        f"| all | {total} | | {without}: {without / months:.3f} a product and month "
        f"| {remaining}: {remaining / months:.3f} | {undated} releases are of no known month |"
    )


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def table(runs: Sequence[Run]) -> Iterator[str]:
    yield "| pair | verdict | with `--expect` | complete | findings | explained | s |"
    yield "|---|---|---|---|---|---|---|"
    for each in runs:
        said = Counter(one.signal for one in each.findings)
        what = ", ".join(f"{name} {count}" for name, count in sorted(said.items())) or "-"
        share = each.explained / each.decoded if each.decoded else 1.0
        papers = each.expected_level if each.papers else "(lists nothing)" if each.level == "review" else "-"  # fmt: skip
        yield (
            f"| {each.name if each.before else each.name.replace(' ->', ' alone')} | {each.level} | {papers} "
            f"| {'yes' if each.complete else '; '.join(each.reasons)} | {what} | {share:.4%} | {each.seconds:.1f} |"
        )


def details(runs: Sequence[Run]) -> list[str]:
    """Return every finding in words: whoever doubts the table can judge it."""
    lines = [
        f"- {each.name}: {one.signal} ({one.lane}, {one.level}{', expected' if one.expected else ''}): "
        f"{one.place or each.file}: {one.summary}"
        for each in runs
        for one in each.findings
    ]
    return lines or ["none"]


def section(half: str, runs: Sequence[Run]) -> list[str]:
    formats: Counter[str] = Counter()
    for each in runs:
        formats.update(each.formats)
    opened = ", ".join(f"{name} {count:,}" for name, count in sorted(formats.items()))
    return [
        f"## Half `{half}`",
        "",
        f"{len(runs)} releases of {len({each.product for each in runs})} packages, {formats.total():,} artifacts: {opened}.",
        "",
        *rates(f"half `{half}`", runs),
        "",
        *table(runs),
        "",
        "Every finding:",
        "",
        *details(runs),
        "",
    ]


def page(runs: Sequence[Run], halves: Sequence[str]) -> list[str]:
    """Return the page in Markdown."""
    lines = ["# Benign releases, laid over each other", ""]
    if len(halves) > 1:
        lines += [*rates("both halves", runs), ""]
    lines += ["By who signs most of a release's files:", "", *vendors(runs), ""]
    lines += [
        "REVIEWs by product and month. A release's month is that of the newest member of its archive, or, where the archive tells none",
        "(npm writes one day of 1985 everywhere), of the newest signature in it:",
        "",
        *months(runs),
        "",
    ]
    for half in halves:
        lines += section(half, [each for each in runs if each.half == half])
    lines += ["## The releases", "", "| file | product | version | bytes | SHA-256 |", "|---|---|---|---|---|"]  # fmt: skip
    return lines + [
        f"| {each.file} | {each.product} | {each.version} | {each.size} | {each.sha256} |"
        for each in runs
    ]
