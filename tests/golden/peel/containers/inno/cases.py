"""What stands behind Inno Setup's program: old and new versions, hidden and hostile files, damage."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.inno import Script, build_inno

FILES = {
    "{app}\\phone.exe": b"MZ" + b"\xe8\x01\0\0\0\xe9\xf0\xff\xff\xff" * 400,
    "{app}\\readme.txt": b"an honest text\n" * 200,
}
RUNS = (("{app}\\phone.exe", "/first"),)
KEYS = (("Software\\Microsoft\\Windows\\CurrentVersion\\Run", "Phone", "{app}\\phone.exe"),)
NOISE = random.Random(7).randbytes(2000)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "overlay.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    script = Script(FILES, RUNS, registry=KEYS, calls=True, code=b"IFPS")
    return _written(folder, build_inno(script, (6, 4, 0, 1)))


def good_of_7(folder: Path) -> Path:
    downloads = (("https://example.com/maps.zip", "{app}\\maps.zip"),)
    script = Script(FILES, RUNS, registry=KEYS, downloads=downloads, calls=True)
    return _written(folder, build_inno(script, (7, 0, 0, 3)))


def good_of_6_5(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, RUNS), (6, 5, 0), method="zlib"))


def good_of_2006_in_ansi(folder: Path) -> Path:
    script = Script(FILES, uninstall_runs=RUNS, icons=(("{group}\\Phone", "{app}\\phone.exe"),))
    return _written(folder, build_inno(script, (5, 1, 10), unicode=False, method="bzip2"))


def good_layout_under_another_version(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES), (5, 6, 0), method="LZMA", shown="5.5.7"))


def good_without_files(folder: Path) -> Path:
    return _written(folder, build_inno(Script({}, RUNS), (5, 5, 0), method="stored"))


def bad_hostile_names(folder: Path) -> Path:
    names = ["{app}\\..\\..\\escape.dll", "<script>.js", "right\u202eleft.exe", "C:\\evil\0.exe"]
    return _written(folder, build_inno(Script({**dict.fromkeys(names, b"filler"), "a": NOISE})))


def bad_file_that_the_script_does_not_name(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, hidden=b"INERT FILLER " * 40)))


def bad_bytes_behind_a_chunk_and_between(folder: Path) -> Path:
    script = Script(FILES, slack=b"INERT FILLER " * 9, gap=b"INERT FILLER " * 20)
    return _written(folder, build_inno(script))


def bad_plain_bytes_of_no_file(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, plain=b"INERT FILLER " * 40)))


def bad_tail(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES)) + b"INERT FILLER " * 10)


def bad_bytes_in_an_unused_salt(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, salt=b"INERT FILLER 123"), (6, 7, 0)))


def bad_wrong_digest(folder: Path) -> Path:
    script = Script(FILES, digests={"{app}\\phone.exe": bytes(20)})
    return _written(folder, build_inno(script, (5, 5, 7)))


def damaged(folder: Path) -> Path:
    data = bytearray(build_inno(Script({"{app}\\noise.bin": NOISE, **FILES}), method="LZMA"))
    data[200:260] = bytes(60)
    return _written(folder, bytes(data))


def damaged_setup_data(folder: Path) -> Path:
    data = bytearray(build_inno(Script(FILES)))
    data[data.index(b"Inno Setup") + 120] ^= 0xFF
    return _written(folder, bytes(data))


def damaged_version_that_is_not_read(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES), shown="8.0.0"))


def damaged_by_encryption(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, encrypted=True), (5, 5, 0)))


def damaged_by_full_encryption(folder: Path) -> Path:
    return _written(folder, build_inno(Script(FILES, encrypted=True, sealed=True), (6, 5, 2)))


def damaged_encryption_header(folder: Path) -> Path:
    data = bytearray(build_inno(Script(FILES), (6, 6, 1)))
    data[data.index(b"Inno Setup") + 70] ^= 0xFF
    return _written(folder, bytes(data))
