"""Whose library stands beside whose program: the questions that no lookalike can pose."""

from __future__ import annotations

import pytest

from onionskin.model import Artifact, Fact, Layer, Outcome, Signature
from onionskin.parse.programs.pe_image import Import, PeImage
from onionskin.peel.signals.side_load_pair import release
from onionskin.plugins.contracts import Tree
from onionskin.terms.system_libraries import KNOWN_DLLS, SYSTEM_LIBRARIES, library_kind

MICROSOFT = "Microsoft Corporation"


def layer(name: str, signer: str = "", *flags: str, imports: tuple[str, ...] = ()) -> Layer:
    image = PeImage(
        is_dll=name.lower().endswith(".dll"),
        machine=0x8664,
        subsystem=2,
        timestamp=0,
        is_clr=False,
        imports=tuple(Import(each, ()) for each in imports),
    )
    facts = [Fact.of(image)]
    if signer:
        facts.append(Fact.of(Signature("authenticode", "valid", signer, tuple(flags))))
    own = Artifact(name, (name,), name, 100, "root")
    return Layer(own, "pe", Outcome.SCANNED, facts=tuple(facts))


def summaries(*layers: Layer) -> list[str]:
    root = Layer(Artifact("root", ("root",), "", 0), "directory", Outcome.SCANNED)
    return [hit.summary for hit in release(Tree((root, *layers), lambda _needle, _layers: []))]


def test_a_library_of_microsofts_own_is_innocent() -> None:
    program = layer("host.exe", "Example Ltd", imports=("version.dll", "msvcp140.dll"))
    assert not summaries(program, layer("version.dll", MICROSOFT))
    assert not summaries(program, layer("msvcp140.dll", MICROSOFT))


def test_a_certificate_that_only_says_microsoft_is_not_believed() -> None:
    program = layer("host.exe", "Example Ltd", imports=("version.dll",))
    assert summaries(program, layer("version.dll", MICROSOFT, "root-unknown"))


def test_a_program_of_microsoft_beside_an_unsigned_library_is_the_classic_pair() -> None:
    (said,) = summaries(
        layer("TpmVscMgrSvr.exe", MICROSOFT, imports=("winscard.dll",)), layer("winscard.dll")
    )
    assert said == (
        "winscard.dll bears the name of a Windows library, is not validly signed, and stands "
        "beside TpmVscMgrSvr.exe, signed by Microsoft Corporation, which imports it"
    )


def test_the_program_that_imports_it_is_named_before_others() -> None:
    (said,) = summaries(
        layer("a.exe", "Example Ltd"),
        layer("z.exe", "Example Ltd", imports=("WINMM.dll",)),
        layer("winmm.dll"),
    )
    assert "z.exe" in said


def test_a_name_that_windows_takes_from_system32_alone_is_still_said() -> None:
    (said,) = summaries(layer("a.exe", "Example Ltd", imports=("user32.dll",)), layer("USER32.DLL"))
    assert said.endswith("Windows would load its own")


def test_libraries_that_load_each_other_end() -> None:
    (said,) = summaries(
        layer("a.exe", "Example Ltd", imports=("x.dll",)),
        layer("x.dll", "Example Ltd", imports=("y.dll",)),
        layer("y.dll", "Example Ltd", imports=("x.dll",)),
        layer("dbghelp.dll"),
    )
    assert said.endswith("may load it through a library of Windows")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("WINSCARD.dll", "system"),
        ("ntdll.dll", "known"),
        ("vcruntime140_1.dll", "runtime"),
        ("api-ms-win-crt-heap-l1-1-0.dll", "runtime"),
        ("d3dcompiler_47.dll", "runtime"),
        ("winscard.exe", ""),
        ("winscard", ""),
        ("winscard.dll.bak", ""),
        ("qt6core.dll", ""),
        ("ffmpeg.dll", ""),
    ],
)
def test_what_a_name_claims(name: str, kind: str) -> None:
    assert library_kind(name) == kind


def test_the_lists_hold_bare_lower_case_names() -> None:
    for each in SYSTEM_LIBRARIES:
        assert each == each.lower()
        assert not each.endswith(".dll")
    assert KNOWN_DLLS < SYSTEM_LIBRARIES
