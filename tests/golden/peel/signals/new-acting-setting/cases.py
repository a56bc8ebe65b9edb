"""Settings that act, new in a patch; those that were there; an application that waives a guard; one cut short."""

from __future__ import annotations

import json
import plistlib
from pathlib import Path

from onionskin.lookalike.archives import build_zip, npm_pair
from onionskin.lookalike.deb import DebRecipe, build_deb
from onionskin.lookalike.packages import build_sdist

SCRIPT = b"exports.area = (side) => side * side;\n"
TASK = {"label": "inert", "command": "inert-no-such-program", "runOptions": {"runOn": "folderOpen"}}
TASKS = json.dumps({"version": "2.0.0", "tasks": [TASK]}).encode()
IDLE = json.dumps({"version": "2.0.0", "tasks": [{"label": "inert", "command": "x"}]}).encode()


def _pair(folder: Path, version: str, old: dict[str, bytes], new: dict[str, bytes]) -> tuple[Path, Path]:  # fmt: skip
    common = {"shapes.js": SCRIPT}
    return npm_pair(folder, version, common | old, common | new)


def _archives(folder: Path, suffix: str, old: dict[str, bytes], new: dict[str, bytes]) -> tuple[Path, Path]:  # fmt: skip
    paths = folder / f"old{suffix}", folder / f"new{suffix}"
    for path, files in zip(paths, (old, new), strict=True):
        path.write_bytes(build_zip(files))
    return paths


def good_it_was_there(folder: Path) -> tuple[Path, Path]:
    old = {".vscode/tasks.json": TASKS}
    return _pair(folder, "1.2.4", old, {".vscode/tasks.json": TASKS + b"\n"})


def good_a_task_that_waits(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", {}, {".vscode/tasks.json": IDLE})


def good_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "2.0.0", {}, {".vscode/tasks.json": TASKS})


def bad_a_task_of_the_editor(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "1.2.4", {".vscode/tasks.json": IDLE}, {".vscode/tasks.json": TASKS})


def bad_a_path_of_classes(folder: Path) -> tuple[Path, Path]:
    said = b"Manifest-Version: 1.0\r\n%s\r\n"
    path = b"Class-Path: https://192.0.2.7/in\r\n ert.jar\r\n"
    name = "META-INF/MANIFEST.MF"
    return _archives(folder, ".jar", {name: said % b""}, {name: said % path})


def bad_an_agent_of_the_system(folder: Path) -> tuple[Path, Path]:
    agent = {"Label": "org.example.inert", "ProgramArguments": ["/usr/bin/false"]}
    info = {"Inert.app/Contents/Info.plist": plistlib.dumps({"CFBundleName": "Inert"})}
    put = {"Inert.app/Contents/Library/LaunchAgents/org.example.inert.plist": plistlib.dumps(agent)}
    return _archives(folder, ".zip", info, info | put)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_task_of_the_editor(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new


def _wheels(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    paths = []
    for version, people in (("1.2.3", old), ("1.2.4", new)):
        info = f"inert-{version}.dist-info"
        files = {
            "inert.py": b"side = 2\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: inert\nVersion: {version}\n{people}\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        }
        paths.append(folder / f"inert-{version}-py3-none-any.whl")
        paths[-1].write_bytes(build_zip(files))
    return paths[0], paths[1]


def good_one_person_written_by_another_tool(folder: Path) -> tuple[Path, Path]:
    old = "Author: A. Nobody\nAuthor-email: nobody@inert.invalid"
    new = (
        'Author-email: "Nobody, A." <nobody@inert.invalid>\nMaintainer-email: nobody@inert.invalid'
    )
    return _wheels(folder, old, new)


def bad_another_person(folder: Path) -> tuple[Path, Path]:
    old = "Author-email: A. Nobody <nobody@inert.invalid>"
    return _wheels(folder, old, "Author-email: B. Another <another@elsewhere.invalid>")


def bad_less_where_the_same_person_has_another_address(folder: Path) -> tuple[Path, Path]:
    old = "Author-email: A. Nobody <nobody@inert.invalid>"
    return _wheels(folder, old, old.replace("nobody@inert", "another@elsewhere"))


def bad_less_where_the_person_is_of_the_house(folder: Path) -> tuple[Path, Path]:
    old = "Author-email: A. Nobody <nobody@inert.invalid>"
    return _wheels(folder, old, old.replace("nobody@", "another@"))


def bad_another_person_of_a_provider(folder: Path) -> tuple[Path, Path]:
    old = "Author-email: A. Nobody <nobody.inert@gmail.com>"
    return _wheels(folder, old, old.replace("nobody.inert@", "another.inert@"))


def _manifests(folder: Path, more: bytes) -> tuple[Path, Path]:
    old = json.dumps({"name": "inert", "main": "shapes.js"}).encode()
    new = json.dumps({"name": "inert", "main": "lib/inert.js"}).encode()
    return _pair(
        folder, "1.2.4", {"package.json": old}, {"package.json": new, "lib/inert.js": more}
    )


def bad_less_where_a_row_leads_to_a_quiet_script(folder: Path) -> tuple[Path, Path]:
    return _manifests(folder, b"exports.round = (radius) => radius * radius * 3.14;\n")


def bad_a_row_that_leads_to_a_script_that_acts(folder: Path) -> tuple[Path, Path]:
    return _manifests(folder, b"require('child_process').exec('inert-no-such-program');\n")


def bad_a_hook_of_the_build_and_its_script_in_a_minor_release(folder: Path) -> tuple[Path, Path]:
    hook = b'[tool.hatch.build.hooks.custom]\npath = "scripts/inert_build.py"\n'
    paths = []
    for version, more in (
        ("1.2.3", {}),
        ("1.3.0", {"pyproject.toml": hook, "scripts/inert_build.py": b"inert = 1\n"}),
    ):
        paths.append(folder / f"inert-{version}.tar.gz")
        files = {"inert.py": b"side = 2\n", "pyproject.toml": b""}
        paths[-1].write_bytes(build_sdist("inert", version, files | more))
    return paths[0], paths[1]


def bad_it_takes_the_place_of_another_package(folder: Path) -> tuple[Path, Path]:
    paths = []
    for version, more in (
        ("1.0-1+deb12u1", b""),
        ("1.0-1+deb12u2", b"Provides: inert-other (= 1.0)\n"),
    ):
        control = b"Package: inert\nVersion: " + version.encode() + b"\nArchitecture: all\nMaintainer: inert <inert@example.invalid>\n" + more + b"Description: inert\n"  # fmt: skip
        paths.append(folder / f"inert_{version}_all.deb")
        paths[-1].write_bytes(build_deb(DebRecipe(control={"control": control})))
    return paths[0], paths[1]
