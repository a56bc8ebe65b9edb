"""The tables of an installer package, and the files under the names that they give them."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from installer_bytes import view_of

from onionskin.lookalike.cfb import build_cfb
from onionskin.lookalike.msi import CLASS_ID, Contents, build_msi
from onionskin.model import Fact, Problem, Region, ReleaseName
from onionskin.parse.archives.cfb import read_compound
from onionskin.parse.installers.msi import (
    ALPHABET,
    decode_name,
    encode_name,
    is_package,
    read_database,
)
from onionskin.parse.installers.msi_package import MsiAction, MsiProduct, Package, read_package
from onionskin.peel.containers import msi
from onionskin.plugins.contracts import Child

FILES = {
    "Example Phone/phone.exe": random.Random(7).randbytes(40_000),
    "Example Phone/data/long file name.txt": b"an honest text\n" * 200,
    "top.dll": b"",
}


def package_of(data: bytes) -> Package:
    with view_of(data) as view:
        database = read_database(read_compound(view))
        package = read_package(database)
        assert not database.problems
        return package


def opened(data: bytes) -> tuple[dict[str, bytes], list[Fact], list[Problem]]:
    files: dict[str, bytes] = {}
    facts, problems = [], []
    with view_of(data) as view:
        for item in msi.peel(view):
            if isinstance(item, Child):
                span = item.span
                files[item.name] = view.read(*span) if span else b"".join(item.chunks or ())
                assert item.declared == len(files[item.name])
            elif isinstance(item, Fact):
                facts.append(item)
            elif isinstance(item, Problem):
                problems.append(item)
            else:
                assert isinstance(item, Region)
    return files, facts, problems


@given(st.text(ALPHABET + "\x05 -{}ä", max_size=40), st.booleans())
def test_a_stream_name_is_unpacked_as_it_was_packed(name: str, table: bool) -> None:
    stored = encode_name(name, table=table)
    assert decode_name(stored) == (name, table)
    assert len(stored) <= len(name) + 1


def test_files_come_out_under_the_paths_they_are_installed_to() -> None:
    files, facts, problems = opened(build_msi(FILES))
    assert files == {f"Program Files/{path}": data for path, data in FILES.items()}
    assert not problems
    names = [each.value for each in facts if each.kind == ReleaseName.__name__]
    assert (names[0]["product"], names[0]["version"]) == ("Example Phone", "18.12.416")


def test_the_product_is_what_the_property_table_says() -> None:
    product = package_of(build_msi(FILES, product="Téléphone 電話", version="1.2.3")).product
    assert isinstance(product, MsiProduct)
    assert (product.name, product.version) == ("Téléphone 電話", "1.2.3")
    assert product.product_code.startswith("{")
    assert product.product_code != product.upgrade_code
    assert product.template == "Intel;1033"


def test_streams_of_binary_and_icon_and_inline_scripts_come_out_too() -> None:
    contents = Contents(
        binaries={"Helper": b"h" * 5000},
        icons={"phone.ico": b"icon"},
        actions=[("Ask", 38 | 0x400, "", "' inert")],
        streams={"Loose": b"of no table"},
    )
    files, facts, _ = opened(build_msi(FILES, contents=contents))
    assert files["Binary.Helper"] == b"h" * 5000
    assert files["Icon.phone.ico"] == b"icon"
    assert files["CustomAction.Ask.vbs"] == b"' inert"
    assert files["Loose"] == b"of no table"
    (action,) = [each.value for each in facts if each.kind == MsiAction.__name__]
    assert (action["kind"], action["deferred"]) == ("VBScript, inline", True)


def test_a_text_over_64_kib_in_the_string_pool_does_not_shift_the_others() -> None:
    contents = Contents(properties={"ALONG": "x" * 70_000, "ZLAST": "y" * 140_000})
    package = package_of(build_msi(FILES, contents=contents))
    assert package.product.name == "Example Phone"
    assert set(package.files) == {"F1", "F2", "F3"}


def test_hundreds_of_files_in_as_many_folders_are_mapped() -> None:
    files = {f"Phone/{n % 50}/{n}.txt": str(n).encode() for n in range(400)}
    found, _, problems = opened(build_msi(files))
    assert found == {f"Program Files/{path}": data for path, data in files.items()}
    assert not problems


def test_files_beside_the_package_are_named() -> None:
    data = build_msi(FILES).replace(b"#files.cab", b"xfiles.cab")
    files, _, problems = opened(data)
    assert [each.reason for each in problems] == ["outside"]
    assert "xfiles.cab" in problems[0].detail
    assert "phone.exe" in problems[0].detail
    assert list(files) == ["files.cab"]


def test_folders_that_lead_in_a_circle_end() -> None:
    data = build_msi({"a/b/c/file.txt": b"x"})
    with view_of(data) as view:
        database = read_database(read_compound(view))
        rows = list(database.rows("Directory", "Directory", "Directory_Parent"))
        parents = dict(rows)
        assert parents["DIR3"] == "DIR2"
        table = database.tables["Directory"]
        keys = [row[0] for row in rows]
        cells = bytearray(table._data)
        width = table.columns[0].width
        ids = cells[: table.rows * width]
        third = ids[keys.index("DIR3") * width :][:width]
        at = table.rows * width + keys.index("DIR1") * width
        cells[at : at + width] = third
        object.__setattr__(table, "_data", bytes(cells))
        package = read_package(database)
    assert [each.reason for each in package.problems] == ["contradiction"]
    assert package.files["F1"].path.endswith("file.txt")


def test_columns_that_are_described_as_of_another_type_stop_nothing() -> None:
    data = build_msi(FILES)
    with view_of(data) as view:
        compound = read_compound(view)
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    name = encode_name("_Columns", table=True)
    rows = len(streams[name]) // 8
    for kind in (0x8502, 0x8D48, 0x8104, 0x8900):
        streams[name] = streams[name][: 6 * rows] + kind.to_bytes(2, "little") * rows
        files, _, problems = opened(build_cfb(streams, clsid=CLASS_ID))
        assert len(files) == 1 or len(files) == 3
        assert problems


def test_a_compound_file_without_a_string_pool_is_no_package() -> None:
    with view_of(build_cfb({"Text": b"x"})) as view:
        assert not is_package(view)
    with view_of(build_cfb({"Text": b"x"}, clsid=CLASS_ID)) as view:
        assert is_package(view)


def test_a_stream_that_is_named_twice_in_two_ways_is_kept_apart() -> None:
    data = build_msi(FILES, contents=Contents(streams={"Binary.Twice": b"packed"}))
    with view_of(data) as view:
        compound = read_compound(view)
        streams = {each.name: compound.open(each).read(0, each.size) for each in compound.streams}
    streams["Binary.Twice"] = b"as it is"
    with view_of(build_cfb(streams, clsid=CLASS_ID)) as view:
        pieces = [each for each in msi.peel(view) if isinstance(each, Child)]
        twice = [
            view.read(*each.span) for each in pieces if each.name == "Binary.Twice" and each.span
        ]
    assert sorted(twice) == [b"as it is", b"packed"]
