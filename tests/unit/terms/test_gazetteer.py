from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from onionskin.cli import main
from onionskin.errors import DamagedError, InputError
from onionskin.flows.read import read
from onionskin.flows.update import explained, update
from onionskin.jail.pool import Pool
from onionskin.terms.gazetteer import (
    FORM,
    cleaned,
    decoded,
    joined,
    meanings,
    shipped,
    squashed,
)
from onionskin.terms.gazetteer_sources import gathered

CLUSTER = {
    "type": "threat-actor",
    "name": "Threat actors",
    "version": 7,
    "values": [
        {"value": "Grey Heron", "meta": {"synonyms": ["Dusty Heron", "APT 99", 5]}, "x": [1]},
        {"value": "Quiet Fox (malware)", "meta": None},
        {"value": "Sage"},
    ],
}
BUNDLE = {
    "type": "bundle",
    "objects": [
        {"type": "x-mitre-collection", "x_mitre_version": "18.1", "modified": "2026-01-01T00:00:00Z"},
        {"type": "intrusion-set", "name": "Heron", "aliases": ["Heron", "Dusty Heron"], "modified": "2025-04-05T00:00:00Z"},
        {"type": "malware", "name": "QuietFox", "x_mitre_aliases": ["Fox9"], "modified": "2025-04-06T00:00:00Z"},
        {"type": "tool", "name": "Gone", "revoked": True},
        {"type": "attack-pattern", "name": "Phishing"},
    ],
}  # fmt: skip
CLDR = {"main": {"fr": {"localeDisplayNames": {"territories": {"NL": "Pays-Bas", "NL-alt-short": "Hollande", "001": "Monde"}}}}}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "given"
    place.mkdir()
    for name, content in (("cluster", CLUSTER), ("attack", BUNDLE), ("cldr", CLDR)):
        (place / f"{name}.json").write_text(json.dumps(content), "utf-8")
    (place / "en.txt").write_text("sage\nherb\nstone\n", "utf-8")
    return place


def test_a_cluster_gives_names_with_their_kind_and_without_qualifiers() -> None:
    found = gathered("c.json", json.dumps(CLUSTER).encode(), "2026-01-02")
    assert found.source is not None
    assert (found.source.name, found.source.version) == ("MISP galaxy threat-actor", "7")
    assert [(each.kind, each.name, each.others) for each in found.entries] == [
        ("actor", "Grey Heron", ("APT 99", "Dusty Heron")),
        ("actor", "Quiet Fox", ()),
        ("actor", "Sage", ()),
    ]


def test_attack_gives_each_object_with_its_own_date_but_nothing_revoked() -> None:
    found = gathered("a.json", json.dumps(BUNDLE).encode())
    assert found.source is not None
    assert (found.source.version, found.source.date) == ("18.1", "2025-04-06")
    assert "The MITRE Corporation" in found.source.licence
    assert [(each.kind, each.name, each.others, each.date) for each in found.entries] == [
        ("actor", "Heron", ("Dusty Heron",), "2025-04-05"),
        ("malware", "QuietFox", ("Fox9",), "2025-04-06"),
    ]


def test_cldr_gives_countries_in_their_language() -> None:
    found = gathered("fr.json", json.dumps(CLDR).encode())
    (only,) = found.entries
    assert (only.kind, only.name, only.others, only.language) == ("region", "Pays-Bas", ("Hollande",), "fr")  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"{", b"{}", b'{"type": 5, "values": {}}', b'{"objects": [{"type": 1}]}', b'{"main": {"fr": {}}}',
        b'{"type": "firearms", "values": []}', b"{" * 100_000, b'{"a": "\xff\xfe"}', b'{"objects": []}',
        b'{"main": {"fr": {"localeDisplayNames": {"territories": 5}}}}', b"\x00\x01",
    ],
)  # fmt: skip
def test_what_is_no_source_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(DamagedError):
        gathered("unknown.bin", data)


def test_odd_names_are_left_out() -> None:
    assert cleaned("Cobalt Strike - S0154") == "Cobalt Strike"
    assert cleaned("Winnti (Windows)") == "Winnti"
    for odd in ("", "x", "123", "a" * 60, "<script>alert(1)</script>", "a\x1b[31m", "\u202eabc"):
        assert cleaned(odd) == ""
    assert squashed("COBALT-STRIKE") == squashed("Cobalt Strike") == "cobaltstrike"


def test_files_are_built_into_one_gazetteer_the_same_each_time(folder: Path, pool: Pool) -> None:
    first = update([folder], dated="2026-01-02", pool=pool)
    assert first.data == update([folder], dated="2026-01-02", pool=pool).data
    assert not first.problems
    built = decoded(first.data)
    assert [each.name for each in built.sources] == [
        "CLDR", "MISP galaxy threat-actor", "MITRE ATT&CK",
    ]  # fmt: skip
    assert all(len(each.sha256) == 64 for each in built.sources)
    assert "sage" in built.ordinary["en"]
    assert "herb" not in built.ordinary["en"]


def test_a_broken_file_is_said_and_the_others_still_count(folder: Path, pool: Pool) -> None:
    (folder / "broken.json").write_bytes(b'{"values": [')
    (folder / "link.json").symlink_to(folder / "cluster.json")
    built = update([folder], pool=pool)
    assert sorted(each.reason for each in built.problems) == ["incomplete", "unreadable"]
    assert built.names > 5


def test_nothing_but_broken_files_is_an_error(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"{")
    with pytest.raises(InputError, match="no file gave a name"):
        update([path], pool=pool)


def test_other_names_are_each_sources_own_and_never_followed(folder: Path, pool: Pool) -> None:
    built = decoded(update([folder], dated="2026-01-02", pool=pool).data)
    said = [(each.name, each.source, each.date) for each in meanings(built, "dusty heron")]
    assert said == [
        ("Grey Heron", "MISP galaxy threat-actor 7", "2026-01-02"),
        ("Heron", "MITRE ATT&CK 18.1", "2025-04-05"),
    ]
    assert [each.name for each in meanings(built, "Heron")] == ["Heron"]


def test_a_source_of_the_package_is_replaced_as_a_whole(folder: Path, pool: Pool) -> None:
    own = decoded(update([folder], pool=pool).data)
    whole = joined(shipped(), own)
    assert not meanings(whole, "Emotet") or all(
        "ATT&CK" not in each.source for each in meanings(whole, "Emotet")
    )
    assert meanings(whole, "QuietFox")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"\x80", b'{"form": "onionskin.names/9", "sources": [], "entries": [], "ordinary": {}}',
        msgspec.msgpack.encode({"form": FORM, "sources": [], "entries": [["actor", "x", 3]], "ordinary": {}}),
        msgspec.msgpack.encode({"form": FORM, "sources": [], "entries": [["god", "x", 0]], "ordinary": {}}),
    ],
)  # fmt: skip
def test_what_is_no_gazetteer_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="no gazetteer"):
        decoded(data)


def test_the_package_brings_a_small_one_with_its_sources_named() -> None:
    assert {each.name for each in shipped().sources} >= {"MITRE ATT&CK", "CLDR"}
    assert all(each.licence and each.sha256 for each in shipped().sources)
    path = Path(__file__).parents[3] / "src/onionskin/terms/names.json"
    assert path.stat().st_size < 300_000


def test_the_verb_writes_where_reading_looks(folder: Path, tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    result = CliRunner().invoke(main, ["update", "--from", str(folder), "--dated", "2026-01-02"])
    assert result.exit_code == 0, result.output
    assert "names in" in result.output
    paper = tmp_path / "a.txt"
    paper.write_text("Grey Heron was there.")
    (report,) = read([paper], pool=pool)
    assert [each.value for each in report.names] == ["Grey Heron"]
    said = CliRunner().invoke(main, ["explain", "Grey Heron"])
    assert "Dusty Heron" in said.output
    listed = CliRunner().invoke(main, ["update"])
    assert "MISP galaxy threat-actor (7 2026-01-02)" in listed.output


def test_a_hostile_gazetteer_ends_in_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "names.msgpack"
    bad.write_bytes(b"\x91" * 100_000)
    result = CliRunner(env={"ONIONSKIN_NAMES": str(bad)}).invoke(main, ["explain", "Emotet"])
    assert result.exit_code == 1
    assert "no gazetteer" in result.output


def test_what_is_asked_is_told_without_a_gazetteer_of_ones_own(tmp_path: Path) -> None:
    assert explained("Emotet", tmp_path / "none")
