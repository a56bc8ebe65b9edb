"""The first workflow, and the first Ruby script, of a package in a patch; one more of a kind; a large step; one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_wheel, npm_pair
from onionskin.lookalike.packages import build_sdist

SCRIPT = {"shapes.js": b"exports.area = (side) => side * side;\n"}
FLOW = b"on: push\njobs:\n  inert:\n    steps: []\n"


def good_one_more_of_its_kind(folder: Path) -> tuple[Path, Path]:
    old = SCRIPT | {".github/workflows/one.yml": FLOW}
    return npm_pair(folder, "1.2.4", old, old | {".github/workflows/two.yml": FLOW})


def bad_less_where_the_step_is_large(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "2.0.0", SCRIPT, SCRIPT | {".github/workflows/one.yml": FLOW})


def good_in_a_source_archive_for_its_developers(folder: Path) -> tuple[Path, Path]:
    files = {"inert.py": b"side = 2\n"}
    paths = []
    for version, more in (("1.2.3", {}), ("1.2.4", {".github/workflows/one.yml": FLOW})):
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("inert", version, files | more))
    return paths[0], paths[1]


def bad_a_workflow(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", SCRIPT, SCRIPT | {".github/workflows/one.yml": FLOW})


def bad_a_script_in_ruby(folder: Path) -> tuple[Path, Path]:
    return npm_pair(folder, "1.2.4", SCRIPT, SCRIPT | {"lib/inert.rb": b"puts 'inert'\n"})


def bad_settings_of_the_machine(folder: Path) -> tuple[Path, Path]:
    put = {"lib/sysusers.d/inert.conf": b"u inert 0:0\n"}
    return npm_pair(folder, "1.2.4", SCRIPT, SCRIPT | put)


def bad_less_where_a_source_lies_in_a_wheel(folder: Path) -> tuple[Path, Path]:
    paths = []
    for version, more in (("1.2.3", {}), ("1.2.4", {"inert/shapes.c": b"int side = 2;\n"})):
        paths.append(folder / f"inert-{version}-py3-none-any.whl")
        paths[-1].write_bytes(
            build_wheel("inert", version, {"inert/shapes.py": b"side = 2\n"} | more)
        )
    return paths[0], paths[1]


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_workflow(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
