"""A file beside a program appears from which Windows or .NET takes what they load into it."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.programs.clr import ClrAssembly
from onionskin.parse.programs.pe_image import PeImage
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Settings of the loader appear beside a program",
    "alias": "D6",
    "family": "side-load",
    "lane": "change",
    "level": "review",
    "technique": "T1574.014",
    "misses": "settings that were there before, or come together with their program; those of a .NET program in a minor or major release",
    "references": [
        "Microsoft, Dynamic-link library redirection (.local); Application manifests; Application configuration files",
        "MITRE ATT&CK T1574.014, AppDomainManager; T1574.001",
    ],
    "benign": "a .NET program that gets its first file of settings",
}

# A .NET program is usually given its first file of settings by honest work; what such a file does to a native one is asked for by nobody.
_OF_MANAGED = (".config", ".runtimeconfig.json")
_ENDS = (".config", ".manifest", ".local")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new file that is called like a program that was there, with such an ending."""
    small = is_small(old, new)
    programs = {_place(after): after for _, after in (*pairs.same, *pairs.changed) if after.first(PeImage) is not None}  # fmt: skip
    for layer in pairs.added:
        parent, name = _place(layer)
        for start, end in _starts(name):
            program = programs.get((parent, start))
            if program is None or (end in _OF_MANAGED and _is_managed(program) and not small):
                continue
            own = layer.artifact
            yield Hit(
                f"{layer.name} appears beside {base_name(program)}, and says what is loaded into it",
                (Evidence(f"settings for {base_name(program)}", own.id, 0, own.size),),
                subject=own.id,
            )
            break


def _place(layer: Layer) -> tuple[str | None, str]:
    return layer.artifact.parent, layer.name.replace("\\", "/").lower()


def _starts(name: str) -> Iterator[tuple[str, str]]:
    """Yield (name of the program, ending) that a file's name may be put together of."""
    yield from ((name.removesuffix(end), end) for end in _ENDS if name.endswith(end))
    if ".local/" in name:
        yield name.partition(".local/")[0], ".local"
    if name.endswith(_OF_MANAGED[1]):
        stem = name.removesuffix(_OF_MANAGED[1])
        yield from ((f"{stem}{end}", _OF_MANAGED[1]) for end in (".exe", ".dll"))


def _is_managed(layer: Layer) -> bool:
    return layer.first(ClrAssembly) is not None
