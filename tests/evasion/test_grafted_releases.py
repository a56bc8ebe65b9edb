"""Ways to put code into the release of somebody else unseen, and honest patches that look alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_npm

POOLS: list[Pool] = []
LINES = "".join(f"exports.area{number} = (side) => side * {number};\n" for number in range(60)).encode()  # fmt: skip
PUT = b"exports.ring = (one, two) => {\n  const three = two - one;\n  return three;\n};\n"


@pytest.fixture(scope="module", autouse=True)
def shared(pool: Pool) -> Iterator[None]:
    POOLS.append(pool)
    yield
    POOLS.clear()


def found(tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes], version: str = "1.2.4") -> set[str]:  # fmt: skip
    paths = []
    for name, stated, files in (("old", "1.2.3", old), ("new", version, new)):
        manifest = f'{{"name": "shapes", "version": "{stated}"}}\n'.encode()
        paths.append(tmp_path / f"{name}.tgz")
        paths[-1].write_bytes(build_npm("shapes", stated, {"package.json": manifest, **files}))
    (report,) = peel([paths[1]], pool=POOLS[0], against=[paths[0]])
    return {each.signal for each in report.findings}


def test_a_change_log_and_a_reader_beside_do_not_hide_an_insertion(tmp_path: Path) -> None:
    old = {"shapes.js": LINES, "README.md": b"shapes\n", "CHANGELOG.md": b"1.2.3\n"}
    papers = {"README.md": b"shapes of all kinds\n", "CHANGELOG.md": b"1.2.4: fixes\n1.2.3\n"}
    assert "nothing-but-an-insertion" in found(tmp_path, old, {"shapes.js": LINES + PUT, **papers})


def test_one_line_changed_beside_does_not_hide_an_insertion(tmp_path: Path) -> None:
    changed = LINES.replace(b"side * 7;", b"side * 7.5;")
    assert "nothing-but-an-insertion" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": changed + PUT})  # fmt: skip


def test_a_number_of_a_version_in_each_line_does_not_hide_an_insertion(tmp_path: Path) -> None:
    numbered = PUT.replace(b"\n", b" // 1.2.4\n")
    assert "nothing-but-an-insertion" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + numbered})  # fmt: skip


def test_an_act_in_the_line_of_the_version_does_not_hide(tmp_path: Path) -> None:
    old, new = b"exports.version = '1.2.3';\n", b"exports.version = '1.2.4'; fetch('https://inert.example/');\n"  # fmt: skip
    assert "new-destination" in found(tmp_path, {"shapes.js": old + LINES}, {"shapes.js": new + LINES})  # fmt: skip


def test_a_page_that_gets_a_script_is_an_insertion_of_a_new_destination(tmp_path: Path) -> None:
    old = b"<html>\n<body>\n<p>shapes</p>\n</body>\n</html>\n"
    new = old.replace(b"</body>", b"<script src='https://inert.example/a.js'></script>\n</body>")
    assert "new-destination" in found(tmp_path, {"index.html": old}, {"index.html": new})


def test_names_with_letters_of_two_scripts_are_obscured(tmp_path: Path) -> None:
    put = "exports.isAdmin = (one) => adm\u0456n(one);\nfunction adm\u0456n(one) {\n  return one;\n}\n"
    assert "newly-obscured-script" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put.encode()}, "1.3.0")  # fmt: skip


def test_letters_that_turn_a_line_around_are_obscured(tmp_path: Path) -> None:
    put = "exports.ring = (one) => one; // \u202e ;eurt nruter \u2066\n".encode()
    assert "newly-obscured-script" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "1.3.0")  # fmt: skip


def test_a_patch_that_works_on_the_code_is_no_insertion(tmp_path: Path) -> None:
    worked = LINES.replace(b"side * 7;", b"side * 7.5;").replace(b"area9 =", b"areaNine =")
    assert found(tmp_path, {"shapes.js": LINES}, {"shapes.js": worked + PUT}) == set()


def test_a_word_of_another_script_in_a_text_is_not_obscured(tmp_path: Path) -> None:
    put = "exports.name = (one) => one + '\u043f\u043b\u043e\u0449\u0430\u0434\u044c';\n".encode()  # fmt: skip
    assert found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "1.3.0") == set()


def test_a_script_that_is_called_like_a_paper_is_a_script(tmp_path: Path) -> None:
    old = {"shapes.js": LINES[:1200], "lib/history.js": LINES}
    assert "nothing-but-an-insertion" in found(tmp_path, old, old | {"lib/history.js": LINES + PUT})


def test_a_larger_step_of_the_version_does_not_hide_what_acts(tmp_path: Path) -> None:
    put = b"exports.ring = () => require('child_process').exec('inert-no-such-program');\n"
    assert "nothing-but-an-insertion" in found(tmp_path, {"shapes.js": LINES}, {"shapes.js": LINES + put}, "2.0.0")  # fmt: skip
