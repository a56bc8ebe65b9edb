"""What packages say of themselves: names, versions, lists of hashes; and textures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.archives import ZipMember, build_wheel, build_zip
from onionskin.model import Fact, ReleaseName, Span
from onionskin.parse.archive import Link, leads_outside, merged, name_oddities
from onionskin.parse.archives.listed_hashes import (
    HashMismatch,
    Stated,
    read_manifest,
    read_record,
    with_slashes,
)
from onionskin.parse.metadata import package_names
from onionskin.parse.texts.plain_xml import elements
from onionskin.parse.texture import describe, is_text, texture
from onionskin.peel.containers import jar, nupkg, vsix, whl

FILES = {"inert/a.py": b"A = 1\n", "inert/b.bin": bytes(99)}


def names(items: Any) -> list[tuple[str, str, str]]:
    found = [item for item in items if isinstance(item, Fact)]
    return [(f.value["product"], f.value["version"], f.value["platform"]) for f in found]


def test_a_wheel_says_its_name_and_its_record_holds() -> None:
    made = walked(build_wheel("inert", "1.0", FILES), whl.peel)
    assert [(n.product, n.version, n.platform) for n in made.all(ReleaseName)] == [
        ("inert", "1.0", "any")
    ]
    assert (made.all(HashMismatch), made.gaps, made.problems) == ([], [], [])


def test_a_forged_an_unlisted_and_an_absent_file_are_told_apart() -> None:
    forged, unlisted = {"inert/a.py": b"A = 2\n"}, {"inert/x.pth": b"import x"}
    made = walked(build_wheel("inert", "1.0", FILES, forged=forged, unlisted=unlisted), whl.peel)
    assert {(m.member, m.kind) for m in made.all(HashMismatch)} == {
        ("inert/a.py", "hash-differs"),
        ("inert/x.pth", "not-listed"),
    }
    top = "inert-1.0.dist-info"
    members = [
        ZipMember(f"{top}/WHEEL", b""),
        ZipMember(
            f"{top}/RECORD", b"gone.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
        ),
    ]
    absent = walked(build_zip(members), whl.peel).all(HashMismatch)
    assert ("gone.py", "absent") in {(m.member, m.kind) for m in absent}


def test_a_stored_member_is_hashed_too() -> None:
    record = b"a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\nb.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,9\n"  # fmt: skip
    members = [
        ZipMember("a.py", b"not empty", method=0),
        ZipMember("b.py", b"", method=0),
        ZipMember("x.dist-info/WHEEL", b""),
        ZipMember("x.dist-info/RECORD", record),
    ]
    found = walked(build_zip(members), whl.peel).all(HashMismatch)
    kinds = {(m.member, m.kind) for m in found}
    assert {("a.py", "hash-differs"), ("b.py", "size-differs")} <= kinds


def test_many_mismatches_are_counted() -> None:
    unlisted = {f"inert/{n}.py": b"" for n in range(80)}
    made = walked(build_wheel("inert", "1.0", FILES, unlisted=unlisted), whl.peel)
    assert len(made.all(HashMismatch)) == 50
    assert "30 more members" in made.problems[-1].detail


@pytest.mark.parametrize("record", ["a", "a,md4=xx,1", "a,sha256=!,1", ',"', "a,sha256=,", "\0,=,"])
def test_a_record_of_nonsense_states_nothing(record: str) -> None:
    assert read_record(record) == {}


def test_a_manifest_joins_its_continued_lines() -> None:
    main, stated = read_manifest(
        "Implementation-Title: in\r\n ert\r\nImplementation-Version: 1\r\n\r\nName: a/b\r\n .class\r\nSHA1-Digest: 2jmj7l5rSw0yVb/vlWAYkK/YBwk=\r\n"
    )
    assert main["implementation-title"] == "inert"
    assert list(stated) == ["a/b.class"]


def test_a_jar_says_its_name_by_its_manifest_or_by_maven() -> None:
    manifest = b"Bundle-SymbolicName: org.inert;singleton:=true\nBundle-Version: 1.0\n"
    properties = b"artifactId=inert\ngroupId=org\nversion=2.0\n"
    one = walked(build_zip({"META-INF/MANIFEST.MF": manifest}), jar.peel)
    pom = {"META-INF/MANIFEST.MF": b"", "META-INF/maven/org/inert/pom.properties": properties}
    two = walked(build_zip(pom), jar.peel)
    assert one.all(ReleaseName)[0].product == "org.inert"
    assert two.all(ReleaseName)[0].product == "org:inert"


def test_nuget_and_vsix_manifests_say_the_name() -> None:
    nuspec = (
        b"<package xmlns='u'><metadata><id>Inert</id><version>1.0</version></metadata></package>"
    )
    identity = (
        b"<P xmlns:x='u'><x:Metadata><Identity Publisher='p' Id='i' Version='2'/></x:Metadata></P>"
    )
    one = walked(build_zip({"Inert.nuspec": nuspec}), nupkg.peel)
    two = walked(build_zip({"extension.vsixmanifest": identity}), vsix.peel)
    assert one.all(ReleaseName)[0].version == "1.0"
    assert two.all(ReleaseName)[0].product == "p.i"


@pytest.mark.parametrize(
    "document",
    [
        b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16"),
        b"<a>" * 100,
        b"<a>" + b"<b/>" * 30_000 + b"</a>",
        b"",
        b"<a",
    ],
)
def test_xml_with_declarations_or_without_bounds_is_refused(document: bytes) -> None:
    with pytest.raises(DamagedError):
        elements(document)


def test_a_package_json_of_the_wrong_types_is_a_problem() -> None:
    (problem,) = package_names.of_package_json(b'{"name": 7}', "package.json")
    assert type(problem).__name__ == "Problem"


def test_only_the_header_block_names_the_package() -> None:
    text = "Name: inert\r\nVersion: 1\r\n\r\nName: other\r\n"
    assert names(package_names.of_headers(text, "METADATA")) == [("inert", "1", "")]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a/b", ()),
        ("..a/b..", ()),
        ("a/../b", ("parent",)),
        ("..\\b", ("parent",)),
        ("/a", ("absolute",)),
        ("\\\\host\\a", ("absolute",)),
        ("C:\\a", ("drive",)),
        ("a\0b", ("nul",)),
        ("a\x1bb", ("control",)),
        ("\u202ea\u200b", ("bidi", "invisible")),
        ("\u4f60\u597d", ()),
    ],
)
def test_a_name_earns_its_tokens(name: str, why: tuple[str, ...]) -> None:
    assert name_oddities(name) == why


@pytest.mark.parametrize(
    ("link", "outside"),
    [
        (Link("a/b", "symlink", "../c"), False),
        (Link("a", "symlink", "../c"), True),
        (Link("a/b", "symlink", "c/../../../d"), True),
        (Link("a", "symlink", "/etc"), True),
        (Link("a", "symlink", "C:/x"), True),
        (Link("a/b", "hardlink", "a/c"), False),
        (Link("a/b", "hardlink", "../c"), True),
    ],
)
def test_a_link_leads_outside_or_not(link: Link, outside: bool) -> None:
    assert leads_outside(link) is outside


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (bytes(99), "zero"),
        (b"0123456789abcdef" * 9, "hex"),
        (b"QUJDREVGR0g=" * 1 + b"x" * 99, "base64"),
        (b"$" + b"QUJDREVGR0hJSktM" * 30, "base64"),
        (b"plain words in a row and no more", "text"),
        ("d\u00e9j\u00e0 vu ".encode() * 9, "text"),
        (bytes(range(256)) * 40, "random"),
        (b"\0\1\2\3" * 50, "binary"),
    ],
)
def test_a_texture_is_told_and_never_decoded(data: bytes, kind: str) -> None:
    view = view_of(data)
    assert texture(view, Span(0, len(data))) == kind
    assert describe(view, Span(0, len(data)))


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_have_a_texture(data: bytes) -> None:
    view = view_of(data)
    assert isinstance(is_text(view, Span(0, len(data))), bool)


def test_regions_beyond_the_limit_are_joined_where_they_touch() -> None:
    from onionskin.model import Problem, Region

    items = [Region("a", n, 1) for n in range(5)] + [Problem("x", "y"), Region("b", 9, 1)]
    made = list(merged(items, limit=2))
    assert [(r.offset, r.length) for r in made if isinstance(r, Region)] == [
        (0, 1),
        (1, 1),
        (2, 3),
        (9, 1),
    ]


def test_names_that_a_builder_on_windows_wrote_with_its_own_separator_are_those_of_members() -> (
    None
):
    one, other = Stated({"sha256": "aa"}), Stated({"sha256": "bb"})
    stated = {"inert\\x.py": one, "gone\\y.py": other}
    assert with_slashes(stated, frozenset({"inert/x.py"})) == {
        "inert/x.py": one,
        "gone\\y.py": other,
    }


def test_a_name_that_is_listed_both_ways_or_borne_as_it_is_stays() -> None:
    one, other = Stated({"sha256": "aa"}), Stated({"sha256": "bb"})
    both = {"a\\b": one, "a/b": other}
    assert with_slashes(both, frozenset({"a/b"})) == both
    assert with_slashes({"a\\b": one}, frozenset({"a\\b", "a/b"})) == {"a\\b": one}
