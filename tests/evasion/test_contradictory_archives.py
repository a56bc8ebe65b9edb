"""Archives that say one thing twice and differently: in every format a finding, never a clean verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contract.goldens import goldens

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Level
from onionskin.plugins.scan import plugin

CONTRADICTIONS = (
    ("zip", "bad_two_truths"),
    ("zip", "bad_overlapping_bomb"),
    ("tar", "bad_two_sizes_and_more_behind_the_end"),
    ("sevenzip", "bad_bytes_of_no_file"),
    ("sevenzip", "bad_header_checksum"),
    ("cab", "bad_files_over_each_other"),
    ("cab", "bad_wrong_checksum"),
    ("cpio", "bad_sums_and_padding"),
    ("iso", "bad_trees_that_differ"),
    ("iso", "bad_loops_overlaps_and_sizes"),
    ("rpm", "bad_digests_and_names"),
    ("deb", "bad_members_that_dpkg_ignores"),
    ("squashfs", "bad_hidden"),
    ("asar", "bad_gaps_overlaps_and_a_tail"),
    ("asar", "bad_a_name_twice"),
    ("xar", "bad_checksums_sizes_and_overlap"),
    ("hfs", "bad_shared_blocks_and_counts"),
    ("dmg", "bad_overlaps_and_checksums"),
    ("nsis", "bad_offsets"),
    ("inno", "bad_file_that_the_script_does_not_name"),
    ("pyinstaller", "bad_sizes_and_places"),
    ("npm", "bad_two_manifests"),
    ("go-module", "bad_outside"),
    ("net-resources", "bad_values_over_each_other"),
)
# Where the contradiction is between the archive and a list in it, another signal says so.
BY_ITS_LIST = {"rpm": "record-contradicts-content"}


@pytest.mark.parametrize(("form", "case"), CONTRADICTIONS)
def test_an_archive_that_contradicts_itself_is_a_finding(
    tmp_path: Path, pool: Pool, form: str, case: str
) -> None:
    (golden,) = (each for each in goldens(plugin("container", form)) if each.name == case)
    (report,) = peel([golden.build(tmp_path)], pool=pool)
    signals = {each.signal for each in report.findings}
    assert BY_ITS_LIST.get(form, "contradictory-archive-headers") in signals
    assert report.verdict.level is not Level.NOTHING_FOUND
