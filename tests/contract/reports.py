"""Reports for the writers' golden cases: an honest one, one made of hostile text, a damaged one."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from onionskin.model import (
    Artifact,
    Bounds,
    Certainty,
    Claim,
    Confidence,
    Coverage,
    Decision,
    Entity,
    Evidence,
    Exposure,
    Fact,
    Finding,
    Gap,
    Grade,
    Lane,
    Layer,
    Level,
    Named,
    Origin,
    Outcome,
    Problem,
    Region,
    Signature,
    Span,
    Stage,
    Standing,
    Uncounted,
    Verdict,
    Window,
)
from onionskin.write.reports import (
    ActReport,
    AlertGroup,
    Conflict,
    ConflictsReport,
    Dispute,
    Hop,
    HostRow,
    Moment,
    OpenReport,
    PeelReport,
    PlaybookStep,
    ReadReport,
    Reason,
    Side,
    Subject,
    SweepReport,
    TraceReport,
)

Changed = TypeVar("Changed", bound=msgspec.Struct)

# Markup of three languages, a terminal's escape, a reordered line, an invisible letter, a zero
# byte, a formula, the sign that stands between layers, half a surrogate pair, a link, a mention.
HOSTILE = (
    "<script>alert(1)</script>\x1b[31m\u202egpj.exe\u200b\x00=1+1|`a`*b*_c_[x](http://e.example) > "
    "\"onload='y' #h ~~s~~ {{7*7}} {% raw %} & &amp; \\ @all www.e.example \ud800 \u2028 $x$ é"
)


def peeled_honest() -> PeelReport:
    """One signed program inside a zip file; nothing was found."""
    signature = Signature("authenticode", "valid", "Example Ltd", (), "2023-03-01T10:00:00Z")
    outer = _layer(("client.zip",), "zip", 600, (Region("data client.exe", 0, 600),))
    inner = _layer(
        ("client.zip", "client.exe"),
        "pe",
        500,
        (Region("headers", 0, 200), Region("section .text", 200, 300)),
        facts=(Fact.of(signature),),
        parent=outer.artifact.id,
    )
    return _peel(outer, inner, name="client.zip")


def peeled_hostile() -> PeelReport:
    """Every text that an attacker chooses is hostile, and the verdict is COMPROMISED."""
    outer = _layer((HOSTILE,), "zip", 900, (Region(f"data {HOSTILE}", 0, 900),))
    inner = _layer(
        (HOSTILE, HOSTILE),
        "pe",
        700,
        (Region(f"section {HOSTILE}", 0, 300), Region("section inside", 100, 50)),
        gaps=(Gap(300, 400, 7.9, "feedface"),),
        facts=(
            Fact.of(
                Signature(
                    "authenticode", "valid", HOSTILE, not_covered=(Span(300, 400),), digest="00"
                )
            ),
        ),
        parent=outer.artifact.id,
    )
    twin = _layer((HOSTILE, "a > b"), "data", 0, (), parent=outer.artifact.id)
    found = tuple(
        _finding(number, inner, level) for number, level in enumerate((Level.REVIEW, *Level))
    )
    verdict = Verdict(Level.COMPROMISED, "one-rule", (found[0].id,), HOSTILE, HOSTILE)
    return _peel(outer, inner, twin, name=HOSTILE, findings=found, verdict=verdict)


ASIDE = (
    Uncounted(
        "finding-7", "accepted", "a tag of ours", "accept.toml, entry 1", "example", "2026-11-01"
    ),
    Uncounted(
        "finding-8", "expected", "electron 22.3.0", "package-lock.json, node_modules/electron"
    ),
)


def peeled_damaged() -> PeelReport:
    """A killed parser, an unopened container and a limit: incomplete, and still a finding."""
    late = Problem("timeout", "msi died over it: killed at its deadline of 60 seconds")
    outer = _layer(
        ("broken.msi",),
        "unknown",
        800,
        (),
        gaps=(Gap(0, 800, 0.0),),
        outcome=Outcome.TIMEOUT,
        problems=(late,),
    )
    report = _peel(
        outer,
        name="broken.msi",
        findings=(_finding(0, outer, Level.REVIEW, "reaches the budget"),),
        verdict=Verdict(Level.REVIEW, "an-unexplained-change-or-content"),
    )
    reasons = (
        Reason("timeout", 1, outer.artifact.path, late.detail),
        Reason("unsupported: no-opener", 3),
    )
    return _replace(report, complete=False, reasons=reasons, isolation="partial", uncounted=ASIDE)


def acted(hostile: str = "") -> ActReport:
    """A whole incident; `hostile` stands wherever a text comes from evidence."""
    text = hostile or "Example Desk"
    claim = Claim(
        "claim-1",
        Entity("organisation", text),
        "compromised-through",
        Entity("product", text),
        hostile or "Example was compromised through Desk.",
        Evidence("", "artifact-9", 3, 20),
        Origin("artifact-9", text),
        reported_by=text,
        said_on=Bounds("2023-03-30", "2023-03-30"),
        hedge=hostile or "may",
    )
    subject = Subject(hostile or "report.txt", "ab" * 32, 300)
    paper = ReadReport(subject, text, "en", text, (claim,), (), (), (f"ignored: {text}",))
    host = hostile or "ACC-02"
    sighted = Finding(
        "finding-7", "indicator-domain", "indicator-domain", Lane.CONTENT, Level.SUSPICIOUS,
        host, "T1071.001", f"{text}: 3 dns rows", "a scanner", (Evidence(text, table="t", row=2),),
    )  # fmt: skip
    exposure = Exposure(
        "exposure-1", Entity("host", host), Certainty.CORROBORATED, Stage.BEACONED, (text, text),
        raises=(text,), clears=("an innocent cause",), evidence=sighted.evidence,
    )  # fmt: skip
    silent = Exposure(
        "exposure-2", Entity("host", "HR-05"), Certainty.UNKNOWN, None, ("no log",), data="no data"
    )
    traced = TraceReport(
        path=(
            Hop(text, "DELIVER", "a device", "2022-04", "", "claimed", ("claim-1",)),
            Hop("a device", "CREDENTIAL", text, "", "", "latent", (), f"logs of {text}"),
        ),
        exposures=(exposure, silent),
        timeline=(Moment("2022-04", "2022-05", text, "1 origin(s)"),),
        conflicts=(f"actor: {text} | another (kept apart)",),
        problems=(),
    )
    steps = tuple(
        PlaybookStep(f"Step {n} for {text}", text, (text, "then this"), text, text, (host,))
        for n in range(7)
    )
    coverage = Coverage(host, "dns", 1234, hostile or "2023-03-01", None)
    return ActReport(
        peeled=(peeled_hostile() if hostile else peeled_honest(),),
        read=(paper,),
        swept=SweepReport((HostRow(host, "hit", ("finding-7",), (coverage,)),), (sighted,), (), (), ()),
        traced=traced,
        alerts=(
            AlertGroup(text, ("finding-8",), text, "REOPENED", ("x: y",), f"{text} contradicts it"),
        ),
        playbook="trojanised-desktop-application",
        steps=steps,
        decisions=(
            Decision("decision-1", "exposure-1", "set-aside", text, "2023-03-30T10:00:00Z", text,
                     until="2023-04-02T10:00:00Z"),
        ),
        not_seen=tuple(f"{n}: {text}" for n in range(6)),
        agreed=(text,),
        unknown=(text,),
        ignored=(text,),
        law="a corroborated exposure never falls without counter-evidence",
    )  # fmt: skip


def read_honest() -> ReadReport:
    """An advisory: claims of several kinds, one denied, one contested, indicators in every role."""
    return _reading("Example Desk", "advisory.txt", "TLP:AMBER\n")


def read_hostile() -> ReadReport:
    """The same, every text that an attacker chooses hostile."""
    return _reading("=1+1<b>\x1b[31m\u202e\x00\ud800", HOSTILE)


def graded(report: ReadReport, text: str = "Example") -> ReadReport:
    """A report as an operator and the rules graded it, with names in its text: one twice, one of two kinds."""
    given = f"given by the operator {text}; by rule it is C: press"
    digits = {each.id: number % 6 + 1 for number, each in enumerate(report.claims)}
    return _replace(
        report,
        grade=Grade("B", given, "operator", 2, "C"),
        standings=tuple(
            Standing(ident, digit, f"{text} states it", (text, "Other"), "rule")
            for ident, digit in digits.items()
        ),
        names=(
            Named("actor", f"{text} Spider", text, 3, ("misp-galaxy", "attack"), "", Confidence.HIGH),
            Named("actor", f"{text} Spider", text, 90, ("misp-galaxy", "attack"), "", Confidence.HIGH),
            Named("malware", f"{text} Spider", text, 120, introduced_by="called"),
            Named("tool", "Example Beacon", "Beacon", 130, ("attack",)),
            Named("region", "Example Land", "Example Land", 150, ("cldr",)),
            Named("sector", "energy", "energy sector", 170, introduced_by="shape"),
        ),
    )  # fmt: skip


def contradicting() -> ConflictsReport:
    """A dispute whose every text is hostile."""
    sides = tuple(Side(HOSTILE, each) for each in read_hostile().claims[:2])
    return ConflictsReport(2, (Dispute("denied", "one asserts it", sides),), (), "full")


def asking() -> OpenReport:
    """A question whose every text is hostile, and a document that could not be read."""
    asked = (Side(HOSTILE, read_hostile().claims[5]),)
    return OpenReport(2, asked, (Problem("unsupported", HOSTILE),), "full")


def read_damaged() -> ReadReport:
    """A document of which little could be read: one claim without a date, and problems."""
    report = _reading("Example Desk", "cut.pdf")
    return _replace(
        report,
        claims=(_replace(report.claims[-1], said_on=Bounds(), origin=Origin("artifact-9")),),
        conflicts=(),
        language="",
        publisher="",
        problems=(Problem("truncated", "the file ends inside an object; ask for it again"),),
        outcome=Outcome.INCOMPLETE,
    )


def _reading(text: str, name: str, head: str = "") -> ReadReport:
    said = Bounds("2023-03-30", "2023-03-30")
    lines: list[str] = [head]
    claims: list[Claim] = []

    def say(subject: Entity, relation: str, thing: Entity, quote: str, **more: object) -> None:
        claims.append(
            Claim(
                f"claim-{len(claims)}", subject, relation, thing, quote,
                Evidence("", "artifact-9", sum(map(len, lines)), len(quote)),
                Origin("artifact-9", text), reported_by=text, said_on=said,
            )
        )  # fmt: skip
        claims[-1] = _replace(claims[-1], **more)
        lines.append(f"{quote}\n")

    campaign, actor = Entity("campaign", text), Entity("actor", f"{text} Spider")
    release = Entity("release", f"{text} 18.12")
    say(campaign, "affects", release, f"{text} 18.12 is affected.")
    say(campaign, "affects", release, f"{text} 18.12 is not affected.", holds=False)
    say(campaign, "affects", Entity("release", "Web"), f"{text}: Web is spared.", holds=False)
    say(
        campaign,
        "attributed-to",
        actor,
        f"perhaps {text} Spider",
        hedge="perhaps",
        confidence=Confidence.LOW,
    )
    say(actor, "alias-of", Entity("actor", "UNC1"), f"{text}, tracked as UNC1")
    say(campaign, "unknown", Entity("question", f"when {text}"), f"It is unclear when {text}.")
    say(
        Entity("product", text),
        "retired",
        Entity("date", "2020-04"),
        f"{text} was retired in April 2020.",
    )
    say(
        Entity("organisation", text),
        "victim",
        campaign,
        f"{text} was hit.",
        valid=Window(Bounds("2023-03-01", "2023-03-02"), Bounds(None, "2023-03-29")),
    )
    say(campaign, "mitigated-by", Entity("measure", f"uninstall {text}"), f"uninstall {text}")
    for number, role in enumerate(("indicator", "reference", "clean", "victim", "test")):
        say(
            Entity("domain", f"{role}.example"),
            "indicates",
            Entity("role", role),
            f"{role}[.]example",
            reason=f"in {text}",
            confidence=Confidence(list(Confidence)[number]),
        )
    for kind, value in (
        ("ipv4", "203.0.113.7"),
        ("sha256", "ab" * 32),
        ("cve", "CVE-2023-29059"),
        ("path", f"C:\\{text}\\a'b.dll"),
        ("url", "https://indicator.example/=x"),
    ):
        say(Entity(kind, value), "indicates", Entity("role", "indicator"), value)
    return ReadReport(
        Subject(name, "ab" * 32, 300), "".join(lines), "en", text, tuple(claims),
        (
            Conflict("denied", "one source asserts what another denies", ("claim-0", "claim-1")),
            Conflict("actor", "attributed to different actors", ("claim-3", "claim-elsewhere")),
        ), (), (f"ignored: {text}",), isolation="full",
    )  # fmt: skip


def _layer(
    path: tuple[str, ...],
    form: str,
    size: int,
    regions: tuple[Region, ...],
    *,
    gaps: tuple[Gap, ...] = (),
    facts: tuple[Fact, ...] = (),
    problems: tuple[Problem, ...] = (),
    outcome: Outcome = Outcome.SCANNED,
    parent: str | None = None,
) -> Layer:
    ident = f"artifact-{len(path)}{size:05}"
    artifact = Artifact(ident, path, f"{size:064x}", size, parent)
    about = tuple(Problem(each.reason, each.detail, ident) for each in problems)
    return Layer(artifact, form, outcome, regions, gaps, facts, about)


def _finding(number: int, layer: Layer, level: Level, summary: str = HOSTILE) -> Finding:
    where = Evidence(summary, layer.artifact.id, 300, 400)
    return Finding(
        f"finding-{number}", "a-signal", "family", Lane.INVARIANT, level, layer.artifact.id,
        "T1027.009", summary, HOSTILE if summary is HOSTILE else "a large release", (where,),
    )  # fmt: skip


def _peel(
    *layers: Layer,
    name: str,
    findings: tuple[Finding, ...] = (),
    verdict: Verdict | None = None,
) -> PeelReport:
    own = layers[0].artifact
    return PeelReport(
        subject=Subject(name, own.sha256, own.size),
        verdict=verdict or Verdict(Level.NOTHING_FOUND, "nothing-found", says="no fault was found"),
        complete=True,
        reasons=(),
        isolation="full",
        layers=layers,
        findings=findings,
        problems=tuple(each for layer in layers for each in layer.problems),
        product=name,
        version="1.0",
    )


def _replace(value: Changed, **changes: object) -> Changed:
    return msgspec.structs.replace(value, **changes)
