"""Disks of one host, built at run time: a tree, a tree of odd names, and one that cannot be read whole."""

from __future__ import annotations

import os
from pathlib import Path


def good(folder: Path) -> Path:
    disk = folder / "ACC-02"
    (disk / "app" / "deep").mkdir(parents=True)
    (disk / "app" / "a.dll").write_bytes(b"filler" * 1000)
    (disk / "app" / "deep" / "empty").write_bytes(b"")
    (disk / "b.txt").write_bytes(b"text")
    return disk


def bad(folder: Path) -> Path:
    disk = folder / "ACC-02"
    disk.mkdir()
    for name in (b"a\nb", b"<script>", b"\x1b[31m", b"\xff", "\u202egnp.exe".encode()):
        (disk / os.fsdecode(name)).write_bytes(b"filler")
    (disk / "link").symlink_to("/etc/hostname")
    (disk / "log.jsonl").write_text('{"EventID": 22, "Computer": "PC", "QueryName": "a.example"}')
    return disk


def damaged(folder: Path) -> Path:
    disk = folder / "ACC-02"
    deep = disk / "/".join(["d"] * 210)
    deep.mkdir(parents=True)
    (deep / "unseen").write_bytes(b"filler")
    (disk / "seen").write_bytes(b"filler")
    os.mkfifo(disk / "pipe")
    return disk
