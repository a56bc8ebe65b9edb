"""Assemblies read back: names, references, resources, strong names; and what hostile metadata can do."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.managed import ManagedRecipe, build_assembly, build_resources
from onionskin.lookalike.net_bundle import ROOM, build_bundle
from onionskin.lookalike.pe import READ_DATA, Recipe, append_to_file, build_pe
from onionskin.model import Outcome, Problem
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.managed_code import managed_code, managed_sets
from onionskin.parse.programs import strong_name
from onionskin.parse.programs.clr import Clr, ClrAssembly, compressed, read_clr, token_of
from onionskin.parse.programs.net_resources import read_resources
from onionskin.parse.programs.pe import parse_layout
from onionskin.parse.programs.strong_name import StrongName, check_strong_name
from onionskin.plugins.view import View


@contextmanager
def viewed(data: bytes) -> Iterator[View]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        yield View(file.fileno())


def assembly(recipe: ManagedRecipe) -> tuple[Clr, StrongName | None, list[Problem]]:
    problems: list[Problem] = []
    with viewed(build_assembly(recipe)) as view:
        layout = parse_layout(view)
        clr = read_clr(view, layout, problems)
        assert clr is not None
        return clr, check_strong_name(view, layout, clr), problems


def abilities(recipe: ManagedRecipe) -> set[str]:
    with viewed(build_assembly(recipe)) as view:
        layout = parse_layout(view)
        clr = read_clr(view, layout, [])
        assert clr is not None
        return {e.id for e in managed_code(view, layout, clr, []) if isinstance(e, Ability)}


def test_an_assembly_says_its_name_version_references_and_native_calls() -> None:
    clr, name, problems = assembly(
        ManagedRecipe("Shapes", (2, 1, 0, 7), natives={"kernel32.dll": ("VirtualProtect",)})
    )
    own = clr.assembly
    assert (own.name, own.version, own.runtime) == ("Shapes", "2.1.0.7", "v4.0.30319")
    assert own.references == ("mscorlib 4.0.0.0",)
    assert own.natives == ("kernel32.dll!VirtualProtect",)
    assert name is None
    assert not problems


def test_the_bytes_of_a_managed_resource_are_where_the_table_says() -> None:
    data = {"one.txt": b"first", "two.bin": bytes(range(50))}
    recipe = ManagedRecipe(resources=data)
    with viewed(build_assembly(recipe)) as view:
        clr = read_clr(view, parse_layout(view), [])
        assert clr is not None
        found = {r.name: view.read(r.offset, r.length) for r in clr.assembly.resources}
    assert found == data
    assert not clr.stray


def test_a_strong_name_is_verified_and_says_what_it_does_not_cover() -> None:
    key = worthless_key("strong name")
    data = append_to_file(build_assembly(ManagedRecipe(key=key)), b"behind the sections ")
    with viewed(data) as view:
        layout = parse_layout(view)
        clr = read_clr(view, layout, [])
        assert clr is not None
        name = check_strong_name(view, layout, clr)
    assert name is not None
    assert name.status == "valid"
    assert name.token == token_of(clr.key) == clr.assembly.token
    assert any(each.end == len(data) for each in name.not_covered)
    total = sum(each.length for each in (*name.covered, *name.not_covered))
    assert total == len(data)


def test_a_name_of_another_s_key_that_mono_s_own_signed_is_said_and_not_called_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mono, named = worthless_key("stand-in"), worthless_key("strong name")
    recipe = ManagedRecipe(key=named, stand_in=mono)
    assert getattr(assembly(recipe)[1], "status", "") == "wrong"
    monkeypatch.setattr(strong_name, "MONO", mono.public_key())
    assert getattr(assembly(recipe)[1], "status", "") == "by-mono"


def test_mono_s_key_is_the_one_of_its_token() -> None:
    numbers = strong_name.MONO.public_numbers()
    key = bytes.fromhex("0024000004800000940000000602000000240000525341310004000001000100")
    key = key[:-4] + numbers.e.to_bytes(4, "little") + numbers.n.to_bytes(128, "little")
    assert token_of(key) == "0738eb9f132ed756"


def test_a_delay_signed_assembly_is_not_called_wrong() -> None:
    _, name, _ = assembly(ManagedRecipe(key=worthless_key("strong name"), delayed=True))
    assert name is not None
    assert name.status == "delay-signed"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [(b"\x03", (3, 1)), (b"\xbf\xff", (0x3FFF, 2)), (b"\xdf\xff\xff\xff", (0x1FFFFFFF, 4)), (b"\x80", (0, 0)), (b"", (0, 0))],
)  # fmt: skip
def test_compressed_numbers_are_read_as_the_standard_gives_them(
    raw: bytes, wanted: tuple[int, int]
) -> None:
    assert compressed(raw, 0) == wanted


def test_a_type_of_a_namespace_and_a_member_of_a_type_say_what_code_can_do() -> None:
    calls = {"System.Net.Sockets.TcpClient": (".ctor",), "System.Diagnostics.Process": ("Start",)}
    assert abilities(ManagedRecipe(calls=calls)) == {"net", "exec"}
    assert not abilities(ManagedRecipe(calls={"System.Diagnostics.Process": ("get_Id",)}))


def test_every_set_of_managed_calls_has_members_and_a_technique() -> None:
    assert all((each.types or each.members) and each.technique for each in managed_sets())


def test_values_of_a_resource_file_are_read_back() -> None:
    values = {"title": "Phone", "logo": b"\x89PNG" * 9}
    with viewed(build_resources(values)) as view:
        found = {v.name: view.read(v.offset, v.length) for v in read_resources(view, []).values}
    assert found == {"title": b"Phone", "logo": b"\x89PNG" * 9}


def test_mutated_assemblies_resources_and_bundles_end_typed(tmp_path: Path, pool: Pool) -> None:
    chance = random.Random(3)
    key = worthless_key("strong name")
    host = build_pe(Recipe(sections=((".data", ROOM, READ_DATA),)))
    bases = [
        build_assembly(ManagedRecipe(key=key, resources={"a": build_resources({"b": b"c" * 40})})),
        build_resources({"a": b"x" * 40, "b": "text"}),
        build_bundle(host, {"a.json": b"{}" * 30}, packed=True),
    ]
    paths = []
    for number in range(36):
        data = bytearray(bases[number % 3])
        start = 2000 if number % 3 == 0 else 0 if number % 3 == 1 else 1024
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(start, len(data))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
        path = tmp_path / f"{number}.bin"
        path.write_bytes(bytes(data))
        paths.append(path)
    reports = list(peel(paths, pool=pool))
    for report in reports:
        for layer in report.layers:
            assert layer.outcome not in {Outcome.CRASHED, Outcome.TIMEOUT}
            assert not [p for p in layer.problems if "stopped:" in p.detail or "signal-failed" in p.reason]  # fmt: skip


def test_metadata_that_cannot_be_read_leave_the_program_readable(
    tmp_path: Path, pool: Pool
) -> None:
    data = build_assembly(ManagedRecipe()).replace(b"BSJB", b"BSJX")
    path = tmp_path / "Inert.dll"
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    (layer,) = report.layers
    assert layer.outcome is Outcome.INCOMPLETE
    assert [each.reason for each in layer.problems] == ["damaged-metadata"]
    assert not layer.unexplained
    assert layer.first(ClrAssembly) is None
