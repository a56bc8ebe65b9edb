"""Programs built anew and signed again, programs edited after they were built, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_bytes_at

BODY = bytes(range(1, 256)) * 40


def _release(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).mkdir()
    path = folder / name / "shapes.dll"
    path.write_bytes(data)
    return path


def _program(*, stamp: int = 1_700_000_000, body: bytes = BODY, more: tuple[tuple[str, bytes, int], ...] = ()) -> bytes:  # fmt: skip
    sections = ((".shapes", body, READ_DATA), *more)
    return build_pe(Recipe(is_dll=True, name="shapes.dll", timestamp=stamp, sections=sections))


def good_it_was_built_anew(folder: Path) -> tuple[Path, Path]:
    other = BODY[::-1]
    return _release(folder, "old", _program()), _release(folder, "new", _program(stamp=1_710_000_000, body=other))  # fmt: skip


def good_only_its_checksum_differs(folder: Path) -> tuple[Path, Path]:
    made = with_bytes_at(_program(), 0x4E, b"inert words")
    return _release(folder, "old", _program()), _release(folder, "new", made)


def bad_bytes_of_its_code(folder: Path) -> tuple[Path, Path]:
    data = _program()
    return _release(folder, "old", data), _release(folder, "new", with_bytes_at(data, 0x480, b"\x90" * 16))  # fmt: skip


def bad_a_section_under_another_time(folder: Path) -> tuple[Path, Path]:
    made = _program(stamp=1_710_000_000, more=((".inert", b"inert", READ_DATA),))
    return _release(folder, "old", _program()), _release(folder, "new", made)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_bytes_of_its_code(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new


def good_a_stub_of_installers_was_filled_anew(folder: Path) -> tuple[Path, Path]:
    old, new = (_program(more=((".wixburn", body * 8, READ_DATA),)) for body in (b"one", b"two"))
    return _release(folder, "old", old), _release(folder, "new", new)
