"""What a line of settings holds less than the one that stood in its place: of workflows, manifests, locks, lists of keys, units.

Sources: GitHub documentation (workflow syntax, security hardening); npm documentation (package.json, scripts); pip documentation (hash-checking mode);
Go Modules Reference, "go.sum files"; The Update Framework specification, section 4.3; systemd.exec(5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onionskin.parse.code.weakenings import ALWAYS, SMALL, Weakening, weakenings

_WORKFLOW = re.compile(r"\.(?:github|gitea|forgejo)/.{1,100}\.ya?ml$|(?:^|/)action\.ya?ml$|(?:^|/)\.gitlab-ci\.ya?ml$")  # fmt: skip
_MANIFEST = re.compile(r"(?:^|/)package\.json$")
_SUMS = re.compile(r"(?:^|/)go\.sum$|(?:^|/)(?:package-lock|npm-shrinkwrap)\.json$")
_MODULE = re.compile(r"\.psd1$")
_STRUCTURED = re.compile(r"\.(?:json|ya?ml|toml|cfg|conf|ini|properties)$")
_NO_KEYS = re.compile(r"(?:lock|sum|shrinkwrap|record|manifest|sbom|cdx|spdx|bom|package|buildinfo|source)[^/]{0,30}$")  # fmt: skip
_UNIT = re.compile(
    r"\.(?:service|socket|timer|mount|path)$|\.(?:service|socket)\.d/[^/]{1,80}\.conf$"
)

_USES = re.compile(r"uses:\s{1,4}['\"]?([\w.-]{1,60})/([\w./-]{1,100})@([\w./-]{1,80})")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BRANCH = re.compile(r"(?:main|master|develop|trunk|HEAD|latest)")
_RIGHT = re.compile(r"^-?\s{0,8}([a-z-]{3,30}):\s{1,4}(read|none|write)\s{0,8}$")
_HELD = re.compile(r"--(?:require-hashes|locked|frozen(?:-lockfile)?|immutable|ignore-scripts|only-binary|no-deps|offline|verify)\b|\bnpm ci\b")  # fmt: skip
_FETCHES = re.compile(r"\bnpx\s{1,4}(?:--yes|-y)\b|\b(?:pnpm|yarn)\s{1,4}dlx\b|\bbunx\b|\b(?:curl|wget|Invoke-WebRequest|iwr)\b|\bnode\s{1,4}(?:-e|--eval)\b|\b(?:ba)?sh\s{1,4}-c\b|\bpowershell\b")  # fmt: skip
_DIGEST = re.compile(r"\b(?:h1:|sha(?:1|256|384|512)[-:])?[A-Za-z0-9+/]{40,88}={0,2}")
_AT_LEAST = re.compile(r"['\"]?(threshold|quorum|required_?\w{0,20}|min_?(?:signatures|signers|approvals))['\"]?\s{0,4}[:=]\s{0,4}(\d{1,6})\s{0,4},?", re.IGNORECASE)  # fmt: skip
_NAMED_KEY = re.compile(r"['\"]?((?:\w{0,20}[_-])?(?:key_?ids?|key|fingerprints?|thumbprints?|pins?|public_?keys?|certificates?|trusted\w{0,20}|issuers?|anchors?))['\"]?\s{0,4}[:=]\s{0,4}['\"]([A-Za-z0-9+/=:_-]{32,})['\"]", re.IGNORECASE)  # fmt: skip
_WALL = re.compile(
    r"(?:Protect\w{1,30}|Private\w{1,30}|Restrict\w{1,30}|NoNewPrivileges|MemoryDenyWriteExecute|SystemCallFilter|SystemCallArchitectures|CapabilityBoundingSet|DynamicUser|User|Group|LockPersonality|ReadOnlyPaths|InaccessiblePaths|NoExecPaths|"
    r"RemoveIPC|KeyringMode|IPAddressDeny|DeviceAllow|DevicePolicy|AmbientCapabilities|RootDirectory|TemporaryFileSystem|UMask)\s{0,4}="
)


def settings_weakenings(was: str, now: str, name: str) -> Iterator[Weakening]:
    """Yield how a line of a text that is no script holds less; `name` is the file's, with its folders. An empty `now` is a line that is gone."""
    lower = name.replace("\\", "/").lower()
    for pattern, read in _KINDS:
        if pattern.search(lower):
            yield from read(was, now)
    if _STRUCTURED.search(lower):
        yield from _trusted(was, now, is_told=not _NO_KEYS.search(lower))


def _of_workflow(was: str, now: str) -> Iterator[Weakening]:
    old, new = _USES.search(was), _USES.search(now)
    if old and new:
        yield from _of_action(old, new)
    left, right = _RIGHT.match(was), _RIGHT.match(now)
    if left and right and left[1] == right[1] and right[2] == "write" != left[2]:
        yield Weakening("gives a workflow a right to write", SMALL)
    if now and _count(_HELD, now) < _count(_HELD, was):
        yield Weakening("installs what it finds where it installed what was pinned", SMALL)


def _of_action(old: re.Match[str], new: re.Match[str]) -> Iterator[Weakening]:
    if old[2] == new[2] and old[1].lower() != new[1].lower():
        yield Weakening("runs an action of another owner under the same name", ALWAYS)
    elif old.group(1, 2) == new.group(1, 2):
        is_loose = bool(_COMMIT.fullmatch(old[3])) and not _COMMIT.fullmatch(new[3])
        if is_loose or (_BRANCH.fullmatch(new[3]) and not _BRANCH.fullmatch(old[3])):
            yield Weakening(
                "takes an action as it stands where it took one of its releases", ALWAYS
            )


def _of_manifest(was: str, now: str) -> Iterator[Weakening]:
    if now and _count(_FETCHES, now) > _count(_FETCHES, was):
        yield Weakening("fetches and runs what it only ran", SMALL)


def _of_sums(was: str, now: str) -> Iterator[Weakening]:
    if "\n" not in was + now and _is_other_digest(was, now):
        yield Weakening("takes the same version with another digest", ALWAYS)


def _is_other_digest(was: str, now: str) -> bool:
    return (
        was != now and _count(_DIGEST, was) == 1 and _DIGEST.sub("#", was) == _DIGEST.sub("#", now)
    )


def _of_module(was: str, now: str) -> Iterator[Weakening]:
    # PowerShell writes manifests of modules in a part of its own language.
    yield from weakenings(was, now, "powershell")


def _of_unit(was: str, now: str) -> Iterator[Weakening]:
    if not now and _WALL.match(was):
        yield Weakening(f"has no wall any more ({was.partition('=')[0].strip()})", SMALL)


def _trusted(was: str, now: str, *, is_told: bool) -> Iterator[Weakening]:
    old, new = _AT_LEAST.match(was), _AT_LEAST.match(now)
    if old and new and old[1] == new[1] and int(new[2]) < int(old[2]):
        yield Weakening("asks fewer to agree", SMALL)
    one, other = _NAMED_KEY.match(was), _NAMED_KEY.match(now)
    if is_told and one and other and one[1] == other[1] and one[2] != other[2]:
        yield Weakening("believes another key", SMALL)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, str], Iterator[Weakening]]], ...] = (
    (_WORKFLOW, _of_workflow),
    (_MANIFEST, _of_manifest),
    (_SUMS, _of_sums),
    (_UNIT, _of_unit),
    (_MODULE, _of_module),
)
