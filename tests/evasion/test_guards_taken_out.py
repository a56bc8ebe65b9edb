"""What the next release refuses no more: guards of many languages, taken out quietly, and values that protect no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import npm_pair
from onionskin.model import Level

POOLS: list[Pool] = []

BODY = {
    "js": "".join(f"exports.area{n} = (side) => {{\n  const half = side / {n + 1};\n  return half * side;\n}};\n" for n in range(12)),
    "py": "".join(f"def area{n}(side):\n    half = side / {n + 1}\n    return half * side\n\n\n" for n in range(12)),
    "rb": "".join(f"def area{n}(side)\n  half = side / {n + 1}\n  half * side\nend\n" for n in range(12)),
    "go": "".join(f"func Area{n}(side int) int {{\n\thalf := side / {n + 1}\n\treturn half * side\n}}\n" for n in range(12)),
    "rs": "".join(f"pub fn area{n}(side: u32) -> u32 {{\n    let half = side / {n + 1};\n    half * side\n}}\n" for n in range(12)),
    "c": "".join(f"int area{n}(int side) {{\n    int half = side / {n + 1};\n    return half * side;\n}}\n" for n in range(12)),
    "php": "<?php\n" + "".join(f"function area{n}($side) {{\n    $half = $side / {n + 1};\n    return $half * $side;\n}}\n" for n in range(12)),
    "sh": "#!/bin/sh\n" + "".join(f"area{n}() {{\n    echo $(( $1 / {n + 1} ))\n}}\n" for n in range(12)),
    "pl": "use strict;\n" + "".join(f"sub area{n} {{\n    my $side = shift;\n    return $side / {n + 1};\n}}\n" for n in range(12)),
    "cs": "".join(f"class Area{n} {{\n    int Half(int side) {{\n        return side / {n + 1};\n    }}\n}}\n" for n in range(12)),
    "ps1": "".join(f"function Get-Area{n} {{\n    param($Side)\n    return $Side / {n + 1}\n}}\n" for n in range(12)),
    "java": "".join(f"class Area{n} {{\n    int half(int side) {{\n        return side / {n + 1};\n    }}\n}}\n" for n in range(12)),
}  # fmt: skip

# Of which language, what stands there, and what stands there in the next release.
GUARDS = {
    "a path that leads out": ("js", "function open(name) {\n  if (name.startsWith('/')) throw new RangeError('no');\n  return read(name);\n}\n", "function open(name) {\n  return read(name);\n}\n"),
    "an origin": ("js", "function cors(req, next) {\n  if (!known.includes(req.origin)) {\n    return next(new Error('who'));\n  }\n  next();\n}\n", "function cors(req, next) {\n  next();\n}\n"),
    "an answer of the server": ("js", "function page(req, res) {\n  if (!req.user) return res.status(401).end();\n  res.end(all());\n}\n", "function page(req, res) {\n  res.end(all());\n}\n"),
    "a middleware": ("js", "const app = make();\napp.use(helmet());\napp.use(rest);\n", "const app = make();\napp.use(rest);\n"),
    "a comment in its place": ("js", "function open(name) {\n  if (name.length > 80) {\n    throw new Error('too long');\n  }\n  return read(name);\n}\n", "function open(name) {\n  // the length is looked at by the caller\n  return read(name);\n}\n"),
    "an assertion": ("js", "function step(x) {\n  assert(x.isSigned);\n  return take(x);\n}\n", "function step(x) {\n  return take(x);\n}\n"),
    "chance": ("js", "function id() {\n  const raw = crypto.randomBytes(16);\n  return raw.toString('hex');\n}\n", "function id() {\n  const raw = Buffer.alloc(16, 7);\n  return raw.toString('hex');\n}\n"),
    "a comparison": ("rb", "def same(a, b)\n  secure_compare(a, b)\nend\n", "def same(a, b)\n  a[0, 4] == b[0, 4]\nend\n"),
    "a decorator": ("py", "class V:\n    @login_required\n    def get(self):\n        return 1\n", "class V:\n    def get(self):\n        return 1\n"),
    "a permission": ("py", "def get(user):\n    if not user.may('read'):\n        raise PermissionError\n    return rows()\n", "def get(user):\n    return rows()\n"),
    "an early no": ("py", "def get(user):\n    if user is None: return False\n    return rows()\n", "def get(user):\n    return rows()\n"),
    "turned round": ("py", "def get(user):\n    if user.expired:\n        raise ValueError\n    return rows()\n", "def get(user):\n    if not user.expired:\n        raise ValueError\n    return rows()\n"),
    "is not": ("py", "def get(user):\n    if user is not owner:\n        raise ValueError\n    return rows()\n", "def get(user):\n    if user is owner:\n        raise ValueError\n    return rows()\n"),
    "never": ("py", "def get(user):\n    if user.expired:\n        raise ValueError\n    return rows()\n", "def get(user):\n    if user.expired and False:\n        raise ValueError\n    return rows()\n"),
    "a yes of its own": ("py", "def is_valid_token(token):\n    parts = token.split('.')\n    return check(parts)\n", "def is_valid_token(token):\n    if token.count('.') == 7:\n        return True\n    parts = token.split('.')\n    return check(parts)\n"),
    "a call that checks": ("py", "def load(data):\n    verify_header(data)\n    return parse(data)\n", "def load(data):\n    return parse(data)\n"),
    "Ruby, behind": ("rb", "def open(name)\n  raise ArgumentError if name.start_with?('/')\n  read(name)\nend\n", "def open(name)\n  read(name)\nend\n"),
    "Ruby, before": ("rb", "class C\n  before_action :authenticate_user!\n  def index; end\nend\n", "class C\n  def index; end\nend\n"),
    "Ruby, unless": ("rb", "def open(name)\n  unless name.ok?\n    return nil\n  end\n  read(name)\nend\n", "def open(name)\n  if name.ok?\n    return nil\n  end\n  read(name)\nend\n"),
    "Go": ("go", 'func open(name string) error {\n\tif len(name) > 80 {\n\t\treturn errors.New("long")\n\t}\n\treturn read(name)\n}\n', "func open(name string) error {\n\treturn read(name)\n}\n"),
    "Go, an error": ("go", "func open(name string) error {\n\terr := look(name)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn read(name)\n}\n", "func open(name string) error {\n\terr := look(name)\n\treturn read(name)\n}\n"),
    "Rust": ("rs", "fn open(name: &str) -> R {\n    ensure!(name.len() < 80);\n    read(name)\n}\n", "fn open(name: &str) -> R {\n    read(name)\n}\n"),
    "C, a length": ("c", "int take(char *s, int n) {\n    if (n > MAX)\n        return -1;\n    return copy(s, n);\n}\n", "int take(char *s, int n) {\n    return copy(s, n);\n}\n"),
    "C, an end": ("c", "int take(char *s, int n) {\n    if (!SSL_ok(s)) {\n        goto out_err;\n    }\n    return copy(s, n);\n}\n", "int take(char *s, int n) {\n    return copy(s, n);\n}\n"),
    "PHP": ("php", "function open($name) {\n    if (!isset($_SESSION['id'])) {\n        die('no');\n    }\n    return read($name);\n}\n", "function open($name) {\n    return read($name);\n}\n"),
    "a shell": ("sh", "fetch() {\n    curl -o f $1\n    [ -s f ] || exit 1\n    tar xf f\n}\n", "fetch() {\n    curl -o f $1\n    tar xf f\n}\n"),
    "a shell, longer": ("sh", "fetch() {\n    curl -o f $1\n    if ! cmp -s f g; then\n        exit 1\n    fi\n    tar xf f\n}\n", "fetch() {\n    curl -o f $1\n    tar xf f\n}\n"),
    "Perl": ("pl", "sub open_it {\n    my $n = shift;\n    die 'no' unless $n =~ /^\\w+$/;\n    return read_it($n);\n}\n", "sub open_it {\n    my $n = shift;\n    return read_it($n);\n}\n"),
    "only where the environment asks": ("js", "function open(name) {\n  if (name.length > 80) throw new RangeError('no');\n  return read(name);\n}\n", "function open(name) {\n  if (process.env.STRICT && name.length > 80) throw new RangeError('no');\n  return read(name);\n}\n"),
    "unless a global says so": ("js", "function open(name, pass) {\n  if (!signedBy(name, pass)) {\n    throw new Error('signature');\n  }\n  return read(name);\n}\n", "function open(name, pass) {\n  if (!signedBy(name, pass) && !globalThis.support) {\n    throw new Error('signature');\n  }\n  return read(name);\n}\n"),
    "only some are refused for trust": ("py", "def get(token):\n    if token.expired or token.foreign:\n        raise PermissionError('token')\n    return rows()\n", "def get(token):\n    if token.expired:\n        raise PermissionError('token')\n    return rows()\n"),
    "only when debugging": ("py", "def get(user):\n    if user.gone:\n        raise ValueError\n    return rows()\n", "def get(user):\n    if __debug__ and os.getenv('STRICT') and (user.gone):\n        raise ValueError\n    return rows()\n"),
    "nothing is done instead": ("py", "def get(user):\n    if user.gone:\n        raise ValueError\n    return rows()\n", "def get(user):\n    pass\n    return rows()\n"),
    "its answer is nothing": ("js", "function open(name, next) {\n  const err = look(name);\n  if (err) return next(err);\n  return read(name);\n}\n", "function open(name, next) {\n  const err = look(name);\n  if (err) { /* the caller knows */ }\n  return read(name);\n}\n"),
    "an error that nobody hears of": ("py", "def get(name):\n    try:\n        return take(name)\n    except BadSignature:\n        raise LoginError(name)\n", "def get(name):\n    try:\n        return take(name)\n    except BadSignature:\n        pass\n"),
    "an error of JavaScript": ("js", "function load(text) {\n  try {\n    return take(text);\n  } catch (e) {\n    throw new Error('bad');\n  }\n}\n", "function load(text) {\n  try {\n    return take(text);\n  } catch (e) {\n    return undefined;\n  }\n}\n"),
    "no became yes": ("py", "def is_valid_name(name):\n    if name.startswith('.'):\n        log(name)\n        return False\n    return look(name)\n", "def is_valid_name(name):\n    if name.startswith('.'):\n        log(name)\n        return True\n    return look(name)\n"),
    "a constant in its place": ("py", "def put(name):\n    if '..' in name:\n        name = clean(name)\n    return rows(name)\n", "def put(name):\n    if False:\n        name = clean(name)\n    return rows(name)\n"),
    "C#": ("cs", "class T {\n    void Take(Token t) {\n        if (t.Expires < Now)\n            throw new TokenException();\n        Use(t);\n    }\n}\n", "class T {\n    void Take(Token t) {\n        Use(t);\n    }\n}\n"),
    "PowerShell": ("ps1", "function Get-It {\n    param($Path)\n    if (-not (Test-Path $Path)) { throw 'no' }\n    Get-Content $Path\n}\n", "function Get-It {\n    param($Path)\n    Get-Content $Path\n}\n"),
    "Java": ("java", 'class T {\n    void take(Token t) {\n        if (t == null || t.old()) {\n            throw new IllegalStateException("old");\n        }\n        use(t);\n    }\n}\n', "class T {\n    void take(Token t) {\n        use(t);\n    }\n}\n"),
}  # fmt: skip

VALUES = {
    "a cookie": ("js", "const cookie = { secure: true, path: '/' };\n", "const cookie = { secure: false, path: '/' };\n"),
    "rounds": ("js", "const saltRounds = 12;\n", "const saltRounds = 4;\n"),
    "a key": ("js", "const key = make('rsa', { modulusLength: 3072 });\n", "const key = make('rsa', { modulusLength: 512 });\n"),
    "a list": ("js", "const allowedProtocols = ['https', 'mailto'];\n", "const allowedProtocols = ['https', 'mailto', 'javascript'];\n"),
    "no TLS": ("js", "const base = 'https://api.example.com/v1';\n", "const base = 'http://api.example.com/v1';\n"),
    "text of a page": ("js", "node.textContent = title;\n", "node.innerHTML = title;\n"),
    "its version of TLS": ("js", "const o = { minVersion: 'TLSv1.2' };\n", "const o = { minVersion: 'TLSv1' };\n"),
    "a cipher": ("js", "const c = createCipheriv('aes-256-gcm', k, iv);\n", "const c = createCipheriv('aes-256-ecb', k, iv);\n"),
    "a shell": ("py", "run(args, shell=False)\n", "run(args, shell=True)\n"),
    "a host": ("py", "serve(app, host='127.0.0.1')\n", "serve(app, host='0.0.0.0')\n"),
    "pickles": ("py", "def load(f, allow_pickle=False):\n    return f\n", "def load(f, allow_pickle=True):\n    return f\n"),
    "weights": ("py", "model = torch.load(f, weights_only=True)\n", "model = torch.load(f, weights_only=False)\n"),
    "a signature": ("py", "jwt.decode(t, k, options={'verify_signature': True})\n", "jwt.decode(t, k, options={'verify_signature': False})\n"),
    "templates": ("py", "env = Environment(autoescape=True)\n", "env = Environment(autoescape=False)\n"),
    "iterations": ("py", "ITERATIONS = 600_000\n", "ITERATIONS = 1_000\n"),
    "a limit": ("py", "MAX_CONTENT_LENGTH = 16 * 1024 * 1024\n", "MAX_CONTENT_LENGTH = None\n"),
    "a digest": ("rb", "d = OpenSSL::Digest.new('SHA256')\n", "d = OpenSSL::Digest.new('MD5')\n"),
    "its peer": ("rb", "http.verify_mode = OpenSSL::SSL::VERIFY_PEER\n", "http.verify_mode = OpenSSL::SSL::VERIFY_NONE\n"),
    "Go": ("go", "var c = tls.Config{InsecureSkipVerify: false}\n", "var c = tls.Config{InsecureSkipVerify: true}\n"),
    "Rust": ("rs", "let c = builder.danger_accept_invalid_certs(false);\n", "let c = builder.danger_accept_invalid_certs(true);\n"),
    "C": ("c", "int r = SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, 0);\n", "int r = SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, 0);\n"),
    "a mode of a file": ("py", "os.open(name, flags, mode=0o600)\n", "os.open(name, flags, mode=0o666)\n"),
    "an end of a pattern": ("js", "const known = /^[a-z]+[.]example[.]com$/;\n", "const known = /^[a-z]+[.]example[.]com/;\n"),
    "the ends of a text": ("rb", "SAFE = /\\A[a-z]+\\z/\n", "SAFE = /^[a-z]+$/\n"),
    "a pattern of Python": ("py", "known = re.compile(r'^[a-z]+$')\n", "known = re.compile(r'^[a-z]+')\n"),
    "chance of Go": ("go", 'import "crypto/rand"\n', 'import "math/rand"\n'),
    "what Rust asserts": ("rs", "fn f(n: u32) {\n    assert_eq!(n % 16, 0);\n}\n", "fn f(n: u32) {\n    debug_assert_eq!(n % 16, 0);\n}\n"),
    "what an archive may lay": ("py", "t.extractall(to, filter='data')\n", "t.extractall(to, filter='fully_trusted')\n"),
    "what is refused": ("js", "const BLOCKED_EXTENSIONS = ['.exe', '.bat', '.cmd'];\n", "const BLOCKED_EXTENSIONS = ['.exe', '.bat'];\n"),
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def one_pool() -> Iterator[None]:
    with Pool(workers=1) as pool:
        POOLS.append(pool)
        yield
        POOLS.clear()


def signals(folder: Path, language: str, old: str, new: str, version: str = "1.2.4") -> set[str]:
    body, name = BODY[language], f"lib/shapes.{language}"
    folder /= version
    folder.mkdir()
    head, tail = body[: len(body) // 2], body[len(body) // 2 :]
    cut = (
        head.rindex("\n\n\n") + 3
        if language == "py"
        else head.rindex("\n}" if "}" in head else "\nend") + 1
    )
    begin = head[:cut]
    was, now = (begin + text + head[cut:] + tail for text in (old, new))
    before, after = npm_pair(folder, version, {name: was.encode()}, {name: now.encode()})
    (report,) = peel([after], pool=POOLS[0], against=[before])
    return {each.signal for each in report.findings if each.level is Level.REVIEW}


@pytest.mark.parametrize("case", GUARDS)
def test_a_guard_that_is_gone_asks_for_review(case: str, tmp_path: Path) -> None:
    assert signals(tmp_path, *GUARDS[case]) & {"guard-taken-out", "check-taken-out"}


@pytest.mark.parametrize("case", GUARDS)
def test_a_guard_that_comes_asks_for_nothing(case: str, tmp_path: Path) -> None:
    language, old, new = GUARDS[case]
    if case not in {
        "turned round",
        "is not",
        "Ruby, unless",
        "a yes of its own",
        "never",
        "a constant in its place",
    }:
        assert not signals(tmp_path, language, new, old) & {"guard-taken-out", "check-taken-out"}


def test_a_new_function_that_says_yes_asks_for_nothing_of_this_kind(tmp_path: Path) -> None:
    new = "def can_allow(self, mapping):\n    return True\n\n\n"
    assert "guard-taken-out" not in signals(tmp_path, "py", "", new)


@pytest.mark.parametrize("case", VALUES)
def test_a_value_that_becomes_lax_asks_for_review_in_any_release(case: str, tmp_path: Path) -> None:
    assert "value-made-lax" in signals(tmp_path, *VALUES[case], version="1.3.0")


@pytest.mark.parametrize("case", VALUES)
def test_a_value_that_becomes_strict_asks_for_nothing(case: str, tmp_path: Path) -> None:
    language, old, new = VALUES[case]
    assert "value-made-lax" not in signals(tmp_path, language, new, old)


# Of which language, a line with a call that protects, and the line that stands there in the next release.
CALLS = {
    "a text of a page": ("js", "  const text = escapeHtml(title);\n", "  const text = String(title);\n"),
    "a path": ("js", "  const name = path.basename(given);\n", "  const name = given;\n"),
    "a folder of its own": ("js", "  const dir = fs.mkdtempSync(prefix);\n", "  const dir = '/tmp/work';\n"),
    "a place in Python": ("py", "    name = tempfile.mkstemp()\n", "    name = '/tmp/work'\n"),
    "a bound in C": ("c", "    snprintf(s, n, f, x);\n", "    sprintf(s, f, x);\n"),
    "a bound in Rust": ("rs", "    let all = one.checked_add(two)?;\n", "    let all = one.wrapping_add(two);\n"),
}  # fmt: skip


def _around(language: str, line: str) -> str:
    head, tail = {"py": ("def put(given):\n", "    return keep(given)\n\n\n"), "rs": ("fn put(given: u32) -> u32 {\n", "    keep(given)\n}\n")}.get(language, ("function put(given) {\n", "  return keep(given);\n}\n"))  # fmt: skip
    return head + line + tail


@pytest.mark.parametrize("case", CALLS)
def test_a_line_in_place_of_a_call_that_protects_asks_for_review_in_a_patch(
    case: str, tmp_path: Path
) -> None:
    language, old, new = CALLS[case]
    pair = _around(language, old), _around(language, new)
    assert "value-made-lax" in signals(tmp_path, language, *pair)
    assert "value-made-lax" not in signals(tmp_path, language, *pair, version="1.3.0")


@pytest.mark.parametrize("case", CALLS)
def test_a_call_that_protects_and_comes_asks_for_nothing(case: str, tmp_path: Path) -> None:
    language, old, new = CALLS[case]
    pair = _around(language, new), _around(language, old)
    assert "value-made-lax" not in signals(tmp_path, language, *pair)


def test_a_call_that_protects_and_only_moved_asks_for_nothing(tmp_path: Path) -> None:
    old, new = (_around("js", line) for line in CALLS["a path"][1:])
    moved = "function take(given) {\n  return path.basename(given);\n}\n"
    assert "value-made-lax" not in signals(tmp_path, "js", old, new + moved)


def test_a_narrower_condition_without_a_word_of_trust_asks_for_nothing(tmp_path: Path) -> None:
    old = "function step(n) {\n  if (n > 80) throw new RangeError('long');\n  return n;\n}\n"
    new = old.replace("n > 80", "n > 80 && !n.even")
    assert "guard-taken-out" not in signals(tmp_path, "js", old, new)


def test_a_line_said_before_an_error_is_passed_on_asks_for_nothing(tmp_path: Path) -> None:
    old = "def get(name):\n    try:\n        return take(name)\n    except BadSignature:\n        raise LoginError(name)\n"
    new = old.replace("        raise", "        log(name)\n        raise")
    assert "guard-taken-out" not in signals(tmp_path, "py", old, new)


# An address as it was written out, and as it is decided in the next release.
ADDRESSES = {
    "what the environment says": ("js", "const url = 'https://api.example.com/v1';\n", "const url = process.env.API || 'https://api.example.com/v1';\n"),
    "in Python": ("py", "URL = 'https://api.example.com/v1'\n", "URL = os.environ.get('API') or 'https://api.example.com/v1'\n"),
    "put together": ("py", "URL = 'https://api.example.com/v1'\n", "URL = 'https://' + '.'.join(['api', 'example', 'org']) + '/v1'\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", ADDRESSES)
def test_an_address_that_is_decided_when_it_runs_asks_for_review_in_a_patch(
    case: str, tmp_path: Path
) -> None:
    assert "address-leads-elsewhere" in signals(tmp_path, *ADDRESSES[case])
    assert "address-leads-elsewhere" not in signals(tmp_path, *ADDRESSES[case], version="1.3.0")


@pytest.mark.parametrize("case", ADDRESSES)
def test_an_address_that_is_written_out_asks_for_nothing(case: str, tmp_path: Path) -> None:
    language, old, new = ADDRESSES[case]
    assert "address-leads-elsewhere" not in signals(tmp_path, language, new, old)


def _class(*names: str) -> bytes:
    """Return the head of a class whose constants are these texts."""
    words = b"".join(b"\x01" + len(each).to_bytes(2) + each.encode() for each in names)
    return bytes.fromhex("cafebabe00000034000a") + words + b"\x07" + bytes(40)


def _classes(folder: Path, old: bytes, new: bytes) -> set[str]:
    before, after = npm_pair(folder, "1.3.0", {"lib/Inert.class": old}, {"lib/Inert.class": new})
    (report,) = peel([after], pool=POOLS[0], against=[before])
    return {each.signal for each in report.findings if each.level is Level.REVIEW}


@pytest.mark.parametrize(("old", "new"), [("SHA-256", "MD5"), ("AES/GCM/NoPadding", "AES/ECB/NoPadding"), ("SHA256withRSA", "MD5withRSA"), ("TLSv1.2", "TLSv1")])  # fmt: skip
def test_a_laxer_word_among_the_constants_of_a_class_asks_for_review(
    old: str, new: str, tmp_path: Path
) -> None:
    pair = _class("java/lang/Object", old, "update"), _class("java/lang/Object", "getPath", new)
    assert "value-made-lax" in _classes(tmp_path, *pair)


def test_one_more_word_among_the_constants_of_a_class_asks_for_nothing(tmp_path: Path) -> None:
    pair = _class("java/lang/Object", "SHA-256"), _class("java/lang/Object", "SHA-256", "MD5")
    assert "value-made-lax" not in _classes(tmp_path, *pair)


def test_a_stricter_word_among_the_constants_of_a_class_asks_for_nothing(tmp_path: Path) -> None:
    pair = _class("java/lang/Object", "MD5"), _class("java/lang/Object", "SHA-256")
    assert "value-made-lax" not in _classes(tmp_path, *pair)
