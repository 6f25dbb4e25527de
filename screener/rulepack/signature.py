"""Who stands for a rule pack: a signature of its hash, by an Ed25519 key, in ``pack.sig``.

A pack needs none. One that has a signature is refused where it does not hold; where a key is asked
for, a pack without a signature by that key is refused, too.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from screener.errors import InputError
from screener.extras import check_extra
from screener.rulepack.load import content_hash

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

NAME = "pack.sig"
_EXTRA = "signing"


class UnsignedRules(InputError):
    """A signature is asked for, and the pack has none."""

    code = "rules-unsigned"
    problem = {
        "en": "{folder}: the rule pack has no signature, and a signed one is asked for.",
        "ja": "{folder}: 署名付きのルールパックが求められていますが、署名がありません。",
        "zh": "{folder}：要求使用已签名的规则包，但该规则包没有签名。",
    }
    way_out = {
        "en": "Get the signed pack, or sign it after review: screener rules sign KEY --rules DIR",
        "ja": "署名付きのものを入手するか、確認のうえ署名してください: "
        "screener rules sign KEY --rules DIR",
        "zh": "请取得已签名的规则包，或审核后签名: screener rules sign KEY --rules DIR",
    }


class WrongSignature(InputError):
    """The signature of a pack is not that of its content, or not by the key that is trusted."""

    code = "rules-signature"
    problem = {
        "en": "{folder}: the signature of the rule pack does not hold: {why}.",
        "ja": "{folder}: ルールパックの署名が有効ではありません（{why}）。",
        "zh": "{folder}：规则包的签名无效（{why}）。",
    }
    way_out = {
        "en": "The pack was changed after it was signed, or somebody else signed it. Get it again; "
        "what changed says: screener diff --rules",
        "ja": "署名後に変更されたか、別の鍵で署名されています。入手し直してください。"
        "変更点は screener diff --rules で確かめられます",
        "zh": "规则包在签名后被更改，或由他人签名。请重新取得；"
        "更改之处可用 screener diff --rules 查看",
    }


class BadKey(InputError):
    """A file holds no key of the kind that is needed."""

    code = "rules-key"
    problem = {
        "en": "{file} holds no {kind} Ed25519 key without a password, as PEM.",
        "ja": "{file} に、パスワードのない PEM 形式の Ed25519 鍵（{kind}）がありません。",
        "zh": "{file} 中没有无密码的 PEM 格式 Ed25519 密钥（{kind}）。",
    }
    way_out = {
        "en": "Make a pair: openssl genpkey -algorithm ed25519 -out rules.key; "
        "openssl pkey -in rules.key -pubout -out rules.pub",
        "ja": "鍵の作成: openssl genpkey -algorithm ed25519 -out rules.key; "
        "openssl pkey -in rules.key -pubout -out rules.pub",
        "zh": "生成密钥: openssl genpkey -algorithm ed25519 -out rules.key; "
        "openssl pkey -in rules.key -pubout -out rules.pub",
    }


def sign_rules(root: Path, key_file: Path) -> Path:
    """Write the signature of a pack beside its ``pack.yaml``, and return where it is.

    Raises:
        BadKey: The file holds no private key.
        ExtraMissing: The library that signs is not installed.
    """
    check_extra(_EXTRA, "rules sign")
    key = _private_key(key_file)
    stated = {
        "sha256": content_hash(root),
        "key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(_message(content_hash(root))).hex(),
    }
    path = root / NAME
    path.write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")
    return path


def check_signature(root: Path, key_file: Path | None = None) -> str | None:
    """Check the signature of a pack, and return the key that it is by; ``None`` if it has none.

    Args:
        root: The folder of the pack.
        key_file: The public key that is trusted; without it, the signature must hold for the key
            that it names, which tells of changes, but not who signed.

    Raises:
        UnsignedRules: A key is given, and there is no signature.
        WrongSignature: It does not hold.
        BadKey: The file holds no public key.
        ExtraMissing: There is something to check, and the library is not installed.
    """
    path = root / NAME
    if not path.is_file():
        if key_file:
            raise UnsignedRules(folder=root)
        return None
    check_extra(_EXTRA, NAME)
    trusted = _public_key(key_file) if key_file else None
    return _checked(root, path, trusted)


def _checked(root: Path, path: Path, trusted: "Ed25519PublicKey | None") -> str:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        named = Ed25519PublicKey.from_public_bytes(bytes.fromhex(stated["key"]))
        signature = bytes.fromhex(stated["signature"])
    except (ValueError, LookupError, TypeError) as error:
        raise WrongSignature(folder=root, why=NAME) from error
    key = named.public_bytes_raw().hex()
    if trusted and trusted.public_bytes_raw() != named.public_bytes_raw():
        raise WrongSignature(folder=root, why=f"{key[:16]}…")
    try:
        named.verify(signature, _message(content_hash(root)))
    except InvalidSignature as error:
        raise WrongSignature(folder=root, why=f"SHA-256 {content_hash(root)[:16]}…") from error
    return key


def _message(sha256: str) -> bytes:
    # A signature of a pack can be mistaken for one of nothing else.
    return f"screener rule pack\n{sha256}\n".encode()


def _private_key(path: Path) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_pem_private_key,
    )

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(file=path, kind="private") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(file=path, kind="private")
    return key


def _public_key(path: Path) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_pem_public_key,
    )

    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(file=path, kind="public") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey(file=path, kind="public")
    return key
