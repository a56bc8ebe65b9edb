"""The path from the first cause to us, with the step that nobody described."""

from __future__ import annotations

import itertools

from telling import APP, affects, claim

from onionskin.model import Certainty, Claim, Entity, Exposure
from onionskin.trace.path import path
from onionskin.write.reports import Hop

ORG = ("organisation", "organisation")
THROUGH = claim("Maker", "compromised-through", "Trader", start="2022-04", end="2022-05")


def shown(*claims: Claim, hit: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [(hop.source, hop.mechanism, hop.target, hop.proof) for hop in hops(*claims, hit=hit)]


def hops(*claims: Claim, hit: tuple[str, ...] = ()) -> tuple[Hop, ...]:
    exposed = tuple(
        Exposure(
            f"exposure-{host}", Entity("host", host), Certainty.PLAUSIBLE, None,
            (f"has {APP} 18.12.416 (windows)",),
        )
        for host in hit
    )  # fmt: skip
    return path(claims, exposed)


def test_without_a_claim_there_is_no_path() -> None:
    assert shown() == []
    assert shown(claim("Maker", "attributed-to", "an actor", kinds=("organisation", "actor"))) == []


def test_a_program_that_reached_an_organisation_ran_on_a_device_that_nobody_described() -> None:
    (first, latent) = hops(THROUGH)
    assert (first.source, first.mechanism, first.target) == (
        "Trader", "DELIVER", "a device of Maker's staff",
    )  # fmt: skip
    assert (first.start, first.end, first.proof) == ("2022-04", "2022-05", "claimed")
    assert (latent.mechanism, latent.target, latent.proof) == ("CREDENTIAL", "Maker", "latent")
    assert "VPN logs of Maker's accounts since 2022-04" in latent.confirm
    assert latent.claims == ()


def test_a_device_that_a_source_names_takes_the_place_of_the_latent_one() -> None:
    told = claim("Trader", "deliver", "a private laptop", kinds=("product", "device"))
    assert shown(THROUGH, told)[0][2] == "a private laptop of Maker's staff"
    stolen = claim("a private laptop", "credential", "Maker", kinds=("device", "organisation"))
    assert [(hop.mechanism, hop.proof) for hop in hops(THROUGH, stolen)] == [
        ("DELIVER", "claimed"), ("CREDENTIAL", "claimed"),
    ]  # fmt: skip


def test_the_whole_chain_ends_at_our_hosts() -> None:
    own = claim("Maker", "supplies", APP)
    chain = shown(THROUGH, own, affects(f"{APP} 18.12.416"), hit=("A", "B"))
    assert [(mechanism, proof) for _, mechanism, _, proof in chain] == [
        ("DELIVER", "claimed"), ("CREDENTIAL", "latent"), ("BUILD", "claimed"), ("DELIVER", "observed"),
    ]  # fmt: skip
    assert chain[-1][2] == "you (2 hosts)"
    assert all(one[2] == two[0] for one, two in itertools.pairwise(chain))


def test_a_product_that_bears_its_makers_name_needs_no_supplier_claim() -> None:
    through = claim("Example", "compromised-through", "Trader")
    assert ("Example", "BUILD", APP, "claimed") in shown(through, affects(f"{APP} 18.12.416"))
    one_letter = claim("E", "compromised-through", "Trader")
    assert not any(hop[1] == "BUILD" for hop in shown(one_letter, affects(f"{APP} 18.12.416")))


def test_spellings_of_a_name_are_one_node_and_do_not_break_the_chain() -> None:
    chain = shown(
        claim("MAKER", "compromised-through", "TRADER", "Paper"),
        THROUGH,
        claim("maker", "supplies", "example-desk"),
        affects(f"{APP} 18.12.416", "Paper"),
        affects("ExampleDesk 18.12.407"),
        hit=("A",),
    )
    assert [hop[1] for hop in chain] == ["DELIVER", "CREDENTIAL", "BUILD", "DELIVER"]
    assert all(one[2] == two[0] for one, two in itertools.pairwise(chain))


def test_what_is_denied_and_what_leads_nowhere_is_left_out() -> None:
    denied = claim("Maker", "compromised-through", "Mail", holds=False)
    aside = claim("Other", "manage", "Nobody", kinds=ORG)
    chain = shown(
        THROUGH, denied, aside, claim("Maker", "supplies", APP), affects(f"{APP} 1.0"), hit=("A",)
    )
    assert not any("Mail" in hop or "Other" in hop for hop in chain)


def test_claims_that_go_in_a_circle_end() -> None:
    circle = [claim(a, "manage", b, kinds=ORG) for a, b in (("A", "B"), ("B", "C"), ("C", "A"))]
    assert shown(*circle) == []
    assert len(shown(*circle, claim("C", "manage", "D", kinds=ORG))) == 4


def test_claims_of_one_hop_are_one_hop_with_the_widest_window() -> None:
    later = claim("Maker", "compromised-through", "Trader", "CERT", "2022-03", "2022-09")
    (first, _) = hops(THROUGH, later)
    assert (first.start, first.end) == ("2022-03", "2022-09")
    assert first.claims == tuple(sorted((THROUGH.id, later.id)))
