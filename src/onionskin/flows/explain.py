"""`explain`: why. A finding's bytes, an artifact's ledger, a claim's quote, a rule, a signal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from onionskin.case.folder import Case
from onionskin.errors import CaseError, InputError
from onionskin.flows.update import explained
from onionskin.jail.pool import Pool
from onionskin.model import (
    RELATIONS,
    Artifact,
    Claim,
    Decision,
    Evidence,
    Exposure,
    Finding,
    Judgement,
    Layer,
    Value,
)
from onionskin.plugins.scan import KINDS, Plugin, plugins
from onionskin.terms.gazetteer import Meaning, users_path
from onionskin.weigh.rivals import Reading, readings
from onionskin.weigh.verdict import Rule, rules
from onionskin.write.document import Block, Document, Line, Segment, Strip, Table, plain

HEX_BYTES = 64
SHORTEST, SEVERAL = 6, 4


def explain(name: str, case: Case | None = None) -> Document:
    """Return what is known of an id: a record of the case, a plugin, an alias, a verdict rule, a name.

    A record is also found by six and more digits of its id, an exposure by its host.

    Raises:
        InputError: nothing has that id; the hint says where ids come from.
    """
    looks: tuple[Callable[[str], list[Block] | None], ...] = (
        lambda each: _record(each, case),
        _rule,
        _reading,
        _plugin,
        _relation,
        _name,
    )
    for look in looks:
        found = look(name)
        if found is not None:
            return Document(f"{name}", tuple(found))
    hint = "`onionskin list KIND` lists plugins and rules; ids of findings need --case"
    raise InputError(f"nothing is called {name!r}", hint=hint)


# --- rules and plugins -----------------------------------------------------------


def _rule(name: str) -> list[Block] | None:
    found = next((each for each in rules() if each.id == name), None)
    return None if found is None else list(rule_lines(found))


def rule_lines(rule: Rule) -> Iterator[Line]:
    """Yield a verdict rule in words."""
    yield Line(f"verdict {rule.verdict.value.upper()}: {rule.says}", label="rule")
    for need in rule.needs:
        asked = {
            key: value
            for key in ("lane", "family", "signal", "level")
            if (value := getattr(need, key)) is not None
        }
        words = ", ".join(
            f"{key} {'at least ' if key == 'level' else ''}{value}" for key, value in asked.items()
        )
        yield Line(f"a finding with {words}", label="needs")
    if rule.linked:
        yield Line("the second's evidence lies in the first's file", label="linked")


def _reading(name: str) -> list[Block] | None:
    found = next((each for each in readings() if each.id == name), None)
    return None if found is None else list(reading_lines(found))


def reading_lines(reading: Reading) -> Iterator[Line]:
    """Yield an innocent reading in words: of which findings, how it is tried, what is then said."""
    yield Line(f"innocent reading: {reading.title}", label="reading")
    yield Line(", ".join(reading.families), label="families")
    tried = f"{reading.test} ({reading.component})" if reading.component else reading.test
    yield Line(tried, label="tried by")
    yield Line(reading.fits, label="if it fits")
    yield Line(reading.fails, label="if not")
    yield Line("; ".join(reading.references), label="references")


def _plugin(name: str) -> list[Block] | None:
    """Return every plugin of that id or alias: one fault of the table may be several signals."""
    found: list[Block] = [
        line
        for kind in KINDS
        for each in plugins(kind)
        if name in (each.id, each.meta.get("alias"))
        for line in plugin_lines(each)
    ]
    return found or None


def plugin_lines(each: Plugin) -> Iterator[Line]:
    """Yield a plugin's META in words."""
    yield Line(f"{each.kind.name} {each.id}: {each.meta['title']}")
    for key in each.kind.meta[1:]:
        value = each.meta[key]
        words = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
        if value not in (None, "", []):
            yield Line(plain(words), label=key)


def _relation(name: str) -> list[Block] | None:
    found = RELATIONS.get(name)
    if found is None:
        return None
    return [
        Line(f"relation {found.name}: subject {found.reads} object"),
        Line(", ".join(sorted(found.subjects)), label="subjects"),
        Line(", ".join(sorted(found.objects)), label="objects"),
    ]


# --- names


def _name(name: str) -> list[Block] | None:
    """Return what each source of the gazetteer says of a name; what it also calls it is its own claim."""
    place = users_path()
    if place.exists():
        with Pool(workers=1) as pool:
            found = explained(name, place, pool=pool)
    else:
        found = explained(name, place)
    return [line for each in found for line in name_lines(each)] or None


def name_lines(each: Meaning) -> Iterator[Line]:
    """Yield what one source says of a name."""
    yield Line(f"{plain(each.kind)} {plain(each.name)}, by {plain(each.source)}", label="name")
    if each.others:
        said = f" ({plain(each.date)})" if each.date else ""
        yield Line(f"{', '.join(plain(other) for other in each.others)}{said}", label="also called")


# --- records of the case -----------------------------------------------------------


def _record(name: str, case: Case | None) -> list[Block] | None:
    """Return a record by its id, by the beginning of it, or by the host or file it is about."""
    if case is None:
        return None
    explainers: tuple[tuple[type[Value], Callable[[Case, Value], Iterator[Block]]], ...] = (
        (Finding, _finding),
        (Artifact, _artifact),
        (Claim, _claim),
        (Exposure, _exposure),
        (Decision, _decision),
        (Judgement, _judgement),
    )
    for kind, explainer in explainers:
        record = case.get(kind, name)
        if record is not None:
            return list(explainer(case, record))
    found = [
        (each, explainer)
        for kind, explainer in explainers
        for each in case.all(kind)
        if _is_meant(each, name)
    ]
    if len(found) > SEVERAL:
        known = ", ".join(sorted(each.id for each, _ in found)[:SEVERAL])  # type: ignore[attr-defined]
        raise InputError(f"{name!r} begins {len(found)} ids", hint=f"{known}...")
    return [block for each, explainer in found for block in explainer(case, each)] or None


def _is_meant(record: Value, name: str) -> bool:
    ident: str = record.id  # type: ignore[attr-defined]
    digits = ident.partition("-")[2]
    if len(name) >= SHORTEST and (digits.startswith(name) or ident.startswith(name)):
        return True
    return isinstance(record, Exposure) and record.subject.name.casefold() == name.casefold()


def _finding(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Finding)
    yield Line(plain(record.summary), "bad", record.level.value)
    yield Line(f"{record.signal}, family {record.family}, lane {record.lane}", label="signal")
    yield Line(record.technique, label="technique")
    yield Line(plain(record.benign), label="innocent if")
    for evidence in record.evidence:
        yield from _evidence(case, evidence)


def _evidence(case: Case, evidence: Evidence) -> Iterator[Block]:
    if evidence.table is not None:
        yield Line(
            f"{plain(evidence.note)} (row {evidence.row} of table {evidence.table})", label="row"
        )
        return
    artifact = case.get(Artifact, evidence.artifact or "")
    where = " > ".join(plain(part) for part in artifact.path) if artifact else "?"
    yield Line(
        f"{where} at {evidence.offset:#x}, {evidence.length:,} bytes: {plain(evidence.note)}",
        label="evidence",
    )
    if artifact is not None:
        yield from _bytes(case, artifact, evidence)


def _bytes(case: Case, artifact: Artifact, evidence: Evidence) -> Iterator[Block]:
    """Show the first bytes of evidence, if the case keeps them."""
    try:
        descriptor = case.open_blob(artifact.sha256)
    except CaseError:
        yield Line("the case keeps the bytes of files with findings only", "quiet", "bytes")
        return
    try:
        data = os.pread(descriptor, min(evidence.length, HEX_BYTES), evidence.offset)
    finally:
        os.close(descriptor)
    for at in range(0, len(data), 16):
        row = data[at : at + 16]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        yield Line(f"{evidence.offset + at:08x}  {row.hex(' '):<47}  {shown}", "quiet", indent=1)


def _artifact(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Artifact)
    yield Line(" > ".join(plain(part) for part in record.path), label="artifact")
    yield Line(f"{record.sha256}, {record.size:,} bytes", label="sha256")
    layer = case.get(Layer, record.id)
    if layer is None:
        return
    yield Line(f"{layer.format}, {layer.outcome.value}", label="format")
    yield Line(f"{layer.explained:,} of {record.size:,} bytes have an owner", label="ledger")
    yield from ledger_blocks(layer)


def ledger_blocks(layer: Layer) -> Iterator[Block]:
    """Yield the byte ledger of a layer, as rows and as a strip."""
    rows = [(each.offset, each.length, plain(each.name, 80), "plain") for each in layer.regions] + [
        (
            each.offset,
            each.length,
            f"UNEXPLAINED, entropy {each.entropy}, begins {each.head}",
            "bad",
        )
        for each in layer.unexplained
    ]
    rows.sort(key=lambda row: (row[0], -row[1]))
    yield Table(
        ("offset", "length", "owner"),
        tuple((f"{offset:#x}", f"{length:,}", name) for offset, length, name, _ in rows),
        tuple(tone for *_, tone in rows),
    )
    segments = tuple(
        Segment(offset, length, name, "owned" if tone == "plain" else "unexplained")
        for offset, length, name, tone in rows
    )
    yield Strip(plain(layer.name), layer.artifact.size, segments)


def _claim(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Claim)
    denies = "" if record.holds else " (denied)"
    yield Line(
        f"{plain(record.subject.name)} -{record.relation}-> {plain(record.object.name)}{denies}",
        label="claim",
    )
    yield Line(f'"{plain(record.quote)}"', label="quote")
    yield Line(plain(record.reported_by or "the document"), label="says")
    said = record.said_on
    yield Line(f"{said.earliest or 'unknown'} to {said.latest or 'unknown'}", label="said on")
    hedge = f", hedged {plain(record.hedge)!r}" if record.hedge else ""
    yield Line(f"{record.confidence.value}{hedge}", label="confidence")
    yield Line(plain(record.origin.root), label="origin")
    document = case.get(Artifact, record.evidence.artifact or "")
    if document is not None:
        place = f"characters {record.evidence.offset} to {record.evidence.offset + record.evidence.length}"
        yield Line(f"{plain(document.path[0])}, {place}", label="where")


def _exposure(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Exposure)
    stage = record.stage.value if record.stage else "no stage"
    yield Line(f"{plain(record.subject.name)}: {record.certainty.value.upper()}, {stage}", "bad")
    for label, several in (
        ("because", record.reasons),
        ("would raise", record.raises),
        ("would clear", record.clears),
    ):
        for each in several:
            yield Line(plain(each), label=label)
    for evidence in record.evidence:
        yield from _evidence(case, evidence)


def _decision(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Decision)
    del case
    yield Line(f"{plain(record.ruling)} by {plain(record.by)} at {record.at}", label="decision")
    yield Line(plain(record.why), label="why")
    yield Line(plain(record.about), label="about")
    for each in record.answers:
        yield Line(plain(each), label="answer")


def _judgement(case: Case, record: Value) -> Iterator[Block]:
    assert isinstance(record, Judgement)
    whole = "complete" if record.complete else "INCOMPLETE"
    yield Line(f"{plain(record.name)}: {record.verdict.level.value.upper()}, {whole}", "bad")
    yield from _rule(record.verdict.rule) or [Line(record.verdict.rule, label="rule")]
    for ident in record.verdict.because:
        finding = case.get(Finding, ident)
        if finding is not None:
            yield Line(f"{ident}: {plain(finding.summary)}", label="because")
