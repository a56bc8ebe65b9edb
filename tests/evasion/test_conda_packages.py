"""Ways to bring a file into a conda package past the list that it carries."""

from __future__ import annotations

import bz2
from pathlib import Path

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import TarMember, build_tar
from onionskin.lookalike.conda_packages import build_conda, build_first_conda
from onionskin.write.reports import PeelReport

FILES = {"lib/inert.py": b"inert = 1\n"}
SIGNAL = "conda-list-contradicts-content"


def report(pool: Pool, path: Path, data: bytes) -> PeelReport:
    path.write_bytes(data)
    (found,) = peel([path], pool=pool)
    return found


def summaries(found: PeelReport) -> list[str]:
    return [each.summary for each in found.findings if each.signal == SIGNAL]


def test_a_file_that_the_list_calls_a_link_is_not_listed(tmp_path: Path, pool: Pool) -> None:
    data = bz2.decompress(build_first_conda("inert", "1.0", FILES))
    data = data.replace(b'"hardlink"', b'"softlink"')
    found = report(pool, tmp_path / "inert-1.0-0.tar", data)
    assert summaries(found) == ["'lib/inert.py' is not listed in the package"]


def test_a_file_added_behind_the_others_is_seen_in_both_formats(tmp_path: Path, pool: Pool) -> None:
    more = {**FILES, "lib/more.py": b"more"}
    first = report(pool, tmp_path / "a-1-0.tar.bz2", build_first_conda("a", "1", more, FILES))
    second = report(pool, tmp_path / "a-1-0.conda", build_conda("a", "1", more, FILES))
    assert summaries(first) == summaries(second) == ["'lib/more.py' is not listed in the package"]


def test_a_second_file_of_a_listed_name_is_a_finding(tmp_path: Path, pool: Pool) -> None:
    data = bz2.decompress(build_first_conda("inert", "1.0", FILES))
    twice = data[: -len(bytes(1024))] + build_tar([TarMember("lib/inert.py", b"other")])
    found = report(pool, tmp_path / "inert-1.0-0.tar", twice)
    signals = {each.signal for each in found.findings}
    assert "contradictory-archive-headers" in signals
    assert SIGNAL in signals


def test_a_link_script_is_a_hook_though_it_stands_in_the_other_tar(
    tmp_path: Path, pool: Pool
) -> None:
    hooked = {**FILES, "bin/.inert-post-link.sh": b"#!/bin/sh\necho inert\n"}
    old = tmp_path / "inert-1.0-0.conda"
    old.write_bytes(build_conda("inert", "1.0", FILES))
    new = tmp_path / "inert-1.1-0.conda"
    new.write_bytes(build_conda("inert", "1.1", hooked))
    (found,) = peel([new], pool=pool, against=[old])
    assert "new-install-hook" in {each.signal for each in found.findings}
