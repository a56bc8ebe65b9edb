"""Whether a parser's time grows as its input does: `python bench/peel/linear.py [--write] [NAME...]`.

Each shape is built at one size and at four times that size, and opened as an artifact is, without
its members, and then looked at by the features. Four times the input may take up to BOUND times the processor time: what is quadratic
takes sixteen. Text formats are filled with what patterns stumble over, archives with very many members.
All inputs are well-formed or plain text of our own, so they are opened in this process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from onionskin.lookalike import (
    archives,
    asar,
    cab,
    cfb,
    cpio,
    elf,
    icons,
    iso,
    macho,
    managed,
    nsis,
    pe,
    pyinstaller,
    rpm,
    sevenzip,
    squashfs,
    xar,
)
from onionskin.model import Artifact
from onionskin.peel.features_inside import run_features
from onionskin.peel.inside import open_artifact
from onionskin.peel.wire import Asked, Opened, Request
from onionskin.plugins.scan import plugins

HERE = Path(__file__).resolve().parent
BOUND = 7.0
LEAST = 0.15  # seconds: below, the clock says more than the parser
GIVEN_UP = 30
Shape = tuple[str, str, Callable[[int], bytes], int]
FILLINGS = (
    " ", "\n", "\t\n", "(", "[", "{", '"', "'", "`", "\\", "<", ">", "#", "/*", "<!--", "<a ", "<![CDATA[", "$(",
    "a=", "a = (", "a: ", "- ", "\n- ", "\n  ", ",", ";", "if ", "exec(", "eval(", "require(", "$a.", "a.b.", "0x",
    "A", "\\x41", "%41", "&amp;", "&#", "@", "|", "||", "&&", "echo ", "curl ", "base64 ", "'+'", '"+"', "''", "a\n",
    "a=a\n", "import a\n", "function a(){", "require './a'\n", "end\n", "\r\n", "\0", "\u00e9", "\u202e", '{"a":',
    '["a",', "a a ", "Name: a\n", "http://a", "# ", "// SIG // ", "=\n", "a\\\n", '"""', "b'", "f'{", "<a>",
)  # fmt: skip


class GivenUpError(BaseException):
    """It took too long."""


def many(count: int) -> dict[str, bytes]:
    return {f"d{number % 97}/f{number}.txt": b"x%d" % number for number in range(count)}


def flat(count: int) -> dict[str, bytes]:
    return {f"f{number}.txt": b"x%d" % number for number in range(count)}


def deep(count: int) -> dict[str, bytes]:
    return {"/".join(f"d{n}" for n in range(min(number, 200))) + f"/f{number}": b"x" for number in range(count)}  # fmt: skip


def _resources(count: int) -> bytes:
    return pe.build_pe(pe.Recipe(files={f"R{number}": b"x%d" % number for number in range(count)}))


def _exports(count: int) -> bytes:
    names = tuple(f"e{number}" for number in range(count))
    return elf.build_elf(elf.ElfRecipe(exports=names, imports=tuple(f"i{each}" for each in names)))


def _chunks(count: int) -> bytes:
    return icons.build_png(chunks=[(b"tEXt", b"a\0b%d" % number) for number in range(count)])


def _wheel(count: int) -> bytes:
    return archives.build_wheel("inert", "1.0", flat(count))


def _stored(count: int) -> bytes:
    return archives.build_zip([archives.ZipMember(name, data, method=0) for name, data in many(count).items()])  # fmt: skip


def _same_name(count: int) -> bytes:
    return archives.build_zip([archives.ZipMember("a", b"%d" % number) for number in range(count)])


def _pax(count: int) -> bytes:
    members: list[archives.TarMember] = []
    for name, data in flat(count).items():
        members += [archives.build_pax({"path": name, "mtime": "1"}), archives.TarMember("x", data)]
    return archives.build_tar(members)


def _sections(count: int) -> bytes:
    extra = {f".s{number}": b"x" * 64 for number in range(count)}
    return elf.build_elf(elf.ElfRecipe(extra=extra))


def _plist(count: int) -> bytes:
    rows = "".join(f"<key>k{number}</key><string>v</string>" for number in range(count))
    return f'<?xml version="1.0"?><plist version="1.0"><dict>{rows}</dict></plist>'.encode()


def _mach(count: int) -> bytes:
    return macho.build_macho(macho.MachRecipe(strings=tuple(f"s{each}" for each in range(count))))


def _entries(count: int) -> bytes:
    return pyinstaller.build_archive([pyinstaller.Entry(f"m{n}", b"x%d" % n) for n in range(count)])


def _lock(count: int) -> bytes:
    rows = {f"node_modules/p{number}": {"version": "1.0.0"} for number in range(count)}
    return json.dumps({"name": "a", "version": "1", "dependencies": dict.fromkeys(rows, "1"), "scripts": dict.fromkeys(rows, "x")}).encode()  # fmt: skip


BINARY: tuple[Shape, ...] = (
    ("zip", "a.zip", lambda n: archives.build_zip(many(n)), 8000),
    ("zip, stored", "a.zip", _stored, 8000),
    ("zip, one name for all", "a.zip", _same_name, 8000),
    ("zip, overlapping", "a.zip", lambda n: archives.build_bomb(n, 1 << 10), 8000),
    ("zip, deep folders", "a.zip", lambda n: archives.build_zip(deep(n)), 2000),
    ("jar", "a.jar", lambda n: archives.build_zip({"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n\n"} | many(n)), 8000),
    ("whl", "inert-1.0-py3-none-any.whl", _wheel, 4000),
    ("tar", "a.tar", lambda n: archives.build_tar(many(n)), 8000),
    ("tar, pax headers", "a.tar", _pax, 4000),
    ("ar", "a.a", lambda n: elf.build_ar(flat(n)), 8000),
    ("cpio", "a.cpio", lambda n: cpio.build_cpio(many(n)), 8000),
    ("rpm", "a.rpm", lambda n: rpm.build_rpm(rpm.RpmRecipe(files={f"/{k}": v for k, v in many(n).items()})), 3000),
    ("asar", "a.asar", lambda n: asar.build_asar(many(n)), 8000),
    ("asar, deep folders", "a.asar", lambda n: asar.build_asar(deep(n)), 500),
    ("cab", "a.cab", lambda n: cab.build_cab(flat(n)), 8000),
    ("7z, one folder", "a.7z", lambda n: sevenzip.build_7z([sevenzip.Solid(many(n))]), 8000),
    ("7z, many folders", "a.7z", lambda n: sevenzip.build_7z([sevenzip.Solid({k: v}) for k, v in flat(n).items()]), 1000),
    ("xar", "a.xar", lambda n: xar.build_xar(many(n)), 4000),
    ("squashfs", "a.sqfs", lambda n: squashfs.build_squashfs(squashfs.SquashRecipe(many(n))), 3000),
    ("iso", "a.iso", lambda n: iso.build_iso(iso.IsoRecipe(flat(n), joliet=flat(n))), 1500),
    ("cfb", "a.cfb", lambda n: cfb.build_cfb({f"s{number}": b"x" * 70 for number in range(n)}), 1500),
    ("nsis", "a.exe", lambda n: nsis.build_nsis(nsis.Installer(flat(n))), 2000),
    ("pyinstaller", "a.bin", _entries, 4000),
    ("pe, resources", "a.exe", _resources, 3000),
    ("pe, overlay of zeros", "a.exe", lambda n: pe.append_to_file(pe.build_pe(), bytes(n)), 4 << 20),
    ("elf, sections", "a.so", _sections, 8000),
    ("elf, symbols", "a.so", _exports, 8000),
    ("macho, strings", "a.dylib", _mach, 8000),
    ("png, chunks", "a.png", _chunks, 8000),
    (".resources", "a.resources", lambda n: managed.build_resources(flat(n)), 8000),
    ("plist, keys", "Info.plist", _plist, 8000),
    ("package.json, keys", "package.json", _lock, 8000),
)  # fmt: skip
NAMED = (
    "Cargo.toml", "go.mod", "setup.py", "pyproject.toml", "package.json", "binding.gyp", "a.gemspec", "a.pth",
    "sitecustomize.py", "action.yml", "a.targets", "Info.plist", "configure", "configure.ac", "build.rs", "METADATA",
    "postinst", "a.ps1", "a.js", "a.vbs", "a.bat", "a.sh", "a.py", "a.html", "a.xml", "a.json", "a.md", "Makefile",
    "CMakeLists.txt", "a.m4", "AndroidManifest.xml", "manifest.json", "CodeResources", "extconf.rb", "control",
)  # fmt: skip


def _filled(filling: str, count: int) -> bytes:
    return (filling * count).encode()


def texts() -> Iterator[Shape]:
    """Yield every text format, filled with every filling."""
    for name in NAMED:
        for filling in FILLINGS:
            yield (
                f"{name} of {filling!r}",
                name,
                partial(_filled, filling),
                20_000,
            )


def opened(name: str, data: bytes) -> float:
    """Open bytes as an artifact; return the seconds of processor time."""
    artifact = Artifact("artifact-0", (name,), "0" * 64, len(data), None)
    asked = Request(artifact, 0, 1 << 30, 200_000, 250, seconds=GIVEN_UP)
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as spool:
        file.write(data)
        file.flush()
        begun = time.process_time()
        reply = open_artifact(msgspec.msgpack.encode(asked), [file.fileno(), spool.fileno()])
        layer = msgspec.msgpack.decode(reply, type=Opened).layer
        run_features(msgspec.msgpack.encode(Asked(layer, 0, seconds=GIVEN_UP)), [file.fileno()])
        return time.process_time() - begun


def measured(shape: Shape) -> tuple[float, float]:
    """Return the seconds at one size and at four times that size; infinity for one that was given up."""
    _, name, build, count = shape
    seconds = []
    for size in (count, 4 * count):
        data = build(size)
        signal.alarm(GIVEN_UP)
        try:
            seconds.append(opened(name, data))
        except GivenUpError:
            seconds.append(float("inf"))
            break
        finally:
            signal.alarm(0)
    return seconds[0], seconds[-1]


def _give_up(*_: object) -> None:
    raise GivenUpError


def main() -> int:
    """Print the shapes of archives, and of the texts those that are not linear; exit 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, _give_up)
    for each in (*plugins("container"), *plugins("feature"), *plugins("signal")):
        each.load()
    rows, wrong, count, long = [], [], 0, 0
    for shape in (*BINARY, *texts()):
        if asked.names and not any(each in shape[0] for each in asked.names):
            continue
        count += 1
        long += shape not in BINARY
        once, four = measured(shape)
        slow = four > LEAST and four > BOUND * max(once, LEAST / 4)
        row = (
            f"| {shape[0]} | {shape[3]} | {once:.3f} | {four:.3f} | {four / max(once, 1e-4):.1f} |"
        )
        if slow:
            wrong.append(shape[0])
            print("NOT LINEAR", row, file=sys.stderr, flush=True)
        if slow or shape in BINARY:
            rows.append(row)
    lines = [
        "# Time at one size and at four times that size", "",
        "| shape | size | seconds at 1x | seconds at 4x | ratio |", "|---|---|---|---|---|", *rows, "",
        (f"{count} shapes, {long} of them texts that are listed only where they are not linear; "
        f"{len(wrong)} not linear."), "",
        (f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, 2 shared processors ({platform.machine()}), Python "
        f"{platform.python_version()}, Linux {os.uname().release.split('-')[0]}. "
        "Written by `python bench/peel/linear.py --write`."),
    ]  # fmt: skip
    print("\n".join(lines))
    if asked.write:
        (HERE.parent / "results" / "peel_linear.md").write_text("\n".join(lines) + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
