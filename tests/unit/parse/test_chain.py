"""Chains of certificates up to trusted and other roots, judged at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onionskin.errors import DamagedError
from onionskin.lookalike.authorities import (
    CODE_SIGNING,
    TIME_STAMPING,
    Credential,
    Wanted,
    issue,
    publisher,
    root,
    worthless_key,
)
from onionskin.lookalike.der_writer import field, octets, sequence
from onionskin.parse.pki import der, trust
from onionskin.parse.pki.certificates import (
    Outline,
    common_name,
    name_parts,
    organisation,
    outline,
    read_certificate,
)
from onionskin.parse.pki.chain import Pool, authority, build
from onionskin.parse.pki.signature_flags import status_of
from onionskin.parse.pki.trust import Root

AT = "2023-03-13T08:00:00Z"
LARGE = ("1.3.6.1.4.1.32473.2", bytes(range(256)) * 40)
Trust = Callable[..., Root]


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Trust:
    """Return a function that makes one certificate the only trusted root, with restrictions."""

    def only(credential: Credential, **said: object) -> Root:
        usual = Root(
            credential.certificate, "Own", frozenset(), None, frozenset(), None, frozenset()
        )
        restricted = replace(usual, **said)  # type: ignore[arg-type]
        subject = read_certificate(credential.certificate).subject
        monkeypatch.setattr(trust, "_index", lambda: {subject: (restricted,)})
        return restricted

    return only


def places(*certificates: bytes) -> list[Outline]:
    data = b"".join(certificates)
    found, at = [], 0
    while at < len(data):
        node = der.read_node(data, at)
        found.append(outline(node))
        at = node.stop
    return found


def leaf(**said: object) -> Credential:
    usual = Wanted("Leaf", "Example Phone Ltd", "signer", usages=(CODE_SIGNING,))
    return issue(replace(usual, **said), root())  # type: ignore[arg-type]


def flags(*certificates: bytes, usage: str = CODE_SIGNING, at: str | None = AT) -> set[str]:
    held = places(*certificates)
    return set(build(held[0], Pool(held), usage, at).flags)


def test_a_chain_to_a_trusted_root_has_no_flag(trusted: Trust) -> None:
    trusted(root())
    assert flags(leaf().certificate) == set()


def test_a_trusted_root_needs_no_embedded_copy_and_a_copy_counts_as_used(trusted: Trust) -> None:
    trusted(root())
    held = places(*leaf().chain)
    pool = Pool(held)
    chain = build(held[0], pool, CODE_SIGNING, AT)
    assert chain.root is not None
    assert pool.used == {each.offset for each in held}


def test_an_embedded_root_with_the_trusted_key_and_more_in_it_is_not_vouched_for(
    trusted: Trust,
) -> None:
    trusted(root())
    stuffed = issue(
        Wanted(
            "Example Test Root (worthless)",
            "Onionskin Example Authority",
            "root",
            extensions=(LARGE,),
            is_authority=True,
        ),
        issue(Wanted("Own", key="timestamp", is_authority=True)),
    )
    held = places(leaf().certificate, stuffed.certificate)
    pool = Pool(held)
    chain = build(held[0], pool, CODE_SIGNING, AT)
    assert chain.root is not None
    assert held[1].offset not in pool.used


def test_a_way_to_a_trusted_root_is_found_behind_a_false_one(trusted: Trust) -> None:
    trusted(root())
    genuine = issue(Wanted("Middle", key="other", is_authority=True), root())
    own = issue(Wanted("Own", key="timestamp", is_authority=True))
    false = issue(Wanted("Middle", key="other", is_authority=True, extensions=(LARGE,)), own)
    signer = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), genuine)
    held = places(signer.certificate, false.certificate, own.certificate, genuine.certificate)
    pool = Pool(held)
    chain = build(held[0], pool, CODE_SIGNING, AT)
    assert chain.root is not None
    assert chain.flags == frozenset()
    assert held[1].offset not in pool.used
    assert held[3].offset in pool.used


def test_without_a_trusted_root_a_large_issuer_is_not_vouched_for() -> None:
    own = issue(Wanted("Own", key="timestamp", is_authority=True))
    false = issue(Wanted("Middle", key="other", is_authority=True, extensions=(LARGE,)), own)
    signer = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), false)
    held = places(*signer.chain)
    pool = Pool(held)
    assert "root-unknown" in build(held[0], pool, CODE_SIGNING, AT).flags
    assert held[1].offset not in pool.used
    assert held[2].offset in pool.used


@pytest.mark.parametrize(
    ("at", "flag"),
    [
        ("2019-12-31T23:59:59Z", "certificate-not-yet-valid"),
        ("2020-01-01T00:00:00Z", None),
        ("2030-01-01T00:00:00Z", None),
        ("2030-01-01T00:00:01Z", "certificate-expired-at-signing"),
        (None, None),
    ],
)
def test_a_certificate_is_judged_at_the_time_given(
    trusted: Trust, at: str | None, flag: str | None
) -> None:
    trusted(root())
    assert flags(leaf().certificate, at=at) == ({flag} if flag else set())


def test_an_issuer_is_judged_at_the_time_given(trusted: Trust) -> None:
    trusted(root())
    middle = issue(
        Wanted("Middle", key="other", is_authority=True, valid_until="2022-01-01T00:00:00Z"), root()
    )
    signer = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,)), middle)
    assert flags(signer.certificate, middle.certificate) == {"issuer-expired-at-signing"}
    assert flags(signer.certificate, middle.certificate, at="2019-06-01T00:00:00Z") == {
        "certificate-not-yet-valid",
        "issuer-not-yet-valid",
    }


def test_a_root_is_refused_after_its_date_but_not_before(trusted: Trust) -> None:
    trusted(root(), disallowed_from="2023-01-01T00:00:00Z")
    assert flags(leaf().certificate) == {"root-disallowed"}
    assert flags(leaf().certificate, at="2022-06-01T00:00:00Z") == set()


def test_a_root_is_refused_for_what_was_issued_after_a_date(trusted: Trust) -> None:
    trusted(
        root(), refused_after="2019-01-01T00:00:00Z", refused_usages=frozenset({"code_signing"})
    )
    assert flags(leaf().certificate) == {"root-disallowed"}
    trusted(root(), refused_after="2019-01-01T00:00:00Z", refused_usages=frozenset({"x"}))
    assert flags(leaf().certificate) == set()
    trusted(root(), refused_after="2019-01-01T00:00:00Z")
    assert flags(leaf().certificate) == {"root-restricted"}
    trusted(root(), refused_after="2021-01-01T00:00:00Z")
    assert flags(leaf().certificate) == set()


def test_a_root_for_other_uses_is_no_root_for_code(trusted: Trust) -> None:
    trusted(root(), usages=frozenset({"server_auth"}))
    assert flags(leaf().certificate) == {"root-not-for-code-signing"}
    assert "root-for-other-uses" in flags(leaf().certificate, usage=TIME_STAMPING)


def test_a_root_for_code_that_is_not_one_for_time_stamping_leaves_a_doubt(trusted: Trust) -> None:
    trusted(root(), usages=frozenset({"code_signing"}))
    assert "root-not-for-time-stamping" in flags(leaf().certificate, usage=TIME_STAMPING)
    assert status_of({"timestamp-root-not-for-time-stamping"}) == "valid"
    assert status_of({"timestamp-root-for-other-uses"}) == "invalid"


def test_the_authority_of_a_chain_is_the_key_of_the_root_that_nobody_knows(trusted: Trust) -> None:
    def of(*certificates: bytes) -> str:
        held = places(*certificates)
        return authority(build(held[0], Pool(held), CODE_SIGNING, AT))

    others = issue(Wanted("Leaf", "Example Phone Ltd", "signer", usages=(CODE_SIGNING,)), root("Own", "timestamp"))  # fmt: skip
    assert len({len(of(*leaf().chain)), 64}) == 1
    assert of(*leaf().chain) != of(*others.chain)
    assert of(leaf().certificate) == ""
    trusted(root())
    assert of(*leaf().chain) == ""


def test_what_a_certificate_is_for_is_asked() -> None:
    assert "eku-missing" in flags(leaf(usages=(TIME_STAMPING,)).certificate)
    assert "eku-absent" in flags(leaf(usages=()).certificate)
    assert "eku-missing" in flags(leaf(usages=()).certificate, usage=TIME_STAMPING)
    lifetime = leaf(usages=(CODE_SIGNING, "1.3.6.1.4.1.311.10.3.13"))
    assert "lifetime-signing" in flags(lifetime.certificate)


def test_a_certificate_without_key_usage_may_sign() -> None:
    assert "key-usage-wrong" not in flags(*leaf(key_usage=False).chain)


def test_a_forged_certificate_is_told_from_one_whose_issuer_is_missing() -> None:
    stolen = replace(root(), key=worthless_key("timestamp"))
    forged = issue(Wanted("Leaf", key="signer", usages=(CODE_SIGNING,), key_ids=False), stolen)
    assert "certificate-forged" in flags(forged.certificate, root().certificate)
    assert "chain-incomplete" in flags(forged.certificate)


def test_the_shipped_list_is_read_with_its_restrictions() -> None:
    roots = [root for several in trust._index().values() for root in several]
    assert len(roots) > 300
    assert any(each.disallowed_from for each in roots)
    assert any(each.refused_usages for each in roots)
    microsoft = [each for each in roots if each.name == "Microsoft Root Certificate Authority 2011"]
    assert [each.usages for each in microsoft] == [frozenset()]
    assert trust.anchor(microsoft[0].certificate) == microsoft[0]
    assert trust.issuer(microsoft[0].certificate) == microsoft[0]


def test_a_certificate_says_who_it_is() -> None:
    held = read_certificate(
        publisher("Example Phone Ltd", "2022-01-01T00:00:00Z", "2025-01-01T00:00:00Z").certificate
    )
    assert organisation(held.subject) == common_name(held.subject) == "Example Phone Ltd"
    assert name_parts(held.issuer)["organization_name"] == "Onionskin Example Authority"
    assert (held.not_before, held.usages) == ("2022-01-01T00:00:00Z", (CODE_SIGNING,))
    assert name_parts(b"no name") == {}
    assert organisation(sequence(octets(b"x"))) == ""


@pytest.mark.parametrize("cut", [1, 10, 200, 400, 700])
def test_a_certificate_cut_short_is_damaged(cut: int) -> None:
    with pytest.raises(DamagedError):
        read_certificate(leaf().certificate[:cut])


def test_a_certificate_with_more_behind_its_signature_is_damaged() -> None:
    node = der.read_node(leaf().certificate)
    with pytest.raises(DamagedError, match="behind its signature"):
        read_certificate(field(0x30, node.content, octets(b"more")))
