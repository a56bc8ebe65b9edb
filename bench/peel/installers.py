"""What real installers look like to us: `python bench/peel/installers.py FOLDER [--write]`.

FOLDER holds the installers of `installers.toml`, which nobody here made: where each can be had, and
its SHA-256, stand in the list. Each is peeled alone. Nothing is downloaded, installed or run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import platform
import time
import tomllib
from collections import Counter
from pathlib import Path

from bounds import upper

from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Lane, Level
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent


def row(report: PeelReport, kind: str, seconds: float) -> str:
    seen = [each for each in report.layers if each.outcome.value != "unsupported"]
    share = sum(each.explained for each in seen) / max(sum(each.artifact.size for each in seen), 1)
    formats = Counter(each.format for each in report.layers)
    opened = ", ".join(f"{name} {count}" for name, count in sorted(formats.items()))
    said = Counter(f"{each.signal} ({each.lane.value}, {each.level.value})" for each in report.findings)  # fmt: skip
    words = ", ".join(f"{name} {count}" for name, count in sorted(said.items())) or "-"
    whole = "yes" if report.complete else "; ".join(map(str, report.reasons))
    return (
        f"| {report.subject.name} | {kind} | {report.subject.size:,} | {report.verdict.level.value} | {whole} | {words} "
        f"| {share:.4%} | {opened} | {seconds:.1f} |"
    )


def details(report: PeelReport) -> list[str]:
    """Return every finding and every problem in words."""
    names = {layer.artifact.id: " > ".join(layer.artifact.path) for layer in report.layers}
    return [
        *(f"- {names[each.subject]}: {each.signal}: {each.summary}" for each in report.findings),
        *(f"- {names.get(each.artifact or '', report.subject.name)}: not seen: {each.reason}: {each.detail}" for each in report.problems),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    listed = tomllib.loads((HERE / "installers.toml").read_text("utf-8"))["installer"]
    rows, words, reports, sources = [], [], [], []
    with Pool(workers=1) as pool:
        for each in listed:
            path = given.folder / each["file"]
            if not path.exists():
                print(f"missing: {each['file']}")
                continue
            assert hashlib.sha256(path.read_bytes()).hexdigest() == each["sha256"], each["file"]
            began = time.monotonic()
            (report,) = peel([path], pool=pool)
            rows.append(row(report, each["kind"], time.monotonic() - began))
            words += details(report)
            reports.append(report)
            sources.append(f"| {each['file']} | {each['maker']} | {each['origin']} | {each['sha256']} |")  # fmt: skip
        isolation = pool.isolation
    counts = {
        "with a finding in the invariant lane": sum(any(one.lane is Lane.INVARIANT for one in each.findings) for each in reports),
        "at SUSPICIOUS or worse": sum(reaches(each.verdict.level, Level.SUSPICIOUS) for each in reports),
        "at REVIEW": sum(each.verdict.level is Level.REVIEW for each in reports),
        "incomplete": sum(not each.complete for each in reports),
    }  # fmt: skip
    lines = ["# Real installers", "", "| | count | of | at most, by 95 % |", "|---|---|---|---|"]
    lines += [
        f"| {what} | {count} | {len(reports)} | {upper(count, len(reports)):.0%} |"
        for what, count in counts.items()
    ]
    lines += ["", "| file | kind | bytes | verdict | complete | findings | explained | opened | s |", "|---|---|---|---|---|---|---|---|---|", *rows]  # fmt: skip
    lines += ["", "Every finding, and all that was not seen:", "", *(words or ["none"])]
    lines += ["", "| file | maker | where it can be had | SHA-256 |", "|---|---|---|---|", *sources]
    lines += [
        "",
        f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), one worker, Python {platform.python_version()}, onionskin {__version__}, isolation {isolation}. Written by `python bench/peel/installers.py FOLDER --write`.",
    ]
    print(*lines, sep="\n")
    if given.write:
        (HERE.parent / "results" / "installers.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
