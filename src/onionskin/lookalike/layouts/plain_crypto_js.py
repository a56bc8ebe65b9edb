"""plain-crypto-js 4.2.1, March 2026: a copied library gains a hook that runs a masked script."""

from __future__ import annotations

import base64
from pathlib import Path

from onionskin.lookalike.layout_parts import filler, prose, write_npm

META = {
    "title": "plain-crypto-js 4.2.1 (axios' dependency), npm",
    "year": 2026,
    "platform": "npm",
    "sources": [
        "StepSecurity, axios compromised on npm, 31 March 2026",
        ("public accounts of April 2026: postinstall runs setup.js, a masked dropper for three systems, which "
        "removes itself and puts a clean manifest in its place"),
    ],
    "rebuilt": "4.2.0, a copy of a library, and 4.2.1 with a postinstall hook, a script of masked words, and the "
    "clean manifest that was to replace the real one",
    "left_out": "what the words say: they are the output of a hash; the script ends in its first line",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["new-install-hook", "technique-rule"],
    "why": "a hook in a patch release of one day; alone it is one of many packages with a hook",
    "human": "that the package copies another's name and is one day old",
}  # fmt: skip

LIBRARY = "module.exports = { AES: {}, SHA256: {} }\n// " + prose(3000, "library").decode()
CLEAN = '{"name": "inert-plain-crypto", "version": "4.2.0"}\n'


def _script() -> str:
    words = [base64.b64encode(filler(30 + at, f"word {at}")).decode() for at in range(18)]
    return (
        "process.exit(0) // inert\n"
        f"const stq={words!r};\n"
        "const ord=(x,r)=>x.split('').map((c,i)=>String.fromCharCode(c.charCodeAt(0)^r.charCodeAt(i%r.length))).join('');\n"
        "const {execSync}=require('child_process'),fs=require('fs'),os=require('os');\n"
        "if(os.platform()==='win32')execSync(ord(stq[0],stq[1]));else execSync(ord(stq[2],stq[1]));\n"
        "fs.unlinkSync(__filename);fs.renameSync('package.md','package.json');\n"
    )


def _package(folder: Path, version: str, hooks: dict[str, str], more: dict[str, str]) -> Path:
    files = {"index.js": LIBRARY, "README.md": f"# inert {version}\n", **more}
    return write_npm(folder, "inert-plain-crypto", version, {"scripts": hooks}, files)


def before(folder: Path) -> Path:
    """Write 4.2.0, which was to look harmless."""
    return _package(folder, "4.2.0", {}, {})


def trojanised(folder: Path) -> Path:
    """Write 4.2.1."""
    hook = {"postinstall": "node setup.js"}
    return _package(folder, "4.2.1", hook, {"setup.js": _script(), "package.md": CLEAN})


def twin(folder: Path) -> Path:
    """Write a patch of the library."""
    return _package(
        folder, "4.2.1", {"test": "node test.js"}, {"index.js": LIBRARY + "\n// fixed\n"}
    )


def _split_in_two(folder: Path) -> Path:
    head, _, tail = _script().partition("const ord")
    files = {"setup.js": head + "require('./lib/setup')\n", "lib/setup.js": "const ord" + tail}
    return _package(folder, "4.2.1", {"install": "node ."}, {**files, "index.js": LIBRARY + "\nrequire('./setup')\n"})  # fmt: skip


VARIANTS = {"another hook, the script in two files": _split_in_two}
