"""What peel says of rebuilt layouts of known incidents: `python bench/peel/layouts.py [--write] [ID...]`.

Per layout: the trojanised release laid over the one before it, alone, and its honest twin. No
indicators. A signal *carries* the verdict if the verdict falls without its findings. Variants are
ways around a signal that cost an attacker little. Everything is built here and inert.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onionskin import __version__
from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.layouts import Build, Layout, layouts
from onionskin.model import Level
from onionskin.weigh.verdict import judge
from onionskin.write.reports import PeelReport

MADE_HERE = """\
Not a score on unseen cases: `new-random-stretch`, `program-turned-opaque`, `begins-to-decrypt-and-run`, the rule that
joins continued lines of build scripts and the one on modules asked for under another name were made while looking at these
layouts. What they find in honest releases is counted in `benign_pairs.md`. Who built and signed inside the vendor stays at
REVIEW: CCleaner, SUNBURST, M.E.Doc, ShadowHammer, 3CX for macOS."""
RESULT = Path(__file__).parent.parent / "results" / "layouts.md"


@dataclass(frozen=True)
class Seen:
    """What was said of one release."""

    level: Level
    complete: bool
    signals: tuple[str, ...]
    carries: tuple[str, ...]

    @property
    def words(self) -> str:
        """The verdict in a cell of the table."""
        return self.level.value.upper() + ("" if self.complete else ", incomplete")


@dataclass(frozen=True)
class Row:
    """All that was said of one layout."""

    layout: Layout
    against: Seen
    alone: Seen
    twin: Seen
    twin_alone: Seen
    source: Seen | None
    variants: dict[str, Seen]


def seen(report: PeelReport) -> Seen:
    """Return what a report says, and which signals carry its verdict."""
    names = sorted({each.signal for each in report.findings})
    counted = {each.finding for each in report.uncounted}
    findings = [each for each in report.findings if each.id not in counted]
    carries = tuple(
        name
        for name in names
        if judge([each for each in findings if each.signal != name]).level
        is not report.verdict.level
    )
    return Seen(report.verdict.level, report.complete, tuple(names), carries)


def measure(layout: Layout, folder: Path, pool: Pool) -> Row:
    """Build all releases of a layout and peel them."""

    def said(build: Build, name: str, *, before: bool = True, gate: Gate | None = None) -> Seen:
        path = build(folder / name)
        against = [old] if before else []
        (report,) = peel([path], pool=pool, against=against, claims=layout.knows, gate=gate)
        return seen(report)

    old = layout.before(folder / "before")
    source = None
    if layout.source is not None:
        tree = Gate(source=layout.source(folder / "source"))
        source = said(layout.trojanised, "held", gate=tree)
    return Row(
        layout,
        said(layout.trojanised, "trojanised"),
        said(layout.trojanised, "alone", before=False),
        said(layout.twin, "twin"),
        said(layout.twin, "twin-alone", before=False),
        source,
        {
            name: said(build, f"variant-{at}")
            for at, (name, build) in enumerate(layout.variants.items())
        },
    )


def page(rows: Sequence[Row], isolation: str) -> str:
    """Return the results as Markdown."""
    lines = [
        "# Rebuilt layouts of known incidents",
        "",
        (
            f"`python bench/peel/layouts.py --write`, Onionskin {__version__}, isolation {isolation}. Inert, built by "
            "`onionskin.lookalike.layouts`"
        ),
        "after public reports; no sample and no indicator was used. **Bold**: the verdict falls without this signal.",
        "",
        MADE_HERE,
        "",
        "| layout | with the release before | signals | its honest twin | alone | the twin alone | only a human can tell |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.layout.meta['title']} | {row.against.words} | {_signals(row.against)} | {row.twin.words}"
        f"{_more(row.twin)} | {row.alone.words} | {row.twin_alone.words} | {row.layout.meta['human']} |"
        for row in rows
    ]
    lines += ["", "## Held to its source (`--source`)", "", "| layout | verdict | signals |", "|---|---|---|"]  # fmt: skip
    for row in rows:
        if row.source is not None:
            lines.append(
                f"| {row.layout.meta['title']} | {row.source.words} | {_signals(row.source)} |"
            )
    lines += ["", "## Ways around", "", "| layout | changed so that | verdict | signals |", "|---|---|---|---|"]  # fmt: skip
    for row in rows:
        for name, one in row.variants.items():
            title = row.layout.meta["title"].partition(",")[0]
            lines.append(f"| {title} | {name} | {one.words} | {_signals(one)} |")
    lines += ["", "## What is rebuilt, and what is not", ""]
    for row in rows:
        meta = row.layout.meta
        lines += [
            (
                f"- **{meta['title']}**, {meta['year']}: {meta['rebuilt']}. Left out: {meta['left_out']}. "
                f"Why this verdict: {meta['why']}. Sources: {'; '.join(meta['sources'])}."
            )
        ]
    return "\n".join(lines) + "\n"


def _signals(one: Seen) -> str:
    return ", ".join(f"**{each}**" if each in one.carries else each for each in one.signals) or "-"


def _more(one: Seen) -> str:
    return f" ({', '.join(one.signals)})" if one.signals else ""


def main(words: Sequence[str] | None = None) -> int:
    """Measure the layouts that were asked for, print or write the page; 1 if one is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(words)
    chosen = [each for each in layouts() if not asked.ids or each.id in asked.ids]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Pool(workers=2) as pool:
        rows = [measure(each, Path(folder) / each.id, pool) for each in chosen]
        text = page(rows, pool.isolation)
    if asked.write:
        RESULT.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    sys.stderr.write(f"{len(rows)} layouts in {time.monotonic() - begun:.0f} s\n")
    return int(any(each.against.level is Level.NOTHING_FOUND for each in rows))


if __name__ == "__main__":
    sys.exit(main())
