"""The six kinds of host, what raises a certainty, and what never lowers one."""

from __future__ import annotations

import pytest
from telling import APP, affects, claim, estate, install, served, sighting, table

from onionskin.act.decisions import Ruling, rule
from onionskin.model import Certainty, Claim, Decision, Exposure, Finding, Level, Stage, TableFile
from onionskin.trace.exposures import exposures, platforms
from onionskin.trace.wire import Estate, Install

TABLES = (table("edr", "edr.jsonl"), table("dns", "dns.csv"))
CLAIMS = (
    affects(f"{APP} 18.12.416 (Windows)", said="2023-03-30"),
    affects(f"{APP} (Linux)", holds=False, said="2023-03-30"),
    served(f"{APP} 18.12.416", "2023-03-10", "2023-04-01"),
)


def exposed(
    where: Estate,
    *findings: Finding,
    claims: tuple[Claim, ...] = CLAIMS,
    decisions: tuple[Decision, ...] = (),
    tables: tuple[TableFile, ...] = TABLES,
    recorded: tuple[Exposure, ...] = (),
) -> dict[str, Exposure]:
    found = exposures(where, claims, findings, decisions, tables, recorded)
    return {each.subject.name: each for each in found}


def stands(exposure: Exposure) -> tuple[Certainty, Stage | None]:
    return exposure.certainty, exposure.stage


def test_the_six_kinds_of_host() -> None:
    found = exposed(
        estate(
            install("ACC-02", "18.12.416"),
            install("OPS-01", "18.12.416"),
            install("LAB-03", "18.11.1213"),
            install("LNX-07", "18.12.416", platform="Debian GNU/Linux"),
            install("HR-05", "18.12.416"),
            install("DEV-09", "1.0", product="Another Program"),
            logged=("ACC-02", "FIN-04", "OPS-01", "LAB-03", "LNX-07", "DEV-09"),
        ),
        sighting("ACC-02", "indicator-hash", "edr", stage=Stage.EXECUTED),
        sighting("ACC-02", "indicator-domain", "dns"),
        sighting("FIN-04", "browser-data", "edr", stage=Stage.SECOND_STAGE),
    )
    assert stands(found["ACC-02"]) == (Certainty.CONFIRMED, Stage.BEACONED)
    assert stands(found["FIN-04"]) == (Certainty.CORROBORATED, Stage.SECOND_STAGE)
    assert stands(found["OPS-01"]) == (Certainty.PLAUSIBLE, Stage.INSTALLED)
    assert stands(found["LAB-03"]) == (Certainty.POSSIBLE, None)
    assert stands(found["LNX-07"]) == (Certainty.NOT_AFFECTED, None)
    assert stands(found["DEV-09"]) == (Certainty.UNKNOWN, None)
    assert stands(found["HR-05"]) == (Certainty.PLAUSIBLE, Stage.INSTALLED)
    assert [host for host, each in found.items() if each.data] == ["HR-05"]


def test_every_exposure_says_why_and_what_would_raise_or_clear_it() -> None:
    found = exposed(
        estate(install("OPS-01", "18.12.416"), logged=("OPS-01",)),
        sighting("OPS-01", "indicator-domain", "dns"),
    )["OPS-01"]
    assert found.reasons[0] == "indicator-domain (1), by dns.csv"
    assert any("is affected, say Vendor" in each for each in found.reasons)
    assert found.raises
    assert found.clears
    assert {each.table for each in found.evidence} == {"dns", "inventory"}


@pytest.mark.parametrize(
    ("time", "certainty"),
    [
        ("2023-03-09", Certainty.POSSIBLE),
        ("2023-03-10", Certainty.PLAUSIBLE),
        ("2023-04-01T23:59:00Z", Certainty.PLAUSIBLE),
        ("2023-04-02", Certainty.POSSIBLE),
        ("", Certainty.PLAUSIBLE),
    ],
)
def test_a_build_counts_if_it_came_while_it_was_served(time: str, certainty: Certainty) -> None:
    found = exposed(estate(install("H", "18.12.416", time)))["H"]
    assert found.certainty is certainty
    assert any("not while it was served" in each for each in found.reasons) == (
        certainty is Certainty.POSSIBLE
    )


def test_of_two_installs_the_one_in_the_window_counts() -> None:
    claims = (*CLAIMS, affects(f"{APP} 18.12.402 (Windows)"))
    found = exposed(
        estate(install("H", "18.12.402", "2020-01-01"), install("H", "18.12.416")), claims=claims
    )["H"]
    assert found.certainty is Certainty.PLAUSIBLE


def test_removing_the_software_ends_a_window_never_a_certainty() -> None:
    found = exposed(estate(install("H", "18.12.416", removed="2023-03-31")))["H"]
    assert found.certainty is Certainty.PLAUSIBLE
    assert any("removed 2023-03-31" in each for each in found.reasons)


def test_a_denial_says_whose_it_is_and_of_which_date() -> None:
    found = exposed(estate(install("H", "18.12.416", platform="linux")))["H"]
    assert any("Vendor calls" in each and "2023-03-30" in each for each in found.reasons)
    assert found.raises
    assert not found.clears


def test_not_affected_reopens_when_the_claim_changes() -> None:
    where = estate(install("H", "18.12.416", platform="linux"))
    changed = (*CLAIMS, affects(f"{APP} 18.12.416 (Linux)", "CERT", said="2023-04-03"))
    found = exposed(where, claims=changed)["H"]
    assert found.certainty is Certainty.PLAUSIBLE
    assert any("is affected, say CERT" in each for each in found.reasons)
    assert any("not affected, as of 2023-03-30" in each for each in found.reasons)


def test_one_install_that_nobody_denies_keeps_the_host_from_being_not_affected() -> None:
    both = estate(
        install("H", "18.12.416", platform="linux"), install("H", "18.11", platform="windows")
    )
    assert exposed(both)["H"].certainty is Certainty.POSSIBLE


def test_a_platform_that_is_denied_alone_is_not_affected() -> None:
    only = (affects("Example Mobile", holds=False),)
    phone = estate(install("H", "1.0", product="Example Mobile", platform="android"))
    assert exposed(phone, claims=only)["H"].certainty is Certainty.NOT_AFFECTED


def test_two_alerts_of_one_collector_never_raise_a_certainty() -> None:
    alerts = [
        sighting("H", "alert of EDR", "edr", origin="EDR"),
        sighting("H", "alert of EDR", "edr", "dns", origin="EDR again"),
    ]
    assert "H" not in exposed(estate(), *alerts)
    twice = [sighting("H", "indicator-hash", "edr"), sighting("H", "indicator-domain", "edr")]
    assert exposed(estate(), *twice)["H"].certainty is Certainty.CORROBORATED


def test_one_indicator_named_by_many_reports_is_one_thing() -> None:
    many = [sighting("H", "indicator-domain", "edr", "dns", origin=f"report {n}") for n in range(5)]
    assert exposed(estate(), *many)["H"].certainty is Certainty.CORROBORATED


@pytest.mark.parametrize("names", [("a", "z"), ("z", "a")])
def test_the_names_of_logs_decide_nothing(names: tuple[str, str]) -> None:
    tables = (table("one", f"{names[0]}.jsonl"), table("two", f"{names[1]}.jsonl"))
    both = sighting("H", "indicator-domain", "one", "two")
    other = sighting("H", "indicator-hash", "two")
    found = exposed(estate(), both, other, tables=tables)["H"]
    assert found.certainty is Certainty.CONFIRMED


def test_a_shared_address_is_no_trace() -> None:
    assert not exposed(estate(), sighting("H", "indicator-address", "edr", level=Level.REVIEW))


def test_spellings_of_a_host_are_one_and_two_domains_stay_two() -> None:
    found = exposed(
        estate(install("acc-02.corp.example", "18.12.416"), logged=("acc-02.corp.example",)),
        sighting("ACC-02", "indicator-domain", "dns"),
    )
    assert list(found) == ["ACC-02"]
    apart = exposed(estate(logged=("web.a.example", "web.b.example", "web")))
    assert len(apart) == 3


def test_an_exposure_keeps_its_id_when_another_spelling_turns_up() -> None:
    first = exposed(estate(), sighting("acc-02", "indicator-domain", "dns"))["acc-02"]
    second = exposed(estate(logged=("ACC-02",)), sighting("acc-02", "indicator-domain", "dns"))
    assert second["ACC-02"].id == first.id


# --- law 8 ------------------------------------------------------------------------------


def test_a_recorded_exposure_does_not_fall_because_its_log_is_gone() -> None:
    before = exposed(
        estate(),
        sighting("H", "indicator-domain", "dns"),
        sighting("H", "indicator-hash", "edr", stage=Stage.EXECUTED),
    )["H"]
    after = exposed(estate(install("H", "18.12.416")), recorded=(before,))["H"]
    assert stands(after) == stands(before) == (Certainty.CONFIRMED, Stage.BEACONED)
    assert "nothing recorded speaks against it" in after.reasons[0]
    assert set(before.evidence) <= set(after.evidence)


def test_what_was_recorded_below_corroborated_may_fall() -> None:
    before = exposed(estate(install("H", "18.12.416")))["H"]
    assert exposed(estate(logged=("H",)), recorded=(before,))["H"].certainty is Certainty.UNKNOWN


def _cleared(exposure: Exposure) -> Decision:
    answers = tuple(f"answer to {each}" for each in exposure.clears)
    wanted = Ruling("clear", "Ana", "2023-04-01T10:00:00Z", "a scanner", None, "Ben", answers)
    return rule(exposure, wanted)


def test_a_clearing_holds_for_the_evidence_it_answered_and_no_longer() -> None:
    dns = sighting("H", "indicator-domain", "dns")
    before = exposed(estate(), dns)["H"]
    decision = _cleared(before)
    cleared = exposed(estate(), dns, decisions=(decision,))["H"]
    assert cleared.certainty is Certainty.CLEARED
    assert "cleared by Ana and Ben: a scanner" in cleared.reasons
    more = sighting("H", "indicator-hash", "edr")
    again = exposed(estate(), dns, more, decisions=(decision,))["H"]
    assert again.certainty is Certainty.CONFIRMED
    assert any("other evidence stands since" in each for each in again.reasons)


def test_setting_aside_and_containing_move_nothing_and_are_said() -> None:
    dns = sighting("H", "indicator-domain", "dns")
    before = exposed(estate(), dns)["H"]
    decisions = tuple(
        rule(before, Ruling(ruling, "Ana", f"2023-04-0{day}T10:00:00Z", "reason"))
        for day, ruling in ((2, "contain"), (1, "set-aside"))
    )
    after = exposed(estate(), dns, decisions=decisions)["H"]
    assert after.certainty is Certainty.CORROBORATED
    said = [each for each in after.reasons if "by Ana" in each]
    assert [each.split()[0] for each in said] == ["set-aside", "contain"]
    assert "until 2023-04-04T10:00:00Z" in said[0]


def test_a_decision_about_another_host_changes_nothing() -> None:
    dns = sighting("H", "indicator-domain", "dns")
    other = exposed(estate(), sighting("I", "indicator-domain", "dns"))["I"]
    assert exposed(estate(), dns, decisions=(_cleared(other),))["H"].certainty is (
        Certainty.CORROBORATED
    )


# --- platforms ------------------------------------------------------------------------------


def _platforms(*installs: Install) -> dict[str, str]:
    where = estate(*installs)
    return dict(platforms(where, exposures(where, CLAIMS, (), (), ())))


def test_a_platform_is_told_under_the_name_that_the_exposure_shows() -> None:
    assert _platforms(install("mac-1.corp.example", "1", platform="macOS 13")) == {"mac-1": "macos"}


def test_a_web_client_on_a_linux_desktop_is_a_linux_desktop() -> None:
    assert _platforms(
        install("H", "1", platform="web"),
        install("H", "2", platform="web"),
        install("H", "3", platform="Ubuntu 22.04"),
        install("I", "1", platform=""),
    ) == {"H": "linux"}


def test_a_site_that_served_a_release_may_stand_on_either_side() -> None:
    turned = claim(
        f"{APP} 18.12.416", "served", "example.com", start="2023-03-10", end="2023-04-01",
        kinds=("release", "website"),
    )  # fmt: skip
    claims = (*CLAIMS[:2], turned)
    late = exposed(estate(install("H", "18.12.416", "2023-05-01")), claims=claims)["H"]
    assert late.certainty is Certainty.POSSIBLE
