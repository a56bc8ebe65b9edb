"""Rows of a feed: which cell is the value, which says its type, its role, who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onionskin.model import (
    OBSERVABLES,
    RELATIONS,
    ROLES,
    Bounds,
    Confidence,
    Entity,
    Window,
)
from onionskin.read.documents.package_rows import packages_of
from onionskin.read.wire import Draft
from onionskin.read.words.dates import partial
from onionskin.terms.domains import HARD_ENDINGS, normal
from onionskin.terms.indicators import STATED, Found, find, host_kind, refang, stated

_COLUMNS = {
    "type": r"(?:indicator|ioc)?[ _]?(?:type|kind)|category|typ|art|tipo",
    "role": r"role|verdict|status|classification|tag|tags|label|disposition|rolle|statut|estado|stato",
    "note": r"(?:\d+ )?notes?|comments?|desc(?:ription)?|context|stage|details?|remarks?|info"
    r"|bemerkung(?:en)?|kommentare?|beschreibung|hinweise?|commentaires?|remarques?|comentarios?|observaciones"
    r"|descripci[o\u00f3]n|descri[c\u00e7][a\u00e3]o|coment[a\u00e1]rios?|commenti|descrizione|opmerking(?:en)?|omschrijving",
    "source": r"source|sources|reference|references|link|links|report|feed|url of .*|provider"
    r"|quellen?|referenz(?:en)?|r[e\u00e9]f[e\u00e9]rences?|liens?|fuentes?|referencias?|enlaces?|fontes?|fonti|bron(?:nen)?",
    "confidence": r"confidence(?: .*)?|certainty",
    "product": r"product|software|application|package|component",
    "version": r"versions?|release|build",
    "platform": r"platform|os|operating system|system",
    "who": r"who|said by|speaker|attributed by|vendor|publisher|organi[sz]ation",
    "first": r"first[ _-]?seen|valid[ _]?from",
    "last": r"last[ _-]?seen|valid[ _]?(?:until|to)",
    "actor": r"actor(?: name)?|threat actor|group|attribution|intrusion set",
}
_PATTERNS = {key: re.compile(rf"(?:{body})\Z", re.IGNORECASE) for key, body in _COLUMNS.items()}
_VALUE_COLUMN = re.compile(
    r"(?:(?:values?|indicators?|iocs?|observables?|attribute|pattern|data)(?:[ _]values?)?"
    r"|werte?|indikator(?:en)?|valeurs?|indicateurs?|valor(?:es)?|indicador(?:es)?|valor[ei]|indicator[ei]|waarden?|\d+)\Z",
    re.IGNORECASE,
)
_TYPES = {
    "ip": "ipv4", "ip-dst": "ipv4", "ip-src": "ipv4", "ipv4-addr": "ipv4", "ipv6-addr": "ipv6",
    "domain-name": "domain", "hostname": "domain", "fqdn": "domain", "host": "domain",
    "uri": "url", "link": "url", "email-addr": "email", "email-src": "email", "mail": "email",
    "sha-1": "sha1", "sha-256": "sha256", "sha-512": "sha512", "filepath": "path", "file-path": "path",
    "hash": "", "file-hash": "", "vulnerability": "cve", "filehash-md5": "md5", "filehash-sha1": "sha1",
    "filehash-sha256": "sha256", "ip-port": "ipv4", "ip:port": "ipv4", "network": "cidr", "subnet": "cidr",
    "netblock": "cidr", "ip-range": "ip-range", "as": "asn", "autonomous-system": "asn", "regkey": "registry-key",
    "registry": "registry-key", "windows-registry-key": "registry-key", "registrykey": "registry-key",
    "mutant": "mutex", "named-pipe": "pipe", "windows-service-name": "service",
    "service-name": "service", "windows-scheduled-task": "scheduled-task",
    "task": "scheduled-task", "serial": "certificate-serial", "serial-number": "certificate-serial",
    "x509-serial": "certificate-serial", "cert-serial": "certificate-serial", "certificate-serial-number": "certificate-serial",
    "thumbprint": "certificate-thumbprint",
    "x509-fingerprint-md5": "certificate-thumbprint", "x509-fingerprint-sha1": "certificate-thumbprint",
    "x509-fingerprint-sha256": "certificate-thumbprint", "certificate": "", "certificate-fingerprint": "certificate-thumbprint",
    "useragent": "user-agent", "purl": "package", "btc": "wallet", "xmr": "wallet", "dash": "wallet",
    "bitcoin": "wallet", "bitcoinaddress": "wallet", "cryptocurrency-wallet": "wallet", "weakness": "cwe",
    "technique": "attack-id", "filehash-imphash": "imphash", "filehash-pehash": "pehash",
}  # fmt: skip
# What a table may call a value whose digits look like a file's hash, or whose text is a rule.
_FOREIGN = re.compile(
    r"ja[34]|jarm|hassh|(?:.*-)?pe-?hash|telfhash|vhash|authenti|cd-?hash|d-?hash|rich|.*(?:icon|fingerprint|serial)|[ug]uid|clsid|commit"
    r"|yara|sigma|snort|suricata|(?:.*-)?(?:size|port|mac|mac-address|phone|iban)\Z"
)
# Columns whose very name says what stands in them.
_KIND_COLUMNS = {
    "imphash": r"imp-?hash", "ssdeep": r"ssdeep", "tlsh": r"tlsh", "mutex": r"mutex(?:es)?(?: names?)?|mutant",
    "user-agent": r"user[ _-]?agents?", "cookie": r"cookies?(?: names?)?", "service": r"service names?",
    "scheduled-task": r"(?:scheduled )?task(?: names?)?", "pipe": r"(?:named )?pipes?(?: names?)?",
    "certificate-serial": r"(?:certificate |cert )?serial(?: numbers?)?",
    "certificate-thumbprint": r"(?:certificate |cert )?(?:thumb-?print|fingerprint)", "asn": r"asn?(?: numbers?)?",
}  # fmt: skip
_BY_COLUMN = {
    kind: re.compile(rf"(?:{body})\Z", re.IGNORECASE) for kind, body in _KIND_COLUMNS.items()
}
_AFFECTED = re.compile(
    r"\b(?:affected|vulnerable|compromised|trojani[sz]ed|malicious)\b", re.IGNORECASE
)
_SPARED = re.compile(r"\b(?:not affected|unaffected|clean|safe|not vulnerable)\b", re.IGNORECASE)
_FIXED = re.compile(r"\bfixed\b", re.IGNORECASE)
_PACKAGES = re.compile(
    rf"(?:malicious )?packages?(?: names?)?\Z|purls?\Z|{_VALUE_COLUMN.pattern}", re.IGNORECASE
)
_NAMES = re.compile(
    r"(?:malicious |c2 |c&c )?(?:domains?(?:[ _-]?names?)?|host(?:name)?s?|fqdns?)\Z", re.IGNORECASE
)
_REMARK = re.compile(r"\(([^()\d]{3,60})\)")  # `winword.exe (legitimate)`, in whatever column
_SURE = {"high": Confidence.HIGH, "moderate": Confidence.MODERATE, "medium": Confidence.MODERATE, "low": Confidence.LOW, "confirmed": Confidence.CONFIRMED, "suspected": Confidence.LOW, "appears": Confidence.LOW}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A record laid out as a line of text: each column's cell and where it stands in the line."""

    line: str
    places: Mapping[str, tuple[int, int]]
    cells: Mapping[str, str]

    def meaning(self, key: str) -> str:
        """Return the first filled cell whose column means `key`, or an empty string."""
        for name, cell in self.cells.items():
            if _PATTERNS[key].match(name.strip()) and cell.strip():
                return cell.strip()
        return " ".join(_REMARK.findall(self.line)[:8]) if key == "note" else ""

    def is_filled(self, column: str, founds: Iterable[Found]) -> bool:
        """Say whether what was found makes up half of a cell or more."""
        start, end = self.places[column]
        here = (f.length for f in founds if start <= f.offset < end and not f.inside)
        return sum(here) * 2 >= end - start

    def column(self, offset: int) -> str:
        """Return the name of the column that a place of the line is in."""
        for name, (start, end) in self.places.items():
            if start <= offset < end:
                return name
        return ""


def laid_out(cells: Mapping[str, str]) -> Row:
    """Return a record as one line, its cells between tabs."""
    at, places, parts = 0, {}, []
    for name, cell in cells.items():
        text = " ".join(cell.split())
        places[name] = (at, at + len(text))
        parts.append(text)
        at += len(text) + 1
    return Row("\t".join(parts), places, cells)


def is_value_column(name: str) -> bool:
    """Say whether a column may hold indicators, not remarks or sources."""
    return not any(
        _PATTERNS[key].match(name.strip())
        for key in (
            "note",
            "source",
            "role",
            "who",
            "type",
            "confidence",
            "first",
            "last",
        )
    )


def wanted_kind(row: Row) -> str | None:
    """Return the kind that the row's type column names, "" if it names none, None if a foreign one.

    Formats whose types are a closed list state a role by the model's own word. In all other
    tables a type is anybody's word for it: `C2 domain`, `dropped file`, `Payload`.
    """
    names = [name for name in row.cells if _PATTERNS["type"].match(name.strip())]
    said = [text for name in names if (text := _typed(row.cells[name]))]
    for word in said:
        for each in (word, word.removesuffix("s"), word.removesuffix("es")):
            kind = _TYPES.get(each, each)
            if kind in OBSERVABLES or not kind:
                return kind
    closed = said and row.cells.get("role") in ROLES and "value" in row.cells
    return None if closed or any(_FOREIGN.match(each) for each in said) else ""


def _typed(cell: str) -> str:
    return "-".join(cell.lower().replace("_", " ").split())


def indicators_of(
    row: Row, kind: str | None, defangs: Iterable[tuple[str, str]]
) -> Iterator[Found]:
    """Yield the indicators of a row: what a cell is by its column or type, else what is found in it."""
    spans, values = [], set()
    for found in packages_of(row):
        spans.append((found.offset, found.end))
        yield found
    for column, (start, end) in row.places.items():
        said = _said_kind(column, kind)
        value = stated(said, row.line[start:end]) if said else ""
        if value:
            spans.append((start, end))
            values.add(value.lower())
            yield Found(said, value, start, end - start)
    own = (
        *find(row.line, defangs, listed=True),
        *schemeless(row, kind),
        *doubtful_names(row, kind),
    )
    for found in own:
        # A package in a row is most often what is spared or repaired: its column has to say more.
        stray = found.kind == "package" and kind != "package" and not _PACKAGES.match(row.column(found.offset))  # fmt: skip
        again = found.value.lower() in values  # a remark that repeats what the row states
        if not (stray or again or any(start <= found.offset < end for start, end in spans)):
            yield found


def _said_kind(column: str, kind: str | None) -> str:
    """Return the kind that a column's name, or the row's type beside a value, states; or nothing."""
    by_name = next((k for k, names in _BY_COLUMN.items() if names.match(column.strip())), "")
    if by_name:
        return by_name
    return kind if kind in STATED and _VALUE_COLUMN.match(column.strip()) else ""


def schemeless(row: Row, kind: str | None) -> Iterator[Found]:
    """Yield the URLs that a table calls URLs although they name no scheme."""
    if kind != "url":
        return
    for column, (start, end) in row.places.items():
        cell = row.line[start:end]
        host = refang(cell).plain.partition("/")[0]
        if is_value_column(column) and "://" not in cell and "/" in cell and host_kind(host):
            plain = refang(cell).plain
            yield Found("url", plain, start, end - start, plain != cell)


def doubtful_names(row: Row, kind: str | None) -> Iterator[Found]:
    """Yield the domains that a table calls so although they end like files: `andmon.name`, `kettle.zip`."""
    for column, (start, end) in row.places.items():
        if not (_NAMES.match(column.strip()) or (kind == "domain" and is_value_column(column))):
            continue
        cell = row.line[start:end]
        plain = refang(cell).plain.strip().rstrip(".")
        if plain.rpartition(".")[2].lower() in HARD_ENDINGS and host_kind(plain) == "domain":
            yield Found("domain", normal(plain), start, end - start, plain != cell.strip())


def stated_role(row: Row) -> str:
    """Return the role that a feed states by the model's own word or MISP's flag, or an empty string."""
    if row.cells.get("to_ids", "").strip().lower() in ("0", "false"):
        return "reference"  # MISP's export as CSV: not for detection
    stated = row.meaning("role").lower()
    return stated if stated in ROLES else ""


def window(row: Row) -> Window:
    """Return from when until when a row says that it holds."""
    return Window(_day(row.meaning("first")), _day(row.meaning("last")))


def _day(stated: str) -> Bounds:
    return partial(stated[:10]) or Bounds() if stated[:4].isdigit() else Bounds()


def is_statement(row: Row) -> bool:
    """Say whether a row states a whole claim: subject, relation, object and their kinds."""
    relation = RELATIONS.get(row.cells.get("relation", ""))
    return (
        relation is not None
        and row.cells.get("subject type") in relation.subjects
        and row.cells.get("object type") in relation.objects
        and bool(row.cells.get("subject", "").strip() and row.cells.get("object", "").strip())
    )


def statement(row: Row, offset: int) -> Draft:
    """Return the claim of a row for which `is_statement` holds."""
    cells = row.cells
    return Draft(
        Entity(cells["subject type"], " ".join(cells["subject"].split())),
        cells["relation"],
        Entity(cells["object type"], " ".join(cells["object"].split())),
        offset,
        len(row.line.rstrip()),
        speaker=cells.get("said by", ""),
        valid=window(row),
        confidence=_SURE.get(cells.get("confidence", ""), Confidence.UNSTATED),
        holds=cells.get("holds", "yes") != "no",
        reason="the feed states it",
    )


def row_facts(row: Row, offset: int, topic: str) -> Iterator[Draft]:
    """Yield what a row of versions or of attributions says. `topic` stands for the incident."""
    length = len(row.line.rstrip())
    status, version = row.meaning("role"), row.meaning("version")
    if status and version:
        yield from _version(row, status, version, offset, topic)
    who, actor = row.meaning("who"), row.meaning("actor")
    if who and actor:
        stated = row.meaning("confidence")
        sure = next(
            (_SURE[word] for word in re.findall(r"\w+", stated.lower()) if word in _SURE),
            Confidence.UNSTATED,
        )
        yield Draft(
            Entity("campaign", topic), "attributed-to", Entity("actor", actor), offset, length,
            speaker=who, confidence=sure, hedge=stated if sure is not Confidence.UNSTATED else "",
            reason="a row of a table of attributions",
        )  # fmt: skip


def _version(row: Row, status: str, version: str, offset: int, topic: str) -> Iterator[Draft]:
    spared = _SPARED.search(status)
    if not spared and not _AFFECTED.search(status) and not _FIXED.search(status):
        return
    platform = row.meaning("platform")
    version = version if any(char.isdigit() for char in version) else ""
    name = " ".join(part for part in (row.meaning("product"), version) if part)
    name = f"{name} ({platform})".strip() if platform else name
    fixed = bool(_FIXED.search(status)) and not spared
    yield Draft(
        Entity("product", row.meaning("product") or topic) if fixed else Entity("campaign", topic),
        "fixed-in" if fixed else "affects",
        Entity("release", name), offset, len(row.line.rstrip()),
        holds=fixed or not spared,
        reason="a row of a table of versions",
    )  # fmt: skip
