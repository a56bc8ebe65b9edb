"""What a gazetteer is built from, read in the jail: MISP galaxy clusters, ATT&CK, CLDR, word lists.

Only the properties that are wanted are decoded, with a type each; everything else in a file is
passed over. A file that is none of the four is said to be so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onionskin.errors import DamagedError
from onionskin.jail.worker import note
from onionskin.model import Value
from onionskin.plugins.view import View
from onionskin.terms.gazetteer import Entry, Source, cleaned, squashed

SIZE = 128 << 20  # bytes of one file
NAMES = 200_000  # of one file
WORDS = 2_000_000  # of one word list
ATTACK = "MITRE ATT&CK"
_LICENCES = {
    "misp": "CC0-1.0 or BSD-2-Clause, the MISP Project and CIRCL",
    # The words that its terms of use ask for.
    "attack": "\u00a9 {year} The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.",
    "cldr": "Unicode-3.0, Unicode, Inc.",
}
# The clusters' own types; the others of the galaxy name no actor, code, place or trade.
_CLUSTERS = {
    "threat-actor": "actor", "microsoft-activity-group": "actor", "360net-threat-actor": "actor",
    "mitre-intrusion-set": "actor", "mitre-ics-groups": "actor", "groups": "actor",
    "malpedia": "malware", "mitre-malware": "malware", "ransomware": "malware", "rat": "malware",
    "stealer": "malware", "backdoor": "malware", "botnet": "malware", "banker": "malware",
    "android": "malware", "cryptominers": "malware", "wiper": "malware", "exploit-kit": "malware",
    "tds": "malware", "stalkerware": "malware", "mitre-ics-software": "malware",
    "tool": "malware", "mitre-tool": "tool", "rmm-tool": "tool",
    "producer": "organisation", "surveillance-vendor": "organisation",
    "campaigns": "campaign", "country": "region", "sector": "sector",
}  # fmt: skip
_OBJECTS = {
    "intrusion-set": "actor", "malware": "malware", "tool": "tool", "campaign": "campaign",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,24}")
_ATTACK_NUMBER = re.compile(r"[CGS]\d{4}\Z")


class Harvest(Value, frozen=True):
    """What one file gave: names with their source, or the words of a language."""

    source: Source | None = None
    entries: tuple[Entry, ...] = ()
    language: str = ""
    words: tuple[str, ...] = ()


class _Meta(msgspec.Struct):
    synonyms: Any = ()


class _Cluster(msgspec.Struct):
    value: str = ""
    meta: _Meta | None = None


class _Galaxy(msgspec.Struct):
    type: str
    values: list[_Cluster]
    version: int | str = ""


class _Object(msgspec.Struct):
    type: str = ""
    name: str = ""
    modified: str = ""
    revoked: bool = False
    x_mitre_deprecated: bool = False
    x_mitre_version: str = ""
    aliases: Any = ()
    x_mitre_aliases: Any = ()


class _Bundle(msgspec.Struct):
    objects: list[_Object]


class _Names(msgspec.Struct, rename="camel"):
    locale_display_names: dict[str, Any]


class _Locales(msgspec.Struct):
    main: dict[str, _Names]


def harvest(args: bytes, fds: list[int]) -> bytes:
    """Read one file (descriptor 0); `args` is its name, the date given, both msgpack.

    Raises:
        DamagedError: the file is none of those that are read, too large, or broken.
    """
    name, dated = msgspec.msgpack.decode(args, type=tuple[str, str])
    note("names")
    view = View(fds[0])
    if view.size > SIZE:
        raise DamagedError(f"{view.size} bytes, at most {SIZE} are read")
    data = view.read(0, view.size)
    return msgspec.msgpack.encode(gathered(name, data, dated))


def gathered(name: str, data: bytes, dated: str = "") -> Harvest:
    """Return what a file's bytes give. Raises DamagedError if it is none of those that are read."""
    sha256 = hashlib.sha256(data).hexdigest()
    if data.lstrip()[:1] != b"{":
        return _words(name, data)
    for kind in (_galaxy, _attack, _cldr):
        try:
            found = kind(data, sha256, dated)
        except (msgspec.ValidationError, KeyError):
            continue
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise DamagedError(f"no well-formed JSON: {error}") from error
        return found
    raise DamagedError("neither a MISP galaxy cluster, nor ATT&CK as STIX, nor CLDR territories")


def _galaxy(data: bytes, sha256: str, dated: str) -> Harvest:
    galaxy = msgspec.json.decode(data, type=_Galaxy)
    kind = _CLUSTERS.get(galaxy.type)
    if kind is None:
        raise DamagedError(f"a MISP galaxy cluster of type {galaxy.type[:40]!r}, which names none")
    source = Source(
        f"MISP galaxy {galaxy.type}", str(galaxy.version)[:20], dated, _LICENCES["misp"], sha256
    )
    several = (
        (kind, each.value, _texts(each.meta and each.meta.synonyms), dated)
        for each in galaxy.values
    )
    return Harvest(source, tuple(_entries(several)))


def _attack(data: bytes, sha256: str, dated: str) -> Harvest:
    bundle = msgspec.json.decode(data, type=_Bundle)
    version, latest = "", ""
    several = []
    for each in bundle.objects:
        if each.type == "x-mitre-collection":
            version = each.x_mitre_version
        kind = _OBJECTS.get(each.type)
        if kind and each.name and not each.revoked and not each.x_mitre_deprecated:
            latest = max(latest, each.modified[:10])
            others = (*_texts(each.aliases), *_texts(each.x_mitre_aliases))
            several.append((kind, each.name, others, each.modified[:10]))
    if not several:
        raise DamagedError("STIX without actors, malware, tools or campaigns")
    licence = _LICENCES["attack"].replace("{year}", latest[:4]).replace("  ", " ")
    source = Source(ATTACK, version, latest or dated, licence, sha256)
    return Harvest(source, tuple(_entries(several)))


def _cldr(data: bytes, sha256: str, dated: str) -> Harvest:
    locales = msgspec.json.decode(data, type=_Locales)
    entries = []
    for code, names in sorted(locales.main.items()):
        territories = names.locale_display_names["territories"]
        if not isinstance(territories, dict):
            raise DamagedError("CLDR names without territories")
        countries: dict[str, list[str]] = {}
        for key, value in sorted(territories.items()):
            if (
                isinstance(value, str)
                and key[:2].isalpha()
                and key[:2] not in ("ZZ", "QO", "XA", "XB")
            ):
                countries.setdefault(key[:2], []).append(value)
        several = (("region", each[0], each[1:], "") for each in countries.values())
        language = code.partition("-")[0][:8]
        entries += [msgspec.structs.replace(each, language=language) for each in _entries(several)]
    return Harvest(Source("CLDR", "", dated, _LICENCES["cldr"], sha256), tuple(entries))


def _words(name: str, data: bytes) -> Harvest:
    """Return the words of a plain list, `fr.txt` or `words.fr`: one a line."""
    parts = [each for each in re.split(r"[./]", name) if len(each) == 2 and each.isalpha()]
    if not parts:
        raise DamagedError("a word list is called by its language, as in fr.txt")
    text = data.decode("utf-8", "replace")
    words = {line.strip().casefold() for line in text.splitlines()[:WORDS]}
    return Harvest(
        language=parts[-1].lower(), words=tuple(sorted(w for w in words if _WORD.fullmatch(w)))
    )


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(each for each in value[:200] if isinstance(each, str))


def _entries(several: Iterable[tuple[str, str, Iterable[str], str]]) -> Iterator[Entry]:
    """Yield entries with the names that are names: cleaned, each once."""
    for number, (kind, name, others, date) in enumerate(several):
        if number >= NAMES:
            return
        known: dict[str, str] = {}
        for each in (name, *others):
            plain = cleaned(each)
            if plain and not _ATTACK_NUMBER.match(plain):
                known.setdefault(squashed(plain), plain)
        if known:
            first, *rest = known.values()
            yield Entry(kind, first, 0, tuple(sorted(rest)), date)
