"""Ways to bring abilities into a release unseen, and innocent changes that look alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe
from onionskin.parse.crypto_constants import tables
from onionskin.write.reports import PeelReport

READS = {"KERNEL32.dll": ("CreateFileW", "ExitProcess", "ReadFile")}
LOADER = {
    "KERNEL32.dll": ("CreateFileW", "CreateProcessW", "ExitProcess", "ReadFile", "VirtualProtect")
}
POOLS: list[Pool] = []
NAMES = ("VirtualProtect", "CreateProcessW", "WinHttpOpen", "WinHttpSendRequest")


@pytest.fixture(scope="module", autouse=True)
def pool() -> Iterator[None]:
    with Pool(workers=1) as pool:
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
    recipe = {"is_dll": True, "name": "shapes.dll", "imports": READS} | changes
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
    new = library(imports=more, sections=((".table", tables()[0][1] * 4, READ_DATA),))
    report = laid(tmp_path, library(), new)
    assert report.verdict.level.value == "nothing_found"
    assert signals(report) == {"new-time-gate"}
