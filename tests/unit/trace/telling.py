"""Claims, installs and sightings for the tests of TRACE, in short."""

from __future__ import annotations

from onionskin.model import (
    Bounds,
    Claim,
    Coverage,
    Entity,
    Evidence,
    Finding,
    Lane,
    Level,
    Origin,
    Stage,
    TableFile,
    Window,
    identify,
)
from onionskin.trace.wire import Estate, Install

APP = "Example Desk"


def claim(
    subject: str,
    relation: str,
    thing: str,
    by: str = "Vendor",
    start: str | None = None,
    end: str | None = None,
    *,
    holds: bool = True,
    kinds: tuple[str, str] = ("organisation", "product"),
    said: str | None = None,
) -> Claim:
    valid = Window(Bounds(start, start), Bounds(end, end)) if start or end else Window()
    return Claim(
        identify("claim", subject, relation, thing, by, start, end, holds),
        Entity(kinds[0], subject), relation, Entity(kinds[1], thing), f"{subject} {thing}",
        Evidence("", "text-1", 0, 5), Origin(f"paper of {by}", by), reported_by=by,
        said_on=Bounds(said, said), valid=valid, holds=holds,
    )  # fmt: skip


def affects(release: str, by: str = "Vendor", **more: object) -> Claim:
    return claim("the attack", "affects", release, by, kinds=("campaign", "release"), **more)  # type: ignore[arg-type]


def served(release: str, start: str, end: str) -> Claim:
    return claim("the site", "served", release, start=start, end=end, kinds=("website", "release"))


def install(
    host: str,
    version: str,
    time: str = "2023-03-25",
    platform: str = "Windows",
    product: str = APP,
    removed: str = "",
) -> Install:
    row = int(identify(host, version, product)[-4:], 16)
    return Install(host, product, version, platform, "", time, removed, "inventory", row)


def estate(*installs: Install, logged: tuple[str, ...] = ()) -> Estate:
    cover = tuple(Coverage(host, "dns", 9, "2023-03-01", "2023-03-31") for host in logged)
    return Estate(installs, cover, ())


def table(sha256: str, source: str) -> TableFile:
    return TableFile(f"table-{sha256}", "dns", sha256, 9, f"{source} sha256:{'0' * 64} size:9")


def sighting(
    host: str,
    family: str,
    *tables: str,
    origin: str = "Vendor",
    stage: Stage | None = Stage.BEACONED,
    level: Level = Level.SUSPICIOUS,
) -> Finding:
    return Finding(
        identify("finding", host, family, origin, *tables), family, family, Lane.CONTENT, level,
        host, "T1", f"{family} on {host}", "a scanner",
        tuple(Evidence(f"{family} in {each}", table=each, row=1) for each in tables),
        origin, stage,
    )  # fmt: skip
