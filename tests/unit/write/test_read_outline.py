"""What the screen says of reports that were read."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from onionskin.cli import main


def test_what_two_origins_state_is_told_once_however_often_they_say_it(tmp_path: Path) -> None:
    first = (
        "Contoso was breached in March 2023, and attackers stole credentials. The breach of Contoso was a"
        " supply chain attack, the company said. Mandiant said that it had been a supply chain attack."
    )
    second = (
        "Attackers breached Contoso in spring. They took credentials of customers."
        " Contoso says that a supply chain attack of that kind was new to it."
    )
    for name, text in (("one.txt", first), ("other.txt", second)):
        (tmp_path / name).write_text(text, "utf-8")
    shown = CliRunner().invoke(main, ["read", str(tmp_path)]).output
    for report in shown.split("\n\n"):
        agreed = [line for line in report.splitlines() if line.strip().startswith("agree")]
        assert len(agreed) == len(set(agreed))
    assert "corroborated by 2 origins" in shown
