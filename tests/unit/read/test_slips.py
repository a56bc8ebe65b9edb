from __future__ import annotations

from tests.unit.read.conftest import Reader

from onionskin.read.indicators.slips import owner_of, slips
from onionskin.terms.indicators import find


def told(text: str) -> dict[str, str]:
    return {value: why for (_, value), why in slips(find(text)).items()}


def test_a_name_one_letter_from_one_that_stands_often_may_be_a_slip() -> None:
    text = "a.evil-portal[.]com b.evil-portal[.]com evil-portal[.]com evil-portol[.]com evilportal[.]com"
    assert set(told(text)) == {"evil-portol.com"}
    assert "evil-portal.com" in told(text)["evil-portol.com"]


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert "evli.com" in told("a.evil.com b.evil.com evil.com evli.com")


def test_numbered_names_are_names_of_their_own() -> None:
    assert told("a.evil1.com b.evil1.com evil1.com evil2.com evil3.com evil.com") == {}


def test_a_name_that_stands_often_itself_is_no_slip() -> None:
    assert told("evil.com a.evil.com b.evil.com evils.com a.evils.com") == {}


def test_a_mailbox_cut_into_a_name_is_told() -> None:
    said = told("from philip.je@proton[.]me; domains: philip[.]je")
    assert said == {"philip.je": "may be cut from the mailbox philip.je@proton.me"}


def test_an_address_of_many_sites_is_told() -> None:
    assert owner_of("185.199.108.153") == "GitHub"
    assert owner_of("104.21.69.249") == "Cloudflare"
    assert owner_of("45.61.137.12") == ""
    assert "Cloudflare" in told("104.21.69[.]249")["104.21.69.249"]


def test_a_doubt_stands_in_the_reason_and_drops_nothing(reader: Reader) -> None:
    report = reader(
        "IOCs:\n- evil-portal[.]com\n- a.evil-portal[.]com\n- b.evil-portal[.]com\n- evil-portol[.]com\n"
    )
    (claim,) = [each for each in report.claims if each.subject.name == "evil-portol.com"]
    assert claim.object.name == "indicator"
    assert "slip of the pen" in claim.reason


def test_a_great_many_names_are_looked_through_at_once() -> None:
    text = " ".join(f"a{n:05}x.com" for n in range(20_000))
    assert told(text) == {}
