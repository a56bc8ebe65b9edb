"""Ways to bring abilities into a release unseen, and innocent changes that look alike."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_npm
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe
from onionskin.parse.code.crypto_constants import tables
from onionskin.write.reports import PeelReport

READS = {"KERNEL32.dll": ("CreateFileW", "ExitProcess", "ReadFile")}
LOADER = {
    "KERNEL32.dll": ("CreateFileW", "CreateProcessW", "ExitProcess", "ReadFile", "VirtualProtect")
}
POOLS: list[Pool] = []
NAMES = ("VirtualProtect", "CreateProcessW", "WinHttpOpen", "WinHttpSendRequest")


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def laid(tmp_path: Path, old: bytes, new: bytes, name: str = "shapes.dll") -> PeelReport:
    for folder, data in (("old", old), ("new", new)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(data)
    (report,) = peel([tmp_path / "new"], pool=POOLS[0], against=[tmp_path / "old"])
    return report


def signals(report: PeelReport) -> set[str]:
    return {each.signal for each in report.findings}


def library(**changes: object) -> bytes:
    # Each release is linked at a time of its own.
    built = 1_500_000_000 + zlib.crc32(repr(sorted(changes.items())).encode()) % 100_000_000
    recipe = {"is_dll": True, "name": "shapes.dll", "imports": READS, "timestamp": built} | changes
    return build_pe(Recipe(**recipe))  # type: ignore[arg-type]


def test_calls_that_are_looked_up_by_name_count_as_imports_do(tmp_path: Path) -> None:
    report = laid(tmp_path, library(), library(strings=NAMES))
    assert "new-ability" in signals(report)


def test_calls_named_in_two_bytes_a_letter_count_too(tmp_path: Path) -> None:
    report = laid(tmp_path, library(), library(wide_strings=NAMES))
    assert "new-ability" in signals(report)


def test_calls_that_are_masked_are_found_by_their_masking(tmp_path: Path) -> None:
    body = b"." * 99 + bytes(byte ^ 0x6B for byte in b"VirtualProtect\0LoadLibraryA\0")
    report = laid(tmp_path, library(), library(sections=((".blob", body, READ_DATA),)))
    assert "xored-words" in signals(report)


@pytest.mark.parametrize("form", ["A", "W", ""])
def test_each_form_of_a_call_is_the_call(tmp_path: Path, form: str) -> None:
    calls = {"KERNEL32.dll": (f"CreateProcess{form}", "VirtualProtectEx")}
    assert "new-ability" in signals(laid(tmp_path, library(), library(imports=READS | calls)))


def test_a_library_of_linux_that_gains_net_and_exec_is_seen(tmp_path: Path) -> None:
    old = build_elf(ElfRecipe(imports=("malloc", "free")))
    new = build_elf(
        ElfRecipe(imports=("malloc", "free", "getaddrinfo", "connect", "execve", "mprotect"))
    )
    assert "new-ability" in signals(laid(tmp_path, old, new, "libshapes.so"))


def test_a_data_file_that_becomes_a_program_is_compared_with_nothing(tmp_path: Path) -> None:
    words = ("\\Google\\Chrome\\User Data", ".aws/credentials")
    new = build_pe(Recipe(imports=LOADER, strings=words))
    report = laid(tmp_path, b"a table of colours\n" * 40, new, "colours.dat")
    assert "new-credential-store-access" in signals(report)


def test_one_slice_of_two_is_enough(tmp_path: Path) -> None:
    def fat(words: tuple[str, ...]) -> bytes:
        slices = (("x86_64", words), ("arm64", ("a frame",)))
        return build_fat(
            [(cpu, build_macho(MachRecipe(cpu=cpu, strings=text))) for cpu, text in slices]
        )

    report = laid(tmp_path, fat(("a frame",)), fat(("a frame", "osascript -e", ".ssh/id_rsa")), "libshapes.dylib")  # fmt: skip
    assert "slices-differ" in signals(report)


def test_a_damaged_old_file_makes_no_news_of_the_new_one(tmp_path: Path) -> None:
    report = laid(tmp_path, library()[:300], library(imports=LOADER, strings=NAMES))
    assert "new-ability" not in signals(report)
    assert not report.complete


def test_an_innocent_rebuild_with_other_bytes_is_no_news(tmp_path: Path) -> None:
    dice = random.Random(8)
    parts = [((".blob", dice.randbytes(60_000), READ_DATA),) for _ in range(2)]
    crypto = b"".join(table for _, table in tables())
    old, new = (library(imports=LOADER, strings=NAMES, sections=(*each, (".table", crypto, READ_DATA))) for each in parts)  # fmt: skip
    assert signals(laid(tmp_path, old, new)) == set()


def test_a_new_cipher_and_a_new_clock_alone_leave_the_verdict_at_nothing_found(
    tmp_path: Path,
) -> None:
    more = {"KERNEL32.dll": (*READS["KERNEL32.dll"], "GetLocalTime", "Sleep")}
    old = library(sections=((".table", b"a table of words" * 64, READ_DATA),))
    new = library(
        imports=more, sections=((".table", tables()[0][1] * 4, READ_DATA),), code_size=0x2000
    )
    report = laid(tmp_path, old, new)
    assert report.verdict.level.value == "nothing_found"
    assert signals(report) == {"new-time-gate"}


# --- edited after it was built ---------------------------------------------------------------------


def test_sixteen_bytes_of_code_in_a_program_of_the_same_build_are_found(tmp_path: Path) -> None:
    old = library(code_size=0x4000)
    report = laid(tmp_path, old, with_bytes_at(old, 0x1000, b"\x90" * 16))
    found = next(each for each in report.findings if each.signal == "edited-not-rebuilt")
    assert [(each.offset, each.length) for each in found.evidence] == [(0x1000, 512)]


def test_another_time_stamp_does_not_hide_a_section_that_was_only_added(tmp_path: Path) -> None:
    new = library(timestamp=1_710_000_000, sections=((".inert", b"inert", READ_DATA),))
    assert "edited-not-rebuilt" in signals(laid(tmp_path, library(), new))


def test_a_program_that_was_only_signed_again_is_not_edited(tmp_path: Path) -> None:
    old = library()
    report = laid(tmp_path, sign_pe(old, at="2024-01-01T00:00:00Z"), sign_pe(old, at="2025-01-01T00:00:00Z"))  # fmt: skip
    assert "edited-not-rebuilt" not in signals(report)


def test_a_linked_library_more_in_a_mac_file_of_one_uuid_is_found(tmp_path: Path) -> None:
    made = [build_macho(MachRecipe(libraries=each)) for each in (("/usr/lib/libSystem.B.dylib",), ("/usr/lib/libSystem.B.dylib", "@loader_path/inert.dylib"))]  # fmt: skip
    report = laid(tmp_path, made[0], made[1], "libshapes.dylib")
    assert any("loads @loader_path/inert.dylib" in each.summary for each in report.findings)


@pytest.mark.parametrize("name", ["tests/area.js", "area.test.js", "src/__tests__/area.js"])
def test_a_test_that_begins_to_start_programs_is_no_news(tmp_path: Path, name: str) -> None:
    report = _packages(tmp_path, name, b"exports.area = 1;\n", START)
    assert report.verdict.level.value == "nothing_found"


def test_one_new_ability_in_a_patch_is_news(tmp_path: Path) -> None:
    assert "new-ability" in signals(_packages(tmp_path, "area.js", b"exports.area = 1;\n", START))


def test_one_new_ability_in_a_minor_release_is_not(tmp_path: Path) -> None:
    more = b'exports.draw = (view) => require("child_process").exec(view);\n'
    report = _packages(tmp_path, "area.js", b"exports.area = 1;\n", more, "1.3.0")
    assert report.verdict.level.value == "nothing_found"


def test_a_module_of_the_network_without_a_place_in_it_is_not_news(tmp_path: Path) -> None:
    more = b'const { isIP } = require("net");\nexports.area = isIP;\n'
    report = _packages(tmp_path, "area.js", b"exports.area = 1;\n", more)
    assert report.verdict.level.value == "nothing_found"


def test_lines_that_fetch_and_run_are_found_where_both_were_done_before(tmp_path: Path) -> None:
    script = (
        b'const https = require("https");\n'
        + START
        + b"exports.area = (side) => side * side;\n" * 90
    )
    more = b'false && https.get("https://192.0.2.1/inert", (a) => require("child_process").exec("inert"));\n'
    assert "inserted-lines-reach-out" in signals(
        _packages(tmp_path, "area.js", script, script + more)
    )


def test_a_dependency_under_another_name_is_another_dependency(tmp_path: Path) -> None:
    needs = [
        f'{{"dependencies": {{"left": "{wanted}"}}}}'
        for wanted in ("^1.0.0", "npm:inert-fork@^1.0.0")
    ]
    made = []
    for version, manifest in zip(("1.2.3", "1.2.4"), needs, strict=True):
        path = tmp_path / f"shapes-{version}.tgz"
        stated = manifest[:-1] + f', "name": "shapes", "version": "{version}"}}'
        path.write_bytes(build_npm("shapes", version, {"package.json": stated.encode()}))
        made.append(path)
    (report,) = peel([made[1]], pool=POOLS[0], against=[made[0]])
    assert "new-dependency" in signals(report)


@pytest.mark.parametrize("build", [build_elf, build_macho])
def test_native_code_of_every_system_is_a_new_program(tmp_path: Path, build: Callable[[], bytes]) -> None:  # fmt: skip
    report = _packages(tmp_path, "inert.bin", b"", build())
    assert "new-file-out-of-proportion" in signals(report)


START = b'require("child_process").exec("inert-no-such-program");\n'


def _packages(folder: Path, name: str, old: bytes, new: bytes, version: str = "1.2.4") -> PeelReport:  # fmt: skip
    """Lay version 1.2.3 of a package under another one, of which one file differs; b"" is no file."""
    paths = []
    for number, data in (("1.2.3", old), (version, new)):
        stated = f'{{"name": "shapes", "version": "{number}"}}'.encode()
        files = {"package.json": stated, "index.js": b"exports.one = 1;\n"} | ({name: data} if data else {})  # fmt: skip
        path = folder / f"shapes-{number}.tgz"
        path.write_bytes(build_npm("shapes", number, files))
        paths.append(path)
    (report,) = peel([paths[1]], pool=POOLS[0], against=[paths[0]])
    return report
