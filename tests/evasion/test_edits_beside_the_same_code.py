"""Ways to hide another host, another binding or more rights in a program that is else as it was, and honest neighbours."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_bytes_at
from onionskin.parse.code.named_addresses import named_addresses
from onionskin.plugins.view import View

POOLS: list[Pool] = []
OLD, NEW = 1_700_000_000, 1_710_000_000


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def found(tmp_path: Path, old: bytes, new: bytes, name: str = "shapes.dll") -> set[str]:
    for place, data in (("old", old), ("new", new)):
        (tmp_path / place).mkdir()
        (tmp_path / place / name).write_bytes(data)
    (report,) = peel([tmp_path / "new" / name], pool=POOLS[0], against=[tmp_path / "old" / name])
    return {each.signal for each in report.findings}


def program(stamp: int, body: bytes = b"", *, imports: Mapping[str, tuple[str, ...]] | None = None, manifest: bytes = b"") -> bytes:  # fmt: skip
    sections = ((".shapes", body.ljust(4096, b"\0"), READ_DATA),)
    wanted = imports or {"KERNEL32.dll": ("ExitProcess",)}
    return build_pe(Recipe(is_dll=True, timestamp=stamp, code_size=0x2000, sections=sections, imports=wanted, manifest=manifest))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        b"HTTPS://192.0.2.7/inert",
        "https://192.0.2.7/inert".encode("utf-16-le"),
        b"\x07http://user:inert@inert.example.net/",
        b"\0inert.example.net\0",
        b"tcp://[2001:db8::7]:4443",
        b" 192.0.2.7:4443 ",
    ],
)
def test_a_new_host_is_seen_however_it_is_written(tmp_path: Path, text: bytes) -> None:
    old, new = program(OLD, b"a message, and nothing else"), program(NEW, text)
    assert "same-code-other-address" in found(tmp_path, old, new)


def test_a_number_of_a_version_is_no_host(tmp_path: Path) -> None:
    old, new = (
        program(OLD, b"1.2.3.4 shapes.text.dll\0"),
        program(NEW, b"1.2.3.5 shapes.more.dll\0"),
    )
    assert "same-code-other-address" not in found(tmp_path, old, new)


def test_a_block_of_code_touched_beside_does_not_hide_another_function(tmp_path: Path) -> None:
    old = program(OLD, imports={"KERNEL32.dll": ("ExitProcess",)})
    new = program(NEW, imports={"KERNEL32.dll": ("WinExec",)})
    assert "same-code-other-links" in found(tmp_path, old, with_bytes_at(new, 0x900, b"\x90" * 8))


def test_the_hash_in_a_packed_library_is_no_other_library(tmp_path: Path) -> None:
    old, new = (
        program(stamp, imports={f"shapes-{mark}.dll": ("draw",)})
        for stamp, mark in ((OLD, "0a1b2c3d"), (NEW, "99aabbcc"))
    )
    assert "same-code-other-links" not in found(tmp_path, old, new)


def test_the_version_of_a_framework_in_a_name_is_no_other_function(tmp_path: Path) -> None:
    old, new = (
        program(stamp, imports={"Qt6Core.dll": (f"??0QObjectPrivate@@QEAA@W4QtPrivate_6_11_{patch}@@@Z", f"u_strlen_{patch}")})
        for stamp, patch in ((OLD, 2), (NEW, 3))
    )  # fmt: skip
    assert "same-code-other-links" not in found(tmp_path, old, new)


def test_a_symbol_swapped_under_another_build_id_is_seen_in_both_byte_orders(tmp_path: Path) -> None:  # fmt: skip
    for number, is_big in enumerate((False, True)):
        old, new = (
            build_elf(ElfRecipe(big=is_big, imports=(name,), build_id=name.encode().ljust(20)))
            for name in ("strlen", "dlopen")
        )
        (tmp_path / str(number)).mkdir()
        assert "same-code-other-links" in found(tmp_path / str(number), old, new, "libshapes.so")


def test_a_kind_of_relocation_is_read_in_both_widths_and_orders(tmp_path: Path) -> None:
    for number, (is_wide, is_big, form) in enumerate(
        ((False, False, "<IIi"), (True, True, ">QQq"))
    ):
        old, new = (
            build_elf(
                ElfRecipe(
                    wide=is_wide,
                    big=is_big,
                    extra={".rela.inert": struct.pack(form, 4096, kind, 0)},
                )
            )
            for kind in (8, 37)
        )
        (tmp_path / str(number)).mkdir()
        assert "same-code-other-links" in found(tmp_path / str(number), old, new, "libshapes.so")


def test_a_renewed_module_id_does_not_hide_another_member(tmp_path: Path) -> None:
    old, new = (
        build_assembly(
            ManagedRecipe(
                calls={"System.AppDomain": (name,)}, bodies=(b"\0\x2a",), module=mark * 16
            )
        )
        for name, mark in (("get_BaseDirectory", b"a"), ("LoadFrom", b"b"))
    )
    assert "same-code-other-links" in found(tmp_path, old, new)


@pytest.mark.parametrize(
    "element",
    [
        "<requestedExecutionLevel level='requireAdministrator' uiAccess='false'/>",
        '<ms_asmv2:requestedExecutionLevel\n uiAccess="false" level = " requireAdministrator"/>',
        '<!-- asInvoker --><requestedExecutionLevel level="highestAvailable"/>',
        '<requestedExecutionLevel level="asInvoker" uiAccess="TRUE"/>',
    ],
)
def test_more_rights_are_seen_however_the_manifest_is_written(tmp_path: Path, element: str) -> None:
    plain = '<assembly><requestedExecutionLevel level="asInvoker" uiAccess="false"/></assembly>'
    old = program(OLD, manifest=plain.encode())
    new = program(NEW, manifest=f"<assembly>{element}</assembly>".encode())
    assert "manifest-asks-for-more" in found(tmp_path, old, new)


def test_a_guard_is_missed_in_other_code_too(tmp_path: Path) -> None:
    new = build_pe(Recipe(is_dll=True, timestamp=NEW, code_size=0x6000))
    at = struct.unpack_from("<I", new, 0x3C)[0] + 24 + 70
    flags = struct.unpack_from("<H", new, at)[0]
    bare = with_bytes_at(new, at, struct.pack("<H", flags & ~0x100))
    assert "memory-protection-lost" in found(tmp_path, program(OLD), bare)


@given(st.binary(max_size=2000))
@settings(max_examples=100, deadline=None)
def test_any_bytes_have_hosts_that_stand_where_they_are_said_to(data: bytes) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"https://" + data)
        file.flush()
        said = named_addresses(View(file.fileno()))
    assert len(said.hosts) == len(said.places) == len(set(said.hosts))
    assert all(0 <= each < len(data) + 8 for each in said.places)
