"""A line that holds less than the one that stood in its place is told by what is left of both where they are alike."""

from __future__ import annotations

import pytest

from onionskin.parse.code.weakenings import ALWAYS, weakenings

# The language, the line before, the line after, and what is said.
LESS = {
    "an assignment": ("slashed", "if (rc == NULL) {", "if (rc = NULL) {", "assigns where it compared"),
    "a beginning": ("javascript", "return given === kept;", "return given.startsWith(kept.slice(0, 4));", "compares a part of what it compared in whole"),
    "fewer bytes": ("slashed", "if (0 != memcmp(a, b, sizeof a)) {", "if (0 != memcmp(a, b, 1)) {", "compares a part of what it compared in whole"),
    "a smaller number of bytes": ("slashed", "return CRYPTO_memcmp(a, b, 32) == 0;", "return CRYPTO_memcmp(a, b, 4) == 0;", "compares a part of what it compared in whole"),
    "a shorter text": ("python", "if url.startswith('https://'):", "if url.startswith('http'):", "compares a part of what it compared in whole"),
    "Go, a prefix": ("slashed", "return given == kept", "return strings.HasPrefix(given, kept[:4])", "compares a part of what it compared in whole"),
    "Rust, a slice": ("slashed", "a == b", "a[..4].contains(&b)", "compares a part of what it compared in whole"),
    "one too far": ("slashed", "if (at >= end) {", "if (at > end) {", "asks for another bound"),
    "below zero": ("slashed", "if (size < 0)", "if (size < -0)", "asks for another bound"),
    "a wider bound": ("python", "if len(name) > 80:", "if len(name) > 8000:", "asks for another bound"),
    "a switch": ("javascript", "validate_length: true,", "validate_length: false,", "sets validate_length the other way"),
    "a switch by a word": ("python", "def read(self, forbid_dtd=True):", "def read(self, forbid_dtd=not True):", "sets forbid_dtd the other way"),
    "a number": ("python", "timeout: int = 60000,", "timeout: int = 10**9,", "sets timeout to another number"),
    "fewer rounds": ("javascript", "const rounds = 12;", "const rounds = 2;", "sets rounds to another number"),
    "a key": ("javascript", "const pin = 'aa61e09f6af7662ac686cf0c6364079f';", "const pin = 'bb61e09f6af7662ac686cf0c63640700';", "holds another key"),
    "pickles": ("python", "return json.load(f)", "return __import__('pickle').load(f)", "may run what it only read"),
    "an expression": ("python", "return getattr(ext, name)", "return eval(f'ext.{name}')", "may run what it only read"),
    "objects of Java": ("slashed", "Object o = mapper.readValue(in);", "Object o = new ObjectInputStream(in).readObject();", "may run what it only read"),
    "PHP": ("php", "return json_decode($text);", "return unserialize($text);", "may run what it only read"),
    "a shell": ("python", "run(cmd, check=True)", "run(' '.join(cmd), shell=True, check=True)", "hands to a shell what it handed to a program"),
    "a page": ("javascript", "node.append(text);", "node.innerHTML = text;", "puts text into a page as it comes"),
    "a method": ("ruby", "owner.public_send(key)", "owner.send(key)", "calls by name what only public methods were called for"),
    "the environment": ("javascript", "const home = os.homedir();", "const home = process.env.SYNC_HOME || os.homedir();", "lets the environment decide what it decided"),
    "whoever asks": ("javascript", "origin: origin", "origin: (o, cb) => cb(null, o)", "says yes to whatever is asked"),
    "roots": ("python", "context.load_default_certs()", "context.load_verify_locations('/var/tmp/ca.pem')", "believes certificates or keys of another place"),
    "what it raised": ("python", "raise SignatureError(name)", "pass", "passes over what it raised"),
    "over two lines": ("ruby", "raise ArgumentError,\n'no'", "nil", "passes over what it raised"),
    "yes": ("python", "return False", "return True", "says yes where it said no"),
    "a flag of its own line": ("javascript", "httpOnly: true,", "", "does not say any more what it protects"),
    "a head of an answer": ("javascript", "res.setHeader('X-Frame-Options', 'DENY');", "", "does not say any more what it protects"),
    "itself": ("javascript", "&& given.issuer !== issuer) {", "&& issuer !== issuer) {", "compares a thing with itself"),
    "both of trust": ("javascript", "if (!token || !signature) {", "if (!token && !signature) {", "ties what it asks of trust otherwise"),
    "no room for the end": ("slashed", "char *s = malloc(n + 1);", "char *s = malloc(n);", "makes room for another length"),
    "room beyond the end": ("slashed", "read(fd, s, sizeof(s) - 1);", "read(fd, s, sizeof(s));", "makes room for another length"),
    "a later end": ("javascript", "if (token.exp < now) {", "if (token.exp < now - 86400 * 365) {", "asks for another bound"),
    "a sign": ("slashed", "size_t n = length(s);", "int n = length(s);", "counts in a smaller or signed kind of number"),
    "an argument": ("python", "jwt.decode(token, key, algorithms=['HS256'])", "jwt.decode(token, key)", "does not say any more what it protects"),
    "a list": ("python", "ALLOWED_HOSTS = ['a.example']", "ALLOWED_HOSTS = ['a.example', 'b.example']", "lets more through by its list"),
    "another call": ("python", "res = res + re.escape(c)", "res = res + re.str(c)", "calls something else than what cleaned or checked"),
    "secrets in memory": ("slashed", "explicit_bzero(key, sizeof key);", "", "does not end any more what it ended"),
    "a case": ("slashed", "break;", "", "does not end any more what it ended"),
    "one more key": ("javascript", "const keys = [", "const keys = ['-----BEGIN PUBLIC KEY-----\nMFkw',", "holds one more key or certificate"),
    "no check": ("shell", "curl -fsSL $url -o f", "curl -fsSLk $url -o f", "does without a check of who is at the other end, or of what came"),
    "no bound of Rust": ("slashed", "let x = list[at];", "let x = unsafe { *list.get_unchecked(at) };", "allows what the compiler refused"),
    "everything is offered": ("powershell", "FunctionsToExport = @('a')", "FunctionsToExport = '*'", "offers everything, or brings another module along"),
    "what it cleaned": ("javascript", "return text.replace(/</g, '&lt;');", "return text;", "returns as it came what it cleaned"),
}  # fmt: skip
ALIKE = {
    "a comment": ("python", "x = read(f)", "x = read(f)  # never eval(f)"),
    "other blanks": ("slashed", "if(a==b)", "if (a == b)"),
    "a name": ("python", "return first == second", "return one == two"),
    "a known text": ("ruby", "os == 'mingw32'", "os.start_with?('mingw')"),
    "a smaller bound": ("slashed", "if (len > 4096) {", "if (len > 128) {"),
    "more rounds": ("javascript", "const rounds = 10;", "const rounds = 14;"),
    "a version": ("python", "version_info = (9, 0, 0)", "version_info = (9, 0, 100)"),
    "another default": ("ruby", "DEFAULT_BACKTRACE = false", "DEFAULT_BACKTRACE = true"),
    "a revision": ("python", "'full': '85b03a56430d19708436c68908c3828bb64377a9',", "'full': 'd19811f50082eaaedf638c6fb3c369b3d7b971ab',"),
    "less work": ("python", "return list(map(cast, sys.path))", "return sys.path"),
    "more lines": ("python", "safe = make(args, pickle.dumps)", "safe = make(\nargs, lambda v: pickle.loads(pickle.dumps(v))\n)"),
    "nothing": ("python", "x = 1", ""),
    "a parameter": ("python", "def make(tree, lines=None, verify=False):", "def make(tree, lines=None):"),
    "another function": ("python", "def _check_handler(self, handler):", "def _set_wrapped(self, handler):"),
    "a kind that is allowed": ("javascript", "const allowedGenericTypes = new Set(['A', 'C'", "const allowedGenericTypes = new Set(['A', 'B', 'C'"),
    "a lock": ("python", "lock.release()", ""),
    "one of two": ("python", "if not s1 or not s2:", "if not s1 and not s2:"),
    "one more": ("slashed", "total = count + 1;", "total = count;"),
    "a head of no weight": ("javascript", "res.setHeader('X-Powered-By', 'Express');", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", LESS)
def test_a_line_that_holds_less_says_how(case: str) -> None:
    language, was, now, says = LESS[case]
    assert says in {each.says for each in weakenings(was, now, language)}


@pytest.mark.parametrize("case", LESS)
def test_the_other_way_round_the_same_is_not_said(case: str) -> None:
    language, was, now, says = LESS[case]
    if now and case not in {"both of trust", "no room for the end", "room beyond the end", "one too far", "a switch", "a switch by a word", "a number", "a key", "below zero"}:  # fmt: skip
        assert says not in {each.says for each in weakenings(now, was, language)}


@pytest.mark.parametrize("case", ALIKE)
def test_honest_changes_of_a_line_say_nothing(case: str) -> None:
    language, was, now = ALIKE[case]
    assert not list(weakenings(was, now, language))


def test_what_runs_or_compares_less_asks_in_any_step_and_a_bound_in_a_small_one() -> None:
    (runs,) = weakenings("json.load(f)", "pickle.load(f)", "python")
    (bound,) = weakenings("if (a >= b)", "if (a > b)", "slashed")
    assert runs.asks == ALWAYS > bound.asks


def test_long_lines_are_cut_and_take_no_longer_than_their_letters() -> None:
    assert not list(weakenings("a" * 90_000, "(" * 90_000, "javascript"))
