"""How much memory very large releases take: `python bench/peel/memory.py [--write] [--gib 1]`.

Each release is inert and sparse or repeating, built in a temporary folder, and peeled by a process of its
own; the peak resident memory of that process and of each worker is what the kernel counted (VmHWM), looked
at every 20 ms. The bound for a worker is the jail's; for the coordinator twice the largest member and 200 MB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

HERE = Path(__file__).resolve().parent
PIECE = 16 << 20
WORKER, COORDINATOR = 384, 200


def noise(seed: int) -> bytes:
    return random.Random(seed).randbytes(PIECE)  # noqa: S311 - filler


def one_member(path: Path, pieces: int) -> int:
    """Write a zip of one stored member."""
    with (
        zipfile.ZipFile(path, "w") as archive,
        archive.open("data.bin", "w", force_zip64=True) as to,
    ):
        for number in range(pieces):
            to.write(noise(number))
    return pieces * PIECE


def deflated(path: Path, pieces: int) -> int:
    """Write a zip of four deflated members; half of the bytes are zeros."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(4):
            with archive.open(f"{number}.bin", "w", force_zip64=True) as to:
                for piece in range(pieces // 4):
                    to.write(noise(piece) if piece % 2 else bytes(PIECE))
    return pieces // 4 * PIECE


def overlay(path: Path, pieces: int) -> int:
    """Write a program with a zip of stored members behind it, as self-extracting archives are."""
    path.write_bytes(build_pe(Recipe(name="setup.exe")))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(pieces):
            archive.writestr(f"{number}.bin", noise(number))
    return PIECE


def overlay_of_data(path: Path, pieces: int) -> int:
    """Write a program with bytes behind it that no grammar explains."""
    path.write_bytes(build_pe(Recipe(name="setup.exe")))
    with path.open("ab") as file:
        for number in range(pieces):
            file.write(noise(number))
    return 0


def tarred(path: Path, pieces: int) -> int:
    """Write a tar of one member; the last piece is a hole."""
    size = pieces * PIECE
    header = bytearray(b"data.bin".ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2)
    header += (
        b"%011o\0" % size
        + b"14736140000\0"
        + b" " * 8
        + b"0"
        + bytes(100)
        + b"ustar\x0000"
        + bytes(247)
    )
    header[148:156] = b"%06o\0 " % sum(header)
    with path.open("wb") as file:
        file.write(header)
        file.write(noise(1))
        file.truncate(512 + size + 1024)
    return size


def cabinet(path: Path, pieces: int) -> int:
    """Write a cabinet of one stored folder, in as many blocks as a cabinet may have."""
    blocks = min(pieces * PIECE // 32768, 65535)
    body, size = noise(1)[:32768], blocks * 32768
    name = b"data.bin\0"
    data_at = 36 + 8 + 16 + len(name)
    whole = data_at + blocks * (8 + 32768)
    head = struct.pack("<4sIIIIIBBHHHHH", b"MSCF", 0, whole, 0, 44, 0, 3, 1, 1, 1, 0, 0, 0)
    head += (
        struct.pack("<IHH", data_at, blocks, 0)
        + struct.pack("<IIHHHH", size, 0, 0, 0x5000, 0, 0x20)
        + name
    )
    with path.open("wb") as file:
        file.write(head)
        for _ in range(blocks):
            file.write(struct.pack("<IHH", 0, 32768, 32768) + body)
    return size


RELEASES: dict[str, tuple[str, Callable[[Path, int], int]]] = {
    "zip, one stored member": ("release.zip", one_member),
    "zip, four deflated members": ("release.zip", deflated),
    "tar, one member": ("release.tar", tarred),
    "program, a zip behind it": ("setup.exe", overlay),
    "program, unexplained bytes behind it": ("setup.exe", overlay_of_data),
    "cabinet, one folder of 65,535 blocks": ("release.cab", cabinet),
}


def peak(pid: int) -> int:
    """Return the peak resident memory of a process in KB, or 0 where it is gone."""
    try:
        text = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")), 0)


def children(pid: int) -> list[int]:
    """Return the processes that any thread of one started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text("utf-8").split())
        except OSError:
            continue
    return found


def peeled(path: Path) -> tuple[float, int, int, dict[str, object]]:
    """Peel a file; return seconds, the peaks of the coordinator and of the largest worker in MB, the report."""
    begun, own, worker = time.monotonic(), 0, 0
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "onionskin", "peel", str(path), "-o", "json=-"], stdout=out
        )
        while process.poll() is None:
            own = max(own, peak(process.pid))
            worker = max([worker, *map(peak, children(process.pid))])
            time.sleep(0.02)
        out.seek(0)
        report = json.loads(out.read())
    return time.monotonic() - begun, own // 1024, worker // 1024, report


def main() -> int:
    """Print the table; exit 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gib", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    pieces, rows, passed = int(asked.gib * (1 << 30)) // PIECE, [], 0
    for name, (file, build) in RELEASES.items():
        folder = Path(tempfile.mkdtemp())
        try:
            largest = build(folder / file, pieces) >> 20
            size = (folder / file).stat().st_size >> 20
            seconds, own, worker, report = peeled(folder / file)
        finally:
            shutil.rmtree(folder)
        artifacts = report["artifacts"]
        assert isinstance(artifacts, list)
        passed += own > COORDINATOR or worker > WORKER
        rows.append(
            f"| {name} | {size} | {largest} | {len(artifacts)} | {report['complete']} | {seconds:.0f} | {own} | {worker} |"
        )
        print(rows[-1], file=sys.stderr, flush=True)
    lines = [
        "# Memory that very large releases take", "",
        "| release | MB | largest member, MB | artifacts | complete | seconds | coordinator, MB | largest worker, MB |",
        "|---|---|---|---|---|---|---|---|", *rows, "",
        (f"Bounds here: {COORDINATOR} MB for the coordinator whatever the members' size, {WORKER} MB for a worker "
        f"(the jail kills above that); passed: {passed}."), "",
        (f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, 2 shared processors ({platform.machine()}), Python "
        f"{platform.python_version()}, Linux {os.uname().release.split('-')[0]}. "
        "Written by `python bench/peel/memory.py --write`."),
    ]  # fmt: skip
    print("\n".join(lines))
    if asked.write:
        (HERE.parent / "results" / "peel_memory.md").write_text("\n".join(lines) + "\n", "utf-8")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
