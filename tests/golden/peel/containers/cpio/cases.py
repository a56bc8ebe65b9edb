"""Cpio archives: honest of every form, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.cpio import CpioMember, build_cpio

FILES = {"./usr/share/notes": b"inert " * 50, "./empty": b"", "./odd": b"x" * 33}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "payload.cpio"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    link = CpioMember("./link", b"usr/share/notes", mode=0o120777)
    members = [CpioMember(name, data) for name, data in FILES.items()]
    return _written(folder, build_cpio([*members, link], tail=bytes(200)))


def good_of_every_form(folder: Path) -> Path:
    path = folder / "forms"
    path.mkdir()
    for form in ("crc", "odc", "binary", "binary-big"):
        (path / form).write_bytes(build_cpio(FILES, form))
    return path


def good_several_names(folder: Path) -> Path:
    first = CpioMember("a", links=2, inode=7)
    return _written(folder, build_cpio([first, CpioMember("b", b"shared", links=2, inode=7)]))


def bad_names(folder: Path) -> Path:
    files = {"../../out": b"x", "/etc/cron.d/x": b"x", "\u202egnp.exe": b"x", "<script>": b"x"}
    return _written(folder, build_cpio(files))


def bad_behind_the_trailer(folder: Path) -> Path:
    inner = build_cpio({"hidden": b"inert"})
    return _written(folder, build_cpio(FILES, tail=bytes(12) + inner))


def bad_sums_and_padding(folder: Path) -> Path:
    members = [CpioMember("a", b"inert", check=1), CpioMember("d", b"data", mode=0o40755)]
    return _written(folder, build_cpio(members, "crc", behind_name=b"hidden behind a name"))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_cpio(FILES)[:300])


def damaged_header(folder: Path) -> Path:
    data = build_cpio(FILES)
    at = data.index(b"070701", 10)
    return _written(folder, data[: at + 20] + b"zz" + data[at + 22 :])
