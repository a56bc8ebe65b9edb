"""The ledger: the union of regions and gaps is exactly the artifact."""

from __future__ import annotations

import os
import tempfile

from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Artifact, Layer, Outcome, Region
from onionskin.peel import ledger
from onionskin.plugins.view import View

REGIONS = st.lists(
    st.builds(
        Region,
        st.sampled_from(["header", "body", "table"]),
        st.integers(-50, 250),
        st.integers(-50, 300),
    ),
    max_size=12,
)


def _owned(regions: tuple[Region, ...], size: int) -> set[int]:
    return {at for each in regions for at in range(each.offset, each.end) if 0 <= at < size}


@given(REGIONS, st.integers(0, 200))
def test_regions_and_gaps_together_are_exactly_the_artifact(
    regions: list[Region], size: int
) -> None:
    kept = ledger.clamp(regions, size)
    spans = ledger.gaps(kept, size)
    unowned = [at for span in spans for at in range(span.offset, span.end)]
    assert len(unowned) == len(set(unowned))
    assert set(unowned) | _owned(kept, size) == set(range(size))
    assert not set(unowned) & _owned(kept, size)
    assert all(span.length > 0 for span in spans)


@given(REGIONS, st.integers(0, 200))
def test_clamping_loses_no_owned_byte_and_leaves_no_region_outside(
    regions: list[Region], size: int
) -> None:
    kept = ledger.clamp(regions, size)
    assert all(0 <= each.offset < each.end <= size for each in kept)
    claimed = {
        at for each in regions if each.length > 0 for at in range(each.offset, each.end)
    } & set(range(size))
    assert _owned(kept, size) == claimed
    assert kept == ledger.clamp(reversed(kept), size)


@given(REGIONS, st.integers(0, 200))
def test_a_crossing_is_said_exactly_where_two_regions_cross(
    regions: list[Region], size: int
) -> None:
    kept = ledger.clamp(regions, size)
    crossing = any(
        one.offset < two.offset < one.end < two.end for one in kept for two in kept if one != two
    )
    assert bool(ledger.crossings(kept)) == crossing


def test_nested_regions_do_not_cross_and_the_pair_that_does_is_named() -> None:
    nested = (Region("section", 0, 100), Region("resource", 10, 20), Region("icon", 15, 5))
    assert ledger.crossings(nested) == []
    (problem,) = ledger.crossings((Region("a", 0, 10), Region("b", 5, 10), Region("c", 12, 9)))
    assert problem.reason == "overlapping-regions"
    assert problem.detail.startswith("a ends at 0xa, inside b which starts at 0x5; 2 such")


def test_every_one_of_many_gaps_is_listed_so_that_none_counts_as_owned() -> None:
    size = 3001
    regions = ledger.clamp((Region("word", at, 1) for at in range(1, size, 2)), size)
    with tempfile.TemporaryFile() as file:
        file.write(os.urandom(size))
        file.flush()
        gaps = ledger.measure(View(file.fileno()), regions)
    assert len(gaps) == 1501
    artifact = Artifact("artifact-1", ("x",), "0" * 64, size)
    layer = Layer(artifact, "x", Outcome.SCANNED, regions, gaps)
    assert layer.explained == 1500


def test_a_gap_is_measured_with_its_first_bytes_and_its_entropy() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"head" + bytes(range(256)) + b"\0" * 64)
        file.flush()
        view = View(file.fileno())
        odd, flat = ledger.measure(view, (Region("head", 0, 4), Region("mark", 260, 1)))
    assert (odd.offset, odd.length, odd.entropy) == (4, 256, 8.0)
    assert odd.head == bytes(range(16)).hex()
    assert (flat.length, flat.entropy) == (63, 0.0)
