"""A snap that asks for interfaces that the release before did not ask for, or is confined no more."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.packages.squash_packages import SnapPackage
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A snap that asks for more",
    "alias": "D7",
    "family": "new-permission",
    "lane": "change",
    "level": "review",
    "technique": "T1548",
    "misses": "interfaces that were there and are used for something new; one that every snap gets by itself, in a minor or major release; what a store grants beside",
    "references": [
        "Snapcraft documentation, Supported interfaces; Snap confinement",
        "Public analyses of trojanised wallets among snaps, 2024",
    ],
    "benign": "a new feature that needs it",
}

# What reads keys, files or traffic of others, or orders the system about; none of it is connected without being asked.
POWERFUL = frozenset(
    {"removable-media", "ssh-keys", "gpg-keys", "password-manager-service", "personal-files", "system-files", "system-backup", "process-control", "system-observe", "network-control", "network-setup-control",
     "firewall-control", "docker", "docker-support", "lxd", "kubernetes-support", "snapd-control", "mount-control", "block-devices", "raw-usb", "kernel-module-control", "account-control", "polkit", "ptrace",
     "network-observe", "log-observe", "classic-support", "multipass-support", "steam-support", "sudo", "shutdown", "home", "screencast-legacy", "desktop-legacy", "unity7", "x11", "audio-record", "camera"}
)  # fmt: skip
FREE = frozenset({"classic", "devmode"})


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per snap: every new interface in a small step, only powerful ones in a larger; a confinement given up in any."""
    small, how = is_small(old, new), step(old, new)
    for before, after in ((old.root, new.root), *pairs.changed):
        was, now = before.first(SnapPackage), after.first(SnapPackage)
        if was is None or now is None:
            continue
        fresh = sorted(set(now.plugs) - set(was.plugs))
        asked = [each for each in fresh if small or each in POWERFUL]
        is_free = now.confinement in FREE and was.confinement not in FREE
        said = [*asked, *([f"no confinement ({now.confinement})"] if is_free else [])]
        if said:
            own = after.artifact
            yield Hit(
                f"the snap {now.name} asks for more: {', '.join(said[:10])}; the version step is {how}",
                (Evidence(", ".join(said[:50]), own.id, 0, own.size),),
                subject=own.id,
            )
