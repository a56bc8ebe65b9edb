"""A desktop application that the vendor itself signed and served turns out to be trojanised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.plugins.contracts import Incident, Step

META = {
    "title": "Trojanised desktop application",
    "fits": "a signed client, installed on many hosts, some releases of which carry an implant",
    "misses": "servers of the vendor that were themselves entered; build systems; mobile clients",
    "references": [
        "incident facts, section 7: the first hours of the 3CX case",
        "NIST SP 800-61r3, incident response recommendations",
    ],
}

SURE = ("confirmed", "corroborated")
EXPOSED = (*SURE, "plausible")
ELSEWHERE = "a platform that no inventory tells"
UNNAMED = "<the name that the inventory has>"
SHORTEST = 4
UNINSTALL = {
    "windows": (
        "list it: Get-Package -Name '{product}*'; per-user copies lie under %LOCALAPPDATA%\\Programs",
        "uninstall it for every user: Get-Package -Name '{product}*' | Uninstall-Package",
    ),
    "macos": (
        "quit it, then move the application out of /Applications and ~/Applications",
        "remove its folders below ~/Library/Application Support and its launch agents",
    ),
    "linux": ("remove the package with the package manager that installed it",),
    ELSEWHERE: (
        "ask which system the host runs, then remove it as that system does, for every user",
    ),
}


def steps(incident: Incident) -> Iterator[Step]:
    """Yield the steps in the order in which they must be done."""
    yield _isolate(incident)
    yield _caches(incident)
    yield from _uninstall(incident)
    yield _alternative(incident)
    yield _credentials(incident)
    yield _hunt(incident)


def _at(incident: Incident, certainties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(host for each in certainties for host in incident.hosts.get(each, ())))


def _isolate(incident: Incident) -> Step:
    return Step(
        title="Isolate the hosts with technical traces",
        why="the implant may still be steered; a running host keeps its memory as evidence",
        do=(
            "cut the host off the network with the EDR's containment or the switch; do not switch it off",
            "take an image of memory, then of the disk, and write down who did it and when",
        ),
        undo="lift the containment, once the host is rebuilt or its exposure is cleared by two people",
        check="the host answers to the EDR's console and to nothing else",
        hosts=_at(incident, SURE),
    )


def _caches(incident: Incident) -> Step:
    return Step(
        title="Clear cached installers before anything is reinstalled",
        why=(
            "phone servers, software distribution and update folders keep serving the trojanised "
            "installer after the vendor has withdrawn it"
        ),
        do=(
            f"stop automatic deployment and updates of {incident.product}",
            f"quarantine the installers of {_versions(incident)} on servers, shares and proxies, and note their hashes",
        ),
        undo="put back an installer whose hash the vendor has published as untampered",
        check="onionskin sweep over the shares finds no listed hash; a test client is offered no old version",
        hosts=(),
    )


def _uninstall(incident: Incident) -> Iterator[Step]:
    exposed = _at(incident, EXPOSED)
    known = {host: incident.platforms.get(host, "") for host in exposed}
    for platform, commands in UNINSTALL.items():
        hosts = tuple(
            host
            for host in exposed
            if known[host] == platform or (platform == ELSEWHERE and known[host] not in UNINSTALL)
        )
        if hosts:
            yield Step(
                title=f"Uninstall {incident.product} on {platform}",
                why=f"{_versions(incident)} carry the implant; an update over it may leave parts behind",
                do=tuple(
                    command.format(product=_pattern(incident.product)) for command in commands
                ),
                undo="install the fixed release, from the vendor, after the caches are cleared",
                check="the next inventory lists no installation, and no process of it runs",
                hosts=hosts,
                platform=platform,
            )


def _pattern(product: str) -> str:
    """Return a name for a command that somebody will paste, at three in the morning.

    It comes out of reports, and one may be written to be pasted: a name that could end
    the quotes, or so short that it fits every program, is not put there.
    """
    is_plain = re.fullmatch(r"[\w .+-]*", product) is not None
    return product if is_plain and sum(map(str.isalnum, product)) >= SHORTEST else UNNAMED


def _alternative(incident: Incident) -> Step:
    told = incident.alternative
    instead = (
        f'the reports say: "{told}"' if told else "use the vendor's web client, or another product"
    )
    return Step(
        title="Give people an alternative client",
        why="people who cannot work will bring the old client back",
        do=(instead, "tell everybody in one message what to use, and what not to install again"),
        undo="return to the desktop client when its fixed release has been peeled and approved",
        check="a call, or the product's daily task, works without the desktop client",
        hosts=_at(incident, EXPOSED),
    )


def _credentials(incident: Incident) -> Step:
    return Step(
        title="Rotate the credentials that were on those hosts",
        why="browser stores and saved sessions were within the implant's reach",
        do=(
            "reset the passwords of everybody who signed in there, and of the application's own accounts",
            "revoke sessions, tokens and browser-saved secrets; require multi-factor sign-in",
            "do it from a clean host, after isolation",
        ),
        undo="none: a rotated credential stays rotated",
        check="sign-in logs show no use of an old credential or session after the rotation",
        hosts=_at(incident, SURE),
    )


def _hunt(incident: Incident) -> Step:
    count = len(incident.indicators)
    return Step(
        title="Look at what could not be seen",
        why="a host without logs is unknown, not clean",
        do=(
            f"block and alert on the {count} indicators of the reports",
            "get logs, or an image, of every host that is unknown, and sweep again",
        ),
        undo="take a blocked indicator out when a report withdraws it",
        check="onionskin act over the new logs lists no host without data",
        hosts=_at(incident, ("unknown",)),
    )


def _versions(incident: Incident) -> str:
    return ", ".join(incident.versions) or "the affected releases"
