"""Alerts are grouped by thing and held against the case; a ruling falls before two origins."""

from __future__ import annotations

import pytest

from onionskin.act.triage import groups, is_alert, is_closed
from onionskin.model import (
    Certainty,
    Entity,
    Evidence,
    Exposure,
    Finding,
    Lane,
    Level,
    identify,
)
from onionskin.write.reports import AlertGroup

THING = "C:\\Users\\a\\AppData\\Local\\Programs\\Desk\\codec.dll"


def alert(ruling: str = "", host: str = "ACC-02", thing: str = THING, by: str = "EDR") -> Finding:
    return Finding(
        identify("finding", ruling, host, thing, by), "shellcode", f"alert of {by}", Lane.CONTENT,
        Level.SUSPICIOUS, host, "", "an alert", "", (), by, thing=thing, ruling=ruling,
    )  # fmt: skip


def seen(
    signal: str, subject: str = "ACC-02", origin: str = "onionskin", *,
    family: str = "", summary: str = "s", level: Level = Level.SUSPICIOUS,
) -> Finding:  # fmt: skip
    return Finding(
        identify("finding", signal, subject, origin), signal, family or signal, Lane.CONTENT, level,
        subject, "", summary, "", (Evidence("", table="t"),), origin,
    )  # fmt: skip


def exposure(host: str = "ACC-02", certainty: Certainty = Certainty.CORROBORATED) -> Exposure:
    return Exposure(f"exposure-{host}", Entity("host", host), certainty, None, ("r",))


def one(alerts: list[Finding], *findings: Finding, hit: tuple[Exposure, ...] = ()) -> AlertGroup:
    (group,) = groups(alerts, findings, hit)
    return group


def test_a_false_positive_on_an_exposed_host_is_reopened() -> None:
    group = one([alert("false positive by x")], seen("indicator-domain"), hit=(exposure(),))
    assert group.stands == "REOPENED"
    assert group.sentence.startswith("1 independent trace contradicts it on ACC-02;")


def test_two_origins_reopen_it_without_an_exposure_and_one_does_not() -> None:
    closed = [alert("closed")]
    single = one(closed, seen("indicator-domain", origin="CERT"))
    assert (single.stands, single.origins) == ("as ruled", ("CERT: indicator-domain",))
    assert single.sentence == "only CERT: indicator-domain speaks against it"
    both = one(closed, seen("indicator-domain", origin="CERT"), seen("browser-data"))
    assert both.stands == "REOPENED"
    assert both.sentence.startswith("2 independent traces contradict it;")


def test_signals_of_one_family_are_one_voice() -> None:
    twice = [seen(name, family="edited-after-signing") for name in ("h1", "h2", "h3")]
    assert one([alert("closed")], *twice).stands == "as ruled"


def test_the_alerts_own_product_and_weak_findings_are_no_voices() -> None:
    group = one(
        [alert("closed")],
        seen("a", origin="EDR"),
        seen("b", origin="EDR"),
        seen("c", level=Level.REVIEW),
    )
    assert (group.stands, group.origins, group.sentence) == (
        "as ruled",
        (),
        "nothing contradicts it",
    )


def test_an_open_alert_is_open_with_or_without_an_exposure() -> None:
    assert one([alert()]).stands == one([alert()], hit=(exposure(),)).stands == "OPEN"
    assert "the host is exposed" in one([alert()], hit=(exposure(),)).sentence
    assert one([alert()]).ruled == "open"


def test_many_alerts_about_one_thing_are_one_group_however_the_path_is_written() -> None:
    several = [alert(), alert(thing=THING.upper()), alert(thing=THING.replace("\\", "/"))]
    group = one([*several, alert(host="FIN-04")])
    assert len(group.alerts) == 4


def test_alerts_without_a_thing_are_grouped_by_host() -> None:
    made = groups([alert(thing=""), alert(thing="", host="B")], (), ())
    assert [each.thing for each in made] == ["ACC-02", "B"]


def test_a_finding_that_names_the_file_speaks_even_of_another_subject() -> None:
    named = [
        seen("one", "artifact-1", summary="codec.dll: bytes that no signature covers"),
        seen("two", "artifact-2", summary="changed; it names codec.dll, which holds hidden bytes"),
    ]
    assert one([alert("closed")], *named).stands == "REOPENED"
    other = [seen(n, f"artifact-{n}", summary="avcodec.dll and codec.dll.mui") for n in "ab"]
    assert one([alert("closed")], *other).stands == "as ruled"


def test_two_machines_of_one_bare_name_are_not_merged() -> None:
    group = one(
        [alert("closed", host="web.a.example")],
        seen("x", "web.b.example"),
        seen("y", "web.b.example"),
        hit=(exposure("web.b.example"),),
    )
    assert group.stands == "as ruled"


def test_reopened_groups_come_first() -> None:
    made = groups(
        [alert(thing="a.dll", host="B"), alert("closed", thing="z.dll")], (), (exposure(),)
    )
    assert [each.stands for each in made] == ["REOPENED", "OPEN"]


@pytest.mark.parametrize("ruling", ["Closed by x", "FALSE POSITIVE", "status: resolved", "benign"])
def test_words_that_close(ruling: str) -> None:
    assert is_closed(alert(ruling))


@pytest.mark.parametrize("ruling", ["", "open", "unresolved", "in progress", "not resolved yet"])
def test_words_that_do_not_close(ruling: str) -> None:
    assert not is_closed(alert(ruling))


def test_an_alert_is_known_by_its_family() -> None:
    assert is_alert(alert())
    assert not is_alert(seen("x"))
