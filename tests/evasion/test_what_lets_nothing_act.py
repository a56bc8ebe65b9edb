"""What a release may say anew without letting anything act, and what hides where it stands."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.lookalike.deb import DebRecipe, build_deb
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.packages import build_sdist
from onionskin.model import Level
from onionskin.parse.programs.package_note import without_version

POOLS: list[Pool] = []
BUILD = bytes(range(20))
TOLD = {"type": "deb", "os": "Debian", "name": "shapes", "version": "1.2.3-1"}
SECOND = TOLD | {"version": "1.2.4-1"}
NOBITS, NOTE = 8, 7
READ = 4


@pytest.fixture(autouse=True, scope="module")
def one_pool() -> Iterator[None]:
    with Pool(workers=1) as pool:
        POOLS.append(pool)
        yield
        POOLS.clear()


def asked(old: Path, new: Path) -> set[str]:
    (report,) = peel([new], pool=POOLS[0], against=[old])
    return {each.signal for each in report.findings if each.level is Level.REVIEW}


# --- notes of packages ------------------------------------------------------------------------------


def note(said: dict[str, str], behind: bytes = b"", kind: int = 0xCAFE1A7E) -> bytes:
    body = json.dumps(said).encode() + b"\0"
    return struct.pack("<III", 4, len(body), kind) + b"FDO\0" + body + bytes(-len(body) % 4) + behind  # fmt: skip


def rewritten(program: bytes, types: dict[str, int], flags: dict[str, int]) -> bytes:
    """Give sections, by name, another type or other flags."""
    data = bytearray(program)
    table, count, last = (*struct.unpack_from("<Q", data, 40), *struct.unpack_from("<HH", data, 60))  # fmt: skip
    names = struct.unpack_from("<Q", data, table + 64 * last + 24)[0]
    for at in range(table, table + 64 * count, 64):
        start = names + struct.unpack_from("<I", data, at)[0]
        name = bytes(data[start : data.index(b"\0", start)]).decode()
        was = struct.unpack_from("<IQ", data, at + 4)
        struct.pack_into("<IQ", data, at + 4, types.get(name, was[0]), flags.get(name, was[1]))
    return bytes(data)


def program(section: bytes, text: bytes = b"inert filler " * 40) -> bytes:
    made = build_elf(ElfRecipe(build_id=BUILD, text=text, extra={".note.package": section}))
    return rewritten(made, {".note.package": NOTE}, {".note.package": 2})


def programs(folder: Path, before: bytes, after: bytes) -> set[str]:
    paths = []
    for name, data in (("old", before), ("new", after)):
        (folder / name).mkdir()
        paths.append(folder / name / "shapes.so")
        paths[-1].write_bytes(data)
    return asked(*paths)


def test_a_note_that_names_another_version_of_its_package_is_no_edit(tmp_path: Path) -> None:
    assert "edited-not-rebuilt" not in programs(tmp_path, program(note(TOLD)), program(note(SECOND)))  # fmt: skip


@pytest.mark.parametrize(
    "section",
    [
        note(SECOND | {"name": "others"}),
        note(SECOND | {"debugInfoUrl": "https://debug.example.invalid"}),
        note(SECOND | {"inert": "aW5lcnQ=" * 40}),
        note(TOLD | {"version": "inert filler, no version"}),
        note(TOLD | {"version": "1" * 81}),
        note(SECOND, behind=b"inert filler"),
        note(SECOND, kind=1),
        b"inert filler, no note".ljust(len(note(TOLD))),
    ],
)
def test_a_note_that_says_anything_else_is_an_edit(section: bytes, tmp_path: Path) -> None:
    assert "edited-not-rebuilt" in programs(tmp_path, program(note(TOLD)), program(section))


def test_other_code_beside_a_new_note_is_an_edit(tmp_path: Path) -> None:
    after = program(note(SECOND), b"other filler " * 40)
    assert "edited-not-rebuilt" in programs(tmp_path, program(note(TOLD)), after)


@pytest.mark.parametrize("said", [b"[" * 3000, b"[]", b"7", b"\xff\xfe", b'{"version": 7}', b""])
def test_a_note_that_holds_no_words_of_a_package_is_none(said: bytes) -> None:
    head = struct.pack("<III", 4, len(said), 0xCAFE1A7E) + b"FDO\0"
    assert without_version(head + said + bytes(-len(said) % 4)) is None
    assert without_version(head[:15]) is None


# --- debugging data ---------------------------------------------------------------------------------

HIDDEN = {".dynsym": NOBITS, ".dynstr": NOBITS, ".dynamic": NOBITS, ".text": NOBITS}


def debug_file(build: bytes, *, may_run: bool = False, is_stripped: bool = True) -> bytes:
    made = build_elf(ElfRecipe(build_id=build, extra={".debug_info": b"inert " * 400}))
    made = rewritten(made, HIDDEN, {}) if is_stripped else made
    return made if may_run else made[:68] + struct.pack("<I", READ) + made[72:]


def path_of(build: bytes) -> str:
    return f"usr/lib/debug/.build-id/{build.hex()[:2]}/{build.hex()[2:]}.debug"


def debs(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> set[str]:
    paths = []
    for version, files in (("1.2.3", old), ("1.2.4", new)):
        control = f"Package: inert\nVersion: {version}\nArchitecture: all\nMaintainer: Nobody\n"
        paths.append(folder / f"inert_{version}_all.deb")
        paths[-1].write_bytes(build_deb(DebRecipe(files, control={"control": control.encode()})))
    return asked(*paths)


def test_debugging_data_of_another_build_is_no_new_program(tmp_path: Path) -> None:
    old = {path_of(BUILD): debug_file(BUILD)}
    new = {path_of(BUILD[::-1]): debug_file(BUILD[::-1])}
    assert "new-file-out-of-proportion" not in debs(tmp_path, old, new)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (path_of(BUILD[::-1]), debug_file(BUILD[::-1], may_run=True)),
        (path_of(BUILD[::-1]), debug_file(BUILD[::-1], is_stripped=False)),
        (path_of(BUILD[::-1]), debug_file(BUILD[1:] + b"\1")),
        ("usr/lib/inert.debug", debug_file(BUILD[::-1])),
    ],
)
def test_a_program_among_debugging_data_is_a_new_program(path: str, data: bytes, tmp_path: Path) -> None:  # fmt: skip
    assert "new-file-out-of-proportion" in debs(tmp_path, {path_of(BUILD): debug_file(BUILD)}, {path: data})  # fmt: skip


def test_the_first_debugging_data_of_a_package_is_a_new_program(tmp_path: Path) -> None:
    old = {"usr/share/inert": b"inert\n"}
    assert "new-file-out-of-proportion" in debs(tmp_path, old, old | {path_of(BUILD): debug_file(BUILD)})  # fmt: skip


# --- rows of manifests ------------------------------------------------------------------------------


def manifests(folder: Path, said: dict[str, object], files: dict[str, bytes] | None = None) -> set[str]:  # fmt: skip
    old, new = (
        {"package.json": json.dumps({"name": "areas", "version": version} | more).encode()}
        for version, more in (("1.2.3", {}), ("1.2.4", said))
    )
    return asked(*npm_pair(folder, "1.2.4", old, new | (files or {})))


PATCH = "./.yarn/patches/inert.patch"
QUIET: tuple[dict[str, object], ...] = (
    {"publishConfig": {"ignore": ["test/inert"]}},
    {"resolutions": {"sax@^1.4.1": f"patch:sax@npm%3A1.4.1#{PATCH}"}},
)
LOUD: tuple[dict[str, object], ...] = (
    {"publishConfig": {"registry": "https://registry.example.invalid"}},
    {"publishConfig": {"@areas:registry": "https://registry.example.invalid"}},
    {"publishConfig": {"main": "other.js"}},
    {"resolutions": {"sax@^1.4.1": f"patch:inert@npm%3A1.4.1#{PATCH}"}},
    {"resolutions": {"sax": "patch:sax@https://a.example.invalid/sax.tgz#./a.patch"}},
    {"resolutions": {"sax": f"patch:sax@npm:1.4.1#./{'a' * 200}.patch"}},
)


@pytest.mark.parametrize("said", QUIET)
def test_a_row_of_npm_that_only_developers_obey_asks_for_nothing(said: dict[str, object], tmp_path: Path) -> None:  # fmt: skip
    assert "new-acting-setting" not in manifests(tmp_path, said)


@pytest.mark.parametrize("said", LOUD)
def test_a_row_of_npm_that_looks_alike_and_leads_elsewhere_asks_for_review(said: dict[str, object], tmp_path: Path) -> None:  # fmt: skip
    assert "new-acting-setting" in manifests(tmp_path, said)


@pytest.mark.parametrize("path", [PATCH, "./lib/../.yarn/patches/inert.patch"])
def test_a_patch_that_the_release_holds_asks_for_review(path: str, tmp_path: Path) -> None:
    said: dict[str, object] = {"resolutions": {"sax": f"patch:sax@npm:1.4.1#{path}"}}
    files = {".yarn/patches/inert.patch": b"--- a/inert.js\n+++ b/inert.js\n"}
    assert "new-acting-setting" in manifests(tmp_path, said, files)


@pytest.mark.parametrize(("row", "is_asked"), [("Protected: yes", False), ("Essential: yes", True), ("Pre-Depends: inert-setup", True)])  # fmt: skip
def test_what_keeps_a_package_from_being_removed_asks_for_nothing_alone(row: str, is_asked: bool, tmp_path: Path) -> None:  # fmt: skip
    paths = []
    for version, more in (("1.2.3", ""), ("1.2.4", f"{row}\n")):
        control = f"Package: inert\nVersion: {version}\nArchitecture: all\nMaintainer: Nobody\n{more}"  # fmt: skip
        paths.append(tmp_path / f"inert_{version}_all.deb")
        paths[-1].write_bytes(build_deb(DebRecipe(control={"control": control.encode()})))
    assert ("new-acting-setting" in asked(*paths)) is is_asked


PERSON = "Author-email: A. Nobody <nobody@inert.invalid>"


@pytest.mark.parametrize(
    ("people", "is_asked"),
    [
        ("Author-email: A. Nobody <nobody@elsewhere.invalid>", False),
        ("Author: A. Nobody\nAuthor-email: nobody@elsewhere.invalid", False),
        ("Author-email: B. Other <nobody@elsewhere.invalid>", True),
        ("Author-email: nobody@elsewhere.invalid", True),
        (f"{PERSON}\nMaintainer-email: other@elsewhere.invalid", True),
        ("Author-email: A. Nobody <nobody.inert@gmail.com>", True),
    ],
)
def test_the_same_person_at_another_address_asks_for_nothing(people: str, is_asked: bool, tmp_path: Path) -> None:  # fmt: skip
    paths = []
    for version, said in (("1.2.3", PERSON), ("1.2.4", people)):
        info = f"Metadata-Version: 2.1\nName: areas\nVersion: {version}\n{said}\n\n".encode()
        paths.append(tmp_path / f"areas-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("areas", version, {"PKG-INFO": info}))
    assert ("new-acting-setting" in asked(*paths)) is is_asked


# --- files of developers ----------------------------------------------------------------------------

ORDERS = b"[buildout]\nparts = py\n\n[py]\nrecipe = zc.recipe.egg\ninterpreter = py\n"
REACHES = b"import requests\n\nmade = requests.post('http://192.0.2.7:8000', data='inert')\nassert made.text == 'inert'\n"  # fmt: skip


def sources(folder: Path, more: dict[str, bytes]) -> set[str]:
    paths = []
    for version, files in (("1.2.3", {}), ("1.2.4", more)):
        info = f"Metadata-Version: 2.1\nName: areas\nVersion: {version}\n\n".encode()
        paths.append(folder / f"areas-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("areas", version, {"PKG-INFO": info, "areas.py": b"side = 2\n"} | files))  # fmt: skip
    return asked(*paths)


def test_settings_of_buildout_in_a_source_archive_are_for_its_developers(tmp_path: Path) -> None:
    assert "settings-begin-to-order" not in sources(tmp_path, {"buildout.cfg": ORDERS})


def test_a_client_among_the_tests_of_a_source_archive_asks_for_nothing(tmp_path: Path) -> None:
    assert "new-script-reaches-out" not in sources(tmp_path, {"t/core/client.py": REACHES})


@pytest.mark.parametrize("path", ["client.py", "areas/t/client.py", "tt/client.py"])
def test_a_client_in_a_folder_of_that_name_elsewhere_asks_for_review(path: str, tmp_path: Path) -> None:  # fmt: skip
    assert "new-script-reaches-out" in sources(tmp_path, {path: REACHES})
