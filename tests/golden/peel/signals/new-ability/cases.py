"""Libraries, scripts and assemblies that gain one ability or a loader's set, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.pe import Recipe, build_pe

BASE = {"KERNEL32.dll": ("ExitProcess", "ReadFile")}
NET = {"WS2_32.dll": ("connect", "socket")}
LOADER = {"KERNEL32.dll": ("CreateProcessW", "ExitProcess", "ReadFile", "VirtualProtect")}


def _library(folder: Path, name: str, imports: dict[str, tuple[str, ...]]) -> Path:
    (folder / name).mkdir()
    path = folder / name / "shapes.dll"
    path.write_bytes(build_pe(Recipe(is_dll=True, name="shapes.dll", imports=imports)))
    return path


def bad_one_more_call_in_a_step_that_is_not_stated(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", BASE), _library(folder, "new", BASE | NET)


def good_it_could_before(folder: Path) -> tuple[Path, Path]:
    more = LOADER | NET | {"USER32.dll": ("MessageBoxW",)}
    return _library(folder, "old", LOADER | NET), _library(folder, "new", more)


def bad_net_and_exec_and_memory(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", BASE), _library(folder, "new", LOADER | NET)


def _script(folder: Path, name: str, text: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "shapes.js").write_text(text)
    return folder / name


def bad_a_script_fetches_and_starts(folder: Path) -> tuple[Path, Path]:
    new = 'const https = require("https");\nrequire("child_process").exec("true");\n'
    return _script(folder, "old", "exports.area = 1;\n"), _script(folder, "new", new)


def good_a_script_speaks_of_it(folder: Path) -> tuple[Path, Path]:
    new = 'exports.area = 1; // require("https"), require("child_process")\n'
    return _script(folder, "old", "exports.area = 1;\n"), _script(folder, "new", new)


def bad_managed_code_fetches_and_loads(folder: Path) -> tuple[Path, Path]:
    calls = {"System.Net.WebClient": (".ctor",), "System.Reflection.Assembly": ("Load",)}
    for name, recipe in (("old", ManagedRecipe()), ("new", ManagedRecipe(calls=calls))):
        (folder / name).mkdir()
        (folder / name / "Shapes.dll").write_bytes(build_assembly(recipe))
    return folder / "old", folder / "new"


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_net_and_exec_and_memory(folder)
    new.write_bytes(new.read_bytes()[:1100])
    return old, new
