"""Earlier incidents are background; what was done in several steps is not."""

from __future__ import annotations

from claimed import placed


def about(name: str, *sentences: str) -> list[str]:
    """Return the relations of the claims with a name in them."""
    return [
        each.relation
        for each in placed(*sentences)
        if name in (each.subject.name, each.object.name)
    ]


STORY = (
    "Northwind Agent was trojanised.",
    "Attackers slipped a backdoor into Northwind Agent 4.2 in May 2024.",
    "Northwind Agent 4.2 was served until 2 May 2024.",
)


def test_another_incident_of_years_ago_is_none_of_this_one() -> None:
    aside = "The trade knows this: in 2019 the worm Grimtide hit the carrier Litware through the package Ledgerly."
    found = about("Litware", *STORY, aside) + about("Grimtide", *STORY, aside)
    assert found == []


def test_an_earlier_step_that_names_who_is_named_elsewhere_is_kept() -> None:
    step = "In 2022 the worm Grimtide had hit Northwind, which makes Northwind Agent."
    story = (*STORY, "Northwind found Grimtide late.")
    assert about("Grimtide", *story, step) != []


def test_another_incident_may_name_one_thing_and_count_who_was_hit() -> None:
    aside = "In 2021, around 200 municipalities were infected through the payroll program Ledgerly."
    assert about("around 200 municipalities", *STORY, aside) == []
    known = "In 2021, around 200 municipalities were infected through Northwind Agent."
    assert about("around 200 municipalities", *STORY, known) != []
