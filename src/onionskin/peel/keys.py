"""The operator's OpenPGP keys, ready for the jail: their bytes go in, nothing here parses them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onionskin.errors import InputError
from onionskin.jail.pool import Job, Pool
from onionskin.jail.regular import open_regular
from onionskin.model import Outcome
from onionskin.peel.wire import KeyFiles, KeysRead

MOST = 32 << 20
SECONDS = 60.0
_WANTED = "give OpenPGP public keys, as `gpg --export` writes them, armoured or not"


@dataclass(frozen=True)
class Keys:
    """A descriptor that holds all keys of a run, and the SHA-256 of what it holds."""

    descriptor: int
    digest: str


@contextmanager
def given_keys(pool: Pool, paths: Sequence[Path]) -> Iterator[Keys]:
    """Give the keys of these files, read once in the jail for a look at whether they are any.

    Raises:
        InputError: a file is not there, or holds no OpenPGP public key.
    """
    data = msgspec.msgpack.encode(KeyFiles(tuple(_read(each) for each in paths)))
    with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
        os.write(file.fileno(), data)
        keys = Keys(file.fileno(), hashlib.sha256(data).hexdigest())
        _look(pool, keys, paths)
        yield keys


def _read(path: Path) -> bytes:
    descriptor = open_regular(path)
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(MOST + 1)
    finally:
        os.close(descriptor)
    if len(data) > MOST:
        raise InputError(f"more than {MOST >> 20} MiB of keys", where=str(path), hint="give fewer")
    return data


def _look(pool: Pool, keys: Keys, paths: Sequence[Path]) -> None:
    job = Job(
        entry="onionskin.peel.keys_inside:look",
        args=keys.digest.encode(),
        fds=(keys.descriptor,),
        label="OpenPGP keys",
        seconds=SECONDS,
    )
    reply = pool.call(job)
    if reply.outcome is not Outcome.SCANNED:
        what = f"the keys could not be read ({reply.outcome.value}: {reply.detail})"
        raise InputError(what, where=str(paths[0]), hint=_WANTED)
    said = msgspec.msgpack.decode(reply.result, type=KeysRead)
    for path, (count, why) in zip(paths, said.counts, strict=True):
        if not count:
            raise InputError(why, where=str(path), hint=_WANTED)
