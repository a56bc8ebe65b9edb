"""A program beside which a text comes, settings that come with their program, settings beside one that was there, and an archive cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pe import Recipe, build_pe

SETTINGS = b'<?xml version="1.0"?><configuration><runtime/></configuration>\n'


def _release(folder: Path, place: str, **files: bytes) -> Path:
    held = {"app/phone.exe": build_pe(Recipe())}
    held |= {f"app/{name.replace('_', '.')}": data for name, data in files.items()}
    (folder / place).mkdir()
    path = folder / place / "phone.zip"
    path.write_bytes(build_zip(held))
    return path


def good_a_text(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", notes_txt=b"what is new\n")


def good_they_come_with_their_program(folder: Path) -> tuple[Path, Path]:
    files = {"tool_exe": build_pe(Recipe(timestamp=1_710_000_000)), "tool_exe_config": SETTINGS}
    return _release(folder, "old"), _release(folder, "new", **files)


def bad_settings_of_dot_net_for_a_native_program(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", phone_exe_config=SETTINGS)


def bad_a_manifest(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", phone_exe_manifest=b"<assembly/>\n")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_manifest(folder)
    new.write_bytes(new.read_bytes()[:900])
    return old, new
