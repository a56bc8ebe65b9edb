"""A noun that stands within a token of marks and names stops no report from being read to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.model import Outcome

REST = "Askara was hacked on 3 May 2024. The attackers stole passwords of 40,000 customers."


@pytest.mark.parametrize(
    "line",
    [
        "Tracking issue: Contoso/router#7383 is infected",
        "Infected: Contoso/router#7383",
        "The attack on x.vendor.",
        "An attack on \u201cvendor",
        "No `servers`/`repository` were compromised: repository",
        "60 malicious apps/apps.apps in the Play Store/Store",
    ],
)
def test_a_noun_within_a_token_stops_no_reading(line: str, tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"{line}\n\n{REST}\n", encoding="utf-8")
    (report,) = read([path], pool=pool)
    assert report.outcome is Outcome.SCANNED
    assert any(claim.relation == "collects" for claim in report.claims)
