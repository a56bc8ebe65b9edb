"""PyInstaller archives: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pyinstaller import Entry, build_archive, build_pyz

ENTRIES = (
    Entry("pyi-contents-directory _internal", kind="o", packed=False),
    Entry("main", b"inert marshalled code " * 9, kind="s"),
    Entry("lib/inert.so", b"inert library " * 40, kind="b"),
    Entry("lib/alias.so", b"inert.so", kind="n", packed=False),
    Entry("PYZ.pyz", build_pyz({"inert": b"module"}), kind="z", packed=False),
)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "program.pkg"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_archive(ENTRIES))


def good_in_front_of_a_signature(folder: Path) -> Path:
    return _written(folder, build_archive(ENTRIES, padding=bytes(5)))


def bad_bytes_of_no_entry(folder: Path) -> Path:
    data = build_archive(
        ENTRIES, before=b"in front" * 9, gap=b"between" * 9, behind=b"behind" * 9,
        library=b"lib\0 and more words than a name has",
    )  # fmt: skip
    return _written(folder, data)


def bad_names(folder: Path) -> Path:
    names = ("../../out", "/etc/inert", "\u202egnp.exe", "<script>", "C:\\inert")
    entries = [Entry(each, b"inert") for each in (*names, "twice", "twice")]
    return _written(folder, build_archive([*entries, Entry("rest", b"x", rest=b"hidden" * 5)]))


def bad_sizes_and_places(folder: Path) -> Path:
    entries = (
        Entry("small", b"inert" * 9, size=7),
        Entry("over", b"inert" * 9, offset=3),
        Entry("outside", b"inert", offset=1 << 31),
        Entry("slack", b"inert", slack=b"hidden behind the stream " * 4),
        Entry("kind", b"inert", kind="?"),
    )
    return _written(folder, build_archive(entries))


def damaged_table(folder: Path) -> Path:
    data = bytearray(build_archive(ENTRIES))
    at = data.index(b"lib/inert.so") - 18
    data[at : at + 4] = b"\0\0\0\1"
    return _written(folder, bytes(data))


def damaged_member(folder: Path) -> Path:
    data = bytearray(build_archive(ENTRIES))
    data[10:16] = b"\xff" * 6
    return _written(folder, bytes(data))
