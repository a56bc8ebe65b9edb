"""NSIS installers' data: every compression, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.nsis import Installer, build_data

FILES = {
    "$INSTDIR\\phone.txt": b"inert " * 200,
    "$INSTDIR\\lib\\empty": b"",
    "$PLUGINSDIR\\System.dll": b"inert plug-in",
}
ORDERS = (
    (41, ('"$INSTDIR\\phone.exe" --first', 1)),
    (31, ("kernel32::Sleep(i 1)",)),
    (44, ("$PLUGINSDIR\\System.dll", "Call")),
    (51, (-0x7FFFFFFF, "Software\\Inert", "Version", "1.0", 1)),
)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "installer.data"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    recipe = Installer(FILES, orders=ORDERS, uninstaller=b"inert uninstaller")
    return _written(folder, build_data(recipe))


def good_solid_lzma(folder: Path) -> Path:
    recipe = Installer(FILES, method="lzma", solid=True, uninstaller=b"inert uninstaller")
    return _written(folder, build_data(recipe))


def good_bzip2_of_the_second_generation(folder: Path) -> Path:
    recipe = Installer(FILES, method="bzip2", unicode=False, generation=2)
    return _written(folder, build_data(recipe))


def bad_data_of_no_instruction(folder: Path) -> Path:
    recipe = Installer(FILES, orphan=b"hidden " * 90, gap=b"\xff" * 60, tail=b"a tail of words" * 9)
    return _written(folder, build_data(recipe))


def bad_names(folder: Path) -> Path:
    files = {"$INSTDIR\\\u202egpj.exe": b"x", "C:\\..\\<script>": b"y", "$INSTDIR\\\x1b[2J": b"z"}
    return _written(folder, build_data(Installer(files)))


def bad_offsets(folder: Path) -> Path:
    orders = ((20, (0, "outside", 1 << 30)), (20, (0, "inside", 3)), (20, (0, "negative", -9)))
    return _written(folder, build_data(Installer(FILES, orders=orders)))


def bad_strings_in_a_circle(folder: Path) -> Path:
    orders = ((41, (-1,)), (41, (1 << 30,)), (41, (-(1 << 31),)))
    return _written(folder, build_data(Installer(FILES, method="stored", orders=orders)))


def damaged_cut_short(folder: Path) -> Path:
    data = build_data(Installer(FILES, method="lzma"))
    return _written(folder, data[: len(data) - 60])


def damaged_header(folder: Path) -> Path:
    data = bytearray(build_data(Installer(FILES, method="lzma", solid=True)))
    data[60:90] = bytes(30)
    return _written(folder, bytes(data))
