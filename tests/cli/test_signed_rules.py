"""Signed rule packs: who stands for the rules, and what was changed since."""

from pathlib import Path

import pytest
from command_line import Run
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rule_packs import change, copy_pack

from screener.errors import LANGUAGES
from screener.rulepack.signature import BadKey, UnsignedRules, WrongSignature


def _keys(folder: Path, name: str) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.key", folder / f"{name}.pub"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return private, public


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_pack(tmp_path / "pack")


def test_a_signed_pack_is_taken_and_its_signer_named(pack: Path, tmp_path: Path, run: Run) -> None:
    private, public = _keys(tmp_path, "ours")
    assert run("rules", "sign", private, "--rules", pack).status == 0
    assert run("rules", "list", "--rules", pack, "--rules-key", public).status == 0
    said = run("rules", "verify", "--rules", pack)
    assert (said.status, len(said.out.split("\t")[2].strip())) == (0, 64)


@pytest.mark.parametrize("command", [("rules", "verify"), ("lookup", "item", "SmCo magnet")])
def test_a_pack_that_was_changed_after_signing_is_refused(
    command: tuple[str, ...], pack: Path, tmp_path: Path, run: Run
) -> None:
    """With a key and without: the signature must hold wherever there is one."""
    private, public = _keys(tmp_path, "ours")
    run("rules", "sign", private, "--rules", pack)
    change(pack / "provisions/japan-export-ban.yaml", "effect: prohibited", "effect: note")
    for more in ((), ("--rules-key", public)):
        refused = run(*command, "--rules", pack, *more)
        assert (refused.status, "rules-signature" in refused.err) == (2, True), refused.err
        assert str(pack) in refused.err


def test_a_pack_signed_by_somebody_else_is_refused(pack: Path, tmp_path: Path, run: Run) -> None:
    _, ours = _keys(tmp_path, "ours")
    theirs, _ = _keys(tmp_path, "theirs")
    run("rules", "sign", theirs, "--rules", pack)
    assert run("rules", "verify", "--rules", pack).status == 0
    refused = run("rules", "verify", "--rules", pack, "--rules-key", ours)
    assert (refused.status, "rules-signature" in refused.err) == (2, True)


def test_an_unsigned_pack_is_taken_unless_a_key_is_asked_for(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option, or a setting for every call."""
    _, public = _keys(tmp_path, "ours")
    assert run("rules", "verify").out.strip().endswith("unsigned")
    refused = run("rules", "verify", "--rules-key", public)
    assert (refused.status, "rules-unsigned" in refused.err) == (2, True)
    monkeypatch.setenv("SCREENER_RULES_KEY", str(public))
    refused = run("lookup", "item", "SmCo magnet")
    assert (refused.status, "rules-unsigned" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"key": 1}', '{"key": "00", "signature": ""}', '{"key": "zz"}', "\x00"],
)
def test_a_signature_that_is_none_is_refused(content: str, pack: Path, run: Run) -> None:
    (pack / "pack.sig").write_text(content)
    refused = run("rules", "verify", "--rules", pack)
    assert (refused.status, "rules-signature" in refused.err) == (2, True), refused.err


def test_a_file_that_is_no_key_is_refused(pack: Path, tmp_path: Path, run: Run) -> None:
    """Nor is the public half of a pair a key to sign with."""
    private, public = _keys(tmp_path, "ours")
    (tmp_path / "none").write_text("no key")
    for key in (public, tmp_path / "none", tmp_path / "missing"):
        assert "rules-key" in run("rules", "sign", key, "--rules", pack).err
    assert not (pack / "pack.sig").exists()
    run("rules", "sign", private, "--rules", pack)
    for key in (private, tmp_path / "none"):
        assert "rules-key" in run("rules", "verify", "--rules", pack, "--rules-key", key).err


@pytest.mark.parametrize("kind", [BadKey, UnsignedRules, WrongSignature])
def test_errors_speak_three_languages(kind: type[BadKey]) -> None:
    error = kind(folder="f", file="f", kind="public", why="w")
    assert len({error.message(language) for language in LANGUAGES}) == 3
