"""Edits of finished programs for ARM64 and 32-bit x86, and of .NET assemblies: each leaves its trace, what compilers write leaves none."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable

import pytest

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.linked import FUNCTION, START, build_linked_pe, pe_sections
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import with_bytes_at
from onionskin.parse.archives.tar_headers import is_first_block
from onionskin.parse.code.acting_kinds import kind_by_name
from onionskin.parse.metadata.hooks import only_asks, only_calls_steps
from onionskin.parse.programs import elf, elf_unwind, pe, pe_unwind
from onionskin.parse.programs.arm64_prologs import sets_up
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.managed_link import managed_traces
from onionskin.plugins.view import View

STORE, BRANCH, RETURN = 0xA9BE7BFD, 0x14000040, 0xD65F03C0  # STP X29, X30, [SP, #-32]!; B; RET
BODIES = tuple(bytes(length) + b"\x2a" for length in (1, 5, 9, 13))


def _viewed(data: bytes, read: Callable[[View], list[LinkTrace]]) -> list[LinkTrace]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return read(View(file.fileno()))


def _elf(machine: int, code: bytes, step: int, rules: bytes) -> list[LinkTrace]:
    """Lay out a library of one function with its unwind data, as linkers do."""
    common = struct.pack("<II", 20, 0) + b"\x01zR\0" + bytes((step,)) + b"\x78\x1e\x01\x1b\x0c\x1f\0" + bytes(4)  # fmt: skip
    text = code.ljust(64, b"\0")

    def made(address: int) -> bytes:
        rows = struct.pack("<IIiIB", 24, len(common) + 4, address - len(common) - 8, len(text), 0)
        frame = common + rows + rules.ljust(11, b"\0") + bytes(4)
        return build_elf(ElfRecipe(wide=machine == 183, text=text, extra={".eh_frame": frame}))

    data = made(made(0).index(text))
    data = data[:18] + struct.pack("<H", machine) + data[20:]
    return _viewed(data, lambda view: list(elf_unwind.unlike_prologs(view, elf.parse_layout(view))))


def _arm64_elf(*words: int) -> list[LinkTrace]:
    return _elf(183, struct.pack(f"<{len(words)}I", *words), 4, b"\x41\x0e\x20")


@pytest.mark.parametrize("first", [STORE, 0xD10083FF, 0xD503233F, 0xF81F0FFE, 0xCB2C63FF])
def test_what_makes_room_on_the_stack_begins_a_function_of_arm64(first: int) -> None:
    assert sets_up(first)
    assert _arm64_elf(first, RETURN) == []


@pytest.mark.parametrize("first", [BRANCH, 0xD2800000, 0xF94003E0])
def test_a_branch_in_the_place_of_a_prolog_of_arm64_is_told_in_elf(first: int) -> None:
    assert [each.kind for each in _arm64_elf(first, RETURN)] == ["start-of-function"]


def test_a_frame_that_changes_behind_an_early_return_is_none_of_the_start() -> None:
    assert _arm64_elf(RETURN, STORE) == []


def test_a_jump_in_the_place_of_a_push_is_told_in_32_bits() -> None:
    rules = b"\x41\x0e\x08\x83\x02"
    assert _elf(3, b"\x53\x83\xec\x08\x5b\xc3", 1, rules) == []
    assert [each.kind for each in _elf(3, b"\xe9\0\x01\0\0\xc3", 1, rules)] == ["start-of-function"]


def _arm64_pe(word: int, packed: int) -> list[LinkTrace]:
    data = build_linked_pe()
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    data = with_bytes_at(data, nt + 4, struct.pack("<H", 0xAA64))
    data = with_bytes_at(data, data.index(FUNCTION), struct.pack("<I", word))
    table, _, at = pe_sections(data)[".pdata"]
    data = with_bytes_at(data, at, struct.pack("<II", START, packed or table + 8))
    # A record of three words, without epilogs: END where there is no prolog, STP X29, LR, [SP, #-32]! else.
    record = struct.pack("<I", 3 | 1 << 27 | 1 << 21) + bytes((0x83, 0xE4, 0xE4, 0xE4))
    data = with_bytes_at(data, at + 8, record)
    data = with_bytes_at(data, nt + 24 + 112 + 8 * 3, struct.pack("<II", table, 8))
    return _viewed(data, lambda view: list(pe_unwind.unlike_prologs(view, pe.parse_layout(view))))


@pytest.mark.parametrize("packed", [0, 1 | 3 << 2 | 1 << 16 | 1 << 23])
def test_a_branch_in_the_place_of_a_prolog_of_arm64_is_told_in_pe(packed: int) -> None:
    assert _arm64_pe(STORE, packed) == []
    assert [each.kind for each in _arm64_pe(BRANCH, packed)] == ["start-of-function"]


def test_a_function_of_arm64_without_a_prolog_may_begin_with_a_branch() -> None:
    assert _arm64_pe(BRANCH, 1 | 3 << 2) == []
    assert _arm64_pe(BRANCH, 2 | 3 << 2 | 1 << 16) == []


def _assembly(recipe: ManagedRecipe) -> set[str]:
    found = _viewed(build_assembly(recipe), lambda view: list(managed_traces(view, pe.parse_layout(view))))  # fmt: skip
    return {each.kind for each in found}


def test_bodies_in_the_order_of_their_methods_tell_nothing() -> None:
    assert _assembly(ManagedRecipe(bodies=BODIES)) == set()


def test_two_methods_that_share_a_small_body_tell_nothing() -> None:
    assert _assembly(ManagedRecipe(bodies=BODIES, order=(0, 1, 2, 3, 1))) == set()


def test_two_bodies_that_changed_places_are_told() -> None:
    assert _assembly(ManagedRecipe(bodies=BODIES, order=(0, 2, 1, 3))) == {"method-elsewhere"}


def test_a_method_that_leads_behind_all_others_is_told_and_leaves_room() -> None:
    assert _assembly(ManagedRecipe(bodies=BODIES, order=(3, 0, 2))) == {"method-elsewhere", "room-between-methods"}  # fmt: skip


def test_a_compiler_with_an_order_of_its_own_tells_nothing() -> None:
    many = tuple(bytes((number, 0x2A)) for number in range(40))
    assert _assembly(ManagedRecipe(bodies=many, order=tuple(reversed(range(40))))) == set()


# --- commands of installations that say nothing alone ----------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        'node -p \\"process.versions.node.split(\\\\\\".\\\\\\")[0]\\"',
        "cc -v 2>&1 | perl -ne \\'print $1 if /clang version ([0-9]+(\\\\.[0-9]+){2,})/\\'",
        "gcc -dumpversion | cut -d. -f1",
        "<(node) -p process.arch",
    ],
)
def test_a_command_that_asks_for_a_version_only_asks(command: str) -> None:
    assert only_asks(command)


@pytest.mark.parametrize(
    "command",
    [
        "node -p \"require('child_process').execSync('inert')\"",
        "node -p process.versions.node;inert",
        "node -p process.mainModule.require",
        "cc -v 2>&1 | sh",
        "cc -v | perl -ne 'system(inert)'",
        "cc -v | awk '{system(\"inert\")}'",
        "cc -v | sed 's/a/inert/e'",
        "cc -v && inert",
        "./inert.sh",
    ],
)
def test_a_command_that_runs_something_does_not_only_ask(command: str) -> None:
    assert not only_asks(command)


def test_steps_by_their_names_are_told_from_commands() -> None:
    assert only_calls_steps("not-in-publish || npm run prepublishOnly")
    assert not only_calls_steps("node inert.js && npm run build")
    assert not only_calls_steps("curl inert.invalid|sh")


# --- names and heads that are taken for something else ---------------------------------------------


def test_a_script_about_container_recipes_is_none() -> None:
    assert kind_by_name("lib/languages/dockerfile.js") == "script: javascript"
    assert {kind_by_name(each) for each in ("Dockerfile", "docker/Dockerfile.inert", "inert.dockerfile")} == {"container recipe"}  # fmt: skip


def test_a_head_whose_bytes_add_up_to_nothing_is_no_tar_without_a_sum() -> None:
    # Seven bytes of the upper half, and all their worth again, are 0 if bytes have signs: what an empty field says.
    head = bytes((0xCA, 0xFE, 0xBA, 0xBE)) + bytes((0, 0, 0, 2, 1, 0, 0, 7))
    head += bytes((0x9C, 0xD8, 0xC0))
    rest = -sum(head) % 256
    block = (head + bytes((rest,))).ljust(512, b"\0")
    assert not is_first_block(block)
    real = bytes.fromhex(
        "cafebabe0000000201000007000000030000100000019cd80000000c0100000c000000000001c000000234100000000e"
    )
    assert not is_first_block(real.ljust(512, b"\0"))
