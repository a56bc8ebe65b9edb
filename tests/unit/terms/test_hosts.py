"""Hosts: one machine, many spellings; two machines are never merged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.hosts import ambiguous, bare, fold, resolve


def test_case_suffix_and_final_dot_do_not_make_another_host() -> None:
    names = ["acc-02.corp.example", "ACC-02", "acc-02.", " Acc-02 "]
    found = resolve(names)
    assert {found[name].key for name in names} == {"acc-02"}
    assert found["ACC-02"].name == "ACC-02"
    assert found["ACC-02"].written == tuple(sorted(names))


def test_two_domains_keep_two_hosts_apart_and_a_bare_name_beside_them() -> None:
    found = resolve(["web.a.example", "web.b.example", "WEB"])
    assert len({host.key for host in found.values()}) == 3
    assert ambiguous(found) == (("web", ("web.a.example", "web.b.example")),)


def test_an_address_is_not_cut_at_its_dots() -> None:
    assert bare("192.0.2.17") == "192.0.2.17"
    assert resolve(["192.0.2.17"])["192.0.2.17"].name == "192.0.2.17"


def test_a_full_name_alone_is_shown_by_its_first_label() -> None:
    assert resolve(["LNX-07.corp.example"])["LNX-07.corp.example"].name == "LNX-07"


NAMES = st.lists(
    st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,6}(\.[a-z]{1,4}){0,2}\.?", fullmatch=True), max_size=10
)


@given(NAMES)
def test_every_name_has_a_host_and_spellings_share_it(names: list[str]) -> None:
    found = resolve(names)
    assert set(found) == set(names)
    for one in names:
        for other in names:
            if fold(one) == fold(other):
                assert found[one] is found[other]
            if found[one] is found[other]:
                assert bare(one) == bare(other)


@given(NAMES)
def test_the_order_of_names_does_not_matter(names: list[str]) -> None:
    assert resolve(names) == resolve(reversed(names))
