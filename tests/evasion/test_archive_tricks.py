"""Ways to hide a file, or a second truth, in an archive. Each stays here for good."""

from __future__ import annotations

import base64
import io
import random
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import (
    TarMember,
    ZipMember,
    build_bomb,
    build_gzip,
    build_pax,
    build_tar,
    build_wheel,
    build_zip,
)
from onionskin.model import Level, Outcome
from onionskin.peel.walk import Budget
from onionskin.write.reports import PeelReport

SECRET = b"inert payload, found by nobody who trusts one header only " * 4
FILES = {"readme.txt": b"an honest text\n" * 40, "bin/tool": bytes(range(256)) * 8}


def report(
    pool: Pool, folder: Path, data: bytes, name: str = "release.bin", budget: Budget | None = None
) -> PeelReport:
    path = folder / name
    path.write_bytes(data)
    (made,) = peel([path], pool=pool, budget=budget)
    return made


def is_seen(made: PeelReport, data: bytes, needle: bytes) -> bool:
    """Say whether the hidden bytes are a finding's evidence, at their very place."""
    at = data.index(needle)
    root = made.layers[0].artifact.id
    return any(
        evidence.artifact == root
        and evidence.offset <= at + len(needle)
        and at <= evidence.offset + evidence.length
        for finding in made.findings
        for evidence in finding.evidence
    )


def unicode_path(name: bytes) -> bytes:
    body = b"\1" + bytes(4) + name
    return struct.pack("<2H", 0x7075, len(body)) + body


HIDDEN_IN_ZIP = {
    "in front": build_zip(FILES, prefix=SECRET),
    "behind the end record": build_zip(FILES, tail=SECRET),
    "far behind the end record": build_zip(FILES, tail=bytes(70_000) + SECRET),
    "between members": build_zip([ZipMember("a", b"1"), ZipMember("b", b"2", gap=SECRET)]),
    "before the directory": build_zip(FILES, before_directory=SECRET),
    "behind a deflate stream": build_zip([ZipMember("a", b"a" * 99, slack=SECRET)]),
    "in an extra field": build_zip([ZipMember("a", b"a", extra=b"ZZ" + struct.pack("<H", len(SECRET)) + SECRET)]),
    "in a time stamp too long": build_zip([ZipMember("a", b"a", extra=b"UT" + struct.pack("<H", len(SECRET)) + SECRET)]),
    "in zero padding": build_zip([ZipMember("a", b"a", extra=b"\x35\xd9" + struct.pack("<H", 2 + len(SECRET)) + b"\4\0" + SECRET)]),
    "in a broken extra field": build_zip([ZipMember("a", b"a", extra=b"UT\xff\xff" + SECRET)]),
    "in the comment, as base64": build_zip(FILES, comment=base64.b64encode(SECRET * 2)),
    "in a member's comment, as bytes": build_zip([ZipMember("a", b"a", comment=bytes(range(128, 256)) + SECRET)]),
    "in a member that is not listed": build_zip([ZipMember("a", SECRET, method=0, listed=False), ZipMember("b", b"1")]),
    "in a folder of no size": build_zip([ZipMember("folder/", SECRET, method=0, size=0)]),
}  # fmt: skip


@pytest.mark.parametrize("place", HIDDEN_IN_ZIP)
def test_bytes_hidden_in_a_zip_are_found_at_their_offset(
    place: str, pool: Pool, tmp_path: Path
) -> None:
    data = HIDDEN_IN_ZIP[place]
    needle = base64.b64encode(SECRET * 2) if place.endswith("base64") else SECRET
    made = report(pool, tmp_path, data)
    assert made.verdict.level is not Level.NOTHING_FOUND
    assert is_seen(made, data, needle)


TWO_TRUTHS = {
    "two names": build_zip([ZipMember("setup.py", b"x", local_name="other.py")]),
    "two methods": build_zip([ZipMember("a", b"x" * 40, local_method=0)]),
    "two sizes": build_zip([ZipMember("a", b"x" * 40, local_size=2)]),
    "fewer members counted": build_zip({"a": b"1", "b": b"2"}).replace(b"\2\0\2\0", b"\1\0\1\0"),
    "two archives": build_zip({"a": b"1"}) + build_zip({"a": b"2"}),
    "an archive in the comment": build_zip({"a": b"1"}, comment=build_zip({"a": b"2"})),
    "a stored size that is no size": build_zip([ZipMember("a", b"x" * 40, method=0, size=10)]),
    "members that overlap": build_bomb(copies=3, size=500),
    "two sizes in a tar": build_tar([build_pax({"size": "512"}), TarMember("a", build_tar({"b": b""}, end=b""), size=0)]),
    "members behind a tar's end": build_tar({"a": b"1"}, tail=build_tar({"a": b"2"})),
    "a folder with bytes": build_tar([TarMember("a/", b"x" * 600, flag=b"5"), TarMember("b", b"1")]),
}  # fmt: skip


@pytest.mark.parametrize("trick", TWO_TRUTHS)
def test_an_archive_that_reads_in_two_ways_breaks_an_invariant(
    trick: str, pool: Pool, tmp_path: Path
) -> None:
    made = report(pool, tmp_path, TWO_TRUTHS[trick])
    assert made.verdict.level is Level.SUSPICIOUS
    assert "archive-confusion" in {finding.family for finding in made.findings}


def test_a_second_name_in_a_unicode_path_field_is_seen(pool: Pool, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("setup.py")
        info.extra = unicode_path(b"other.py")
        archive.writestr(info, b"x")
    made = report(pool, tmp_path, out.getvalue())
    assert any("Unicode path" in finding.summary for finding in made.findings)


HIDDEN_IN_TAR = {
    "in the padding": build_tar([TarMember("a", b"1", padding=SECRET)]),
    "behind the end": build_tar({"a": b"1"}, tail=SECRET.ljust(1024, b"!")),
    "behind a name": build_tar([TarMember(b"a\0" + SECRET[:90], b"1")]),
    "in a pax record nobody knows": build_tar([build_pax({"X.y": SECRET.decode()}), TarMember("a", b"1")]),
    "in a pax comment too long": build_tar([build_pax({"comment": (SECRET * 2).decode()}), TarMember("a", b"1")]),
    "behind a long name": build_tar([TarMember("@", b"a\0" + SECRET, b"L"), TarMember("a", b"1")]),
    "behind the parts of a sparse file": build_tar([build_pax({"GNU.sparse.map": "0,1", "GNU.sparse.size": "1"}), TarMember("a", b"1" + SECRET)]),
}  # fmt: skip


def with_header_rests(data: bytes, put: bytes, start: int) -> bytes:
    """Write into the rest of every header block, from `start` on, and sum the headers up again."""
    out = bytearray(data)
    for at in range(0, len(data) - 1024, 1024):
        if start < 265:
            out[at + 257 : at + 265] = bytes(8)
        out[at + start : at + 512] = put[: 512 - start]
        out[at + 148 : at + 156] = b" " * 8
        out[at + 148 : at + 156] = b"%06o\0 " % sum(out[at : at + 512])
    return bytes(out)


@pytest.mark.parametrize("start", [257, 500])
def test_bytes_behind_the_last_field_of_many_tar_headers_are_found(
    start: int, pool: Pool, tmp_path: Path
) -> None:
    plain = build_tar({f"member-{number}": b"1" for number in range(12)})
    data = with_header_rests(plain, SECRET, start)
    made = report(pool, tmp_path, data)
    assert is_seen(made, data, SECRET[: 512 - start])
    assert {each.signal for each in made.findings} == {"bytes-outside-members"}


def with_field(data: bytes, at: int, put: bytes) -> bytes:
    """Write into the first header block, and sum it up again."""
    out = bytearray(data)
    out[at : at + len(put)] = put
    out[148:156] = b" " * 8
    out[148:156] = b"%06o\0 " % sum(out[:512])
    return bytes(out)


GNU = with_field(build_tar({"a": b"1"}), 257, b"ustar  \0")
# One place each, none of them longer than a word: no writer leaves anything there.
IN_ONE_HEADER = {
    "behind the last field": with_field(build_tar({"a": b"1"}), 500, b"hidden"),
    "behind the mode's figures": with_field(build_tar({"a": b"1"}), 100, b"644\0hid\0"),
    "behind the time's figures": with_field(build_tar({"a": b"1"}), 136, b"0\0hidden"),
    "in a time of 96 bits": with_field(build_tar({"a": b"1"}), 136, b"\x80hidden    "),
    "in the numbers of a device that is none": with_field(build_tar({"a": b"1"}), 329, b"hidden"),
    "behind a name": with_field(build_tar({"a": b"1"}), 90, b"hidden"),
    "behind GNU's times": with_field(GNU, 386, b"hidden"),
    "behind GNU's last field": with_field(GNU, 496, b"hidden"),
    "behind the parts of GNU's sparse map": with_field(
        with_field(with_field(GNU, 156, b"S"), 386, b"00000000000\x0000000000001\0"), 420, b"hidden"
    ),
}


@pytest.mark.parametrize("place", IN_ONE_HEADER)
def test_a_word_in_what_a_single_tar_header_leaves_free_is_found(
    place: str, pool: Pool, tmp_path: Path
) -> None:
    data = IN_ONE_HEADER[place]
    made = report(pool, tmp_path, data)
    assert {each.signal for each in made.findings} == {"bytes-outside-members"}
    assert is_seen(made, data, b"hid")


def test_headers_of_gnu_and_of_large_numbers_are_no_finding(pool: Pool, tmp_path: Path) -> None:
    numbers = with_field(GNU, 124, b"\x80" + bytes(10) + b"\1")
    times = with_field(numbers, 345, b"14000000000\x0014000000000\0")
    owner = with_field(times, 108, b"\x80\0\0\0\x7f\xff\xff\xff")
    before_1970 = with_field(owner, 136, b"\xff" * 12)
    made = report(pool, tmp_path, before_1970)
    assert (made.findings, made.complete) == ((), True)


def test_a_word_behind_a_sparse_map_that_goes_on_is_found(pool: Pool, tmp_path: Path) -> None:
    head = with_field(with_field(GNU, 156, b"S"), 482, b"\1")
    more = (b"00000000000\x0000000000001\0" + bytes(100) + b"hidden").ljust(512, b"\0")
    made = report(pool, tmp_path, data := with_field(head[:512] + more + head[512:], 483, b"1\0"))
    assert is_seen(made, data, b"hidden")


@pytest.mark.parametrize("place", HIDDEN_IN_TAR)
def test_bytes_hidden_in_a_tar_are_found_at_their_offset(
    place: str, pool: Pool, tmp_path: Path
) -> None:
    data = HIDDEN_IN_TAR[place]
    assert is_seen(report(pool, tmp_path, data), data, SECRET[:90])


@pytest.mark.parametrize("flag", [8, 16])
@pytest.mark.parametrize(
    "put", [base64.b64encode(SECRET * 9), random.Random(9).randbytes(300).replace(b"\0", b"\1")]
)
def test_bytes_in_a_gzip_name_or_comment_are_found(
    flag: int, put: bytes, pool: Pool, tmp_path: Path
) -> None:
    plain = build_gzip(build_tar(FILES))
    data = plain[:3] + bytes([flag]) + plain[4:10] + put + b"\0" + plain[10:]
    made = report(pool, tmp_path, data)
    (found,) = [each for each in made.findings if each.signal == "bytes-outside-members"]
    assert (found.evidence[0].offset, found.evidence[0].length) == (10, len(put))


def test_a_gzip_name_in_an_old_alphabet_is_no_finding(pool: Pool, tmp_path: Path) -> None:
    made = report(
        pool, tmp_path, build_gzip(b"words", name="r\xe9sum\xe9 de la r\xe9union d'\xe9t\xe9.txt")
    )
    assert made.findings == ()


def test_bytes_behind_a_gzip_stream_are_found_although_readers_ignore_them(
    pool: Pool, tmp_path: Path
) -> None:
    data = build_gzip(build_tar(FILES), tail=SECRET)
    assert is_seen(report(pool, tmp_path, data), data, SECRET)


def test_a_payload_three_archives_deep_is_reached(pool: Pool, tmp_path: Path) -> None:
    inner = build_zip({"payload.bin": SECRET})
    data = build_gzip(build_tar({"a/inner.zip": inner}))
    made = report(pool, tmp_path, build_zip({"a.tar.gz": data}))
    assert any(layer.artifact.path[-1] == "payload.bin" for layer in made.layers)


@pytest.mark.parametrize(
    "name",
    ["../../x", "/x", "C:\\x", "a\0b", "\u202egnp.exe", "\x1b]0;x\x07", "<script>alert(1)</script>", "a > b", "x" * 4000],
)  # fmt: skip
def test_a_hostile_name_is_kept_as_written_and_written_nowhere(
    name: str, pool: Pool, tmp_path: Path
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    made = report(pool, inside, build_zip([ZipMember(name, b"x")]))
    assert made.layers[-1].artifact.path[-1] == name
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inside", "release.bin"]


def nested(depth: int) -> bytes:
    data = SECRET
    for _ in range(depth):
        data = build_gzip(data)
    return data


BOMBS = {
    "overlapping": build_bomb(copies=2000, size=4 << 20),
    "of zeros": build_gzip(bytes(80 << 20)),
    "nested": nested(40),
    "sparse": build_tar([build_pax({"GNU.sparse.map": "0,1", "GNU.sparse.size": str(10**15)}), TarMember("a", b"1")]),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_typed_and_never_clean(bomb: str, pool: Pool, tmp_path: Path) -> None:
    made = report(pool, tmp_path, BOMBS[bomb], budget=Budget(decoded=512 << 20))
    assert not made.complete
    assert any(problem.reason.startswith("limit:") for problem in made.problems)


def test_a_wheel_forged_behind_its_record_is_found(pool: Pool, tmp_path: Path) -> None:
    data = build_wheel(
        "inert", "1.0", {"inert/a.py": b"A = 1\n"}, forged={"inert/a.py": b"A = 2\n"}
    )
    made = report(pool, tmp_path, data, "inert-1.0-py3-none-any.whl")
    assert made.verdict.level is Level.SUSPICIOUS


def mutations() -> Iterator[bytes]:
    """Yield archives with a few bytes changed, cut out or doubled; seeded."""
    chance = random.Random(7)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a" * 150, "b"):
            info = tarfile.TarInfo(name)
            info.size = 700
            archive.addfile(info, io.BytesIO(b"x" * 700))
    seeds = [
        build_zip(FILES, is_zip64=True, comment=b"x"),
        build_wheel("inert", "1.0", FILES),
        build_tar(FILES),
        out.getvalue(),
        build_gzip(build_tar(FILES)),
    ]
    for number in range(150):
        data = bytearray(seeds[number % len(seeds)])
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(data))
            kind = chance.randrange(4)
            if kind == 0:
                data[at] = chance.choice((0, 0xFF, data[at] ^ 1 << chance.randrange(8)))
            elif kind == 1:
                data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\1\0\0\0"))
            elif kind == 2:
                del data[at : at + chance.randrange(1, 40)]
            else:
                data[at:at] = data[at : at + chance.randrange(1, 60)]
            if not data:
                data = bytearray(b"\0")
        yield bytes(data)


def test_mutated_archives_end_in_typed_outcomes(pool: Pool, tmp_path: Path) -> None:
    for number, data in enumerate(mutations()):
        (tmp_path / f"{number:03}.bin").write_bytes(data)
    (made,) = peel([tmp_path], pool=pool)
    assert {layer.outcome for layer in made.layers} <= {Outcome.SCANNED, Outcome.INCOMPLETE, Outcome.UNSUPPORTED}  # fmt: skip
    assert not [p for p in made.problems if p.reason in {"crashed", "timeout", "signal-failed"}]
    stopped = [p.detail for p in made.problems if " stopped: " in p.detail]
    assert stopped == []
