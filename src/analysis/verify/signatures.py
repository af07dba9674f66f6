"""Reports that an office vouches for: beside each file an Ed25519 signature, which only its key can make.

A seal can be made anew by whoever changes a page; a signature cannot. Keys are PEM files as OpenSSL writes
them, signatures 64 bytes as OpenSSL reads them.
"""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from analysis.errors import RequestError
from analysis.files import read_asked, write_whole

__all__ = ["ENDING", "PrivateKey", "PublicKey"]

ENDING = ".sig"
"""What the name of a signature ends with, after the whole name of its file."""


class PrivateKey:
    """What signs.

    Parameters
    ----------
    file : pathlib.Path
        PEM, as ``openssl genpkey -algorithm ed25519`` makes it.

    Raises
    ------
    RequestError
        If it is none.
    """

    def __init__(self, file: Path) -> None:
        _check_library()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = _key(file, partial(load_pem_private_key, password=None))
        if not isinstance(key, Ed25519PrivateKey):
            raise RequestError("no-private-key", path=file)
        self._key = key

    def sign(self, report: Path) -> Path:
        """Write the signature beside a report."""
        return write_whole(signature_of(report), self._key.sign(read_asked(report)))


class PublicKey:
    """What signatures are checked with.

    Parameters
    ----------
    file : pathlib.Path
        PEM, as ``openssl pkey -pubout`` makes it of the private one; refused if it is none.
    """

    def __init__(self, file: Path) -> None:
        _check_library()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        key = _key(file, load_pem_public_key)
        if not isinstance(key, Ed25519PublicKey):
            raise RequestError("no-public-key", path=file)
        self._key = key

    def why_not(self, report: Path) -> str:
        """Why the holder of the key does not vouch for a report, as a key of messages; empty if they do."""
        from cryptography.exceptions import InvalidSignature

        signature = signature_of(report)
        if not signature.is_file():
            return "unsigned"
        try:
            self._key.verify(signature.read_bytes(), read_asked(report))
        except InvalidSignature:
            return "signed-otherwise"
        return ""


def _key(file: Path, read: Callable[[bytes], object]) -> object:
    try:
        return read(read_asked(file))
    except (ValueError, TypeError):  # the second: it asks for a password
        return None


def signature_of(report: Path) -> Path:
    """Where the signature of a report lies."""
    return report.with_name(report.name + ENDING)


def _check_library() -> None:
    if find_spec("cryptography") is None:
        raise RequestError("needs-cryptography")
