"""After what the incident is called: doubt about a name counts against it, and excludes none but the shapes of actors."""

from __future__ import annotations

from collections import Counter

from onionskin.model import Entity
from onionskin.read.whole.topic import Topics
from onionskin.read.wire import Draft

TEXT = (
    "Hackers breached Contoso and stole its certificates. Contoso told its customers on Monday. "
    "Experts of Huntress Labs found the break-in. Contoso has 1,000 customers."
)


def _topics(
    kinds: dict[str, str] | None = None, blamed: str = "", text: str = TEXT, *names: str
) -> Topics:
    incident = Entity("campaign", "\x00topic")
    drafts = [Draft(incident, "attributed-to", Entity("actor", blamed), 0, 9)] if blamed else []
    listed = names or ("Contoso", "Huntress Labs")
    return Topics(
        text=text,
        title="",
        names=Counter({each: text.count(each) for each in listed}),
        products=Counter(),
        struck=Counter(),
        told=Counter(),
        kind=lambda name: (kinds or {}).get(name, ""),
        is_everyday=lambda _: False,
        drafts=drafts,
    )


def test_a_name_that_the_text_calls_an_actor_once_may_still_be_who_was_hit() -> None:
    assert _topics().chosen() == "Contoso"
    assert _topics({"Contoso": "actor"}).chosen() == "Contoso"
    assert _topics(blamed="Contoso").chosen() == "Contoso"


def test_a_name_with_the_shape_of_an_actor_is_never_what_the_incident_is_called() -> None:
    text = TEXT.replace("Contoso", "APT41")
    found = _topics({}, "", text, "APT41", "Huntress Labs").features()
    assert "APT41" not in found


def test_who_finds_and_tells_is_known_however_it_is_written_and_by_the_beginning_of_its_name() -> (
    None
):
    found = _topics({}, "", TEXT, "Huntress Labs", "Eset", "Contoso").features()
    assert {name for name, seen in found.items() if seen["teller"]} == {"Huntress Labs", "Eset"}


def _with_victims(*victims: str) -> Topics:
    text = (
        "The union Litware warned members. Litware says that Contoso lost data, and Litware asks why. "
        "Fabrikam is named, too. Litware advises to change passwords."
    )
    topics = _topics({}, "", text + "It is a long text. " * 40, "Litware", "Contoso", "Fabrikam")
    incident = Entity("campaign", "\x00topic")
    topics.drafts = [
        Draft(Entity("organisation", who), "victim", incident, 0, 9) for who in victims
    ]
    return topics


def test_the_one_victim_of_a_document_names_its_incident_before_who_tells_of_it() -> None:
    found = _with_victims("Contoso").features()
    assert [name for name, seen in found.items() if seen["victim alone"]] == ["Contoso"]


def test_of_several_victims_none_stands_alone() -> None:
    found = _with_victims("Contoso", "Fabrikam").features()
    assert not any(seen["victim alone"] for seen in found.values())


def test_names_that_play_a_part_do_not_make_each_other_doubtful() -> None:
    text = "Hackers breached Contoso. The malware Ironbloom was found at Fabrikam. Ironbloom hit Contoso."
    topics = _topics({"Ironbloom": "malware"}, "", text, "Contoso", "Ironbloom", "Fabrikam")
    topics.struck["Contoso"] += 2
    assert topics.chosen() in ("Contoso", "Ironbloom")


def test_a_word_that_the_text_writes_small_too_names_no_incident() -> None:
    text = "Criminals entered the network. Nobody knows the criminals. Contoso was hit, and Contoso paid."
    assert _topics(None, "", text, "Criminals", "Contoso").chosen() != "Criminals"


def test_a_given_name_alone_is_a_person_s() -> None:
    text = "Mirjam and I talk of the hack. Mirjam, what happened? Mirjam laughs. Mirjam: Etalo was hit."
    assert _topics(None, "", text, "Mirjam", "Etalo").features()["Mirjam"]["person"]


def test_who_tells_of_an_incident_or_a_name_that_stands_once_is_not_what_it_is_called() -> None:
    text = "Huntress Labs found Slowmist on phones. Huntress Labs warns. Huntress Labs counted."
    assert _topics({}, "", text, "Huntress Labs").chosen() == ""
    far = "Somebody put software on phones, and nobody saw it. " * 4 + "Erling Dravik found it."
    assert _topics({}, "", f"Corvid {far}", "Corvid", "Erling Dravik").chosen() != "Erling Dravik"


def test_the_end_of_a_hosts_name_is_a_host_too() -> None:
    text = "Extensions in the Web Store were bad. The Web Store removed them."
    assert _topics({}, "", text, "Web Store").chosen() == ""
