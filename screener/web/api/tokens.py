"""Tokens: made once, shown once, kept as a hash, with what they may do and until when."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.db import models, transaction
from django.utils import timezone

from screener.errors import InputError
from screener.web.accounts.administering import COMMAND
from screener.web.accounts.models import User
from screener.web.accounts.refusals import NoSuchUser
from screener.web.api.models import ApiToken
from screener.web.audit.log import note

_BYTES = 32
_PREFIX = "screener_"
#: What is noted of its use is so exact: not every question writes to the database.
_USED_EVERY = timedelta(minutes=1)


class Scope(models.TextChoices):
    """What a token may do, beside what the role of its user allows."""

    SCREEN = "screen"
    READ = "read"
    LOOKUP = "lookup"


class NoSuchToken(InputError):
    """There is no token of that number."""

    code = "no-such-token"
    problem = {
        "en": "There is no token {number}.",
        "ja": "トークン {number} はありません。",
        "zh": "没有令牌 {number}。",
    }
    way_out = {
        "en": "The tokens: screener token list",
        "ja": "トークンの一覧: screener token list",
        "zh": "令牌列表：screener token list",
    }


@transaction.atomic
def make_token(
    user_name: str, name: str, scopes: Iterable[Scope], days: int, *, by: User | str = COMMAND
) -> str:
    """Make a token and return it; nobody can read it again.

    Raises:
        NoSuchUser: There is no such account.
    """
    user = User.objects.filter(username=user_name, is_active=True).first()
    if user is None:
        raise NoSuchUser(name=user_name)
    allowed = sorted(scope.value for scope in scopes)
    secret = _PREFIX + secrets.token_urlsafe(_BYTES)
    made = ApiToken.objects.create(
        user=user,
        name=name,
        sha256=_hash(secret),
        scopes=allowed,
        expires=timezone.now() + timedelta(days=days),
    )
    what: dict[str, str | int] = {"token": made.pk, "scopes": ",".join(allowed), "days": days}
    note(by, "token-made", subject=user_name, what=what)
    return secret


@transaction.atomic
def revoke_token(number: int, *, by: User | str = COMMAND) -> ApiToken:
    """Let a token count no longer; a user revokes only their own.

    Raises:
        NoSuchToken: There is none of that number.
    """
    token = ApiToken.objects.select_related("user").filter(pk=number).first()
    if token is None or (not isinstance(by, str) and token.user_id != by.pk):
        raise NoSuchToken(number=number)
    if token.revoked is None:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
        note(by, "token-revoked", subject=token.user.username, what={"token": number})
    return token


def valid_token(secret: str) -> ApiToken | None:
    """Return the token that counts now, and note its use."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user")
        .filter(sha256=_hash(secret), revoked=None, user__is_active=True)
        .exclude(expires__lte=now)
        .first()
    )
    if token and (token.last_used is None or token.last_used < now - _USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
    return token


def _hash(secret: str) -> str:
    # A token has 256 random bits: no salt, no slow hash is needed.
    return sha256(secret.encode()).hexdigest()
