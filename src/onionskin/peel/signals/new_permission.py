"""A browser extension that asks for more than the release before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.metadata.browser_extension import BrowserExtension
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A browser extension that asks for more",
    "alias": "D7",
    "family": "new-permission",
    "lane": "change",
    "level": "review",
    "technique": "T1176.001",
    "misses": "permissions that were there and are used for something new; a weak one in a minor or major release",
    "references": [
        "Chrome for Developers, Declare permissions and warn users",
        "MITRE ATT&CK T1176.001, Browser Extensions",
    ],
    "benign": "a new feature that needs it",
}

# What reads other sites, sessions or the machine.
POWERFUL = frozenset(
    {"<all_urls>", "*://*/*", "http://*/*", "https://*/*", "cookies", "webRequest", "webRequestBlocking", "debugger",
     "nativeMessaging", "management", "proxy", "scripting", "declarativeNetRequest", "clipboardRead", "identity",
     "tabCapture", "desktopCapture", "history", "privacy", "contentSettings", "downloads.open"}
)  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per manifest: every new permission in a small step, only powerful ones in a larger."""
    small = is_small(old, new)
    for before, after in pairs.changed:
        was, now = before.first(BrowserExtension), after.first(BrowserExtension)
        if was is None or now is None:
            continue
        asked = sorted((set(now.permissions) | set(now.pages)) - set(was.permissions) - set(was.pages))  # fmt: skip
        counted = [each for each in asked if small or each in POWERFUL]
        if counted:
            yield _hit(after, counted)
        if now.update_url and now.update_url != was.update_url and was.update_url:
            yield _hit(after, [f"updates from {now.update_url}"])


def _hit(layer: Layer, asked: list[str]) -> Hit:
    own = layer.artifact
    return Hit(
        f"{layer.name} asks for more: {', '.join(asked[:10])}",
        (Evidence(", ".join(asked[:50]), own.id, 0, own.size),),
        subject=own.id,
    )
