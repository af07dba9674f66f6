"""Signatures: who changes a report cannot sign it anew without the key."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from analysis.cli.commands import main
from analysis.errors import RequestError
from analysis.verify import PrivateKey, PublicKey

Keys = tuple[Path, Path]


def keys(folder: Path, name: str) -> Keys:
    """Make a pair of keys."""
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.key", folder / f"{name}.pub"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


@pytest.fixture
def pair(tmp_path: Path) -> Keys:
    """Make the office's keys."""
    return keys(tmp_path, "office")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write what stands for a report."""
    file = tmp_path / "report.html"
    file.write_text("<p>209</p>", encoding="utf-8")
    return file


def test_a_signed_report_is_vouched_for(pair: Keys, report: Path) -> None:
    """The signature lies beside the report, and is the same each time."""
    private, public = pair
    signature = PrivateKey(private).sign(report)
    assert signature.name == "report.html.sig"
    assert PublicKey(public).why_not(report) == ""
    first = signature.read_bytes()
    assert PrivateKey(private).sign(report).read_bytes() == first


def test_a_changed_report_is_not(pair: Keys, report: Path) -> None:
    """One letter, and the signature is of another file."""
    PrivateKey(pair[0]).sign(report)
    report.write_text("<p>208</p>", encoding="utf-8")
    assert PublicKey(pair[1]).why_not(report) == "signed-otherwise"


def test_a_forgers_own_key_does_not_help(pair: Keys, report: Path, tmp_path: Path) -> None:
    """A signature by another key is none, nor is what has another length."""
    PrivateKey(keys(tmp_path, "forger")[0]).sign(report)
    assert PublicKey(pair[1]).why_not(report) == "signed-otherwise"
    report.with_name("report.html.sig").write_bytes(b"x")
    assert PublicKey(pair[1]).why_not(report) == "signed-otherwise"


def test_an_unsigned_report_is_named(pair: Keys, report: Path) -> None:
    """Without a signature nobody vouches for it."""
    assert PublicKey(pair[1]).why_not(report) == "unsigned"


def test_openssl_reads_the_same(pair: Keys, report: Path) -> None:
    """Whoever does not have this program checks with what every system has."""
    PrivateKey(pair[0]).sign(report)
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        str(pair[1]),
        "-rawin",
        "-in",
        str(report),
    ]
    done = subprocess.run([*command, "-sigfile", f"{report}.sig"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_no_key_is_named(pair: Keys, tmp_path: Path) -> None:
    """One line with the file and how a key is made."""
    other = tmp_path / "rsa.key"
    rsa = generate_private_key(public_exponent=65537, key_size=2048)
    other.write_bytes(rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "text").write_text("x")
    for file in (other, tmp_path / "text", pair[1]):
        with pytest.raises(RequestError, match="openssl genpkey"):
            PrivateKey(file)
    for file in (tmp_path / "text", pair[0]):
        with pytest.raises(RequestError, match="openssl pkey"):
            PublicKey(file)
    with pytest.raises(RequestError, match="cannot read"):
        PublicKey(tmp_path / "nowhere")


@pytest.mark.slow
def test_a_batch_signs_what_it_makes(pair: Keys, small_folder: Path, tmp_path: Path) -> None:
    """Each file that is handed on; nobody vouches for what lay there before; a key that is none stops all."""
    output = tmp_path / "reports"
    asked = ["--provinces", "tra-vinh", "--years", "2023", "--to", "html,pdf", "--data", str(small_folder)]
    asked = ["batch", *asked, "--jobs", "1", "--quiet", "--output", str(output), "--sign"]
    refused = CliRunner().invoke(main, [*asked, str(pair[1])])
    assert refused.exit_code == 2
    assert not output.exists()
    made = CliRunner().invoke(main, [*asked, str(pair[0])])
    assert made.exit_code == 0, made.output
    signed = sorted(output.rglob("*.sig"))
    assert {path.suffixes[-2] for path in signed} == {".html", ".pdf", ".csv"}
    public = PublicKey(pair[1])
    assert {public.why_not(path.with_suffix("")) for path in signed} == {""}
    signed[0].unlink()
    assert CliRunner().invoke(main, [*asked, str(pair[0])]).exit_code == 0
    assert not signed[0].exists()
