"""Ours beside its peers on identical files: `python bench/peel/peers.py FOLDER... --tools FOLDER [--quick] [--write]`.

Each FOLDER holds packages that nobody here wrote (wheels, npm tarballs, debs). A fixed set of inert edits
is made of files out of them; every peer is asked about the base and about the edit, as a process of its own
without network, and has *found* the edit if it says something of it that it does not say of the base. The
same for benign pairs of releases, where whatever is new is a false positive. `peer_tools/` has one file per
peer, and says how the folder of `--tools` is laid out; a peer that is not there is named and passed over.
Nothing of a package is installed or run; nothing edited is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import platform
import re
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import peer_cases
from peer_cases import Case
from peer_tools import (
    capa_namespaces,
    diffoscope_shows,
    guarddog_scan,
    lief_flags,
    malcontent_rules,
    onionskin_peel,
    osslsigncode_verify,
    signify_verify,
)
from peer_tools.measured import Ran, offline, run

from onionskin import __version__

HERE = Path(__file__).parent
PAGE = HERE.parent / "results" / "peers.md"
KEPT = "<!-- What stands above is written by hand and kept. -->"
SIGNED = ("PE: bytes behind the signature", "PE: the same, checksum left", "PE: certificate directory grown")  # fmt: skip
Said = set[tuple[str, str]]


class Tool(Protocol):
    """What a file of `peer_tools` gives."""

    NAME: str
    LAYS_OVER: bool
    OPENS_PACKAGES: bool
    SECONDS: float
    MOST: int
    FAMILIES: tuple[str, ...]
    ALERTS: tuple[str, ...]
    LOWER: tuple[str, ...]
    ALERT: str
    FORMATS: tuple[str, ...] | None

    def version(self, tools: Path) -> str:
        """Return its version; nothing where it is not installed."""

    def prepare(self, tools: Path, scratch: Path) -> None:
        """Do once what its maker ships done."""

    def command(self, tools: Path, scratch: Path, new: Path, old: Path | None) -> list[str]:
        """Return how it is called; nothing for a file that there is no way to give it."""

    def says(self, code: int, out: bytes) -> Said | None:
        """Return what it holds against the file, each with its grade."""

    def looked(self, path: Path, code: int, out: bytes) -> str:
        """Return `members`, `reads` or nothing."""


TOOLS: tuple[Tool, ...] = (  # type: ignore[assignment] # one module alone it takes
    onionskin_peel,
    malcontent_rules,
    guarddog_scan,
    signify_verify,
    lief_flags,
    osslsigncode_verify,
    diffoscope_shows,
    capa_namespaces,
)


@dataclass(frozen=True)
class Asked:
    """One question put to one peer: `new` is what it says of the second file alone; None: it does not read it."""

    case: Case
    new: Said | None
    wall: float
    cpu: float
    peak: int
    trouble: str = ""

    def at(self, grades: Sequence[str]) -> bool:
        """Say whether something new is of one of these grades."""
        return any(grade in grades for grade, _ in self.new or ())


@dataclass
class Peer:
    """A peer, and all that it was asked."""

    tool: Tool
    tools: Path
    scratch: Path
    edits: list[Asked] = field(default_factory=list)
    pairs: list[Asked] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    runs: int = 0
    known: dict[str, tuple[Said | None, Ran | None]] = field(default_factory=dict)
    owned: int = 0
    decoded: int = 0

    @property
    def is_ours(self) -> bool:
        """Say whether it is us."""
        return self.tool.NAME == onionskin_peel.NAME

    def ask(self, case: Case, *, is_pair: bool) -> Asked | None:
        """Put one question; None where the peer has had as many files as it may."""
        if self.tool.MOST and self.runs + 2 > self.tool.MOST:
            return None
        before: Said | None = set()
        cost: list[Ran] = []
        if not (is_pair and self.tool.LAYS_OVER):
            before, ran = self._alone(case)
            # Whoever lays one over the other needs no run of its own for the base: it is not counted.
            cost = [ran] if ran and not self.tool.LAYS_OVER else []
        new, ran, timed_out = self._run(case.new, case.new_name, case)
        cost += [ran] if ran else []
        if is_pair:
            before, new = _without_numbers(before), _without_numbers(new)
        fresh = None if new is None else new - (before or set())
        return Asked(
            case,
            fresh,
            sum(each.wall for each in cost),
            sum(each.cpu for each in cost),
            max((each.peak for each in cost), default=0),
            timed_out,
        )

    def _alone(self, case: Case) -> tuple[Said | None, Ran | None]:
        key = hashlib.sha256(case.old).hexdigest() + Path(case.old_name).suffix
        if key not in self.known:
            said, ran, _ = self._run(case.old, case.old_name, None)
            self.known[key] = said, ran
        return self.known[key]

    def _run(
        self, data: bytes, name: str, over: Case | None
    ) -> tuple[Said | None, Ran | None, str]:
        with tempfile.TemporaryDirectory() as folder:
            new, old = Path(folder) / "new" / name, None
            new.parent.mkdir()
            new.write_bytes(data)
            if over and self.tool.LAYS_OVER:
                old = Path(folder) / "old" / over.old_name
                old.parent.mkdir()
                old.write_bytes(over.old)
            command = self.tool.command(self.tools, self.scratch, new, old)
            if not command:
                return None, None, ""
            ran = self.run(command, Path(folder))
        if ran.timed_out:
            return None, ran, "out of time"
        said = self.tool.says(ran.code, ran.out)
        if self.is_ours and said is not None:
            owned, size = onionskin_peel.explained(ran.out)
            self.owned, self.decoded = self.owned + owned, self.decoded + size
        return said, ran, ""

    def run(self, command: list[str], folder: Path) -> Ran:
        """Run a command as this peer."""
        self.runs += 1
        front = [] if self.is_ours else offline()
        return run([*front, *command], self.tool.SECONDS, folder)

    def look(self, known: Sequence[tuple[str, Path]]) -> None:
        """Ask what the peer does with a well-formed file of each format."""
        if self.is_ours:
            command = self.tool.command(self.tools, self.scratch, known[0][1], None)
            command[3:3] = [str(path) for _, path in known[1:]]
            answers = run(command, 10 * self.tool.SECONDS, self.scratch).out.splitlines()
            for (name, path), answer in zip(known, answers, strict=True):
                self.formats[name] = self.tool.looked(path, 0, answer)
            return
        for name, path in known:
            asked = self.tool.FORMATS is None or name in self.tool.FORMATS
            self.formats[name] = self._look(path) if asked else ""

    def _look(self, path: Path) -> str:
        if path.is_dir():
            return ""
        beside = path.with_name(f"beside-{path.name}")
        beside.write_bytes(path.read_bytes() + b"\n")
        over = beside if self.tool.LAYS_OVER else None
        command = self.tool.command(self.tools, self.scratch, path, over)
        if self.tool.NAME == malcontent_rules.NAME:
            command = ["true"]  # its source says it; its own unpacker is not run
        ran = self.run(command, path.parent) if command else None
        beside.unlink()
        return self.tool.looked(path, ran.code, ran.out) if ran and not ran.timed_out else ""


def _without_numbers(said: Said | None) -> Said | None:
    """Return what was said without versions in paths, which differ in every release."""
    return None if said is None else {(grade, re.sub(r"\d+(\.\d+)+", "N", text)) for grade, text in said}  # fmt: skip


# --- the tables ---------------------------------------------------------------------------------------


def recall(peers: Sequence[Peer]) -> list[str]:
    """Return what each peer found of each family: found, and of them at its own alert level."""
    families = list(dict.fromkeys(each.case.family for each in peers[0].edits))
    rows = [
        f"| family | edits | {' | '.join(each.tool.NAME for each in peers)} |",
        "|---|---|" + "---|" * len(peers),
    ]
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for family in families:
        cells = []
        count = sum(each.case.family == family for each in peers[0].edits)
        for peer in peers:
            asked = [each for each in peer.edits if each.case.family == family]
            read = [each for each in asked if each.new is not None]
            found = sum(bool(each.new) for each in read)
            alert = sum(each.at(peer.tool.ALERTS) for each in read)
            late = sum(bool(each.trouble) for each in asked)
            for number, value in enumerate((found, alert, len(read), len(asked))):
                totals[peer.tool.NAME][number] += value
            cells.append(_cell((found, alert, len(read), len(asked)), late, count, judges=bool(peer.tool.ALERTS)))  # fmt: skip
        rows.append(f"| {family} | {count} | {' | '.join(cells)} |")
    sums = [
        _cell(totals[each.tool.NAME], 0, len(peers[0].edits), judges=bool(each.tool.ALERTS))
        for each in peers
    ]
    rows.append(f"| all | {len(peers[0].edits)} | {' | '.join(sums)} |")
    return rows


def _cell(counts: Sequence[int], late: int, count: int, *, judges: bool) -> str:
    found, alert, read, asked = counts
    if not asked:
        return "not asked"
    if not read:
        return "out of time" if late else "does not read it"
    of = "" if read == asked else f" of {read} read"
    of = f" of {asked} asked" if asked < count else of
    return f"{found}{of} ({alert})" if judges else f"{found}{of}"


def innocent(peers: Sequence[Peer]) -> list[str]:
    rows = [
        "| peer | its own alert level | pairs | alert | lower level | anything new | read none of it |",
        "|---|---|---|---|---|---|---|",
    ]
    for peer in peers:
        by_pair: dict[str, list[Asked]] = defaultdict(list)
        for each in peer.pairs:
            by_pair[each.case.title.partition(": ")[0]].append(each)
        alert = sum(any(one.at(peer.tool.ALERTS) for one in group) for group in by_pair.values())
        lower = sum(any(one.at(peer.tool.LOWER) for one in group) for group in by_pair.values())
        anything = sum(any(one.new for one in group) for group in by_pair.values())
        unread = sum(all(one.new is None for one in group) for group in by_pair.values())
        rows.append(f"| {peer.tool.NAME} | {peer.tool.ALERT} | {len(by_pair)} | {alert if peer.tool.ALERTS else '-'} | {lower if peer.tool.LOWER else '-'} | {anything} | {unread} |")  # fmt: skip
    return rows


def costs(peers: Sequence[Peer]) -> list[str]:
    rows = [
        "| peer | CPU s a signed PE | CPU s an edit, median | wall s | CPU s a pair, median | longest | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for peer in peers:
        signed = [each.cpu for each in peer.edits if each.case.family in SIGNED and each.cpu]
        edits = [each for each in peer.edits if each.cpu]
        pairs: dict[str, float] = defaultdict(float)
        for each in peer.pairs:
            pairs[each.case.title.partition(": ")[0]] += each.cpu
        some = [value for value in pairs.values() if value]
        both = [*edits, *peer.pairs]
        rows.append(
            f"| {peer.tool.NAME} | {_median(signed)} | {_median([each.cpu for each in edits])} | "
            f"{_median([each.wall for each in edits])} | {_median(some)} | {max(some, default=0):.1f} | "
            f"{max((each.peak for each in both), default=0) / 1e6:.0f} |"
        )
    return rows


def _median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f}" if values else "-"


def opened(peers: Sequence[Peer]) -> list[str]:
    ours = peers[0].formats
    rows = ["| peer | lists what is inside | reads without listing | of |", "|---|---|---|---|"]
    lines = []
    for peer in peers:
        inside = [name for name, what in peer.formats.items() if what == "members"]
        reads = [name for name, what in peer.formats.items() if what == "reads"]
        rows.append(f"| {peer.tool.NAME} | {len(inside)} | {len(reads)} | {len(ours)} |")
        lines.append(f"- {peer.tool.NAME}: {', '.join([*inside, *(f'({each})' for each in reads)])}")  # fmt: skip
    return [*rows, "", "By name, in brackets what is read without listing:", "", *lines]


def losses(peers: Sequence[Peer]) -> list[str]:
    """Return every cell in which a peer does better than we do."""
    ours = peers[0]
    lines = []
    for peer in peers[1:]:
        for family in dict.fromkeys(each.case.family for each in ours.edits):
            theirs = {each.case.title for each in peer.edits if each.case.family == family and each.new}  # fmt: skip
            own = {each.case.title for each in ours.edits if each.case.family == family and each.new}  # fmt: skip
            if theirs - own and peer.tool.ALERTS:
                lines.append(f"| {family} | {peer.tool.NAME} found {len(theirs - own)} that we did not |")  # fmt: skip
            heard = {each.case.title for each in peer.edits if each.case.family == family and each.at(peer.tool.ALERTS)}  # fmt: skip
            loud = {each.case.title for each in ours.edits if each.case.family == family and each.at(ours.tool.ALERTS)}  # fmt: skip
            if heard - loud:
                lines.append(f"| {family} | {peer.tool.NAME} alerts on {len(heard - loud)} where we say REVIEW or nothing |")  # fmt: skip
        for what, families in (("a signed PE", SIGNED), ("an edit", ())):
            mine = [each.cpu for each in ours.edits if not families or each.case.family in families]
            its = [each.cpu for each in peer.edits if each.cpu and (not families or each.case.family in families)]  # fmt: skip
            if its and mine and statistics.median(its) < statistics.median(mine):
                ratio = statistics.median(mine) / statistics.median(its)
                lines.append(f"| CPU time, {what}, median | {peer.tool.NAME} takes 1/{ratio:.1f} of ours |")  # fmt: skip
        high, its_high = (max((each.peak for each in [*one.edits, *one.pairs]), default=0) for one in (ours, peer))  # fmt: skip
        if 0 < its_high < high:
            lines.append(f"| memory, peak | {peer.tool.NAME} needs {its_high / 1e6:.0f} MB, we {high / 1e6:.0f} |")  # fmt: skip
        noisy, quiet = (sum(bool(each.new) for each in one.pairs) for one in (ours, peer))
        if peer.tool.ALERTS and quiet < noisy:
            lines.append(f"| anything new in a benign pair | {peer.tool.NAME} {quiet}, we {noisy} |")  # fmt: skip
        more = [name for name, what in peer.formats.items() if what == "members" and ours.formats.get(name) != "members"]  # fmt: skip
        if more:
            lines.append(f"| formats | {peer.tool.NAME} lists what is in {', '.join(more)}; we do not |")  # fmt: skip
    return ["| where we lose | by how much |", "|---|---|", *lines]


def details(peers: Sequence[Peer]) -> list[str]:
    """Return in words what was said of each benign pair, and which edits we missed."""
    lines = [f"- missed by us: {each.case.family}: {each.case.title}" for each in peers[0].edits if not each.new]  # fmt: skip
    for peer in peers:
        if not peer.tool.ALERTS and peer.tool.LOWER == ("shows",):
            continue
        for each in peer.pairs:
            some = sorted(each.new or ())
            loud = [text for grade, text in some if grade in (*peer.tool.ALERTS, *peer.tool.LOWER)]
            if loud:
                more = f" and {len(loud) - 4} more" if len(loud) > 4 else ""
                lines.append(f"- {peer.tool.NAME}: {each.case.title}: {'; '.join(loud[:4])}{more}")
            if each.trouble:
                lines.append(f"- {peer.tool.NAME}: {each.case.title}: {each.trouble}")
    return lines or ["none"]


def by_structure(peers: Sequence[Peer]) -> list[str]:
    """Return how diffoscope shows the edits: structure, or bytes of the whole file."""
    for peer in peers:
        if peer.tool.NAME == diffoscope_shows.NAME:
            shown = [text for each in peer.edits for _, text in each.new or ()]
            some = sum(text == "by structure" for text in shown)
            return [f"diffoscope shows {len(shown)} of the {len(peer.edits)} edits, as it shows every difference: {some} by the format's structure, {len(shown) - some} as bytes of the whole file. It judges none."]  # fmt: skip
    return []


# --- the run ------------------------------------------------------------------------------------------


def question(peer: Peer, edits: Sequence[Case], pairs: Sequence[Case]) -> None:
    """Put every question to one peer."""
    (peer.scratch / "formats").mkdir(parents=True)
    known = peer_cases.formats(peer.scratch / "formats")
    peer.tool.prepare(peer.tools, peer.scratch)
    wanted = [each for each in edits if not peer.tool.FAMILIES or each.family in peer.tool.FAMILIES]
    parts = [part for case in pairs for part in given(peer, case)]
    if peer.tool.MOST:
        wanted.sort(key=lambda case: len(case.old))
        parts.sort(key=lambda case: len(case.old))
    for case in wanted:
        # A peer with a limit keeps two files for a benign pair.
        is_enough = 0 < peer.tool.MOST < peer.runs + 4
        asked = None if is_enough else peer.ask(case, is_pair=False)
        peer.edits += [asked] if asked else []
    for case in parts:
        asked = peer.ask(case, is_pair=True)
        peer.pairs += [asked] if asked else []
    peer.look(known)
    print(f"{peer.tool.NAME}: {peer.runs} runs", file=sys.stderr)


def given(peer: Peer, case: Case) -> list[Case]:
    """Return a benign pair as a peer can take it."""
    return [case] if peer.tool.OPENS_PACKAGES else peer_cases.programs(case, 4, peer.scratch)


def page(peers: Sequence[Peer], missing: Sequence[str], edits: Sequence[Case], pairs: Sequence[Case]) -> list[str]:  # fmt: skip
    ours = peers[0]
    share = ours.owned / ours.decoded if ours.decoded else 1.0
    made = (
        f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}) with other work "
        f"on them (load {os.getloadavg()[0]:.0f}: compare CPU seconds, not the clock's), "
        f"Python {platform.python_version()}, onionskin {__version__}. "
        "Written by `python bench/peel/peers.py FOLDER... --tools FOLDER --write`."
    )
    bases = dict.fromkeys(f"{each.family.partition(':')[0]}: {each.title}" for each in edits)
    return [
        "## Found, by family",
        "",
        "Found: the peer says something of the edit that it does not say of the base. In brackets: at its own alert level.",
        "",
        *recall(peers),
        "",
        *by_structure(peers),
        "",
        "## Benign pairs",
        "",
        "New in the second release, by the same rule; what we say with `--against` counts whole. Peers that open no packages were given up to 4 programs that differ.",
        "",
        *innocent(peers),
        "",
        "## Cost",
        "",
        "A question is: what is new in this file beside that one. Peers that look at one file are charged for both.",
        "",
        *costs(peers),
        "",
        f"Share of bytes with an owner, ours: {share:.4%} of {ours.decoded / 1e6:.0f} MB decoded. No other of these peers says it.",
        "",
        "## Formats",
        "",
        "One well-formed file of every format that we open, as our golden cases build it: a list that favours us. malcontent's row is by the table in its source; diffoscope's is whether it knows the format, with the Debian tools that are there; signify, LIEF, osslsigncode and capa were given the programs, installers and signed archives only.",
        "",
        *opened(peers),
        "",
        "## Where we lose",
        "",
        *losses(peers),
        "",
        "## In words",
        "",
        *details(peers),
        "",
        "Bases:",
        "",
        *(f"- {each}" for each in bases),
        "",
        "Benign pairs: " + "; ".join(each.title for each in pairs) + ".",
        "",
        "Peers: " + ", ".join(f"{each.tool.NAME} {each.tool.version(each.tools)}" for each in peers) + "."
        + (f" Not installed: {', '.join(missing)}." if missing else ""),
        "",
        made,
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--tools", type=Path, required=True, help="where the peers stand")
    parser.add_argument("--at-once", type=int, default=2, help="how many peers at a time")
    parser.add_argument("--bases", type=int, default=3, help="bases of each kind")
    parser.add_argument("--pairs", type=int, default=12, help="benign pairs")
    parser.add_argument("--quick", action="store_true", help="one base of each kind, three pairs")
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    chosen = parser.parse_args()
    every = peer_cases.releases(chosen.folders)
    bases = peer_cases.Bases(every, 1 if chosen.quick else chosen.bases, 13 << 20)
    edits = list(peer_cases.edits(bases))
    pairs = peer_cases.pairs(every, 3 if chosen.quick else chosen.pairs, 5 << 20)
    present = [each for each in TOOLS if each.version(chosen.tools)]
    missing = [each.NAME for each in TOOLS if each not in present]
    with tempfile.TemporaryDirectory() as folder:
        peers = [Peer(each, chosen.tools.resolve(), Path(folder) / each.NAME.split()[0]) for each in present]  # fmt: skip
        with ThreadPoolExecutor(chosen.at_once) as threads:
            # The slowest first: the disassembler, then we.
            started = [
                threads.submit(question, each, edits, pairs) for each in (peers[-1], *peers[:-1])
            ]
            for each in started:
                each.result()
    lines = page(peers, missing, edits, pairs)
    print(*lines, sep="\n")
    if chosen.write:
        above = PAGE.read_text().partition(KEPT)[0] if PAGE.exists() else "# Ours beside its peers, on identical files\n\n"  # fmt: skip
        PAGE.write_text("\n".join([above + KEPT, "", *lines]) + "\n")


if __name__ == "__main__":
    main()
