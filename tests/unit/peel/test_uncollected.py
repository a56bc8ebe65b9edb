"""While a release is walked nothing looks for cycles; those that were made are found afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from onionskin.peel.uncollected import uncollected


class _Knot:
    """Something that only a search for cycles can free."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_no_cycle_is_looked_for_meanwhile_and_each_is_found_by_the_next_full_search() -> None:
    with uncollected():
        assert not gc.isenabled()
        knot = weakref.ref(_Knot())
        assert knot() is not None
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert knot() is None


def test_what_was_made_meanwhile_is_not_searched_as_if_it_were_young() -> None:
    with uncollected():
        many = [[each] for each in range(50_000)]
    assert len(gc.get_objects(generation=0)) < len(many)
    assert len(gc.get_objects(generation=2)) > len(many)


def test_an_inner_time_does_not_end_the_outer_one() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_looks_for_no_cycles_at_all_is_left_alone() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_what_somebody_keeps_out_of_every_search_stays_out() -> None:
    gc.freeze()
    kept = gc.get_freeze_count()
    with uncollected():
        pass
    assert gc.get_freeze_count() > kept // 2


def test_a_failure_ends_the_time_as_well() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()
