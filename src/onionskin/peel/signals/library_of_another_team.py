"""A library beside a program that would refuse it: signed by another team, or by nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.macho import MachoLayout
from onionskin.peel.bundles import CODE, Bundle, Code, Files
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A library of another team inside a bundle",
    "alias": "D3",
    "family": "publisher",
    "lane": "invariant",
    "level": "review",
    "technique": "T1574.004",
    "facts": ["Seal"],
    "misses": "programs that allow libraries of others; libraries that are put beside the bundle at run time; helper "
    "programs, which may be anybody's",
    "references": [
        "Apple, Hardened Runtime: Disable Library Validation Entitlement",
        "peers.md, section 1, signal D3",
    ],
    "benign": "a part of another maker that was not signed again; the program then does not start with it",
}

_LIBRARIES = frozenset({6, 8})
_ALLOWS = frozenset({"com.apple.security.cs.disable-library-validation", "com.apple.security.get-task-allow"})  # fmt: skip
SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle and foreign team."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        own = _refusing(bundle)
        if not own:
            continue
        foreign: dict[str, list[Layer]] = defaultdict(list)
        for layer in bundle.members.values():
            for code in files.code(layer) if layer.format in CODE else ():
                if _is_library(code) and _team(code) != own:
                    foreign[_team(code)].append(layer)
        for team, layers in sorted(foreign.items()):
            yield _hit(bundle, own, team, layers)


def _refusing(bundle: Bundle) -> str:
    """Return the team of a program that takes libraries of its own team only."""
    for code in bundle.code:
        hardened = any({"hardened-runtime", "library-validation"} & set(each.flags) for each in code.signature.directories)  # fmt: skip
        if code.is_signed and hardened and not _ALLOWS & set(code.signature.granted):
            return _team(code)
    return ""


def _is_library(code: Code) -> bool:
    layout = code.part.first(MachoLayout)
    return layout is not None and layout.filetype in _LIBRARIES


def _team(code: Code) -> str:
    return code.signature.signer_team or code.signature.team


def _hit(bundle: Bundle, own: str, team: str, layers: list[Layer]) -> Hit:
    whose = f"team {team}" if team else "nobody"
    more = f" and {len(layers) - 1} more" if len(layers) > 1 else ""
    return Hit(
        f"{layers[0].name}{more} is signed by {whose}; {bundle.folder or 'the bundle'} is of team {own} and takes only its own libraries",
        tuple(
            Evidence(f"signed by {whose}", each.artifact.id, 0, each.artifact.size)
            for each in layers[:SHOWN]
        ),
        subject=layers[0].artifact.id,
    )
