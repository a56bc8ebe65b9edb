"""A setting begins to start something by itself, or to widen a right, in a small step of the version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from posixpath import normpath

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.metadata.manifest_leads import KIND
from onionskin.parse.metadata.settings import SHOWN, ActingSetting
from onionskin.peel.gained import does_nothing_new, moved_out
from onionskin.peel.package_changes import CHANGING, is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new setting that acts",
    "alias": "D7",
    "family": "new-acting-setting",
    "lane": "change",
    "level": "review",
    "technique": "T1546",
    "misses": "settings in a minor or major release, but for modes that give rights, for how an extension leads a browser elsewhere, and for what a builder or another program calls by itself and is new, too; one that was there and now leads to something else by a file that it names; "
    "settings of tools that are not listed; another address of a house (not of a provider's) that named one before, the same name at another address that is no provider's, `Protected` of a Debian package, a patch of Yarn's that the release does not hold, and a row of npm's that leads to a new script without any act, ask for no review alone; npm's settings of publishing are told where they say whereto, or replace a key of the manifest",
    "references": [
        "MITRE ATT&CK T1546, Event Triggered Execution; T1543.001, Launch Agent",
        "Public analyses of 2025 and 2026: tasks of editors that start when a folder is opened",
    ],
    "benign": "a manifest that now leads to another file of the release before, or says more to the tools of its developers (the first asks for no review alone, the second is not told); a check of health that an image gets; an extension that needs another one",
}


NPM = f"{KIND}npm"
# A package that it needed, provided or took the place of before is nobody new.
DEBIAN = f"{KIND}a Debian package"
_OVERRIDES = ("overrides.", "resolutions.", "pnpm.overrides.")
# Yarn, patch protocol: a package in a version, and the file of a patch in the project's folder.
_PATCH = re.compile(r"patch:(?P<name>(?:@[\w.-]+/)?[\w.-]+)@npm(?:%3A|:)[\^~]?\d[\w.+-]{0,40}#(?:optional!)?(?:\./|~/)(?P<path>[\w@./-]+)")  # fmt: skip
_RANGE = re.compile(r"[\^~<>= ]{0,3}\d[\w.+-]{0,40}")
# The largest at which anybody gets an address.
PROVIDERS = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "mail.ru", "yandex.ru",
     "yandex.com", "qq.com", "163.com", "126.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "fastmail.com", "zoho.com", "users.noreply.github.com"}
)  # fmt: skip
PYTHON = f"{KIND}a Python package"
BUILDS = frozenset({f"{KIND}a Python project", f"{KIND}setuptools"})
_BUILD = re.compile(r"(?:^|\.)(?:build|cmdclass|hooks?|plugins?|entry-points|entry_points)\b")
_WORD = re.compile(r"[\w-]+\.\w+")
_MODULE = re.compile(r"[\w-]+")
# What is asked about in every step: rights that a mode gives, and how a browser is led elsewhere.
EXTENSION = f"{KIND}a browser's extension"
_LEADS_A_BROWSER = ("content_security_policy", "externally_connectable", "update_url", "chrome_settings_overrides", "chrome_url_overrides", "devtools_page", "declarative_net_request", "key")  # fmt: skip
# Settings by which an extension makes its editor trust, run or fetch what it would ask about.
_UNGUARDS_AN_EDITOR = re.compile(r"(?:configurationDefaults|settings)\b.{0,40}\b(?:security\.workspace\.trust|task\.allowAutomaticTasks|http\.proxy|autoApprove|terminal\.integrated\.(?:env|profiles|automationProfile)|git\.(?:path|allowForcePush)|python\.(?:defaultInterpreterPath|terminal)|extensions\.autoUpdate)")  # fmt: skip
# What only tools of who works on an npm package read, in the package's own folder.
_FOR_DEVELOPERS = ("packageManager", "lint-staged", "nyc", "wallaby", "config.", "workspaces", "devEngines")  # fmt: skip


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file with settings that no file of the old release that could be looked at has."""
    small, how = is_small(old, new), step(old, new)
    known = {each for before, _ in pairs.changed for each in _key(before)}
    known |= {each for before in pairs.removed for each in _key(before)}
    named = {(kind, value) for kind, _, value in known if kind == DEBIAN}
    commands = {_command(each) for before, _ in pairs.changed for each in before.all(ActingSetting)}
    came = {base_name(each) for each in pairs.added if each.first(ScriptCode) is not None}
    paths = {_path(layer) for layer in old.layers}
    moved = moved_out(pairs)
    paths |= {_path(layer) for layer in pairs.added if does_nothing_new(layer, moved)}
    houses = {_house(each) for layer in old.layers for each in layer.all(ActingSetting)}
    for layer in [*(after for _, after in pairs.changed), *pairs.added]:
        fresh = [
            each
            for each in layer.all(ActingSetting)
            if _told(each) not in known
            and not _is_material(layer, each)
            and not (each.kind == NPM and each.key.startswith(_FOR_DEVELOPERS))
            and (small or _is_grave(each) or (_is_called(each) and _names(each, came)))
        ]
        if fresh:
            own = layer.artifact
            said = "; ".join(f"{each.kind}, {each.key}: {each.value}" for each in fresh[:3])
            evidence = tuple(Evidence(f"{each.kind}, {each.key}: {each.value}", own.id, 0, own.size) for each in fresh[:8])  # fmt: skip
            files = {_path(each) for each in new.layers}
            is_weak = all(
                _is_usual(each, paths, files) or _told(each)[::2] in named or _is_who_it_was(each, layer, known) or {_command(each), _house(each)} & (commands | houses) - {None}
                for each in _but_names(fresh, layer)
            )  # fmt: skip
            level = Level.NOTHING_FOUND if is_weak else None
            yield Hit(f"{layer.name} now sets {said}; the version step is {how}", evidence, level, own.id)  # fmt: skip


def _key(layer: Layer) -> Iterator[tuple[str, str, str]]:
    yield from map(_told, layer.all(ActingSetting))


def _told(each: ActingSetting) -> tuple[str, str, str]:
    return (
        each.kind,
        each.key,
        CHANGING.sub("#", each.value) if each.kind.startswith(KIND) else each.value,
    )


def _is_grave(each: ActingSetting) -> bool:
    """Say whether hardly any release begins with a setting, whatever its step."""
    # Another package under the name of one that somebody needs: by its address, or by its own name.
    if each.kind == NPM and each.key.startswith(_OVERRIDES):
        return ":" in each.value
    is_of_browser = each.kind == EXTENSION and each.key.startswith(_LEADS_A_BROWSER)
    return each.key == "runs as its owner" or is_of_browser or bool(_UNGUARDS_AN_EDITOR.search(each.key))  # fmt: skip


def _is_called(each: ActingSetting) -> bool:
    """Say whether a builder, or another program, calls by itself what a row of a Python package names: no command of it."""
    is_entry = each.kind == PYTHON and "scripts" not in each.key and "=" in each.value
    return is_entry or (each.kind in BUILDS and bool(_BUILD.search(each.key)))


def _names(each: ActingSetting, files: AbstractSet[str]) -> bool:
    """Say whether a row names one of some scripts, with or without their suffix."""
    words = set(_WORD.findall(each.value)) | set(_MODULE.findall(each.value))
    return any(one in words or one.rpartition(".")[0] in words for one in files)


def _path(layer: Layer) -> str:
    return layer.name.replace("\\", "/").partition("/")[2]


def _house(each: ActingSetting) -> str | None:
    """Return the domain of a person's address, where it is that of a house: at a provider's anybody may have one."""
    _, _, domain = each.value.rpartition("@")
    is_house = each.key == "person" and domain != each.value and domain not in PROVIDERS
    return domain if is_house else None


def _but_names(fresh: list[ActingSetting], layer: Layer) -> list[ActingSetting]:
    """Leave out the names of persons beside addresses of persons, new or known: the address is who it is."""
    is_addressed = any(each.key == "person" and "@" in each.value for each in layer.all(ActingSetting))  # fmt: skip
    return [
        each
        for each in fresh
        if not (is_addressed and each.key == "person" and "@" not in each.value)
    ]


def _is_who_it_was(each: ActingSetting, layer: Layer, known: AbstractSet[tuple[str, str, str]]) -> bool:  # fmt: skip
    """Say whether a person's new address, at no provider, stands where an old one did, beside names that were all there."""
    if each.key != "person" or "@" not in each.value or each.value.rpartition("@")[2] in PROVIDERS:
        return False
    persons = [one for one in layer.all(ActingSetting) if one.key == "person"]
    names = [one for one in persons if "@" not in one.value]
    addresses = {one.value for one in persons if "@" in one.value}
    before = {value for _, key, value in known if key == "person" and "@" in value}
    return bool(names) and len(addresses) <= len(before) and all(_told(one) in known for one in names)  # fmt: skip


def _is_patched(each: ActingSetting, files: AbstractSet[str]) -> bool:
    """Say whether Yarn is told to patch the very package that is named, by a file that the release does not hold."""
    found = _PATCH.fullmatch(each.value)
    if found is None or not each.key.startswith("resolutions.") or len(each.value) >= SHOWN:
        return False
    name = re.sub(r"(?<=.)@.*$", "", each.key.removeprefix("resolutions."))
    return found["name"] == name and normpath(found["path"]) not in files


def _is_usual(each: ActingSetting, paths: AbstractSet[str], files: AbstractSet[str]) -> bool:
    """Say whether a row of npm's manifest leads to a file of the release before, or tells something to its developers alone; and of Debian's whether it only keeps the package from being removed."""
    if each.kind == DEBIAN:
        return each.key == "protected"
    if each.kind != NPM:
        return False
    if each.value.removeprefix("./") in paths or _is_patched(each, files):
        return True
    # The same package in another version, and what was there under its own path.
    is_version = each.key.startswith(_OVERRIDES) and bool(_RANGE.fullmatch(each.value))
    return is_version or (each.key == f"exports.{each.value}" and _is_there(each.value, paths))


def _is_there(pattern: str, paths: AbstractSet[str]) -> bool:
    start, star, end = pattern.removeprefix("./").partition("*")
    return bool(star) and any(each.startswith(start) and each.endswith(end) for each in paths)


def _command(each: ActingSetting) -> tuple[str, str, str] | None:
    """Return (section, command, module) of a command of a Python package: it may come to lead to another function there."""
    name, _, target = each.value.partition("=")
    if each.kind != PYTHON or not target:
        return None
    return each.key, name.strip(), target.strip().partition(":")[0].partition(".")[0]


def _is_material(layer: Layer, each: ActingSetting) -> bool:
    """Say whether a manifest is that of an example or of material for tests."""
    return each.kind.startswith(KIND) and is_aside(layer)
