"""What a screen says of who signed a release, and of how much of it is new."""

from __future__ import annotations

from pathlib import Path

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pairs import file_pair
from onionskin.model import Artifact, Fact, Layer, Outcome, Signature
from onionskin.write.document import Line
from onionskin.write.outlines.peel import outline
from onionskin.write.signers import signed_lines


def layer(name: str, signature: Signature | None = None, form: str = "pe") -> Layer:
    facts = (Fact.of(signature),) if signature else ()
    artifact = Artifact(f"artifact-{name}", ("release.zip", name), "0" * 64, 10)
    return Layer(artifact, form, Outcome.SCANNED, facts=facts)


def by(signer: str, day: str | None = None, *flags: str) -> Signature:
    when = f"{day}T12:00:00Z" if day else None
    return Signature("authenticode", "valid", signer, flags, when)


def said(*layers: Layer) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in signed_lines(layers) if not each.detail]


def test_a_line_names_each_signer_with_the_days_and_what_is_doubtful() -> None:
    lines = said(
        layer("a.dll", by("Example Systems", "2024-05-06")),
        layer("b.dll", by("Example Systems", "2024-05-01")),
        layer("c.dll", by("Example Systems", "2024-05-02", "root-unknown")),
        layer("d.dll", by("", None, "adhoc")),
    )
    assert lines == [
        ("signed", "2 files by Example Systems, 2024-05-01 to 2024-05-06 (valid)"),
        ("signed", "1 file without a name (ad hoc) (valid)"),
        ("signed", "1 file by Example Systems, 2024-05-02 (valid, root-unknown)"),
    ]


def test_programs_that_nobody_signed_are_named_and_other_files_are_not() -> None:
    names = [layer(f"bin/{number}.dll") for number in range(5)]
    assert said(*names, layer("readme.txt", form="data")) == [
        ("not signed", "0.dll, 1.dll, 2.dll and 2 more")
    ]


def test_a_screen_has_room_for_four_signers() -> None:
    lines = said(*(layer(f"{number}.dll", by(f"Signer {number}")) for number in range(6)))
    assert len(lines) == 5
    assert lines[-1] == ("signed", "and in 2 more ways; -o html=FILE shows all")


def test_a_hostile_signer_is_shown_as_plain_text() -> None:
    ((_, text),) = said(layer("a.dll", by("Exam\x1b[31mple\n\u202esmetsyS")))
    assert text.isprintable()


def test_a_comparison_says_how_much_stayed_changed_came_and_went(
    tmp_path: Path, pool: Pool
) -> None:
    old = build_zip({"same.txt": b"1", "changed.txt": b"2", "gone.txt": b"a text that is gone"})
    new = build_zip({"same.txt": b"1", "changed.txt": b"3", "new.zip": build_zip({"in.txt": b"x"})})
    first, second = file_pair(tmp_path, old, new, "release.zip")
    (report,) = peel([second], pool=pool, against=[first])
    lines = [each for each in outline(report).blocks if isinstance(each, Line)]
    (text,) = [each.text for each in lines if each.label == "compared"]
    assert text == "1 of 5 artifacts as before, 2 changed; 2 new: new.zip; 1 gone: gone.txt"
