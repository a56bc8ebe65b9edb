"""The playbook is filled with the incident of the case: its product, hosts and words."""

from __future__ import annotations

from onionskin.act.consensus import agreed, ignored, unknown
from onionskin.act.response import DEFAULT, incident, steps
from onionskin.model import Certainty, Claim, Entity, Evidence, Exposure, Origin, identify
from onionskin.plugins.contracts import Incident
from onionskin.plugins.scan import plugin
from onionskin.write.reports import ReadReport, Subject


def claim(
    relation: str, thing: str, by: str = "A", copied: str | None = None, *, holds: bool = True
) -> Claim:
    return Claim(
        identify("claim", relation, thing, by), Entity("campaign", "it"), relation,
        Entity("release", thing), thing, Evidence(""), Origin(f"paper of {by}", by, copied), by,
        holds=holds,
    )  # fmt: skip


def exposure(host: str, certainty: Certainty) -> Exposure:
    return Exposure(f"exposure-{host}", Entity("host", host), certainty, None, ())


CLAIMS = (
    claim("affects", "Desk App 18.12.416 (Windows)"),
    claim("affects", "DeskApp 18.12.407"),
    claim("affects", "Desk App 9.1"),
    claim("affects", "Trader 7.17"),
    claim("affects", "Desk App 20.0", holds=False),
    claim("mitigated-by", "use the web client instead"),
    claim("indicates", "indicator"),
)


def test_the_incident_is_about_the_product_most_often_called_affected_and_its_versions() -> None:
    made = incident(CLAIMS, (), {})
    assert made.product in {"Desk App", "DeskApp"}
    assert made.versions == ("9.1", "18.12.407", "18.12.416")
    assert made.alternative == "use the web client instead"
    assert incident((), (), {}).product == "the affected product"


def test_hosts_are_sorted_into_the_steps_by_certainty_and_platform() -> None:
    found = [
        exposure("W", Certainty.CONFIRMED),
        exposure("M", Certainty.PLAUSIBLE),
        exposure("L", Certainty.CORROBORATED),
        exposure("X", Certainty.PLAUSIBLE),
        exposure("N", Certainty.NOT_AFFECTED),
        exposure("U", Certainty.UNKNOWN),
    ]
    made = incident(CLAIMS, found, {"W": "windows", "M": "macos", "L": "linux", "X": "web"})
    by_title = {each.title: each.hosts for each in steps(made, DEFAULT)}
    assert by_title["Isolate the hosts with technical traces"] == ("L", "W")
    removed = {title: hosts for title, hosts in by_title.items() if title.startswith("Uninstall")}
    assert sorted(removed.values()) == [("L",), ("M",), ("W",), ("X",)]
    assert by_title["Look at what could not be seen"] == ("U",)
    assert not any("N" in hosts for hosts in by_title.values())


def test_caches_are_cleared_before_anything_is_uninstalled_and_every_step_can_be_undone() -> None:
    made = steps(incident(CLAIMS, [exposure("W", Certainty.CONFIRMED)], {"W": "windows"}), DEFAULT)
    titles = [each.title for each in made]
    assert titles.index("Clear cached installers before anything is reinstalled") < next(
        number for number, title in enumerate(titles) if title.startswith("Uninstall")
    )
    assert all(each.do and each.undo and each.check and each.why for each in made)


def _commands(product: str) -> str:
    made = Incident(product, ("1",), {"confirmed": ("W",)}, {"W": "windows"})
    found = plugin("playbook", "trojanised-desktop-application").load().steps(made)
    return " ".join(line for each in found if each.platform for line in each.do)


def test_a_name_that_ends_quotes_or_fits_everything_is_not_put_into_a_command() -> None:
    assert "'Example Desk*'" in _commands("Example Desk")
    for name in (
        "x'; Remove-Item C:\\",
        "*",
        "",
        "???",
        "a",
        "Desk\u2019 | x",
        "Desk\nx",
        "`$(x)abcd",
    ):
        assert "<the name that the inventory has>" in _commands(name)
        assert "Remove-Item" not in _commands(name)


# --- what reports agree on -----------------------------------------------------------------


def test_agreement_counts_origins_and_says_how_many_are_copies() -> None:
    told = [
        claim("affects", "Desk 1.0", "A"),
        claim("affects", "desk 1.0", "B"),
        claim("affects", "Desk 1.0", "C", copied="A"),
    ]
    (line,) = agreed(told)
    assert line.endswith("2 origins (1 more is a copy)")
    assert agreed(told[::2]) == ()
    assert agreed([told[0], claim("affects", "Desk 1.0", "B", holds=False)]) == ()


def test_questions_are_told_once_and_notes_with_their_document() -> None:
    questions = [claim("unknown", "when it began", by) for by in "AB"]
    assert unknown(questions) == ("when it began",)
    paper = ReadReport(
        Subject("r.txt", "", 0),
        "",
        "en",
        "",
        (),
        (),
        (),
        ("ignored: an order", "ignored: an order"),
    )
    assert ignored([paper]) == ("r.txt: ignored: an order",)
