"""The key that signs a case's head. It lives outside the case, or it would prove nothing.

Ed25519 (RFC 8032), PKCS#8 PEM, mode 0600. The public half beside it (`.pub`) is
what a colleague needs to verify, and may be given in the private key's place.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from onionskin.errors import CaseError

_LIMIT = 1 << 16


def default_path() -> Path:
    """Return where the key is: ONIONSKIN_KEY, or the user's configuration directory."""
    named = os.environ.get("ONIONSKIN_KEY")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "onionskin" / "case.key"


class Key:
    """A key file, read: it always verifies, and signs if it holds the private half."""

    def __init__(self, public: Ed25519PublicKey, private: Ed25519PrivateKey | None) -> None:
        self._public = public
        self._private = private
        raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        digest = hashes.Hash(hashes.SHA256())
        digest.update(raw)
        self.fingerprint = digest.finalize().hex()

    @property
    def signs(self) -> bool:
        """Whether the private half is there."""
        return self._private is not None

    def sign(self, message: bytes) -> str:
        """Return the signature in hex. Raises CaseError without the private half."""
        if self._private is None:
            raise CaseError(
                "this is a public key: it verifies a case but cannot write to it",
                hint="point ONIONSKIN_KEY to the private key",
            )
        return self._private.sign(message).hex()

    def verifies(self, message: bytes, signature: str) -> bool:
        """Say whether the signature (lower-case hex, nothing else) is this key's."""
        try:
            raw = bytes.fromhex(signature)
            self._public.verify(raw, message)
        except (ValueError, InvalidSignature):
            return False
        return raw.hex() == signature


def load(path: Path) -> Key:
    """Read a private or public key. Raises FileNotFoundError, or CaseError when it is unusable."""
    data = _read(path)
    try:
        if b"PUBLIC KEY" in data:
            public = serialization.load_pem_public_key(data)
            if isinstance(public, Ed25519PublicKey):
                return Key(public, None)
        else:
            private = serialization.load_pem_private_key(data, None)
            if isinstance(private, Ed25519PrivateKey):
                return Key(private.public_key(), private)
    except (ValueError, TypeError) as error:
        raise _unusable(path) from error
    raise _unusable(path)


def create(path: Path) -> Key:
    """Make a new key, 0600, with its public half beside it; keep the one that is there."""
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _publish(path, secret, 0o600)
        key = load(path)
        _publish(path.with_suffix(".pub"), _public_pem(key), 0o644)
    except OSError as error:
        raise CaseError(
            f"no key could be made: {error.strerror}",
            where=str(path),
            hint="set ONIONSKIN_KEY to a file that can be written",
        ) from error
    return key


def _public_pem(key: Key) -> bytes:
    return key._public.public_bytes(  # noqa: SLF001 - this module's own class
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _publish(path: Path, data: bytes, mode: int) -> None:
    """Write under a temporary name, then link: a half-written key is never seen, none replaced."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_LIMIT)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CaseError(
            f"the key cannot be read: {error.strerror}",
            where=str(path),
            hint="point ONIONSKIN_KEY to a key file",
        ) from error
    if b"PRIVATE KEY" in data and stat.S_IMODE(mode) & 0o077:
        raise CaseError(
            "others can read this private key", where=str(path), hint=f"chmod 600 {path}"
        )
    return data


def _unusable(path: Path) -> CaseError:
    return CaseError(
        "this is not an Ed25519 key in PEM form",
        where=str(path),
        hint="remove it or point ONIONSKIN_KEY elsewhere",
    )
