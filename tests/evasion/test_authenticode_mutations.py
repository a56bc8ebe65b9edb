"""Bent bytes of signed files, in the jail: typed, accounted for, and never taken for covered."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from signed_files import FILLER, IMAGE, opened, partition

from onionskin.jail.pool import Pool
from onionskin.lookalike.signing import Plan, sign_pe
from onionskin.model import Signature
from onionskin.parse.pki.signature_flags import FLAGS
from onionskin.parse.signatures.authenticode_facts import Authenticode

SIGNED = sign_pe(IMAGE, plan=Plan(program="Phone", nested=Plan(timestamp="pkcs9")))
TABLE = len(IMAGE)
QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def check(pool: Pool, data: bytes) -> tuple[Signature, ...]:
    """Open a file; whatever it is, the flags are known and the bytes accounted for."""
    layer = opened(pool, data).layer
    partition(layer)
    found = layer.all(Signature)
    for each in found:
        assert set(each.flags) <= set(FLAGS)
        assert each.status in {"valid", "invalid", "unreadable"}
    assert len(layer.all(Authenticode)) == len(found)
    return found


@QUICK
@given(st.data())
def test_a_bit_flipped_in_what_is_covered_is_seen(pool: Pool, data: st.DataObject) -> None:
    whole = check(pool, SIGNED)
    outer = whole[0]
    span = data.draw(st.sampled_from(outer.covered))
    at = data.draw(st.integers(span.offset, span.end - 1))
    bit = data.draw(st.integers(0, 7))
    bent = bytearray(SIGNED)
    bent[at] ^= 1 << bit
    assert check(pool, bytes(bent)) != whole


@QUICK
@given(st.lists(st.tuples(st.integers(TABLE, len(SIGNED) - 1), st.integers(0, 255)), max_size=6))
def test_any_bytes_changed_in_the_table_end_typed(
    pool: Pool, changes: list[tuple[int, int]]
) -> None:
    bent = bytearray(SIGNED)
    for at, value in changes:
        bent[at] = value
    check(pool, bytes(bent))


@QUICK
@given(st.integers(TABLE, len(SIGNED)), st.integers(0, 3000), st.binary(max_size=40))
def test_a_table_cut_or_stuffed_ends_typed(pool: Pool, at: int, cut: int, put: bytes) -> None:
    check(pool, SIGNED[:at] + put + SIGNED[at + cut :])


def test_random_lengths_inside_the_pkcs7_end_typed(pool: Pool) -> None:
    chance = random.Random(2023)
    for _ in range(60):
        bent = bytearray(SIGNED)
        at = chance.randrange(TABLE + 8, len(SIGNED) - 8)
        bent[at : at + 4] = chance.choice(
            [b"\x30\x80\x30\x80", b"\x84\xff\xff\xff", b"\xa0\x80\0\0"]
        )
        check(pool, bytes(bent))


def test_filler_instead_of_a_signature_ends_typed(pool: Pool) -> None:
    check(pool, SIGNED[: TABLE + 8] + FILLER)
