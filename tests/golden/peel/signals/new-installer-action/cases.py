"""Two releases of an installer: the same actions, a new one, and a new release cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.inno import Script, build_inno
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.nsis import Installer, build_nsis

FILES = {"Example Phone/phone.exe": random.Random(7).randbytes(20_000)}
RUN = ("RunPhone", 18, "F1", "--first")


def _pair(folder: Path, *more: tuple[str, int, str, str]) -> tuple[Path, Path]:
    found = []
    for version, actions in (("18.11.1213", (RUN,)), ("18.12.416", (RUN, *more))):
        path = folder / f"phone-{version}.msi"
        path.write_bytes(build_msi(FILES, version=version, contents=Contents(actions=actions)))
        found.append(path)
    return found[0], found[1]


def good(folder: Path) -> tuple[Path, Path]:
    return _pair(folder)


def good_a_message(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ("Tell", 19, "", "Please close the phone first."))


def bad(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, ("Prepare", 50 + 0xC00, "COMSPEC", "/c echo inert"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = _pair(folder, ("Prepare", 50, "COMSPEC", "/c echo inert"))
    new.write_bytes(new.read_bytes()[:20_000])
    return old, new


def _setups(folder: Path, *more: tuple[int, tuple[int | str, ...]]) -> tuple[Path, Path]:
    found = []
    for version, orders in (("1.2.3", ()), ("1.2.4", more)):
        run = (41, (f"$INSTDIR\\app-{version}\\phone.exe",))
        mark = (51, (-0x7FFFFFFF, "Software\\Inert", version, version, 1))
        recipe = Installer({"$INSTDIR\\a.txt": b"inert"}, orders=(run, mark, *orders))
        path = folder / f"setup-{version}.exe"
        path.write_bytes(build_nsis(recipe))
        found.append(path)
    return found[0], found[1]


def good_a_new_version_in_a_command(folder: Path) -> tuple[Path, Path]:
    return _setups(folder)


def _scripts(folder: Path, *more: bytes) -> tuple[Path, Path]:
    """Return two Inno Setup installers, of which the later one's compiled script calls more."""
    found = []
    for version, calls in (("1.2.3", b""), ("1.2.4", b"".join(more))):
        code = b"IFPS" + bytes(24) + b"\x03\x09GETSYSTEM" + calls
        path = folder / f"setup-{version}.bin"
        path.write_bytes(build_inno(Script({"{app}\\a.txt": b"inert"}, code=code)))
        found.append(path)
    return found[0], found[1]


def good_a_compiled_script_that_calls_nothing_that_acts(folder: Path) -> tuple[Path, Path]:
    return _scripts(folder, b"\x03\x08GETSPACE")


def bad_a_compiled_script_that_begins_to_start_programs(folder: Path) -> tuple[Path, Path]:
    text = "https://updates.example.org/inert"
    literal = len(text).to_bytes(4, "little") + text.encode("utf-16-le")
    return _scripts(folder, b"\x03\x04EXEC", b"\x12\0\0\0\0" + literal)


def bad_a_key_that_starts_a_program(folder: Path) -> tuple[Path, Path]:
    key = "Software\\Microsoft\\Windows\\CurrentVersion\\Run"
    return _setups(folder, (51, (-0x7FFFFFFF, key, "Inert", "$INSTDIR\\a.txt", 1)))


def bad_a_library_call(folder: Path) -> tuple[Path, Path]:
    return _setups(folder, (31, ("inert",)), (44, ("$PLUGINSDIR\\System.dll", "Call")))
